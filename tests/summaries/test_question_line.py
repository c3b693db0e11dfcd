"""What is said about one question, each kind of agreement and disagreement worked out by hand."""

import pandas as pd
import pytest

from evidence_review.decisions import Question
from evidence_review.summaries.question_line import Background, say_question

HELPS = Question("helps", "Does it help?")
LASTS = Question("lasts", "How long does it last?", "value", "h")
TURNS = Question("turns", "Which way does it turn?", "name")


def answers(*said, **columns):
    """Return rows of coded statements from ids such as `a:s1` and answers."""
    rows = [
        {"statement_id": name, "source_id": name.partition(":")[0], "answer": answer, "n_citations": 0}
        for name, answer in said
    ]
    return pd.DataFrame(rows).assign(**({"population": "human", "certainty": "asserted", "note": None} | columns))


def entries(*cited):
    """Return cited entries from pairs of a statement's id and a design; every one another work."""
    rows = [
        {"statement_id": name, "source_id": "a", "reference_no": number, "work_id": f"w{number}", "design": design}
        for number, (name, design) in enumerate(cited)
    ]
    return pd.DataFrame(rows, columns=["statement_id", "source_id", "reference_no", "work_id", "design"])


def conflicts(*classes):
    """Return conflicts from their class, and after a colon what differs."""
    parts = [name.partition(":") for name in classes]
    rows = [{"question": "helps", "class": name, "what_differs": differs or None} for name, _, differs in parts]
    return pd.DataFrame(rows, columns=["question", "class", "what_differs"]).assign(severity="error")


def say(question, rows, cited=(), *, n=5, not_coded=(), explain=True, classes=()):
    return say_question(question, rows, Background(n, not_coded, entries(*cited), conflicts(*classes)), explain=explain)


def who(*args, **more):
    """Return the first sentence, without what is said of a single statement."""
    return say(*args, **more).partition(". ")[0].partition(", about people")[0]


@pytest.mark.parametrize(
    ("said", "n", "sentence"),
    [
        ([("a:s1", "yes"), ("b:s2", "yes")], 2, "Both sources say yes [a:s1, b:s2]"),
        ([("a:s1", "no"), ("b:s2", "no"), ("c:s1", "no")], 3, "All three sources say no [a:s1, b:s2, c:s1]"),
        (
            [("a:s1", "yes"), ("b:s2", "yes"), ("c:s3", "no")],
            5,
            "Two of five sources say yes [a:s1, b:s2]; one says no [c:s3]; the other two do not address it",
        ),
        ([("a:s1", "yes"), ("b:s2", "no")], 2, "One of two sources says yes [a:s1]; another says no [b:s2]"),
        (
            [("a:s1", "yes"), ("b:s2", "no"), ("c:s1", "no")],
            4,
            "Two of four sources say no [b:s2, c:s1]; one says yes [a:s1]; the other does not address it",
        ),
        ([("b:s1", "yes"), ("b:s4", "yes")], 3, "Only b addresses this: it says yes [b:s1, b:s4]"),
        ([("b:s1", "unclear")], 3, "Only b addresses this: it leaves it open [b:s1]"),
        (
            [("a:s1", "unclear"), ("b:s1", "mixed")],
            3,
            "One of three sources reports mixed results [b:s1]; another leaves it open [a:s1]; the other does not address it",
        ),
        ([("a:s1", "yes")], 1, "a says yes [a:s1]"),
        ([("a:s1", "yes"), ("a:s9", "no")], 3, "Only a addresses this: it says both yes [a:s1] and no [a:s9]"),
        (
            [("a:s1", "yes"), ("a:s9", "no"), ("b:s1", "yes")],
            2,
            "One of two sources says yes [b:s1]; another says both yes [a:s1] and no [a:s9]",
        ),
        (
            [("a:s1", "yes"), ("b:s2", "yes"), ("b:s3", "unclear")],
            3,
            "Two of three sources say yes [a:s1, b:s2], one of which elsewhere leaves it open [b:s3]; the other does not address it",
        ),
        (
            [("a:s1", "yes"), ("a:s2", "mixed"), ("a:s3", "unclear")],
            2,
            "Only a addresses this: it says yes [a:s1] and reports mixed results [a:s2], and elsewhere leaves it open [a:s3]",
        ),
    ],
)
def test_who_says_yes_and_who_says_no(said, n, sentence):
    assert who(HELPS, answers(*said), n=n) == sentence


