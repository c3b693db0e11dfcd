"""Every compiled pattern of the package costs time in proportion to the text, on text made to hurt that very pattern.

The texts are made from the pattern itself: each character that it names over and over, two of them in turn, a string that it
matches over and over, and such a string followed by one character for ever and then by one that nothing matches. To see a pattern
by itself: `pytest tests/benchmarks/test_patterns.py -k "citations"`.
"""

import ast
import gc
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

import evidence_review

SMALL, LARGE = 10_000, 100_000
LIMIT = 30
# What takes no longer for 10 kB cannot grow with the square and be noticed.
FLOOR_SECONDS = 0.03
# So many characters of a pattern are taken two by two.
MOST_CHARACTERS = 10
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: "-",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
}


def modules() -> Iterator[str]:
    yield evidence_review.__name__
    for one in pkgutil.walk_packages(evidence_review.__path__, "evidence_review."):
        if not one.name.endswith(("preloaded", "__main__")):
            yield one.name


def patterns() -> dict[str, re.Pattern[str]]:
    """Find all patterns that modules hold, in containers, objects and caches too, after a document was read."""
    from evidence_review.corpus.parse import parse_file
    from evidence_review.extract.statements import suggest

    loaded = [importlib.import_module(name) for name in modules()]
    for path in sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt")):
        parsed = parse_file(path, path.parent)
        suggest(parsed.sentences[-1]["text"])
    found: dict[str, re.Pattern[str]] = {}
    seen: set[int] = set()
    for module in loaded:
        for name, value in vars(module).items():
            for number, pattern in enumerate(reach(value, seen)):
                found[f"{module.__name__.removeprefix('evidence_review.')}.{name}" + f"[{number}]" * (number > 0)] = (
                    pattern
                )
    return {name: pattern for name, pattern in found.items() if isinstance(pattern.pattern, str)}


def written_in_place() -> dict[str, re.Pattern[str]]:
    """Find the patterns that are written where they are used, as in `re.sub("a+", ...)`."""
    found = {}
    root = Path(evidence_review.__file__).parent
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            first, module = node.args[0], node.func.value
            is_pattern = isinstance(module, ast.Name) and module.id == "re" and isinstance(first, ast.Constant)
            if is_pattern and isinstance(first.value, str):
                name = path.relative_to(root).with_suffix("").as_posix().replace("/", ".")
                found[f"{name}:{node.lineno}"] = re.compile(first.value)
    return found


def reach(value: object, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """Go through the patterns that a value refers to, without leaving the package."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern):
        yield value
        return
    kind = type(value)
    is_cache = kind.__name__ == "_lru_cache_wrapper" and getattr(value, "__module__", "").startswith("evidence_review")
    if is_cache or kind in (dict, list, tuple, set, frozenset) or kind.__module__.startswith("evidence_review"):
        for inner in gc.get_referents(value):
            if not isinstance(inner, type):
                yield from reach(inner, seen)


def characters(tree: object) -> Iterator[str]:
    """Go through one character for each thing that a pattern names."""
    if isinstance(tree, parser.SubPattern | list | tuple):
        if isinstance(tree, tuple) and len(tree) == 2 and tree[0] in (sre.LITERAL, sre.NOT_LITERAL):
            yield chr(tree[1])
        elif isinstance(tree, tuple) and len(tree) == 2 and tree[0] is sre.RANGE:
            yield chr(tree[1][0])
        elif isinstance(tree, tuple) and len(tree) == 2 and tree[0] is sre.CATEGORY:
            yield _CATEGORIES[tree[1]]
        else:
            for inner in tree:
                yield from characters(inner)


def is_unbounded(tree: object) -> bool:
    """Tell whether something in a pattern may be repeated for ever."""
    if isinstance(tree, parser.SubPattern | list | tuple):
        if isinstance(tree, tuple) and len(tree) == 3 and tree[1] is sre.MAXREPEAT:
            return True
        return any(is_unbounded(inner) for inner in tree)
    return False


def example(tree: parser.SubPattern) -> str:
    """Return a short string that a pattern matches, or nearly."""
    out = ""
    for operation, value in tree:
        if operation is sre.LITERAL:
            out += chr(value)
        elif operation in (sre.NOT_LITERAL, sre.ANY):
            out += "a"
        elif operation is sre.IN:
            out += "a" if value[0][0] is sre.NEGATE else next(characters(value), "a")
        elif operation is sre.BRANCH:
            out += example(value[1][0])
        elif operation is sre.SUBPATTERN:
            out += example(value[3])
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            out += example(value[2]) * min(max(value[0], 1), 20)
        elif operation is sre.ATOMIC_GROUP:
            out += example(value)
    return out


def texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Go through the parts of hostile texts: what comes once, and what is repeated behind it."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    named = list(dict.fromkeys([*characters(tree), *"a 1.,A"]))
    whole = example(tree)
    some = named[:: max(1, len(named) // MOST_CHARACTERS)]
    # A pattern that repeats nothing for ever looks at each place through a window: only the width of the window is to be seen.
    is_open = is_unbounded(tree)
    for character in named if is_open else some:
        yield "", character
        yield whole, character
        yield whole[:-1], character
    if not is_open:
        return
    for one, two in itertools.permutations(some, 2):
        yield "", one + two
    for repeated in (whole, whole[:-1], whole + " ", whole[: len(whole) // 2], f"a {whole[:-1]}"):
        if repeated:
            yield "", repeated


def seconds(pattern: re.Pattern[str], text: str) -> float:
    begin = time.perf_counter()
    for _ in pattern.finditer(text):
        pass
    return time.perf_counter() - begin


PATTERNS = patterns() | written_in_place()


def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 100


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_linear(name: str) -> None:
    pattern = PATTERNS[name]
    too_slow = []
    for once, repeated in texts(pattern):
        # The last character is one that nothing matches.
        short, long = (once + repeated * (size // len(repeated)) + "\x00" for size in (SMALL, LARGE))
        first = seconds(pattern, short)
        if first < FLOOR_SECONDS:
            continue
        first = min(first, *(seconds(pattern, short) for _ in range(2)))
        if first < FLOOR_SECONDS:
            continue
        second = seconds(pattern, long[: SMALL * 4]) if first > 1 else seconds(pattern, long)
        if first > 1 or second > LIMIT * first:
            too_slow.append(f"{once!r} + {repeated!r} * n: {first:.3f} s for 10 kB, {second:.2f} s for more")
            break
    assert not too_slow, f"{pattern.pattern}: {too_slow}"
