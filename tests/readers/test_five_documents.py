"""What the bundled documents say, worked out by reading them. Offsets are avoided: words show better what is meant."""

from collections.abc import Callable

import pytest

from evidence_review.document import Document, Metadata
from evidence_review.text import fold

Bundled = Callable[[str], Document]


def section_texts(document: Document, reason: str) -> list[str]:
    """Return the text of the sections that were set aside for a reason, white space folded."""
    return [
        fold(document.text, [(section.start, section.end)]).text
        for section in document.sections
        if section.reason == reason
    ]


def titles(document: Document, kinds: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return title, kind and the parent's title of the sections of some kinds, those without a title left out."""
    return [
        (section.title, section.kind, "" if section.parent is None else document.sections[section.parent].title)
        for section in document.sections
        if section.kind in kinds and section.title
    ]


@pytest.mark.parametrize(
    ("digits", "kind", "n_entries"),
    [
        ("000", "journal-review", 116),
        ("001", "record-page", 0),
        ("002", "web-article", 0),
        ("003", "web-health-page", 0),
        ("004", "journal-review", 33),
    ],
)
def test_kind_and_number_of_entries(bundled: Bundled, digits: str, kind: str, n_entries: int) -> None:
    document = bundled(digits)
    assert document.kind == kind
    assert [entry.number for entry in document.entries] == list(range(1, n_entries + 1))
    assert document.notes == ()


def test_metadata_of_000(bundled: Bundled) -> None:
    assert bundled("000").metadata == Metadata(
        title="A Comprehensive Review of Ketamine Mechanism and Its Pleiotropic Effects",
        title_as_printed="A Comprehensive Review of Ketamine Mechanism and Its Pleiotropic Effects",
        authors=("Taqwa B. Thanoon", "Zeina A. Althanoon"),
        first_author="Thanoon",
        received="2024-02-20",
        revised="2024-04-02",
        accepted="2024-04-25",
        published="2024-06-01",
        # The page's head spells out what the citation abbreviates to "Iraqi J. Pharm."
        container_title="Iraqi Journal of Pharmacy",
        volume="21",
        issue="2",
        pages="79-88",
        doi="10.33899/iraqij.p.2024.147048.1086",
        license="CC BY 4.0",
        keywords=(
            "Ketamine",
            "Anesthesia",
            "Neurobehavioral pharmacology",
            "N-methyl d-aspartate",
            "Glutamate receptors",
        ),
    )


def test_metadata_of_001(bundled: Bundled) -> None:
    assert bundled("001").metadata == Metadata(
        title="Application of Ketamine in Pain Management and the Underlying Mechanism",
        title_as_printed="Application of Ketamine in Pain Management and the Underlying Mechanism.",
        authors=("Xiaofan Ma", "Jia Yan", "Hong Jiang"),
        first_author="Ma",
        published="2023-01-01",
        container_title="Pain Res Manag",
        volume="2023",
        # As printed; a check reports that the number stands there twice.
        pages="19289691928969",
    )


def test_metadata_of_002(bundled: Bundled) -> None:
    # No author, no date, no licence, no site: nothing is made up.
    title = "Ketamine: A Powerful Dissociative Anesthetic"
    assert bundled("002").metadata == Metadata(title=title, title_as_printed=title)


def test_metadata_of_003(bundled: Bundled) -> None:
    title = "Ketamine Injection: Mechanism of Actions, Uses and Applications"
    assert bundled("003").metadata == Metadata(
        title=title,
        title_as_printed=title,
        # "Published At January 24, 2024" and, without a space, "Reviewed AtJanuary 24, 2024".
        published="2024-01-24",
        reviewed="2024-01-24",
        reviewed_by="Dr. Kaushal Bhavsar",
        container_title="iCliniq",
        site="iCliniq",
    )


def test_metadata_of_004(bundled: Bundled) -> None:
    metadata = bundled("004").metadata
    # The head prints another first letter than the heading above the authors and the citation.
    assert metadata.title_as_printed == "RETAMINE AS AN OPTIONAL TREATMENT IN CHRONIC PAIN - A REVIEW"
    assert metadata.title == "KETAMINE AS AN OPTIONAL TREATMENT IN CHRONIC PAIN - A REVIEW"
    assert metadata.authors[:2] == ("Mathias Spitaleri", "Karol Kanon")
    assert metadata.authors[6:] == ("Karolina Dębek-Kalinowska", "Oskar Sienkiel", "Wiktor Gąska", "Dawid Sewruk")
    assert len(metadata.authors) == 10
    assert metadata.first_author == "Spitaleri"
    assert (metadata.received, metadata.revised) == ("2025-07-26", "")
    assert (metadata.accepted, metadata.published) == ("2025-09-21", "2025-09-25")
    assert metadata.container_title == "International Journal of Innovative Technologies in Social Science"
    assert (metadata.volume, metadata.issue, metadata.pages) == ("3", "47", "")
    assert metadata.doi == "10.31435/ijitss.3(47).2025.3804"
    assert metadata.license == "CC BY 4.0"
    assert metadata.keywords == (
        "Ketamine",
        "Chronic Pain",
        "Ketamine Treatment in Chronic Pain",
        "Pain",
        "Ketamine Mechanism of Action",
    )
    assert metadata.funding == "This Research received no external funding."
    assert metadata.conflict_of_interest == "The authors declare no conflict of interest."
    assert metadata.ai_statement.startswith("In preparing this work, the author(s) used Chat GPT for the purpose")
    assert metadata.ai_statement.endswith("full responsibility for the substantive content of the publication.")


def test_sections_of_000(bundled: Bundled) -> None:
    mechanism, actions = "2. Mechanism of action", "3. Actions of ketamine"
    assert titles(bundled("000"), ("introduction", "body", "conclusion", "references")) == [
        ("1. Introduction", "introduction", ""),
        (mechanism, "body", ""),
        ("2.1. Effects on NMDA Receptors", "body", mechanism),
        ("2.2. Effects on Other Receptors in the Central Nervous System", "body", mechanism),
        (actions, "body", ""),
        ("3.1. Ketamine and analgesic-anesthetic effects", "body", actions),
        ("3.2. Ketamine and Neurobehavioral effects", "body", actions),
        ("3.3. Ketamine and cognitive dysfunction", "body", actions),
        ("3.4. Ketamine and depression", "body", actions),
        ("3.5. Ketamine and oxidative stress", "body", actions),
        ("3.6. Ketamine and neurogenesis", "body", actions),
        ("4. Clinical uses and future perspectives", "body", ""),
        ("5. Conclusions", "conclusion", ""),
        ("6. References", "references", ""),
    ]


def test_sections_of_002(bundled: Bundled) -> None:
    assert titles(bundled("002"), ("front-matter", "introduction", "body", "conclusion", "references")) == [
        ("Ketamine: A Powerful Dissociative Anesthetic", "body", ""),
        ("Ketamine-Enhanced Therapy: Emerging Applications", "body", ""),
        ("Understanding NMDA Receptor Inhibition and Ketamine’s Consequences", "body", ""),
        ("The Function in Emotional Health Care", "body", ""),
        ("Ketamine Pharmacodynamics: Mechanism and Metabolism", "body", ""),
        # A brace of the spinning program is left in the heading; it is shown as printed.
        ("{Ketamine: A Brief Summary of Its Risks, Merits, and Clinical Use", "body", ""),
    ]


def test_sections_of_003(bundled: Bundled) -> None:
    assert titles(bundled("003"), ("introduction", "body", "conclusion")) == [
        ("Introduction", "introduction", ""),
        ("What Is the History of Ketamine Injection?", "body", ""),
        ("What Is the Mechanism of Action of Ketamine Injection?", "body", ""),
        ("What Are the Medical Uses of Ketamine Injection?", "body", ""),
        ("What Are the Psychiatric Applications of Ketamine Injections?", "body", ""),
        ("What Are the Protocols to Be Taken for Ketamine Injection?", "body", ""),
        ("What Are the Safety Concerns and Side Effects of Ketamine Injection?", "body", ""),
        ("Conclusion", "conclusion", ""),
    ]


def test_sections_of_004(bundled: Bundled) -> None:
    found = titles(bundled("004"), ("abstract", "introduction", "body", "conclusion", "back-matter", "references"))
    assert [(title, kind) for title, kind, _ in found] == [
        ("ABSTRACT", "abstract"),
        # The label of a paragraph: "Methods and materials: PubMed and ..."
        ("Methods and materials", "abstract"),
        ("Introduction", "introduction"),
        ("Chronic pain", "body"),
        ("Types of chronic pain", "body"),
        ("CPGS", "body"),
        ("Ketamine - current state of knowledge", "body"),
        ("Ketamine Characteristics", "body"),
        ("Ketamine Pharmacokinetics", "body"),
        ("Biotransformation and interactions", "body"),
        ("Mechanism of Action", "body"),
        ("Dosing and Administration Routes", "body"),
        # One line of the source holds these two.
        ("Ketamine in Different Types of Chronic Pain", "body"),
        ("Neuropathic Pain", "body"),
        ("Cancer-Related Pain", "body"),
        ("Pain in Fibromyalgia and Other Pain Syndromes", "body"),
        ("Comparison with Other Treatments", "body"),
        ("Ketamine vs Opioids", "body"),
        ("Ketamine vs Non-Pharmacological Therapies", "body"),
        ("Side effects of ketamine treatment", "body"),
        ("Limitations and Challenges", "body"),
        ("Conclusions", "conclusion"),
        ("Disclosures", "back-matter"),
        ("Author's contribution", "back-matter"),
        # Labels of paragraphs; a label that is no usual heading stays in its line.
        ("Funding Statement", "back-matter"),
        ("Institutional Review Board Statement", "back-matter"),
        ("Informed Consent Statement", "back-matter"),
        ("Data Availability Statement", "back-matter"),
        ("Conflicts of Interests", "back-matter"),
        ("REFERENCES", "references"),
    ]


@pytest.mark.parametrize(
    ("digits", "before", "after", "n_parts"),
    [
        # The first two stand in one paragraph, which so has three parts.
        pytest.param(
            "000", "of the R(+)-ketamine isomer, and", "twice that of the racemic combination (2).", 3, id="footer block"
        ),
        pytest.param(
            "000", "heteromes. GluK1 through GluK3 are the", "kainate receptor subunits that also form", 3, id="page 1"
        ),
        pytest.param("000", "and NMDA receptors are low", "(39,40). Additionally, cholinergic,", 2, id="marker next page"),
        pytest.param("000", "a trustworthy estimation of ketamine-", "induced hypnosis (53,54).", 2, id="word cut in two"),
        pytest.param("000", "there has been a good amount of", "research done on the effects", 2, id="page 4"),
        pytest.param("000", "This significant occurrence has been linked to", "the etiology of several CNS", 2, id="page 5"),
        pytest.param("000", "Findings from experiments indicate that", "ketamine may have neuroprotective", 2, id="page 6"),
        pytest.param("004", "suggest ketamine has long-term anti-", "allodynic effects when used", 2, id="prefix cut off"),
        pytest.param("004", "are primarily due to ketamine's", "antagonism of NMDA receptors", 2, id="after a genitive"),
    ],
)  # fmt: skip
def test_cut_sentences_are_whole(bundled: Bundled, digits: str, before: str, after: str, n_parts: int) -> None:
    document = bundled(digits)
    joined = before + after if before.endswith("-") else f"{before} {after}"
    (passage,) = (one for one in document.passages if joined in fold(document.text, one.parts).text)
    assert len(passage.parts) == n_parts
    assert passage.kind == "prose"


def test_nothing_else_is_joined(bundled: Bundled) -> None:
    counts = {digits: [len(one.parts) for one in bundled(digits).passages if len(one.parts) > 1] for digits in
              ("000", "001", "002", "003", "004")}  # fmt: skip
    assert counts == {"000": [3, 2, 2, 2, 2, 2], "001": [], "002": [], "003": [], "004": [2, 2]}


def test_the_footer_inside_the_introduction_of_000_is_set_aside(bundled: Bundled) -> None:
    document = bundled("000")
    inside = [
        section
        for section in document.sections
        if section.parent is not None and document.sections[section.parent].title == "1. Introduction"
    ]
    assert [section.kind for section in inside] == ["boilerplate"] * (len(inside) - 1) + ["caption"]
    assert all(section.reason for section in inside[:-1])
    text = fold(document.text, [(section.start, section.end) for section in inside[:-1]]).text
    assert text.startswith("***Corresponding author:** Taqwa B. Thanoon")
    assert "How to cite: Thanoon, T., B., Althanoon, Z., A., (2024)." in text
    assert text.endswith("DOI: <https://doi.org/10.33899/iraqij.p.2024.147048.1086>")
    assert fold(document.text, [(inside[-1].start, inside[-1].end)]).text == (
        "Figure 1. The enantiomers of R(+)-ketamine and S(+)-ketamine"
    )


def test_the_second_abstract_of_000_is_arabic_and_behind_the_list(bundled: Bundled) -> None:
    document = bundled("000")
    arabic = [section for section in document.sections if section.language != "en"]
    assert {(section.kind, section.language) for section in arabic} == {("abstract", "ar")}
    (listed,) = (section for section in document.sections if section.kind == "references")
    assert min(section.start for section in arabic) > listed.end
    assert document.text[listed.start : listed.end].endswith("2019; 18(1):41-58.")
    assert "الخلاصة" in [section.title for section in arabic]
    assert max(section.end for section in arabic) == len(document.text.rstrip())


def test_the_licence_lines_are_set_aside(bundled: Bundled) -> None:
    assert section_texts(bundled("000"), "licence") == [
        "2024 [Iraqi Journal of Pharmacy](#). Published by [University of Mosul](#), Iraq.. This is an open access article"
        " licensed under CC BY: (<https://creativecommons.org/licenses/by/4.0>)"
    ]
    assert section_texts(bundled("001"), "licence") == ["Copyright © 2023 Xiaofan Ma et al."]
    of_004 = section_texts(bundled("004"), "licence")
    assert len(of_004) == 2
    assert all(text.startswith("© The author(s) 2025.") for text in of_004)
    assert all(text.endswith("as long as proper attribution is provided.") for text in of_004)


def test_the_site_around_001_is_set_aside(bundled: Bundled) -> None:
    (chrome,) = section_texts(bundled("001"), "site chrome")
    assert chrome.startswith("Pubmed Copy Citation Plaintext Add institutional full text... Notes")
    assert "**bold**" in chrome
    assert chrome.endswith("We guarantee your privacy. Your email address will not be shared.")


def test_the_abstract_of_001_is_not_glued_to_its_label(bundled: Bundled) -> None:
    document = bundled("001")
    (abstract,) = (one for one in document.passages if one.kind == "prose")
    text = fold(document.text, abstract.parts).text
    assert text.startswith("Since ketamine was approved by the FDA")
    assert text.endswith("and discuss its analgesic mechanism.")
    assert document.sections[abstract.section].title == "Abstract"


def test_the_comment_form_of_002_is_set_aside(bundled: Bundled) -> None:
    document = bundled("002")
    assert section_texts(document, "comment form") == [
        "Leave a Reply Your email address will not be published. Required fields are marked *"
    ]
    assert [section.kind for section in document.sections if section.reason] == ["boilerplate"]


def test_the_site_around_003_is_set_aside(bundled: Bundled) -> None:
    document = bundled("003")
    (disclaimer,) = section_texts(document, "disclaimer")
    assert disclaimer.startswith("Disclaimer: No content published on this website")
    assert disclaimer.endswith("health articles and queries.")
    assert section_texts(document, "cookie notice") == [
        "This website uses cookies to ensure you get the best experience on our website. iCliniq privacy policy"
    ]
    chrome = " | ".join(section_texts(document, "site chrome"))
    for words in ["HomeHealth articlesketamine injection", "Verified dataVerified data", "4 min read Share"]:
        assert words in chrome
    aside = " ".join(
        fold(document.text, [(one.start, one.end)]).text for one in document.sections if one.kind == "boilerplate"
    )
    for words in ["Pulmonology (Asthma Doctors)", "Tags:", "By subscribing", "Most popular articles", "Ask a doctor online"]:  # fmt: skip
        assert words in aside
    prose = " ".join(
        fold(document.text, one.parts).text
        for one in document.passages
        if document.sections[one.section].kind in ("abstract", "introduction", "body", "conclusion")
    )
    assert prose.startswith("Ketamine is a medication that is commonly used")
    assert prose.endswith("poised to reshape the landscape of psychiatric care.")


def test_list_items_of_003(bundled: Bundled) -> None:
    document = bundled("003")
    items = [fold(document.text, one.parts).text for one in document.passages if one.kind == "list-item"]
    assert [item.split(":")[0] for item in items] == [
        "Anesthesia",
        "Pain Management",
        "Treatment-Resistant Depression",
        "Post-Traumatic Stress Disorder (PTSD)",
        "Bipolar Disorder and Anxiety",
        "Intravenous (IV) Infusions",
        "Nasal Spray and Intramuscular Injections",
        "Psychological Effects",
        "Blood Pressure and Heart Rate Changes",
        "Potential for Abuse",
        "Cognitive Impairment",
        "Bladder and Kidney Issues",
        "Dependency and Withdrawal",
        "Patient Selection and Screening",
    ]


def test_entries_of_000_that_are_odd(bundled: Bundled) -> None:
    document = bundled("000")
    entries = {entry.number: document.text[entry.start : entry.end] for entry in document.entries}
    # 1 to 3 are bullets that lost their numbers.
    assert [entry.number for entry in document.entries if not entry.is_printed] == [1, 2, 3]
    assert entries[1].startswith("Schmitz A, Thormann W")
    assert entries[4].startswith("Sehdev RS")
    # A page break and a stray bullet stand inside entry 74.
    assert entries[74].startswith("Liu RJ, Fuchikami M")
    assert entries[74].endswith("2013; 38(11):2268–77.")
    assert entries[75].startswith("Zhang JC")
    assert entries[99] == (
        "Krystal JH. Ketamine and the potential role for rapid-acting antidepressant medications."
        " *Swiss medical weekly/Switzerland*; 2007; 137:215-6."
    )
    assert entries[116].endswith("2019; 18(1):41-58.")


def test_entries_of_004(bundled: Bundled) -> None:
    document = bundled("004")
    assert all(entry.is_printed for entry in document.entries)
    first = document.entries[0]
    assert document.text[first.start : first.end].startswith("Cohen, S. P., Vase, L., & Hooten, W. M. (2021).")
    assert document.text[document.entries[-1].end :].strip() == ""
