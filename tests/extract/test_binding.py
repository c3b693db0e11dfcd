"""What numbers belong to: sentences composed and labelled by hand, and the rules one by one."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from evidence_review.extract.binding import Binding, Surroundings, bind_quantities
from evidence_review.extract.quantities import Quantity
from evidence_review.extract.substances import find_substances

DATA = Path(__file__).parents[1] / "data" / "quantities"
MARKED = re.compile(r"\{([^{}]{1,200})\}")
FIELDS = ("substance", "population", "species", "route", "role")


class Item(NamedTuple):
    """A sentence with its quantities and what they belong to."""

    text: str
    quantities: list[Quantity]
    bindings: list[dict[str, str]]
    surroundings: Surroundings


def read_sentence(line: str, surroundings: Surroundings = Surroundings()) -> Item:  # noqa: B008
    """Read a sentence in which each quantity is `{kind|words|substance|population|species|route|role}`."""
    text, quantities, bindings, last = "", [], [], 0
    for match in MARKED.finditer(line):
        kind, words, *fields = match[1].split("|")
        text += line[last : match.start()]
        unit = "%" if re.search(r"%|percent", words) else ""
        quantities.append(Quantity(len(text), len(text) + len(words), kind, "", None, None, unit))
        bindings.append(dict(zip(FIELDS, fields, strict=False)))
        text += words
        last = match.end()
    return Item(text + line[last:], quantities, bindings, surroundings)


def read_items(name: str) -> list[Item]:
    """Read the sentences of a file: a title `T:`, headings `H:` and sentences before `B:` hold for the next one."""
    items, around = [], {}
    for line in (DATA / name).read_text(encoding="utf-8").split("\n"):
        key, _, rest = line.partition(" ")
        if key in ("T:", "H:", "B:"):
            around[key] = rest
        elif key == ">":
            before = tuple(around.get("B:", "").split("; ")) if "B:" in around else ()
            headings = (around["H:"],) if "H:" in around else ()
            items.append(read_sentence(rest, Surroundings(before, headings, around.get("T:", ""))))
            around = {}
    return items


def bind(line: str, surroundings: Surroundings = Surroundings()) -> list[Binding]:  # noqa: B008
    """Bind the quantities of a sentence, each written `{kind|words}`."""
    item = read_sentence(line, surroundings)
    return bind_quantities(item.text, item.quantities, surroundings)


# Read and not understood, by their beginnings.
MISSED = (
    # Only who knows what a volume per weight is, knows that it is one of the drug of the title.
    "The volume is 2.5 L/kg.",
    # Who may take part, with a limit that is no number of the drug.
    "Patients with diabetes and an HbA1c of at least",
    # A ratio of two drugs, and scores far from the name.
    "The hazard ratio for stroke",
    "The score on the Hamilton scale",
    "Omeprazole raised gastric pH",
    # A sign tells no hand of a drug of which it is not known, and a drug that no list names.
    "The (+)-isomer binds",
    "Patients on warfarin were randomized to vitamin K",
)
ITEMS = [*read_items("binding_developed.txt"), *read_items("binding_kept.txt"), *read_items("binding_trials.txt")]


@pytest.mark.parametrize(
    "item", [one for one in ITEMS if not one.text.startswith(MISSED)], ids=lambda item: item.text[:60]
)
def test_substances_of_composed_sentences(item: Item) -> None:
    found = [one.substance for one in bind_quantities(item.text, item.quantities, item.surroundings)]
    assert found == [one["substance"] for one in item.bindings]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("S(+)-ketamine, (S)-ketamine and esketamine", ["S-ketamine", "S-ketamine", "S-ketamine"]),
        ("R(-)-ketamine or arketamine", ["R-ketamine", "R-ketamine"]),
        ("(R,S)-ketamine and racemic ketamine", ["ketamine", "ketamine"]),
        ("ketamine and its S-isomer", ["ketamine", "S-ketamine"]),
        ("the R(-)-enantiomer of warfarin", ["R-warfarin"]),
        ("Warfarin: the racemate", ["warfarin", "warfarin"]),
        ("escitalopram", ["escitalopram"]),
        ("norketamine and desmethylsertraline", ["norketamine", "desmethylsertraline"]),
        ("morphine-6-glucuronide", ["morphine-6-glucuronide"]),
        # A name that no list holds, by its end.
        ("brotizolam and tetracaine", ["brotizolam", "tetracaine"]),
        # Classes, receptors and words that end as drugs do.
        ("opioids, an NMDA antagonist, insulin resistance and a magazine", []),
        ("cholesterol, histidine and an orphan", []),
        # A sign tells the hand of a drug of which it is known.
        ("(+)-ketamine and (-)-warfarin", ["S-ketamine", "S-warfarin"]),
        ("the KET group and group M", ["", ""]),
        # An abbreviation is named by its drug where the list has one; a binding site is no drug.
        ("PCP and MDMA", ["phencyclidine", "mdma"]),
        ("ketamine at the phencyclidine (PCP) binding site and opioid receptors", ["ketamine"]),
    ],
)
def test_names_of_substances(text: str, names: list[str]) -> None:
    assert [one.name for one in find_substances(text)] == names


def test_the_label_of_a_group_is_known_from_the_title() -> None:
    around = Surroundings(title="Ketamine or midazolam for sedation")
    found = bind("In the KET group {percentage|40%} slept, in the MID group {percentage|60%}.", around)
    assert [one.substance for one in found] == ["ketamine", "midazolam"]


REVIEW = Surroundings(title="Fentanyl: a review of its pharmacology")


@pytest.mark.parametrize(
    ("line", "around", "names"),
    [
        # A comparator is no subject: the drug of the title is.
        ("Doses of {dose|50 ug} were as effective as morphine {dose|5 mg}.", REVIEW, ["fentanyl", "morphine"]),
        ("It cut the need for morphine by {percentage|30%}.", REVIEW, ["fentanyl"]),
        # What the body makes of a drug is not what is found of the drug.
        ("About {percentage|80%} is metabolized to norfentanyl.", REVIEW, ["fentanyl"]),
        ("The metabolite (norfentanyl) has a half-life of {half-life|9 h}.", REVIEW, ["norfentanyl"]),
        # Numbers of no drug.
        ("Chronic pain affects {percentage|20%} of adults.", REVIEW, [""]),
        ("Blood glucose was {concentration|6 mmol/L}.", REVIEW, [""]),
        # When something was seen goes with what was seen.
        ("Relief was reported by {percentage|60%} after {follow-up|one hour}.", REVIEW, ["fentanyl", "fentanyl"]),
        # Two drugs of the sentence before: unclear which.
        (
            "The dose was {dose|5 mg}.",
            Surroundings(("Morphine was better than tramadol.",)),
            ["morphine"],
        ),
        ("The dose was {dose|5 mg}.", Surroundings(("Morphine and tramadol were given.",)), [""]),
        # Two drugs given together.
        ("After morphine and ketamine pain fell by {percentage|50%}.", Surroundings(), [""]),
        # What compares groups is of none of them, also where one drug alone is named; what was found is.
        ("Pain was less on morphine than on placebo ({p-value|p < 0.01}).", Surroundings(), [""]),
        (
            "Relief came to {percentage|40%} on morphine ({confidence-interval|95% CI 30 to 50}).",
            Surroundings(),
            ["morphine", ""],
        ),
        ("It was seen in {percentage|40%} ({p-value|p < 0.01}).", REVIEW, ["fentanyl", ""]),
        # What is compared with two others stays the subject.
        (
            "Fentanyl is {potency-ratio|eighty times} as potent as morphine and {potency-ratio|ten times} more potent than alfentanil.",
            Surroundings(),
            ["fentanyl", "fentanyl"],
        ),
        (
            "The S-isomer is {potency-ratio|twice} as potent, as it binds to the dextrorphan site.",
            REVIEW,
            ["S-fentanyl"],
        ),
        # What is said of a condition.
        (
            "It accounts for {percentage|5%} of visits.",
            Surroundings(("Insomnia affects many.",), (), REVIEW.title),
            [""],
        ),
        ("It is absorbed by {percentage|5%}.", Surroundings(("Fentanyl affects many.",)), ["fentanyl"]),
        # "The trial found", and what was given before.
        (
            "The trial found no relief at {follow-up|6 weeks}.",
            Surroundings(("A trial gave ketamine to patients.",)),
            ["ketamine"],
        ),
        (
            "Tramadol works as a bolus ({dose|2 mg/kg}) and an infusion during the operation, which is then kept up in the ward, or at home, for {duration|24 h}.",
            Surroundings(),
            ["tramadol", "tramadol"],
        ),
        (
            "It was {other|5-fold} with ketamine, as opposed to {other|20-fold} in the case of bupivacaine.",
            Surroundings(),
            ["ketamine", "bupivacaine"],
        ),
        ("The amine ({other|123 Da}) known as tramadol is bitter.", Surroundings(), ["tramadol"]),
        # The second of two numbers is that of the comparator.
        ("Tramadol gave more relief ({percentage|40%} vs. {percentage|20%}).", Surroundings(), ["tramadol", ""]),
        # Numbers of all who took part, of no drug, of examples, and of what another drug was added to.
        ("Tramadol was studied with {sample-size|20 men} per group.", REVIEW, [""]),
        ("In tramadol users the body mass index was {other|24}.", Surroundings(), [""]),
        ("Opioids (e.g. tramadol) were stopped {follow-up|two weeks} before.", Surroundings(), [""]),
        ("Pregabalin added to tramadol relieved {percentage|40%}.", Surroundings(), ["pregabalin"]),
        ("Those on tramadol were also given a vitamin ({dose|5 mg}).", Surroundings(), [""]),
        ("It was {dose|5 mg/d} of Qz or tramadol.", Surroundings(), [""]),
        # How much of a drug was needed; arms without a drug, and of two drugs.
        (
            "Morphine consumption was {dose|5 mg} in the clonidine group and {dose|9 mg} in the placebo group.",
            Surroundings(),
            ["morphine", "morphine"],
        ),
        (
            "It failed in {percentage|5%} on tramadol and in {percentage|9%} on usual care.",
            Surroundings(),
            ["tramadol", ""],
        ),
        ("It helped {percentage|5%} in the tramadol-codeine group.", Surroundings(), [""]),
        ("They got tramadol ({sample-size|9 men}) or placebo ({sample-size|8 men}).", Surroundings(), ["tramadol", ""]),
        (
            "It was seen in {sample-size|9 men} ({percentage|5%}) given tramadol and {sample-size|4 men} ({percentage|2%}) given placebo.",
            Surroundings(),
            ["tramadol", "tramadol", "", ""],
        ),
        # An enumeration where nothing is named, and only one drug is.
        ("After {dose|5 mg} many slept ({percentage|40%}, {percentage|50%}).", Surroundings(), ["", "", ""]),
        (
            "After tramadol {dose|5 mg} many slept ({percentage|40%}, {percentage|50%}).",
            Surroundings(),
            ["tramadol", "tramadol", "tramadol"],
        ),
        # Arms in order.
        (
            "Morphine {dose|5} and {dose|10 mg} and placebo gave relief to many ({percentage|40}, {percentage|60} and {percentage|20%}).",
            Surroundings(),
            ["morphine", "morphine", "morphine", "morphine", ""],
        ),
        (
            "Rates were {percentage|40%} and {percentage|25%} for tramadol and codeine, respectively.",
            Surroundings(),
            ["tramadol", "codeine"],
        ),
        (
            "They got fentanyl-midazolam ({dose|2 ug/kg}; {dose|0.1 mg/kg}).",
            Surroundings(),
            ["fentanyl", "midazolam"],
        ),
        (
            "Rates were {percentage|4%} and {percentage|9%} for tramadol and codeine.",
            Surroundings(),
            ["tramadol", "codeine"],
        ),
        ("Rates were {percentage|4%} and {percentage|9%} for tramadol.", Surroundings(), ["tramadol", "tramadol"]),
        # What stands in the bracket right behind a drug is that drug's, also where others are compared with it.
        (
            "Events were rarer with tramadol ({sample-size|n = 30}, {percentage|11%}) than with codeine ({sample-size|n = 70}, {percentage|22%}).",
            Surroundings(),
            ["tramadol", "tramadol", "codeine", "codeine"],
        ),
        ("They got tramadol and codeine ({sample-size|n = 30}).", Surroundings(), [""]),
        (
            "They were given tramadol ({sample-size|n = 80}) and codeine ({sample-size|n = 34}).",
            Surroundings(),
            ["tramadol", "codeine"],
        ),
        # What is compared with a result is found under the other arm.
        (
            "On tramadol {other|14}/{other|15} slept, compared with {other|8}/{other|15} ({percentage|53%}) for placebo.",
            Surroundings(),
            ["tramadol", "tramadol", "", "", ""],
        ),
        (
            "On tramadol {percentage|60%} slept, compared with placebo, and {percentage|20%} woke.",
            Surroundings(),
            ["tramadol", "tramadol"],
        ),
        # An amount of what no list knows is no amount of what stands beside it.
        ("Capsules held qestran ({dose|5 mg}), glycerol and vitamin C.", Surroundings(), [""]),
        ("Capsules held tramadol ({dose|5 mg}), glycerol and vitamin C.", Surroundings(), ["tramadol"]),
        (
            "They took {dose|5 mg qestran/day} or {dose|4 mg tramadol/day}.",
            Surroundings(),
            ["", "tramadol"],
        ),
        ("Infused was {infusion-rate|5 microg/kg/min} of tramadol.", Surroundings(), ["tramadol"]),
        ("With tramadol they took {dose|5 mg} qestran capsules.", Surroundings(), [""]),
        ("On tramadol they took {dose|5 mg} of qestran.", Surroundings(), [""]),
        ("On tramadol they took {dose|5 mg} of the drug.", Surroundings(), ["tramadol"]),
        ("Tablets ({dose|4 mg} tramadol/{dose|10 mg} codeine)", Surroundings(), ["tramadol", "codeine"]),
        # A brand, a herb, a nutrient.
        (
            "They took Plavix ({dose|5 mg}) with {dose|2 g} ginger or {dose|9 mg} of zinc.",
            Surroundings(),
            ["clopidogrel", "ginger", "zinc"],
        ),
        # Who took part in another study.
        (
            "In another study {sample-size|60 patients} slept.",
            Surroundings((), (), "Effect of tramadol: a trial"),
            [""],
        ),
    ],
)
def test_whose_number_it_is(line: str, around: Surroundings, names: list[str]) -> None:
    assert [one.substance for one in bind(line, around)] == names


@pytest.mark.parametrize(
    ("line", "around", "expected"),
    [
        ("In slices from rats {concentration|5 uM} was applied.", Surroundings(), ("in-vitro", "rat")),
        ("Rats got {dose|5 mg/kg}, while {concentration|5 uM} was used in vitro.", Surroundings(), ("animal", "rat")),
        ("They got {dose|5 mg/kg}.", Surroundings(("Rats were trained.", "Mazes were built.")), ("animal", "rat")),
        # Animals do not hold for another study.
        ("In another study {dose|5 mg/kg} was given.", Surroundings(("Rats were trained.",)), ("", "")),
        ("The dose was {dose|5 mg/kg}.", Surroundings((), (), "A trial in rabbits"), ("animal", "rabbit")),
        # A word that only care of people has.
        ("It was {dose|5 mg} for postoperative pain.", Surroundings(), ("human", "human")),
        ("It was {dose|5 mg}.", Surroundings(), ("", "")),
        # Potency and dates are not those of the sentence before.
        ("It is {potency-ratio|twice} as potent.", Surroundings(("Rats were trained.",)), ("", "")),
        ("It came up in {date|1970}.", Surroundings(("Rats were trained.",)), ("", "")),
        ("It was approved by the FDA in {date|1970}.", Surroundings(("Rats were trained.",)), ("human", "human")),
        ("Pain relief came after {onset|one hour}.", Surroundings(("Rats were trained.",)), ("human", "human")),
        # Animals are born too, and what is measured in a dish is no animal.
        ("In rodents from pregnancy to {duration|two weeks} after birth", Surroundings(), ("animal", "rodent")),
        ("The holding potential was {other|70 mV}.", Surroundings(("Patients slept.",)), ("in-vitro", "")),
        # What a product is made from.
        ("Heparin of porcine origin, {dose|5 IU}, was given to patients.", Surroundings(), ("human", "human")),
        ("Capsules of gelatin (bovine in origin) held {dose|5 mg}.", Surroundings(), ("", "")),
        ("Porcine skin took up {dose|5 mg}.", Surroundings(), ("animal", "pig")),
    ],
)
def test_in_whom(line: str, around: Surroundings, expected: tuple[str, str]) -> None:
    found = bind(line, around)[0]
    assert (found.population, found.species) == expected


@pytest.mark.parametrize(
    ("line", "around", "routes"),
    [
        ("Morphine {dose|5 mg} i.v. or {dose|10 mg} p.o.", Surroundings(), ["intravenous", "oral"]),
        (
            "Oral morphine ({dose|5} and {dose|10 mg}) and ketamine ({dose|1 mg/kg}, IM)",
            Surroundings(),
            ["oral", "oral", "intramuscular"],
        ),
        # An infusion is not said to be into a vein, and a heading holds where the sentence says nothing.
        ("An infusion of morphine, {dose|5 mg}", Surroundings(), [""]),
        ("Morphine {dose|5 mg}", Surroundings((), ("Intrathecal use",)), ["intrathecal"]),
        # The route of a title is that of its drug.
        ("Morphine {dose|5 mg}", Surroundings((), (), "Intranasal ketamine"), [""]),
        ("IM ketamine put them to sleep in {onset|4 min}.", Surroundings(), ["intramuscular"]),
        ("Ketamine ({dose|5}) or morphine ({dose|1 mg/kg}), both IM", Surroundings(), ["intramuscular"] * 2),
        # A bioavailability by mouth says nothing of how it was given.
        ("Ketamine was cleared at {clearance|60 L/h}, hence its low oral bioavailability.", Surroundings(), [""]),
        # A route right before another drug is that drug's; what a semicolon parts is another matter.
        (
            "Fentanyl {dose|5 ug} subcutaneously, then {dose|5 ug} for a week with oral morphine",
            Surroundings(),
            ["subcutaneous", "subcutaneous"],
        ),
        ("Over {dose|5 mg} of morphine; topical creams", Surroundings(), [""]),
        ("Salbutamol {dose|5 ug} from a metered dose inhaler", Surroundings(), ["inhaled"]),
        # What is breathed.
        ("Sevoflurane {concentration|2%}", Surroundings(), ["inhaled"]),
    ],
)
def test_by_which_route(line: str, around: Surroundings, routes: list[str]) -> None:
    assert [one.route for one in bind(line, around)] == routes


@pytest.mark.parametrize(
    ("line", "heading", "role"),
    [
        ("Relief lasted {duration|5 h}.", "", "result"),
        ("It was infused for {duration|5 h}.", "", "setting"),
        ("The test took {duration|5 h} and relief was noted.", "Methods", "setting"),
        ("Plasma levels reached {concentration|5 ng/mL}.", "", "result"),
        ("Morphine requirements were {dose|20 mg}.", "", "result"),
        ("Morphine {dose|20 mg} was given.", "", "setting"),
        ("{percentage|20%} slept.", "", "result"),
        ("A power of {percentage|90%} was assumed.", "", "setting"),
        ("Pain that lasts {duration|three months} is called chronic.", "", ""),
        ("It was made in {date|1970}.", "", ""),
        ("An infusion of magnesium lasting {duration|five minutes} was given.", "", "setting"),
        ("It was used over a long period ({duration|five days}) and relief was noted.", "", "setting"),
        ("The growth lasts until {duration|two} years after birth.", "", ""),
        ("It was {other|three-fold} with ketamine.", "", "result"),
        ("The odds ratio was {other|2}.", "", "result"),
        ("The risk was lower (HR = {other|0.6}).", "", "result"),
        ("The score showed an ICC of {other|0.9}.", "", "result"),
        ("Assuming an ICC of {other|0.05}, twelve were needed.", "", "setting"),
        ("The mean score was {other|18.3}.", "", "result"),
        ("The score was set to {other|18.3}.", "", "setting"),
        ("The median level of zinc was {concentration|66 ng/mL}.", "", "result"),
        ("They grew in {concentration|66 ng/mL}.", "", "setting"),
        ("In the last {duration|20 years} new drugs came.", "", "setting"),
        ("We took {p-value|p < 0.05} to be low.", "", "result"),
        ("And {p-value|p < 0.05} was considered significant.", "", "setting"),
    ],
)
def test_set_or_found(line: str, heading: str, role: str) -> None:
    assert bind(line, Surroundings((), (heading,)))[0].role == role


def test_what_it_is_for() -> None:
    assert bind("Patients with chronic pain took {dose|5 mg}.")[0].indication == "chronic-pain"
    assert bind("They took {dose|5 mg}.", Surroundings(title="Ketamine in depression"))[0].indication == "depression"
    assert bind("Nausea was seen after {dose|5 mg}.")[0].indication == ""
    assert bind("It is {potency-ratio|twice} as potent as an anesthetic.")[0].indication == "anesthesia"
    assert bind("Migraine was what the drug was approved for in {date|1970}.")[0].indication == "migraine"
    # Who may not take part, what is measured, and the cancer that the title of a trial names.
    assert bind("Patients with epilepsy were excluded; others took {dose|5 mg} of tramadol.")[0].indication == ""
    around = Surroundings((), ("Cancer care",), "A trial of melphalan in myeloma")
    assert bind("It took {dose|5 mg} of melphalan.", around)[0].indication == "myeloma"
    around = Surroundings(title="A trial of tramadol: peripheral arterial tonometry in migraine")
    assert bind("It took {dose|5 mg} of tramadol.", around)[0].indication == "migraine"
    around = Surroundings((), ("Cancer care",), "Melphalan in myeloma: a review")
    assert bind("It took {dose|5 mg} of melphalan.", around)[0].indication == "cancer"


def test_what_a_title_says_it_is_for() -> None:
    review, study = (
        Surroundings(title="Tramadol in depression"),
        Surroundings(title="A trial of tramadol in depression"),
    )
    assert bind("Tramadol helped {percentage|5%}.", study)[0].indication == "depression"
    assert bind("Tramadol has a half-life of {half-life|5 h}.", study)[0].indication == ""
    assert bind("They took tramadol, {dose|5 mg}.", review)[0].indication == "depression"
    assert bind("Tramadol helped {percentage|5%}.", review)[0].indication == ""
    assert bind("Chronic pain affects {percentage|5%}.", review)[0].indication == ""


def test_no_quantities_no_work() -> None:
    assert bind_quantities("Morphine", [], Surroundings()) == []
