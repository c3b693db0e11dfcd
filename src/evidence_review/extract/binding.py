"""What a quantity belongs to: the substance, whom it was given to, how and for what, and whether it was set or found.

The words that decide are in `binding.toml`. Where two substances could own a number, it has none: a wrong name is worse than no name.
P values and confidence intervals compare groups: they have no substance of their own.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise, starmap

from evidence_review.extract.binding_words import COUNTED, FOUND_WORDS, GIVEN, KINETIC, OWN, TIMES, WORDS, compile_words
from evidence_review.extract.quantities import Quantity
from evidence_review.extract.quantity_role import find_role
from evidence_review.extract.scene import find_indication, find_population, find_route
from evidence_review.extract.substance_arms import deal_numbers, is_joint
from evidence_review.extract.substance_context import (
    LOOKING_BACK,
    is_background,
    is_study,
    look_back,
    name_only,
    name_titled,
)
from evidence_review.extract.substance_roles import find_actors, find_compared, name_subjects
from evidence_review.extract.substances import Substance, find_substances

__all__ = ["Binding", "Surroundings", "bind_quantities"]

_GIVEN_WORDS = frozenset(WORDS["behind"]["given"])
_DOSES, _NO_NAMES = frozenset(WORDS["behind"]["doses"]), frozenset(WORDS["behind"]["generic"])
_STRONG, _WEAK = frozenset(WORDS["breaks"]["strong"]), frozenset(WORDS["breaks"]["weak"])
_ANALYTES, _STATISTICS, _EVERYONE = compile_words("analytes"), compile_words("statistics"), compile_words("everyone")
_CHANGES, _EFFECTS, _NEEDED = (
    compile_words("analytes", "changes"),
    compile_words("result", "effects"),
    compile_words("result", "needed"),
)
_BY_NATURE = {name: route for route, names in WORDS["routes_by_nature"].items() for name in names}

# Of these one number may stand for all who took part, whatever they were given.
_SHARED = ("sample-size", "follow-up", "age", "date", "other")
# These say what two groups have to do with each other.
_COMPARING = ("p-value", "confidence-interval")
# What is said of a drug once and for all.
_BARE = ("date", "potency-ratio")
_MARK = re.compile(r"[^\w\s-]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_BRACKETED = re.compile(r"\([^()]{0,120}\)")
_JOINED = re.compile(r"[\s,/]{0,3}(?:(?:and|or|to|then|vs\.?|versus)\s)?\x00{1,200}")
_LIST = re.compile(r"\x00{1,200}[\s,/]{0,3}(?:(?:and|or|to|then)\s)?(?=\x00|$)")
# Of the numbers without a kind: "a single", "threefold".
_OF_A_DRUG = re.compile(r"\b(?:single|twice|[a-z-]{0,12}fold)\b|times")
_VERSUS = re.compile(r" ?,? ?(?:vs\.?|versus|against|as against|compared (?:with|to)|as opposed to) ?")
# "5 mg X/day", "5 mg X capsules".
_INSIDE = re.compile(
    r"(?<=[^\W\d_]) (?!(?:micro|milli|nano|gram|unit|tablet|capsule|puff|dose|body|weight))[^\W\d_][\w-]{3,40}/"
)
_FORM = re.compile(r" (?:capsule|tablet|pill|lozenge|supplement)")
# "Compared with 5 of them": the number is of what is compared.
_AGAINST = re.compile(
    r"\b(?:versus|vs\.?|against|than|as opposed to|compared (?:with|to))(?: (?:only|just|about|the|a|an)){0,2} ?\x00[^;:]{0,120}$"
)
# The bracket behind a name is the name's: "aspirin (n = 70, ".
_OWN_BRACKET = re.compile(r"(?: (?:group|arm|alone))? ?\([\s\x00,;/]{0,80}")
_OPEN_END = re.compile(r"^[^()]{0,40}\)")
# Substances further away than these are not looked at.
_N_BEFORE, _N_BEHIND = 6, 4
_LONGEST = 3000
_FAR = 300
_NEVER = 40.0
# A number so near behind a name is the name's, whoever else took part.
_TIGHT = 3.0
_LOOSE = 30.0
# A subject stands so near the beginning of a sentence.
_SUBJECT = 30


@dataclass(frozen=True)
class Surroundings:
    """What stands around a sentence: the sentences of its section before it and the headings above it, nearest last, and the source's title."""

    before: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True)
