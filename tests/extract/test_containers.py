"""Names of journals, in full and abbreviated."""

import pytest

from evidence_review.extract.containers import compare_containers


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("J Pain Res", "Journal of Pain Research", 1),
        ("J. Pain Res.", "journal of pain research", 1),
        ("Br J Anaesth", "British Journal of Anaesthesia", 1),
        ("J Clin Anesth", "Journal of Clinical Anaesthesia", 1),
        ("N Engl J Med", "The New England Journal of Medicine", 1),
        ("NEJM", "New England Journal of Medicine", 1),
        ("BMJ", "Br Med J", 1),
        ("BMJ (Clinical research ed.)", "BMJ", 1),
        ("JAMA", "JAMA: the journal of the American Medical Association", 1),
        ("Journal of the American Medical Association", "JAMA", 1),
        ("Proc Natl Acad Sci USA", "Proceedings of the National Academy of Sciences", 1),
        ("Proc. Natl. Acad. Sci. U. S. A.", "PNAS", 1),
        ("Anesth Analg", "Anesthesia & Analgesia", 1),
        ("The Lancet. Psychiatry", "Lancet Psychiatry", 1),
        ("Psychiatr Clin North Am", "Psychiatric Clinics of North America", 1),
        ("Dtsch Arztebl Int", "Deutsches Ärzteblatt international", 1),
        ("Pain Physician", "Pain Phisician", 1),
        ("Crit Care Med", "Am J Respir Crit Care Med", 0),
        ("J Pain", "J Pain Res", -1),
        ("Lancet", "Lancet Neurol", -1),
        ("J Neurol", "Journal of Neuropharmacology", -1),
        ("Pain", "Headache", -1),
        ("Anesthesiology", "Anesthesia", -1),
        ("", "Pain", 0),
        ("?", "Pain", 0),
        ("", "", 0),
    ],
)
def test_names(one, other, expected):
    assert compare_containers(one, other) == compare_containers(other, one) == expected


def test_hostile_names_take_no_time():
    for text in ("(" * 100_000, "a" * 100_000, "a " * 50_000, "(a" * 50_000):
        assert compare_containers(text, text + "b") in (-1, 0, 1)
