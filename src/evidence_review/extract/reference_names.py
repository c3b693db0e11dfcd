"""The names at the head of an entry, in whatever shape they are printed.

The shape of the first name decides which shapes the others may have: ``Family AB``, ``Family, A. B.``, ``A. B. Family``,
``Family, Given``, ``Given Family``, ``FAMILY Given``, or names that lost the space before their initials (``FamilyAB``).
"""

import re
from dataclasses import dataclass

from evidence_review.extract.words import read_words

__all__ = ["Name", "Names", "family_name", "read_names"]

_WORDS = read_words("references")["names"]
_NOT_NAMES = frozenset(_WORDS["not_names"])
_FUNCTION_WORDS = frozenset(_WORDS["function_words"])
_GROUPS = frozenset(_WORDS["groups"])
_GIVEN_NAMES = frozenset(_WORDS["given"])
_TITLE_WORDS = read_words("references")["titles"]
# Short forms in names of journals that no person is called.
_SHORT = frozenset((*_TITLE_WORDS["short"], *_TITLE_WORDS["abbreviations"])) - frozenset(
    ("al", "can", "dr", "ed", "eds", "j", "jr", "mr", "st", "var", "vs")
)
_PARTICLE = "|".join(re.escape(word) for word in sorted(_WORDS["particles"], key=len, reverse=True))

# Capitals of Latin, Greek and Cyrillic letters; Python's patterns have no class for them. Those of central Europe alternate with small ones.
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f" + "".join(
    character for character in map(chr, range(0x100, 0x180)) if character.isupper()
)
_LETTER = r"[^\W\d_]"
# Letters, and within them hyphens, apostrophes, loose accents and what a lost ligature leaves.
_REST = rf"{_LETTER}{{0,30}}(?:['\u2019\u2010\u2011\u0300-\u036f\u21b5-]{_LETTER}{{1,30}}){{0,3}}[\u0300-\u036f]?"
_WORD = rf"(?:[dlDL]['\u2019]|O['\u2019]|['\u2019]t\s)?[{_UPPER}](?=[^\s\d.,;:()]){_REST}"
_PARTICLES = rf"(?:(?i:{_PARTICLE})\s|[Dd]['\u2019]\s?|[Aa]l-|[Ee]l-){{0,3}}"
_FAMILY = rf"{_PARTICLES}{_WORD}(?:\s(?:(?:{_PARTICLE}|y|e|i)\s){{0,2}}{_WORD}){{0,2}}"
_FAMILY_LAZY = rf"{_PARTICLES}{_WORD}(?:\s(?:(?:{_PARTICLE}|y|e|i)\s){{0,2}}{_WORD}){{0,2}}?"
# "Chr." and "Yu." stand for one name as well.
_DOTTED = rf"(?:[{_UPPER}][a-z]{{0,2}}\.\s?-?\s?){{1,5}}"
_BARE = rf"[{_UPPER}]{{1,4}}(?:[-\s](?:dos\s|de\s)?[{_UPPER}]{{1,3}}){{0,2}}(?![^\W\d_])"
_SUFFIX = r"(?:,?\s?(?:Jr|Sr|II|III|IV|2nd|3rd)\b\.?)?"
_TAIL_PARTICLE = rf"(?:(?:{_PARTICLE})(?=[\s,.;:&(]|$)\.?\s?){{0,2}}"
_END = r"(?=\s?[,.;:&(\[*\u2020/]|\s|$)"