class Binding:
    """What a quantity belongs to; empty where it is unclear."""

    substance: str = ""
    population: str = ""
    species: str = ""
    route: str = ""
    indication: str = ""
    role: str = ""


def bind_quantities(text: str, quantities: Sequence[Quantity], surroundings: Surroundings) -> list[Binding]:
    """Say what the quantities of a sentence belong to.

    Parameters
    ----------
    text : str
        A sentence, white space folded.
    quantities : sequence of Quantity
        Its quantities.
    surroundings : Surroundings
        What stands around it.

    Returns
    -------
    list of Binding
        One per quantity, in order.
    """
    around = Surroundings(
        tuple(one[-_LONGEST:] for one in surroundings.before),
        tuple(one[:_LONGEST] for one in surroundings.headings),
        surroundings.title[:_LONGEST],
    )
    bindings: list[Binding] = []
    # A text that is longer than any sentence is read piece by piece.
    for piece, group in groupby(quantities, key=lambda one: one.start // _LONGEST):
        start = piece * _LONGEST
        here = [replace(one, start=one.start - start, end=min(one.end - start, _LONGEST)) for one in group]
        sentence = _Sentence(text[start : start + _LONGEST], here, around)
        bindings += [sentence.bind(at) for at in range(len(here))]
    return bindings


class _Sentence:
    """A sentence with its quantities and substances, and who of these stands how to whom."""

    def __init__(self, text: str, quantities: Sequence[Quantity], surroundings: Surroundings) -> None:
        self.text = text
        self.quantities = quantities
        self.surroundings = surroundings
        around = (*surroundings.before, *surroundings.headings, surroundings.title)
        self.named = find_substances(text, around)
        self.starts = [one.start for one in self.named]
        masked = list(text)
        for one in quantities:
            masked[one.start : one.end] = "\0" * (one.end - one.start)
        self.masked = "".join(masked)
        self._titles = (*reversed(surroundings.headings), surroundings.title)
        self.is_background = is_background(text)
        self._is_study = is_study(surroundings.title)
        self.actors = find_actors(text, self.named)
        self.compared = find_compared(text, self.named)
        self.main = name_subjects(text, self.named)

    def bind(self, at: int) -> Binding:
        """Say what a quantity belongs to."""
        quantity, substance = self.quantities[at], self._substances[at]
        role = find_role(self.text, quantity, self._titles[0])
        # Of when a drug came up, and of what it is, only the sentence itself says in whom and for what.
        is_bare = quantity.kind in _BARE
        around = (None, ()) if is_bare else (self.surroundings.before, self._titles)
        population, species = find_population(self.text, quantity.start, quantity.end, *around)
        route = "" if population == "in-vitro" else self._routes[at] or self._only_route(substance)
        return Binding(substance, population, species, route, self._indication(quantity, substance), role)

    def _indication(self, quantity: Quantity, substance: str) -> str:
        kind, titles = quantity.kind, self._titles
        is_weight = kind == "other" and quantity.unit not in ("", "1")
        is_given = substance and not is_weight
        if kind in (*_BARE, *KINETIC) or not (is_given or self._is_study):
            titles = ()
        elif not self._is_study and kind not in (*GIVEN, *TIMES, "sample-size"):
            titles = titles[:-1]
        if self.is_background and not titles:
            return ""
        return find_indication(self.text, titles, self._is_study)

    @cached_property
    def _dealt(self) -> dict[int, Substance]:
        """The substances that the numbers of enumerations are dealt to."""
        return deal_numbers(self.text, self.quantities, self.named, self.actors, lambda dose: self._nearest(dose)[0])

    @cached_property
    def _substances(self) -> list[str]:
        """The substance of each quantity."""
        found = [self.substance(at) for at in range(len(self.quantities))]
        for at in range(1, len(found)):
            # What the first of two numbers is compared with is not found of the same drug.
            gap = self.text[self.quantities[at - 1].end : self.quantities[at].start]
            if self.quantities[at].kind not in GIVEN and at not in self._dealt and _VERSUS.fullmatch(gap):
                found[at] = found[at] if found[at] != found[at - 1] else ""
        if self.is_background or len({one.name for one in self.named}) > 1:
            return found
        # For how long something was given, and when something was seen, belongs to what was given, or seen then.
        kinds = GIVEN if self.named else (*LOOKING_BACK, *GIVEN)
        seen = [(one, name) for one, name in zip(self.quantities, found, strict=True) if one.kind in kinds]
        only = name_only({name for _, name in seen})
        first = seen[0][0].start if seen and self.named else 0
        return [
            name or (only if one.kind in TIMES and one.start > first else "")
            for one, name in zip(self.quantities, found, strict=True)
        ]

    @cached_property
    def _routes(self) -> list[str]:
        """The route of each quantity, as the words near it say."""
        return [self._route(at, name) if name else "" for at, name in enumerate(self._substances)]

    def _only_route(self, substance: str) -> str:
        """Return the route by which the other quantities of a substance were given."""
        return name_only(
            {route for name, route in zip(self._substances, self._routes, strict=True) if route and name == substance}
        )

    def _route(self, at: int, substance: str) -> str:
        around, quantity = self.surroundings, self.quantities[at]
        if substance in _BY_NATURE:
            return _BY_NATURE[substance] if quantity.kind in OWN else ""
        # The route of a title is that of its drug; of who took part it does not say what all were given.
        is_titled = substance == name_titled(self._titles) and quantity.kind != "sample-size"
        titles = [*reversed(around.headings), *([around.title] if is_titled else [])]
        others = frozenset(one.start for one in self.named if one.name != substance)
        return find_route(self.text, quantity, self.last(at), titles, others)

    def last(self, at: int) -> int:
        """Return the end of the enumeration that a quantity belongs to."""
        while at + 1 < len(self.quantities) and re.fullmatch(
            r"[\s,/]{0,3}(?:(?:and|or|to) )?", self.text[self.quantities[at].end : self.quantities[at + 1].start]
        ):
            at += 1
        return self.quantities[at].end

    def substance(self, at: int) -> str:
        """Return the substance that a quantity belongs to."""
        quantity = self.quantities[at]
        kind = quantity.kind
        if kind in _COMPARING:
            return ""
        if own := self._inside(quantity) or self._dealt.get(at) or self._in_bracket(quantity):
            return self._named(own, kind)
        is_limit = kind == "other" and quantity.comparator and not self._is_of_a_drug(quantity)
        if is_limit or (kind in GIVEN and self._is_of_unknown(quantity)):
            return ""
        acting = self.named if kind in OWN else self.actors
        if not any(one.name or kind != "sample-size" for one in acting):
            return "" if self._is_of_no_drug(quantity) else self._look_back(kind)
        one, cost = self._nearest(quantity)
        is_beside = cost <= (_TIGHT if one.start > quantity.start else 1) and not quantity.comparator
        if not is_beside and self._is_of_no_drug(quantity):
            return ""
        if cost >= _NEVER / 2 and (one in self.compared or one not in self.actors):
            return self._look_back(kind)
        if kind in GIVEN and cost >= _NEVER:
            return ""
        # "Morphine consumption was 5 mg with ketamine".
        needed = [one for one in self.named if one not in self.actors and one.start < quantity.start]
        if kind == "dose" and cost > _TIGHT and needed and _NEEDED.search(self.text[needed[-1].end : quantity.start]):
            return needed[-1].name
        if kind in _SHARED and (cost > _TIGHT or self._is_joined(one)):
            is_count = kind == "other" and not self._is_of_a_drug(quantity)
            is_unclear = self.is_background or kind == "age" or is_count or not all(one.name for one in self.named)
            return "" if is_unclear else name_only(self.main)
        if kind not in OWN and self._is_joined(one):
            return ""
        if kind not in (*GIVEN, *KINETIC) and cost > (_TIGHT if self.is_background else _LOOSE):
            return ""
        return self._named(one, kind)

    def _look_back(self, kind: str) -> str:
        return look_back(self.text, kind, self.surroundings.before, self._titles)

    def _is_of_a_drug(self, quantity: Quantity) -> bool:
        """Tell whether a number without a kind is one that drugs have: not a count or a score."""
        said = self.text[max(0, quantity.start - _SUBJECT) : quantity.end]
        is_ratio = _OF_A_DRUG.search(said[quantity.start - quantity.end :]) or _EFFECTS.search(said)
        return bool(is_ratio) or any(one.kind in KINETIC for one in self.quantities)

    def _named(self, one: Substance, kind: str) -> str:
        # What is found under a placebo is found under no drug.
        return "" if one.is_inert and kind not in OWN else one.name

    def _is_of_unknown(self, quantity: Quantity) -> bool:
        """Tell whether an amount is one of a name that is not known: "of X", "X/day", "X capsules"."""
        if _INSIDE.search(self.text, quantity.start, quantity.end):
            return True
        words = _WORD.finditer(self.text, quantity.end, quantity.end + 60)
        name = next(
            (one for one in words if one.end() - one.start() > 1 and one.group().lower() not in _GIVEN_WORDS), None
        )
        if not name or any(one.start <= name.start() < one.end for one in self.named):
            return False
        gap = self.text[quantity.end : name.start()]
        is_of = gap.startswith(" of ") and name.group().lower() not in _NO_NAMES
        return not _MARK.search(gap) and (is_of or _FORM.match(self.text, name.end()) is not None)

    def _inside(self, quantity: Quantity) -> Substance | None:
        """Return the substance that stands within a quantity: "5 mg aspirin/day"."""
        return next((one for one in self.named if quantity.start < one.start and one.end <= quantity.end), None)

    def _in_bracket(self, quantity: Quantity) -> Substance | None:
        """Return the substance right before the bracket that a quantity stands in."""
        at = bisect_left(self.starts, quantity.start) - 1
        is_counted = at >= 0 and quantity.kind in COUNTED and self.named[at].name
        if not (is_counted and _OWN_BRACKET.fullmatch(self.masked, self.named[at].end, quantity.start)):
            return None
        is_one = at == 0 or not is_joint(self.text[self.named[at - 1].end : self.named[at].start])
        return self.named[at] if is_one else None

    def _is_of_no_drug(self, quantity: Quantity) -> bool:
        near = self.text[max(0, quantity.start - 50) : quantity.end + 40]
        if quantity.kind in ("percentage", "other", "sample-size") and _STATISTICS.search(near):
            return True
        if quantity.kind not in OWN and _EVERYONE.search(near):
            return True
        is_measured = quantity.kind in ("percentage", "other", "concentration") and _ANALYTES.search(near)
        return bool(is_measured) and not _CHANGES.search(near)

    def _is_joined(self, one: Substance) -> bool:
        """Tell whether a substance is named together with another, so that a number may be of both."""
        at = self.named.index(one)
        return any(starmap(self._is_together, pairwise(self.named[max(0, at - 1) : at + 2])))

    def _is_together(self, one: Substance, other: Substance) -> bool:
        gap = _BRACKETED.sub("", self.masked[one.end : other.start][:200]).replace("\0", "")
        if one.name == other.name or one.is_inert or other.is_inert or {one, other} & self.compared:
            return False
        return is_joint(gap)

    def _nearest(self, quantity: Quantity) -> tuple[Substance, float]:
        first = bisect_left(self.starts, quantity.start)
        costs = [(self._cost_before(quantity, one), one) for one in self.named[max(0, first - _N_BEFORE) : first]]
        costs += [(self._cost_behind(quantity, one), one) for one in self.named[first : first + _N_BEHIND]]
        cost, one = min(costs, key=lambda pair: pair[0])
        return one, cost

    def _cost_before(self, quantity: Quantity, one: Substance) -> float:
        """Return how far a quantity is from a substance that is named before it."""
        if quantity.start - one.end > _FAR:
            return _NEVER + 60
        gap = _LIST.sub("", _BRACKETED.sub("", self.masked[one.end : quantity.start])).replace("\0", "")
        words = [word.lower() for word in _WORD.findall(gap)]
        cost = len(words) + 6.0 * sum(word in _WEAK for word in words) + 15 * sum(word in _STRONG for word in words)
        cost += 2 * (gap.count(",") + (quantity.kind in GIVEN) * gap.count("/")) + 10 * gap.count(";")
        cost = min(cost, _NEVER - 2) + max(0, cost - _NEVER) / 1000
        # What a bracket names in passing has no part in what follows it, unless the bracket is a name: "its metabolite (X)".
        is_aside = gap.count(")") > gap.count("(")
        if is_aside and (self.text[one.start - 1 : one.start], self.text[one.end : one.end + 1]) != ("(", ")"):
            cost += _LOOSE
        # "... to vitamins (5 mg)" is a dose of what is named before the bracket.
        if quantity.kind in GIVEN and gap.endswith("(") and len(words) > _TIGHT and words[-1] not in _DOSES:
            cost += _NEVER
        if quantity.kind in COUNTED and _AGAINST.search(self.masked, one.end, quantity.end):
            cost += _NEVER
        if not one.name:
            cost += _NEVER if quantity.kind in GIVEN else 2
        if quantity.kind in _SHARED and words and (one.is_inert or one in self.compared):
            return cost + _NEVER
        if quantity.kind not in OWN:
            if one not in self.actors:
                cost += _NEVER
            elif one in self.compared and (len(words) > 2 or ":" in gap or _WEAK.intersection(words)):
                # A potency is that of what is compared, never of what it is compared with.
                cost += _NEVER if quantity.kind == "potency-ratio" else _NEVER / 2
        return cost

    def _cost_behind(self, quantity: Quantity, one: Substance) -> float:
        """Return how far a quantity is from a substance that is named behind it."""
        if one.start - quantity.end > _FAR:
            return _NEVER + 70
        gap = self.masked[quantity.end : one.start]
        position = 0
        while joined := _JOINED.match(gap, position):
            position = joined.end()
        gap = gap[position:] if quantity.kind in OWN else _BRACKETED.sub("", _OPEN_END.sub("", gap[position:]))
        words = [word.lower() for word in _WORD.findall(gap)]
        allowed = _GIVEN_WORDS if quantity.kind in OWN else FOUND_WORDS
        if quantity.kind == "concentration":
            allowed = _GIVEN_WORDS | {"with"}
        if all(word in allowed for word in words) and not re.search(r"[;:,()\[\]\0]", gap) and len(words) <= 10:
            return 0.5 + 0.3 * len(words)
        is_parted = "(" in gap or (quantity.kind in GIVEN and ")" in gap)
        cost = _NEVER / 2 * (1 + is_parted) + len(words) + 10.0 * sum(word in _WEAK for word in words)
        return cost + (_NEVER if one not in self.actors or one in self.compared else 0)