@pytest.mark.parametrize(
    ("said", "n", "sentences"),
    [
        ([("a:s1", "4")], 5, "Only a addresses this: it gives 4 hours [a:s1], about people and without a citation."),
        (
            [("a:s1", "4"), ("b:s1", "4")],
            5,
            "a and b give 4 hours [a:s1, b:s1]; the other three do not address it.",
        ),
        ([("a:s1", "1"), ("b:s1", "1")], 2, "Both sources give 1 hour [a:s1, b:s1]."),
        (
            [("a:s1", "3-4"), ("b:s1", "~4-7")],
            3,
            "a gives 3 to 4 hours [a:s1]; b gives about 4 to 7 hours [b:s1]; the other does not address it. The values overlap or touch.",
        ),
        (
            [("a:s1", "2"), ("b:s1", ">24")],
            2,
            "a gives 2 hours [a:s1]; b gives more than 24 hours [b:s1]. The two values do not overlap.",
        ),
        (
            [("a:s1", "2"), ("a:s2", "2-3"), ("b:s1", "9"), ("b:s2", "unclear")],
            2,
            "a gives both 2 hours [a:s1] and 2 to 3 hours [a:s2]; b gives 9 hours [b:s1], and elsewhere leaves it open [b:s2]. Not all of these values overlap.",
        ),
        (
            [("a:s1", "4"), ("b:s1", "4"), ("c:s1", "4"), ("d:s1", "4")],
            6,
            "Four of six sources give 4 hours [a:s1, b:s1, c:s1, d:s1]; the other two do not address it.",
        ),
    ],
)
def test_values_are_given_with_their_unit_and_compared(said, n, sentences):
    assert say(LASTS, answers(*said), n=n).startswith(sentences)


def test_values_of_two_substances_are_not_compared():
    rows = answers(("a:s1", "2-4"), ("a:s2", "4-7"), note=["substance=zolimine", "substance=S-zolimine; from a table"])
    said = say(LASTS, rows, n=1)
    assert "These values are not all of the same substance: zolimine [a:s1] and S-zolimine [a:s2]." in said
    assert "overlap" not in said
    same = answers(("a:s1", "2-4"), ("a:s2", "4-7"), note="substance=zolimine")
    assert "The values overlap or touch." in say(LASTS, same, n=1)


def test_names_are_quoted():
    rows = answers(("a:s1", "right"), ("b:s1", "left"))
    assert who(TURNS, rows, n=2) == "a answers \u201cright\u201d [a:s1]; b answers \u201cleft\u201d [b:s1]"


def test_silence_is_told_from_what_nobody_coded():
    nothing = pd.DataFrame(columns=["statement_id", "source_id", "answer", "n_citations", "population", "certainty"])
    assert say(HELPS, nothing) == "No source answers this."
    assert say(HELPS, nothing, n=1) == "The source does not answer this."
    assert say(HELPS, nothing, not_coded=["b", "c"]) == "No answer is coded; b and c are not coded yet."
    one = answers(("a:s1", "yes"))
    assert who(HELPS, one, n=3, not_coded=["b"]) == (
        "One of three sources says yes [a:s1]; the other does not address it; b is not coded yet"
    )


def basis(rows, cited=(), **more):
    """Return what follows the first sentence."""
    return say(HELPS, rows, cited, **more).partition(". ")[2]


def test_one_statement_says_of_whom_how_firmly_and_on_what():
    one = answers(("a:s1", "yes"))

    def rest(rows, cited=()):
        return say(HELPS, rows, cited).partition("[a:s1]")[2]

    assert rest(one) == ", about people and without a citation."
    assert rest(one.assign(certainty="hedged")) == ", about people, hedged and without a citation."
    assert rest(one.assign(population="not-stated")) == ", without a citation."
    assert rest(one.assign(n_citations=1), [("a:s1", "randomized-trial")]) == (
        ", about people and citing a randomized trial, as the titles of the cited works suggest."
    )
    # The marker is there, but the list has no such entry.
    assert rest(one.assign(n_citations=1)).endswith("without a citation that the list holds.")


def test_several_statements_say_of_whom():
    two = answers(("a:s1", "yes"), ("b:s1", "yes"))
    three = answers(("a:s1", "yes"), ("b:s1", "yes"), ("b:s2", "yes"))
    assert basis(two) == "Both statements are about people; neither carries a citation."
    assert basis(three.assign(population="animal;in-vitro")) == (
        "All three statements are about animals and cells or tissue; none carries a citation."
    )
    assert basis(two.assign(population="not-stated")) == "Neither statement carries a citation."
    assert basis(three.assign(population="not-stated")) == "None of the three statements carries a citation."
    assert basis(three.assign(population=["not-stated", "animal", "animal"])) == (
        "Of the three statements, two are about animals and one does not state a population; none carries a citation."
    )


