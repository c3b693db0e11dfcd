"""What a sentence says of the effect of what is given: that it helps or harms, that it does not, or nothing.

Words that praise and blame, what rises or falls and whether that is good, and harm that something brings about are signs. A sign
counts for nothing where its clause asks, advises, defines, says how something works, or speaks of another treatment or of the illness
itself; a negation that reaches it turns it round. All words are in `cues.toml`.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from evidence_review.extract.clauses import FRONT, SCENE, any_of
from evidence_review.extract.cues import Groups, compile_terms
from evidence_review.extract.words import read_words

__all__ = ["suggest_direction"]

_CUES = read_words("cues")["direction"]
_TERMS = {name: compile_terms(tuple(group["cues"])) for name, group in _CUES.items()}
_PSEUDO = _TERMS["pseudo"]
# "opening" is no sign: `_OPENING` reads it.
_GROUPS = Groups({name: terms for name, terms in _TERMS.items() if name not in ("pseudo", "opening")})
# What a word is a sign of by itself.
_SIGNS = {
    "good": "benefit",
    "effect": "benefit",
    "bettering": "benefit",
    "bad": "no-benefit",
    "worsening": "harm",
    "safe": "no-harm",
    "harm": "harm",
}
# What a change of something is a sign of.
_CHANGES = {
    "less": {"harm": "no-harm", "event": "benefit", "burden": "benefit", "measure": "benefit", "asset": "harm"},
    "more": {"harm": "harm", "event": "harm", "burden": "harm", "asset": "benefit"},
    "gain": {"asset": "benefit"},
}
# What is said outright, in a sentence on how something works too.
_PLAIN = ("good", "bad", "bettering", "worsening")
_OUTCOMES = ("harm", "event", "burden", "asset", "measure")
_DENIED = {"benefit": "no-benefit", "no-benefit": "benefit", "harm": "no-harm", "no-harm": "harm"}
_FINITE = r"(?:is|are|was|were|has|have|had|can|may|might|could|will|would|does|do|did|shows?|showed|remains?)"
_BREAK = re.compile(
    rf"[;:]\s|,?\s(?:but|whereas|although|though|however|yet)\s|,\s{any_of(read_words('cues')['clause']['break']['cues'])}\s"
    rf"|,?\s(?=(?:despite|in spite of)\s)|,\sand\s(?=(?:[^\W_]{{1,25}}\s){{0,5}}{_FINITE}\b)",
    re.IGNORECASE,
)
# What may stand before the noun of a subject.
_OPENING = re.compile(
    r"\W{0,3}(?:(?:in addition|in contrast|on the other hand|[^\W_]{2,20}), )?"
    r"(?:(?:although|though|while|whereas|because|since|but|and|yet|that) )?"
    rf"(?:{any_of(_CUES['opening']['cues'])} ){{0,5}}",
    re.IGNORECASE,
)
# Speaks on about the subject of the clause before.
_SAME_SUBJECT = re.compile(
    r"\W{0,3}(?:which|who|with|(?:(?:but|and|however|yet),?\s)?(?:it|they|these|their))\b", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"\W{0,3}(?:in|among|for|with|by|after|during|to|from|at|on|as)\s(?!addition|contrast|the other)", re.IGNORECASE
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|has|have|had)\b", re.IGNORECASE)
# Between a verb and what it does not change.
_APART = re.compile(r",|\bthan\b")
# What ends a purpose: a comma, but in "used to lower fever, to ease pain".
_ELSE = re.compile(r",(?!\s(?:and\s|or\s)?(?:to|for)\b)")
# Between the members of a list: a comma or a conjunction, and no verb.
_JOINED = re.compile(
    rf"(?:[^\W_]{{1,25}}\s)?(?:\([^()]{{0,40}}\))?(?:\s?[,/]|\s(?:and|or|as well as)\b)(?!.{{0,40}}\b{_FINITE}\b)(?!.{{0,40}}[^\W_](?:ing|es|ed)\b)",
    re.IGNORECASE,
)
# "The drug, an antagonist, ...": what the subject is, and not what the clause says.
_ASIDE = re.compile(r",\s(?:an?|one of the)\s[^,;]{1,100},")
_FRAMES = ("mechanism", "purpose")
# In "its use for pain has increased" it is not pain that has.
_FOR = re.compile(r"\b(?:for|with|in)\s(?:[^\W_]{1,20}\s){0,2}$", re.IGNORECASE)
# "The risk of developing delirium" is one outcome.
_OF = re.compile(r"\s(?:of|for)\s(?:[^\W_]{1,25}\s){0,3}")
_WORD = re.compile(r"[^\W_]+")
_DRUG = re.compile(rf"\b[^\W_]{{0,15}}(?:{'|'.join(_CUES['treatment']['stems'])})s?\b", re.IGNORECASE)
_VERB = re.compile(rf",\s|\b{_FINITE}\b", re.IGNORECASE)
# What tells the verb of a clause.
_VERBAL = ("causes", "less", "more", "gain", "bettering", "worsening")
# Words between a verb and what it changes, and between a cause and the harm that it names.
_NEAR = 6
_NEXT = 3
_LONGEST_LIST = 12
# What is farther away, in letters, has nothing to do with it.
_FAR = 200
# So long is a phrase before its noun.
_PHRASE = 40


@dataclass(frozen=True)
class _Sign:
    """A word that says something of the effect, or of what a clause is about."""

    start: int
    end: int
    group: str


def suggest_direction(text: str, denied: list[tuple[int, int]]) -> tuple[str, str]:
    """Propose the direction of a sentence.

    Parameters
    ----------
    text : str
        A sentence.
    denied : list of tuple
        What its negations reach (`negation.reached`).

    Returns
    -------
    tuple of str
        The direction, and the words that decided, joined by `;`.

    Examples
    --------
    >>> suggest_direction("The drug lowers pain and causes nausea.", [])
    ('mixed', 'lowers pain;nausea')
    """
    found: list[tuple[str, str]] = []
    scene: list[tuple[str, str]] = []
    is_other = False
    for clause in _clauses(text):
        is_other = clause.is_about("other") or (is_other and clause.begins(_SAME_SUBJECT))
        if is_other:
            continue
        into = scene if clause.begins(SCENE) else found
        for sign, direction in clause.judge():
            into.append(
                (_DENIED[direction] if _is_inside(sign.start, denied) else direction, text[sign.start : sign.end])
            )
        if clause.is_silent:
            scene = []
    return _combine(found or scene)


def _is_inside(position: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < spans[index][1]


def _clauses(text: str) -> Iterator["_Clause"]:
    """Cut a sentence where another clause begins, each with its signs."""
    visible = _PSEUDO.blank(text, "_")
    words = [match.start() for match in _WORD.finditer(text)]
    asides = [match.span() for match in _ASIDE.finditer(text)]
    signs = sorted(
        (
            _Sign(*match.span(), group)
            for group, match in _GROUPS.finditer(visible)
            if not (group in _FRAMES and _is_inside(match.start(), asides))
        ),
        key=_place,
    )
    front = FRONT.match(text)
    first = front.end() if front else 0
    number = 0
    for start, end in pairwise(
        [0, *([first] if first else []), *(match.start() for match in _BREAK.finditer(text, first)), len(text)]
    ):
        last = bisect_left(signs, end, number, key=_start)
        yield _Clause(text, start, end, words, signs[number:last])
        number = last


class _Clause:
    """A clause with its signs, in the order of the text; whatever looks for a neighbor looks only so far."""

    def __init__(self, text: str, start: int, end: int, words: list[int], signs: list[_Sign]) -> None:
        self.text, self.start, self.end, self.words = text, start, end, words
        self.signs: defaultdict[str, list[_Sign]] = defaultdict(list)
        for sign in signs:
            self.signs[sign.group].append(sign)
        self.outcomes = [sign for sign in signs if sign.group in _OUTCOMES]
        self.verbs = [sign for sign in signs if sign.group in _CHANGES]
        self.meant = [sign for sign in signs if sign.group in ("aim", "purpose")]
        self.illnesses = {position for sign in self.signs["illness"] for position in range(sign.start, sign.end)}
        self.is_silent = bool(self.signs["inquiry"] or self.signs["duty"])

    def begins(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether the clause begins with words."""
        return bool(pattern.match(self.text, self.start, self.end))

    def is_about(self, group: str) -> bool:
        """Tell whether the subject is of a group."""
        opening = _OPENING.match(self.text, self.start, self.end)
        if not opening or self.begins(_PREPOSITION):
            return False
        # "Opioid-sparing effect" and "opioid consumption" speak of no other treatment.
        effects = {sign.start for sign in self.signs["effect"][:_NEAR]}
        changed = self.signs["measure"][:_NEAR] if self.verbs or self.signs["same"] else []
        measured = {position for sign in changed for position in (sign.start, sign.start - 1)}
        return any(
            sign.start <= opening.end() and sign.start not in effects and not {sign.start, sign.end} & measured
            for sign in self.signs[group][:_NEAR]
        )

    def _is_about_illness(self) -> bool:
        """Tell whether the subject names an illness, and nothing that is given for it."""
        end = min(self.end, self.start + _FAR)
        opening = _OPENING.match(self.text, self.start, self.end)
        verb = _VERB.search(self.text, opening.end() if opening else self.start, end)
        change = min((self.signs[group][0].start for group in _VERBAL if self.signs[group]), default=end)
        end = min(end, change, verb.start() if verb else end)
        if self.begins(_PREPOSITION) or not any(sign.start < end for sign in self.signs["illness"][:1]):
            return False
        symptoms = [sign for sign in self.signs["event"][:_NEAR] if not self._is_illness(sign)]
        if any(sign.start < end for sign in (*self.signs["harm"][:1], *symptoms[:1])):
            return False
        is_given = any(sign.start < end for sign in self.signs["treatment"][:1]) or _DRUG.search(
            self.text, self.start, end
        )
        return not is_given

    def judge(self) -> Iterator[tuple[_Sign, str]]:
        """Go through what the clause says of an effect."""
        for sign in self.signs["balance"]:
            yield sign, "benefit"
            yield sign, "harm"
        if self.is_silent:
            return
        only_better = self._is_about_illness()
        for sign, direction in self._read():
            if not self._is_meant(sign) and not (only_better and direction in ("harm", "no-harm")):
                yield sign, direction

    def _read(self) -> Iterator[tuple[_Sign, str]]:
        """Go through the signs, each word counted once: the longest says what it is."""
        is_mechanism = bool(self.signs["mechanism"])
        read = [*self._changes(), *self._sameness()]
        read += [(sign, direction) for group, direction in _SIGNS.items() for sign in self.signs[group]]
        read += [(sign, "harm") for sign in self.signs["event"] if self._is_brought(sign)]
        end = 0
        for sign, direction in sorted(read, key=lambda one: (one[0].start, -one[0].end)):
            if sign.start < end:
                continue
            end = sign.end
            if not is_mechanism or sign.group in _PLAIN or (direction == "harm" and self._is_behind("causes", sign)):
                yield sign, direction

    def _is_brought(self, sign: _Sign) -> bool:
        """Tell whether something brings an event about, or it is said to occur."""
        causes = self.signs["causes"]
        if self._is_behind("treated", sign):
            return False
        if (causes and causes[0].end <= sign.start) or self._is_behind("has", sign):
            return True
        # Of an illness it is not enough to be reported.
        return bool(self.signs["brings"]) and not self._is_illness(sign)

    def _is_illness(self, sign: _Sign) -> bool:
        return sign.start in self.illnesses or sign.end - 1 in self.illnesses

    def _sameness(self) -> Iterator[tuple[_Sign, str]]:
        """Go through what made no difference."""
        if any(self.signs[group] for group in ("vital", "harm", "event")):
            yield from ((sign, "no-harm") for sign in self.signs["same"])
        elif any(self.signs[group] for group in ("burden", "asset", "measure")):
            yield from ((sign, "no-benefit") for sign in self.signs["same"])

    def _changes(self) -> Iterator[tuple[_Sign, str]]:
        """Go through what rises and falls."""
        for number, verb in enumerate(self.verbs):
            # In "a greater reduction" the second word counts.
            if number + 1 < len(self.verbs) and self.text[verb.end : self.verbs[number + 1].start].isspace():
                continue
            meaning = _CHANGES[verb.group]
            outcome = self._object(verb, meaning)
            if outcome:
                yield _Sign(verb.start, self._end_of_list(outcome), outcome.group), meaning[outcome.group]
            elif outcome := self._subject(verb, meaning):
                yield _Sign(outcome.start, verb.end, outcome.group), meaning[outcome.group]

    def _object(self, verb: _Sign, meaning: dict[str, str]) -> _Sign | None:
        """Return what a verb changes, where it stands behind: the nearest, and rather what is measured than its score."""
        near = self._window(self.outcomes, verb.end, _NEAR)
        if verb.group == "gain":
            near = near[:1]
        ends = (*self._window(self.signs["causes"], verb.end, _NEAR), *self._window(self.verbs, verb.end, _NEAR))
        end = min((sign.start for sign in ends), default=self.end)
        behind = [
            sign
            for sign in near
            if sign.group in meaning and sign.start < end and not _APART.search(self.text, verb.end, sign.start)
        ]
        return min(behind, key=lambda sign: (sign.group == "measure", sign.start, -sign.end), default=None)

    def _subject(self, verb: _Sign, meaning: dict[str, str]) -> _Sign | None:
        """Return what rises or falls, where it stands in front."""
        before = [
            sign
            for sign in self._window(self.outcomes, self._back(verb.start, 2 * _NEAR), 2 * _NEAR)
            if sign.group in meaning
            and sign.end <= verb.start
            and self._leads_to(self.text[sign.end : verb.start])
            and not _FOR.search(self.text, max(self.start, sign.start - _PHRASE), sign.start)
        ]
        return max(before, key=lambda sign: (sign.end, -sign.start), default=None)

    def _leads_to(self, between: str) -> bool:
        n_words = len(between.split())
        if "," in between:
            return False
        return n_words <= 1 or (n_words <= _NEAR + _NEXT and bool(_PASSIVE.search(between)))

    def _end_of_list(self, sign: _Sign) -> int:
        """Return where the list ends that an outcome begins: "reduces pain, anxiety and nausea" speaks of all three."""
        end = sign.end
        first = bisect_left(self.outcomes, end, key=_start)
        for other in self.outcomes[first : first + _LONGEST_LIST]:
            if other.start < end:
                continue
            between = self.text[end : min(other.start, end + _FAR)]
            is_changed = bisect_left(self.verbs, end, key=_start) < bisect_left(self.verbs, other.start, key=_start)
            if is_changed or len(between.split()) > _NEXT + 1 or not (_JOINED.match(between) or _OF.fullmatch(between)):
                break
            end = other.end
        return end

    def _is_behind(self, group: str, sign: _Sign) -> bool:
        """Tell whether a word of a group stands right in front of a sign."""
        near = self._window(self.signs[group], self._back(sign.start, 2 * _NEXT), 2 * _NEXT)
        return any(
            other.end <= sign.start and len(self.text[other.end : sign.start].split()) <= _NEXT for other in near
        )

    def _is_meant(self, sign: _Sign) -> bool:
        """Tell whether a sign is what something is used for, or what was to be found out."""
        number = bisect_left(self.meant, sign.start, key=_start)
        if not number or sign.start - self.meant[number - 1].end > _FAR:
            return False
        return not _ELSE.search(self.text, self.meant[number - 1].end, sign.start)

    def _back(self, position: int, n_words: int) -> int:
        number = bisect_left(self.words, position)
        return self.words[max(0, number - n_words)] if self.words else 0

    def _window(self, signs: list[_Sign], start: int, n_words: int) -> list[_Sign]:
        """Return the signs that begin within so many words of a position."""
        number = bisect_left(self.words, start) + n_words
        end = self.words[number] if number < len(self.words) else self.end
        return signs[bisect_left(signs, start, key=_start) : bisect_right(signs, end, key=_start)]


def _start(sign: _Sign) -> int:
    return sign.start


def _place(sign: _Sign) -> tuple[int, int]:
    return sign.start, -sign.end


def _combine(found: list[tuple[str, str]]) -> tuple[str, str]:
    """Weigh the signs of a sentence: the absence of harm adds to a benefit, and harm outweighs the absence of benefit."""
    sorts = {direction for direction, _ in found}
    if sorts & {"benefit", "no-benefit"}:
        sorts.discard("no-harm")
    if "harm" in sorts:
        sorts.discard("no-benefit")
    cue = ";".join(dict.fromkeys(raw for direction, raw in found if direction in sorts))
    return ("mixed" if len(sorts) > 1 else next(iter(sorts), "neutral")), cue
