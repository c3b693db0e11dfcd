"""Topics by terms: what a term finds, what blots it out, and how long it may take."""

import pytest

from evidence_review.decisions import Topic
from evidence_review.extract.topics import find_topics


def found(text, *terms, not_terms=()):
    return find_topics(text, [Topic("it", "It", (), terms, tuple(not_terms))]).get("it", "")


@pytest.mark.parametrize(
    ("term", "text", "cue"),
    [
        ("post-operative pain", "Postoperative pain fell.", "Postoperative pain"),
        ("post-operative pain", "Post operative pain fell.", "Post operative pain"),
        ("post-operative pain", "Post‐operative pain fell.", "Post‐operative pain"),
        ("postoperative", "Post-operative pain", ""),
        ("enantiomer*", "Two enantiomers.", "enantiomers"),
        ("*ketamine", "Norketamine is active.", "Norketamine"),
        ("rat", "A ratio of rates.", ""),
        ("pain", "A painter in Spain.", ""),
        ("PTSD", "In PTSD it helped.", "PTSD"),
        ("PTSD", "The ptsd file.", ""),
        ("AIDS", "It aids the healing.", ""),
        ("nmda", "The NMDA receptor", "NMDA"),
        ("S(+)", "The S(+)-ketamine isomer", "S(+)"),
        ("(R,S)-ketamine", "Known as (R,S)-ketamine.", "(R,S)-ketamine"),
        ("(2R,6R)", "A trial of (2R,6R)-HNK.", "(2R,6R)"),
        ("cancer + pain*", "Pain in cancer", "cancer + Pain"),
        ("cancer + pain*", "Cancer in rats", ""),
        ("CRPS + pain", "Pain in crps", ""),
        ("5-HT", "Serotonin (5-HT) rose.", "5-HT"),
        ("a.b", "axb", ""),
    ],
)
def test_terms(term, text, cue):
    assert found(text, term) == cue


def test_what_blots_out():
    assert found("Noncancer pain", "cancer + pain", "pain of cancer", not_terms=["non-cancer"]) == ""
    assert (
        found("Voltage-gated calcium channels", "calcium channel*", not_terms=["voltage-gated calcium channel*"]) == ""
    )
    text = "Calcium channels and voltage-gated calcium channels"
    assert found(text, "calcium channel*", not_terms=["voltage-gated calcium channel*"]) == "Calcium channels"


def test_words_on_both_sides_of_what_is_blotted_out_do_not_meet():
    assert found("chronic no pain", "chronic pain", not_terms=["no"]) == ""


def test_a_joined_term_blots_out_where_all_its_parts_are():
    assert found("Abuse of opioids in rats", "abuse", not_terms=["abuse + rats"]) == ""
    assert found("Abuse of opioids in men", "abuse", not_terms=["abuse + rats"]) == "Abuse"


def test_topics_keep_their_order():
    topics = [Topic(name, name, (), ("pain",)) for name in ("b", "a", "c")]
    assert list(find_topics("Pain.", topics)) == ["b", "a", "c"]
    assert find_topics("Sleep.", topics) == {}


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("R-ketamine is not produced from S-ketamine.", "enantiomers"),
        ("The S(+)-isomer is more potent.", "enantiomers"),
        ("It blocks the NMDA receptor.", "mechanism-nmda"),
        ("It is given for treatment-resistant depression.", "depression"),
        ("Hallucinations are a common side effect.", "safety-adverse-effects"),
        ("The elimination half-life is 4 h.", "pharmacokinetics"),
    ],
)
def test_the_bundled_topics(five, sentence, topic):
    assert topic in find_topics(sentence, five.topics)


def test_a_sentence_on_nothing_in_particular_has_no_bundled_topic(five):
    assert find_topics("The weather in the mountains was pleasant.", five.topics) == {}