_INVERTED = re.compile(
    rf"(?P<family>{_FAMILY})\s?,\s?(?P<given>(?:{_DOTTED}(?:[{_UPPER}](?=,|\s(?:and|&)))?{_TAIL_PARTICLE}|{_BARE})){_SUFFIX}{_END}"
)
_VANCOUVER = re.compile(
    rf"(?P<family>{_FAMILY_LAZY}),?\s(?P<given>(?:[{_UPPER}][a-z]?\.[\s-]?){{2,5}}|{_BARE}(?:\.(?=\s?[,;&]|\set\s|\sand\s))?|[{_UPPER}][a-z](?=[,.;])){_SUFFIX}{_END}"
)
_INITIALS_FIRST = re.compile(
    rf"(?P<given>(?:[{_UPPER}](?:[a-z]{{0,2}}|-[{_UPPER}])\.\s?-?\s?){{1,5}}(?:Jr\.\s)?)(?P<family>{_FAMILY_LAZY})"
    rf"{_SUFFIX}(?=\s?[,;.:&(\[\"\u201c\u00ab*\u2020/]|\s(?:and|et|y|und|e)\s|\s[\"\u201c\u00ab`(\[]|$)"
)
_GIVEN = rf"(?:[{_UPPER}](?=[^\s\d.,;:()]){_REST}|[{_UPPER}](?=[.\s])\.?-?)"
_INVERTED_FULL = re.compile(
    rf"(?P<family>{_FAMILY})(?:\s(?:Jr|Sr)\.?)?,\s(?P<given>{_GIVEN}(?:\s?{_GIVEN}){{0,3}}(?:\s(?:{_PARTICLE})(?=[,.]))?)"
    rf"{_SUFFIX}(?=\s?[,.;:&(\[]|\s(?:and|et|y|und)\s|\s\(?\d{{4}}|$)"
)
_NATURAL = re.compile(
    rf"(?P<given>{_GIVEN}(?:\s{_GIVEN}){{0,2}}?)\s(?P<family>{_PARTICLES}{_WORD})"
    rf"{_SUFFIX}(?=\s?[,.;:(\[]|\s?&|\s(?:and|et|y|und)\s|\s[\"\u201c\u00ab`]|\s\d{{4}}|$)"
)
_CAPITALS = re.compile(
    rf"(?P<family>(?:(?:{_PARTICLE.upper()}|{_PARTICLE})\s){{0,2}}[{_UPPER}]{{3,30}}(?:[-\s][{_UPPER}]{{3,30}}){{0,2}}),?\s"
    rf"(?P<given>{_GIVEN}(?:\s{_GIVEN}){{0,2}})(?=\s?[,.;:(\[&]|\s(?:and|et|y)\s|\s[\"\u201c\u00ab]|$)"
)
_BRACKETED = re.compile(
    rf"(?P<family>{_FAMILY})\s\((?P<given>{_DOTTED}|{_GIVEN}(?:\s{_GIVEN}){{0,2}})\)(?=\s?[,.;:&]|\s(?:and|et|y|und)\s|\s\(?\d{{4}})"
)
_GLUED_FAMILY = rf"(?:(?:{_PARTICLE})\s){{0,2}}(?:[DO]['\u2019])?(?:(?:Mc|Mac|De|Di|Le|La|Van|Von|Du)(?=[A-Z]))?[{_UPPER}](?:[^\W\d_{_UPPER}]|['\u2019-]){{1,30}}"
_GLUED = re.compile(
    rf"(?P<family>{_GLUED_FAMILY}(?:[-\s]{_GLUED_FAMILY}){{0,2}})(?P<given>[{_UPPER}]\.(?:\s?-?[{_UPPER}]\.(?![^\W\d_])){{0,3}}(?![^\W\d_])|[{_UPPER}]{{1,6}}(?:-[{_UPPER}])?(?=[{_UPPER}][a-z'\u2019]|(?:{_PARTICLE})\s[{_UPPER}]|[\s,;]|\.(?!\s[{_UPPER}]\.)|$))(?:\s\.(?=[\s,]))?"
)

_BETWEEN = re.compile(
    r"\.?\s?(?:[,;/]{1,2}\s?(?:\.{3}\s?|\u2026\s?)?(?:(?:and|und|et(?!\sal)|y|e)\s|&\s?)?|[*\u2020]{1,2},?\s|\s(?:and|And|und|et(?!\sal)|y)\s|\s?&\s?)\s?(?:&\s?)?"
)
_AND = re.compile(r"\b(?:and|und|et|y|e)\s{0,2}$|&\s{0,2}$", re.IGNORECASE)
_ET_AL = re.compile(
    r"[,;.]?\s?(?:&\s)?(?:\(?\bet\.?\s?al\b\.?\)?|and others\b|and colleagues\b|\bu\.\s?a\.|\by cols?\b\.?)",
    re.IGNORECASE,
)
_EDITORS = re.compile(
    r"[,;.]?\s?[(\[]?\b(?:eds?|[\u00e9\u00c9]ds?|editors?|hrsg|hgg?|a cura di|dirs?|org|orgs|coords?|comps?|trans|producers?|directors?|writers?)\b\.?[)\]]?\.?(?=[,.:;\s]|$)",
    re.IGNORECASE,
)
_MORE_ROLES = re.compile(r",\s&\s[^()]{3,60}\s\((?:Director|Producer|Writer|Ed)s?\.?\)")
_NO_AUTHOR = re.compile(r"^(?:\[No authors? listed\]|[_\u2014\u2013-]{2,20})[.,:]?\s?", re.IGNORECASE)
_COLLECTIVE = re.compile(
    rf"(?:\s?[;,]\s?|\s(?=(?:and|for|on behalf of)\s))(?:(?:and|for|(?P<behalf>on behalf of))\s)?(?:the\s)?(?P<group>[{_UPPER}][\w'\u2019/&()-]{{0,40}}(?:\s[\w'\u2019/&()-]{{1,40}}){{0,14}})(?=[.:])"
)
_YEAR_IN_BRACKETS = re.compile(
    r"[(\[]\s?(?:c\.?\s?)?(?:[A-Z][a-z]{2,8}\s)?(?:1[5-9]|20)\d\d[^()\[\]]{0,30}[)\]]|\((?:n\.d\.|in press|forthcoming)\)"
)
# "WHO, 2014." and "WHO 2014."
_SHORT_GROUP = re.compile(r"(?P<group>[A-Z]{3,8}(?:/[A-Z]{2,8})?),?\s\(?(?:19|20)\d\d")
_STOP = re.compile(r"(?<![\s.][A-Z])[.:](?=\s)")