def test_several_statements_say_how_many_hedge():
    three = answers(("a:s1", "yes"), ("b:s1", "yes"), ("b:s2", "yes"))
    assert "; one is hedged; " in basis(three.assign(certainty=["hedged", "asserted", "asserted"]))
    assert "; two are hedged; " in basis(three.assign(certainty=["hedged", "asserted", "hedged"]))
    assert "; all are hedged; " in basis(three.assign(certainty="hedged"))
    assert "; both are hedged; " in basis(three.head(2).assign(certainty="hedged"))
    assert "hedged" not in basis(three)
    silent = three.assign(population="not-stated", certainty=["asserted", "hedged", "asserted"])
    assert basis(silent) == "One of the three statements is hedged; none carries a citation."
    assert basis(silent.assign(certainty="hedged")) == "All statements are hedged; none carries a citation."
    assert basis(silent.head(2).assign(certainty="hedged")) == "Both statements are hedged; neither carries a citation."


def test_kinds_of_cited_works_are_counted_once_per_work():
    two = answers(("a:s1", "yes"), ("b:s1", "yes"), n_citations=2)
    cited = [("a:s1", "systematic-review"), ("a:s1", "randomized-trial"), ("b:s1", "randomized-trial")]
    said = "both cite a systematic review and two randomized trials"
    assert basis(two, cited).endswith(f"{said}, as the titles of the cited works suggest.")
    assert basis(two, cited, explain=False).endswith(f"{said} (by title).")
    assert basis(two, [("a:s1", "animal")]).endswith(
        "one cites an animal study, as the titles of the cited works suggest, and one carries no citation that the list holds."
    )
    unclear = [("a:s1", "unclear"), ("b:s1", None), ("b:s1", "observational;case-series")]
    assert basis(two, unclear[:2]).endswith("both cite two works of unclear design.")
    assert basis(two, unclear, explain=False).endswith(
        "both cite an observational study and two works of unclear design (by title)."
    )


def test_disagreement_says_what_each_side_cites():
    rows = answers(("a:s1", "yes"), ("b:s1", "yes"), ("c:s1", "no"))
    cited = [("a:s1", "guideline"), ("b:s1", "in-vitro")]
    assert basis(rows, cited) == (
        "All three statements are about people. The two for yes cite a guideline and an in-vitro study, "
        "as the titles of the cited works suggest; the one for no carries no citation."
    )
    assert basis(rows, cited[:1], explain=False).endswith(
        "The two for yes cite a guideline (by title), though one carries no citation; the one for no carries no citation."
    )
    assert basis(rows).endswith("are about people; none carries a citation.")
    four = answers(("a:s1", "yes"), ("b:s1", "no"), ("b:s2", "no"), ("c:s1", "unclear"))
    assert basis(four, cited[:1], explain=False).endswith(
        "The one for yes cites a guideline (by title); the two for no and the one without a clear answer carry no citation."
    )


def test_conflicts_are_counted_by_class():
    rows = answers(("a:s1", "yes"), ("b:s1", "no"))
    assert "One pair of statements conflicts directly." in say(HELPS, rows, classes=["direct"])
    assert (
        "Two pairs of statements conflict directly and one pair differs where the context differs (dose and route)."
        in say(
            HELPS,
            rows,
            classes=["direct", "explained-by-context:dose: 1 mg/kg / 2 mg/kg; route: oral / nasal", "direct"],
        )
    )
    weak = conflicts("direct").assign(severity="warning")
    assert "One pair of statements conflicts directly (though not firmly)." in say_question(
        HELPS, rows, Background(2, [], entries(), weak)
    )
    mixed = pd.concat([weak, weak, conflicts("direct").assign(severity="error")])
    assert "Three pairs of statements conflict directly (one of them firmly)." in say_question(
        HELPS, rows, Background(2, [], entries(), mixed)
    )
    assert "directly (none of them firmly)" in say_question(
        HELPS, rows, Background(2, [], entries(), pd.concat([weak, weak]))
    )
    assert "pair" not in say(HELPS, rows, classes=["within-tolerance", "candidate"])
    assert "pair" not in say(TURNS, rows, classes=["direct"])
