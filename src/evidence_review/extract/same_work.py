"""Whether two entries are the same work.

A DOI decides where both entries have one, unless it contradicts all else. Otherwise the title, with first author, year, container,
volume and first page: the less the title says, the more the others must agree. Another version, part or edition is another work, and
so is what is written about a work: its erratum, a comment, a reply.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from evidence_review.extract.containers import compare_containers, is_initials
from evidence_review.extract.titles import WORDS, Title, compare_titles, plain_words, read_titles
from evidence_review.text import normalize

__all__ = ["Fields", "Work", "is_same_work", "judge", "read_fields"]

_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")
# Abstracts share the pages of a supplement: S12, A3, P7.
_SHARED = ("a", "p", "s")
# Words of a title that stands for its work with nothing but an author.
_LONG = 5
_VERSIONED: list[str] = WORDS["versioned_containers"]


@dataclass(frozen=True)
class Work:
    """What identifies an entry."""

    first_author: str
    year: int | None
    title: str
    container_title: str
    volume: str
    first_page: str
    doi: str


def is_same_work(one: Work, other: Work) -> bool:
    """Tell whether two entries are the same work.

    Parameters
    ----------
    one, other : Work
        Two entries.

    Returns
    -------
    bool
        True when enough of their fields agree.

    Notes
    -----
    Two different DOIs are two works, unless title, first author, year, volume and first page all agree, or one of the DOIs has lost
    its end and nothing else differs.
    """
    return judge(read_fields(one), read_fields(other)) > 0


@dataclass(frozen=True)
class Fields:
    """The fields of an entry as they are compared."""

    authors: tuple[str, ...]
    year: int | None
    titles: tuple[Title, ...]
    container: str
    volume: str
    page: str
    doi: str
    is_versioned: bool

    @property
    def author(self) -> str:
        """The name as one word."""
        return "".join(self.authors)


@lru_cache(maxsize=65536)
def read_fields(work: Work) -> Fields:
    """Read the fields of an entry for comparison.

    Parameters
    ----------
    work : Work
        An entry.

    Returns
    -------
    Fields
        Its fields; a DOI that is malformed, which decides nothing, is left out.
    """
    container = normalize(work.container_title[:300])
    doi = work.doi.strip().lower().replace("%2f", "/").rstrip(".,;/")
    return Fields(
        authors=tuple(plain_words(work.first_author[:100])),
        year=work.year,
        titles=read_titles(work.title),
        container=work.container_title,
        volume=_first_number(work.volume),
        page=re.sub(r"\.pub\d{1,2}$", "", work.first_page.strip().lower()).lstrip("0"),
        doi=doi if _DOI.fullmatch(doi) else "",
        is_versioned=any(name in container for name in _VERSIONED),
    )


def _first_number(volume: str) -> str:
    match = re.search(r"\w{1,20}", volume.lower())
    return match.group().lstrip("0") if match else ""


@dataclass(frozen=True)
class _Agreement:
    """How far the fields beside the title agree: 1 yes, -1 no, 0 unknown; a year that is one off, or a name that is nearly the same, is 0.5."""

    author: float
    year: float
    container: int
    volume: int
    page: int
    is_page_shared: bool

    @property
    def is_one_place(self) -> bool:
        """Whether both stand at one place of one volume."""
        return self.volume > 0 and self.page > 0 and self.container >= 0 and self.year > 0

    @property
    def clashes(self) -> int:
        return sum(value < 0 for value in (self.container, self.volume, self.page))

    @property
    def is_supported(self) -> bool:
        """Whether anything of the place agrees, and nothing speaks against it."""
        return not self.clashes and (self.container > 0 or self.volume > 0 or self.page > 0)


def _agree(one: Fields, other: Fields) -> _Agreement:
    return _Agreement(
        _compare_authors(one, other),
        _compare_years(one, other),
        compare_containers(one.container, other.container),
        _compare_numbers(one.volume, other.volume),
        _compare_pages(one.page, other.page),
        is_page_shared=any(page.startswith(_SHARED) for page in (one.page, other.page)),
    )


def _compare_authors(one: Fields, other: Fields) -> float:
    if not one.authors or not other.authors:
        return 0
    left, right = one.author, other.author
    if left == right:
        return 1
    # Half of a double name, a name without its particles.
    if {*one.authors} < {*other.authors} or {*other.authors} < {*one.authors}:
        return 0.5
    if is_initials(left, other.authors) or is_initials(right, one.authors):
        return 0.5
    # Müller, Mueller and Muller.
    if re.sub("([aou])e", r"\1", left) == re.sub("([aou])e", r"\1", right):
        return 0.5
    shortest, longest = sorted(map(len, (left, right)))
    is_near = shortest > 3 and longest > 4 and OSA.distance(left, right, score_cutoff=2) <= 1 + (shortest > 7)
    return 0.5 if is_near else -1


def _compare_years(one: Fields, other: Fields) -> float:
    if one.year is None or other.year is None:
        return 0
    distance = abs(one.year - other.year)
    if distance == 0:
        return 1
    # Online in December, in print in January; but a review that is kept up to date has a version for every year.
    return 0.5 if distance == 1 and not (one.is_versioned or other.is_versioned) else -1


def _compare_numbers(one: str, other: str) -> int:
    return 0 if not one or not other else 1 if one == other else -1


def _compare_pages(one: str, other: str) -> int:
    if one and other and one[:1].isdigit() != other[:1].isdigit():
        one, other = (page.lstrip("abcdefghijklmnopqrstuvwxyz").lstrip("0") for page in (one, other))
    return _compare_numbers(one, other)


def judge(one: Fields, other: Fields) -> int:
    """Say how sure it is that two entries are one work.

    Parameters
    ----------
    one, other : Fields
        Two entries.

    Returns
    -------
    int
        3 by DOI, 2 or 1 by the other fields, 0 when it is not sure at all, -1 when they must be two works.
    """
    agreement = _agree(one, other)
    if one.doi and one.doi == other.doi:
        relation = _compare_titles(one, other)
        is_contradicted = relation in ("different", "about") and agreement.author < 0
        return 0 if is_contradicted and (agreement.year < 0 or agreement.page < 0 or agreement.volume < 0) else 3
    if agreement.author < 0 and not agreement.is_supported:
        return -1 if one.doi and other.doi else 0
    relation = _compare_titles(one, other)
    if relation == "about":
        return -1
    if one.doi and other.doi:
        return _judge_two_dois(one, other, relation, agreement)
    is_same = _RULES[relation](agreement, one, other)
    if is_same:
        return 2 if relation == "equal" and not agreement.clashes else 1
    return -1 if relation == "version" else 0


def _compare_titles(one: Fields, other: Fields) -> str:
    """Return the closest relation of any two printings of the titles; `unknown` without one, `about` when one text is about another."""
    if not one.titles or not other.titles:
        return "unknown"
    if one.titles[0].notice != other.titles[0].notice:
        return "about"
    found = {compare_titles(left, right) for left in one.titles for right in other.titles}
    relation = min(found, key=_CLOSEST.index)
    is_general = any(title.is_general for title in (one.titles[0], other.titles[0]))
    return "general" if relation == "equal" and is_general else relation


def _judge_two_dois(one: Fields, other: Fields, relation: str, agreement: _Agreement) -> int:
    is_one = relation in ("equal", "general") and agreement.author > 0 and agreement.year == 1
    is_placed = agreement.volume > 0 and agreement.page > 0
    shorter, longer = sorted((one.doi, other.doi), key=len)
    # A DOI that lost its end.
    is_cut = relation == "equal" and len(shorter) > 12 and longer.startswith(shorter)
    return 1 if is_one and (is_placed or (is_cut and not agreement.clashes)) else -1


def _is_same_equal(agreement: _Agreement, one: Fields, other: Fields) -> bool:
    is_kept_up = one.is_versioned or other.is_versioned
    if is_kept_up and (agreement.container < 0 or agreement.year < 1):
        return False
    is_placed = agreement.container > 0 and agreement.is_supported and agreement.volume + agreement.page > 0
    if agreement.author < 0:
        return agreement.year > 0 and is_placed
    if agreement.year < 0:
        # A misprinted year.
        return agreement.author > 0 and is_placed and agreement.volume + agreement.page == 2
    is_long = len(one.titles[0].words) > _LONG
    if agreement.year == 1 and agreement.author > 0:
        # One field that differs is a misprint, or read wrongly; another journal or book is another place unless volume or page agrees.
        return agreement.clashes < 2 and (agreement.container >= 0 or agreement.volume + agreement.page > 0)
    is_enough = is_long and (agreement.year == 1 or (agreement.author > 0 and agreement.year == 0))
    return agreement.is_supported or (is_enough and not agreement.clashes)


def _is_same_general(agreement: _Agreement, one: Fields, other: Fields) -> bool:
    if agreement.clashes or agreement.container <= 0:
        return agreement.author > 0 and not agreement.clashes and agreement.is_one_place
    if agreement.volume > 0 and agreement.page > 0:
        return agreement.year == 1 or (agreement.author > 0 and agreement.year >= 0)
    return agreement.author > 0 and agreement.year == 1


def _is_same_subtitle(agreement: _Agreement, one: Fields, other: Fields) -> bool:
    if agreement.is_one_place and agreement.author >= 0:
        return True
    shortest = min(len(title.words) for title in (one.titles[0], other.titles[0]))
    return (
        agreement.author > 0
        and agreement.year == 1
        and agreement.container > 0
        and not agreement.clashes
        and shortest > 3
    )


def _is_same_similar(agreement: _Agreement, one: Fields, other: Fields) -> bool:
    return agreement.is_one_place and agreement.author >= 0 and not agreement.is_page_shared


def _is_same_untitled(agreement: _Agreement, one: Fields, other: Fields) -> bool:
    is_known = agreement.author > 0 or (agreement.author == 0 and agreement.container > 0)
    return is_known and agreement.is_one_place and agreement.year == 1 and not agreement.is_page_shared


def _is_same_different(agreement: _Agreement, one: Fields, other: Fields) -> bool:
    # Printed in another language, or not read well: nobody has two texts begin on one page.
    return agreement.author == 1 and agreement.container > 0 and _is_same_untitled(agreement, one, other)


_RULES = {
    "equal": _is_same_equal,
    "general": _is_same_general,
    "subtitle": _is_same_subtitle,
    "inserted": _is_same_similar,
    "version": _is_same_similar,
    "similar": _is_same_similar,
    "unknown": _is_same_untitled,
    "different": _is_same_different,
}
_CLOSEST = ["equal", "subtitle", "inserted", "version", "similar", "different"]