@dataclass(frozen=True)
class Name:
    """A name as printed, and the family name in it."""

    printed: str
    family: str


@dataclass(frozen=True)
class Names:
    """The names of an entry, where they end, and whether a comma ends them; or the title that stands in their place."""

    names: tuple[Name, ...]
    end: int
    ends_with_comma: bool = False
    title: str = ""
    are_editors: bool = False


_FOLLOWING = {
    _INVERTED: (_INVERTED, _INITIALS_FIRST, _VANCOUVER, _NATURAL),
    _VANCOUVER: (_VANCOUVER, _INVERTED),
    _INITIALS_FIRST: (_INITIALS_FIRST, _NATURAL),
    _CAPITALS: (_CAPITALS, _NATURAL),
    _INVERTED_FULL: (_NATURAL, _INITIALS_FIRST, _INVERTED_FULL),
    _NATURAL: (_NATURAL, _INITIALS_FIRST, _VANCOUVER),
    _GLUED: (_GLUED, _VANCOUVER),
    _BRACKETED: (_BRACKETED,),
}


def family_name(name: str) -> str:
    """Return the family name of a person's name in any of the usual orders.

    Parameters
    ----------
    name : str
        ``Ana de Souza``, ``Souza AB`` or ``Souza, A. B.``.

    Returns
    -------
    str
        The family name with its particles, as printed.

    Examples
    --------
    >>> family_name("Jan van der Berg"), family_name("van der Berg JA"), family_name("Berg, J. A.")
    ('van der Berg', 'van der Berg', 'Berg')
    """
    if "," in name:
        return name.split(",", maxsplit=1)[0].strip()
    match = _VANCOUVER.fullmatch(name.strip())
    if match:
        return match["family"]
    tokens = name.split()
    if not tokens:
        return ""
    first = len(tokens) - 1
    while first > 1 and tokens[first - 1] in _WORDS["particles"]:
        first -= 1
    return " ".join(tokens[first:])


def read_names(text: str) -> Names:
    """Read the names at the head of an entry.

    Parameters
    ----------
    text : str
        The entry, without label, markup and identifiers.

    Returns
    -------
    Names
        The names; none when the entry begins with something else.
    """
    nobody = _NO_AUTHOR.match(text)
    if nobody:
        return Names((), nobody.end())
    shapes: tuple[re.Pattern[str], ...] = (
        _GLUED,
        _INVERTED,
        _VANCOUVER,
        _INITIALS_FIRST,
        _CAPITALS,
        _INVERTED_FULL,
        _NATURAL,
        _BRACKETED,
    )
    if _begins_with_given_names(text):
        shapes = (_NATURAL, *shapes)
    for first in shapes:
        match = first.match(text)
        if match and _is_name(match, first):
            return _read_list(text, match, first)
    return _read_group(text)


def _begins_with_given_names(text: str) -> bool:
    """Tell whether a list begins as ``Given Family, Given Family`` or ``Given X. Family``, which other shapes would read otherwise."""
    natural = _NATURAL.match(text)
    if not natural:
        return False
    if text.split(maxsplit=1)[0].casefold() in _GIVEN_NAMES and not re.fullmatch(_BARE, natural["family"]):
        return True
    if re.search(r"(?:^|\s)[^\W\d_]\.?$", natural["given"]):
        return False
    # "Family, Given" has a single word before its comma, or a single one behind it.
    behind = re.match(rf",\s(?:(?:and|&)\s)?(?:{_GIVEN}\s){{1,2}}{_PARTICLES}{_WORD}", text[natural.end() :])
    return bool(behind) and not re.fullmatch(_BARE, natural["family"])


def _is_name(match: re.Match[str], shape: re.Pattern[str]) -> bool:
    words = match.group().replace(",", " ").split()
    plain = [word.strip(".,'\u2019").casefold() for word in words]
    if shape is _GLUED:
        return (
            len(match["family"]) > 2 or "." in match["given"] or match.string[match.end() : match.end() + 1].isalpha()
        )
    if shape in (_INVERTED_FULL, _NATURAL, _CAPITALS):
        is_container = any(word in _SHORT for word in plain[1:])
        return not is_container and not any((word in _NOT_NAMES and len(word) > 1) or word in _GROUPS for word in plain)
    family = match["family"].casefold().split()
    # "J. Opt. Soc. Am." has the form of initials and a name.
    if shape is _INITIALS_FIRST and family[0] in _SHORT and match.string[match.end("family") :][:1] == ".":
        return not any(
            word.casefold() in _SHORT or word in ("J", "Int", "Z") for word in match["given"].replace(".", " ").split()
        )
    return not any(word in _GROUPS or word in _FUNCTION_WORDS for word in family)


