"""The direction of a sentence: for every rule one that it must catch and one that it must not."""

import pytest

from evidence_review.extract.statements import suggest


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        # What rises or falls, and whether that is good.
        ("The infusion reduced pain at night.", "benefit"),
        ("Opioid consumption was lower on the first day.", "benefit"),
        ("The syrup prolonged survival.", "benefit"),
        ("The syrup increased mortality.", "harm"),
        ("The syrup reduced the quality of life.", "harm"),
        ("Fewer adverse events were counted.", "no-harm"),
        ("The syrup reduced the frequency of adverse effects.", "no-harm"),
        ("It lowers pain, anxiety and nausea.", "benefit"),
        ("It reduced opioid use by a third.", "benefit"),
        ("Pain scores fell.", "benefit"),
        ("The volume of distribution decreased.", "neutral"),
        ("A greater reduction in pain was seen.", "benefit"),
        ("It reduced the risk of developing delirium.", "benefit"),
        ("Users had more free days and fewer relapses.", "benefit"),
        ("Use of the drug for chronic pain has increased.", "neutral"),
        ("Adding the drug increased opioid analgesia.", "benefit"),
        # Denied, or without a difference.
        ("It did not improve sleep.", "no-benefit"),
        ("It fails to reduce pain.", "no-benefit"),
        ("There was no significant relief of pain.", "no-benefit"),
        ("It was no better than placebo.", "no-benefit"),
        ("There was no difference in pain between the groups.", "no-benefit"),
        ("There was no difference in heart rate between the groups.", "no-harm"),
        ("There was no difference in age between the groups.", "neutral"),
        ("No adverse events were seen.", "no-harm"),
        ("It worked without causing nausea.", "no-harm"),
        ("Serious adverse events were rare.", "no-harm"),
        ("It was superior to placebo.", "benefit"),
        ("It was less effective than morphine.", "no-benefit"),
        ("It was not ineffective.", "benefit"),
        # Harm by name, and harm that something brings about.
        ("Long use is associated with cystitis.", "harm"),
        ("Dizziness and nausea were reported.", "harm"),
        ("The syrup was given for the treatment of seizures.", "neutral"),
        ("Patients with psychosis were included.", "neutral"),
        ("Delirium was reported in old age.", "neutral"),
        ("Hallucinations and other symptoms were reported.", "harm"),
        ("Users have severe headaches.", "harm"),
        ("It has been tried in people who fear seizures.", "neutral"),
        # Other treatments and the illness as the subject.
        ("Opioids cause constipation.", "neutral"),
        ("Conventional drugs, which act slowly, have side effects.", "neutral"),
        ("Chronic pain causes fatigue and disability.", "neutral"),
        ("Depression improved within a day.", "benefit"),
        ("In chronic pain, the syrup improved sleep.", "benefit"),
        ("The opioid-sparing effect lasted for two days.", "benefit"),
        ("Opioids relieve pain; however, they have side effects.", "neutral"),
        ("Delirium is a common complication of surgery.", "neutral"),
        # How it works, what it is for, what is asked or advised.
        ("The analgesic effect is mediated by sodium channels.", "neutral"),
        ("By blocking sodium channels it results in cell death.", "harm"),
        ("It is used to reduce pain.", "neutral"),
        ("It is used to calm, to reduce pain and to lower fever.", "neutral"),
        ("A balm used for burns, it reduced pain.", "benefit"),
        ("The balm, an antagonist of a receptor, reduced pain.", "benefit"),
        ("A trial was begun to determine whether it reduces pain.", "neutral"),
        ("Whether it is effective remains unclear.", "neutral"),
        ("Patients should be watched for hallucinations.", "neutral"),
        # Several clauses.
        ("It reduced pain but caused delirium.", "mixed"),
        ("Despite its side effects, it is effective.", "benefit"),
        ("Although it is effective, it causes delirium.", "mixed"),
        ("Given its side effects, more research is needed.", "neutral"),
        ("It reduced pain without serious side effects.", "benefit"),
        ("It is effective, but further studies are needed.", "benefit"),
        ("Its benefits must be weighed against its risks.", "mixed"),
    ],
)
def test_direction(text: str, direction: str) -> None:
    proposal = suggest(text)
    assert proposal.direction == direction, proposal.direction_cue


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The infusion reduced severe pain.", "reduced severe pain"),
        ("Pain was clearly reduced.", "Pain was clearly reduced"),
        ("It reduced pain but caused delirium.", "reduced pain;delirium"),
        ("It is used to reduce pain.", ""),
    ],
)
def test_the_cue_is_what_decided(text: str, cue: str) -> None:
    assert suggest(text).direction_cue == cue