def _read_list(text: str, match: re.Match[str], shape: re.Pattern[str]) -> Names:
    found = [match]
    end = match.end()
    # Names without initials may be words of a title: they count when a word joins the last of them or a stop ends them.
    sure, sure_end = 1, end
    joined = False
    while len(found) < 300:
        between = _BETWEEN.match(text, end)
        start = between.end() if between else end
        is_joined = bool(between and _AND.search(between[0]))
        if (
            joined
            and not is_joined
            and shape is not _VANCOUVER
            and shape is not _GLUED
            and ";" not in (between[0] if between else "")
        ):
            break
        following = _next_name(text, start, shape, between, is_joined=is_joined)
        if not following:
            break
        found.append(following)
        end = following.end()
        joined = joined or is_joined
        is_person = following["family"].isupper() or following["given"].split()[0].casefold() in _GIVEN_NAMES
        if is_joined or following.re is not _NATURAL or is_person:
            sure, sure_end = len(found), end
    if len(found) > sure and re.match(r"\s?(?:[.(\[]|\d{4})", text[end:]):
        sure, sure_end = len(found), end
    end = sure_end
    names = tuple(Name(match.group().strip(" ,;*\u2020"), match["family"].strip()) for match in found[:sure])
    others = _ET_AL.match(text, end)
    end = others.end() if others else end
    editors = _EDITORS.match(text, end)
    end = editors.end() if editors else end
    if editors:
        # "Lima, F. (Producer), & Roy, J. (Director)."
        more = _MORE_ROLES.match(text, end)
        end = more.end() if more else end
    group = None if editors else _COLLECTIVE.match(text, end)
    if (
        group
        and text[end - 1] != "."
        and (group["behalf"] or any(word.strip("().,").casefold() in _GROUPS for word in group["group"].split()))
    ):
        names, end = (*names, Name(group["group"], group["group"])), group.end()
    is_comma = text[end : end + 1] == "," or text[end - 1 : end] == ","
    return Names(names, end, is_comma, are_editors=bool(editors))


def _next_name(
    text: str, start: int, shape: re.Pattern[str], between: re.Match[str] | None, *, is_joined: bool
) -> re.Match[str] | None:
    if between is None and shape not in (_VANCOUVER, _GLUED, _INVERTED):
        return None
    if between is None and shape is not _GLUED:
        # "Lima, AB. Roy, CD." has a stop between them.
        start += 2 if shape is _INVERTED and text[start : start + 2] == ". " else text[start : start + 1] == " "
    for pattern in _FOLLOWING[shape]:
        match = pattern.match(text, start)
        if not match or (pattern is not _GLUED and not _is_name(match, pattern)):
            continue
        if between is None and (pattern is not shape or (shape is _VANCOUVER and not match["given"][:2].isupper())):
            continue
        if pattern is _NATURAL and shape is _INVERTED and not is_joined:
            continue
        if pattern is _VANCOUVER and shape is _NATURAL and not is_joined:
            continue
        if pattern is _INVERTED_FULL and not (is_joined or (between and ";" in between[0])):
            continue
        return match
    return None


def _read_group(text: str) -> Names:
    """Read a group: what stands before a year in brackets, or a phrase before a stop that says it is one."""
    year = _YEAR_IN_BRACKETS.search(text[:300])
    if year and year.start() > 2:
        group = text[: year.start()].strip(" .,:")
        if group and not re.search(r"(?<![A-Z])[.?!:]\s", group) and group[0].isupper() and len(group.split()) < 16:
            is_group = (
                _is_capitalized(group)
                or len(group.split()) == 1
                or any(word.strip("(),.").casefold() in _GROUPS for word in group.split())
            )
            return Names((Name(group, group),), year.start()) if is_group else Names((), year.start(), title=group)
    short = _SHORT_GROUP.match(text)
    if short:
        return Names((Name(short["group"], short["group"]),), short.end("group"))
    stop = _STOP.search(text[:300])
    if stop:
        head = text[: stop.start()].strip()
        words = [word.strip("(),.").casefold() for word in head.split()]
        is_short_form = bool(re.fullmatch(r"[A-Z]{3,8}", head))
        is_named = any(word in _GROUPS for word in words) and _is_capitalized(head)
        if is_short_form or (is_named and len(words) < 20):
            return Names((Name(head, head),), stop.end())
    return Names((), 0)


def _is_capitalized(phrase: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'\u2019.-]*", phrase)
    return len(words) > 1 and all(word[0].isupper() or len(word) < 4 for word in words)
