"""In which language a text is written: by its script and the letters of that script, and for the Latin script by its small words.

A library with a model tells the language of more short sentences, and takes longer to load than a review takes to read;
tests/data/language/README.md has the figures. What counts most here is that English prose full of names, Latin and drugs stays English.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache

from evidence_review.extract.words import read_words

__all__ = ["find_language"]

_DATA = read_words("language")
_PARTICLES = frozenset(_DATA["particles"]["words"].split())
_SCRIPT_OF: dict[str, str] = _DATA["script_of"]
_LETTERS_OF: dict[str, dict[str, str]] = _DATA["scripts"]
_Shares = dict[str, dict[str, float]]


def _share(kind: str, *, is_letters: bool = False) -> _Shares:
    """Return for each word, ending or letter the languages that have it, each with its share."""
    owners: dict[str, list[str]] = defaultdict(list)
    for language, evidence in _DATA["latin"].items():
        listed = evidence.get(kind, "")
        for piece in dict.fromkeys(listed if is_letters else listed.split()):
            owners[piece].append(language)
    return {piece: dict.fromkeys(languages, 1 / len(languages)) for piece, languages in owners.items()}


_WORDS_OF = _share("words")
_ENDINGS_OF = _share("endings")
_MARKED_OF = _share("letters", is_letters=True)
_LONGEST_ENDING = max(map(len, _ENDINGS_OF))

# Whole words only: no parts of addresses, of chemical names, of abbreviations.
_WORD = re.compile(r"(?<![\w.@/\-])[^\W\d_]++(?:'[^\W\d_]++)?(?![\w@/\-]|\.\w)")
_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb06]")
# A sign of these scripts stands for a syllable or a word.
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
# What the names of letters begin with that are signs of no script.
_SYMBOLS = (
    "mathematical",
    "double-struck",
    "script",
    "black-letter",
    "fullwidth",
    "modifier",
    "feminine",
    "masculine",
    "",
)
_GREEK_WORD = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{3}")
# Enough to tell; a longer text tells no more.
_SAMPLE = 4000
# How much must speak for a language other than English, by how many words, beside English, and as a share of all words.
_LEAST, _LEAST_WORDS, _LEAD, _LEAST_SHARE = 1.0, 2, 1.5, 0.15
# A language that has this much of what the best has is not ruled out.
_NEAR = 0.8


def find_language(text: str, expected: str = "") -> str:
    """Find the language of a text.

    Parameters
    ----------
    text : str
        Any text.
    expected : str, default ""
        The language of the text around it, which holds when nothing speaks against it.

    Returns
    -------
    str
        A code of ISO 639-1; `expected` when the text is too short or too mixed to tell, and empty for a script that is not known here. A script that several languages use gives
        the code of the one that uses it most, unless its letters show another.

    Examples
    --------
    >>> find_language("The effect of the drug was shown in rats."), find_language("\u0647\u0630\u0627 \u0647\u0648 \u0627\u0644\u0646\u0635")
    ('en', 'ar')
    >>> find_language("Ketamine", "de")
    'de'
    """
    sample = text[:_SAMPLE]
    others = [] if sample.isascii() else _NOT_LATIN.findall(sample)
    if others:
        n_letters = sum(map(str.isalpha, sample))
        n_dense = len(_DENSE.findall(sample))
        if len(others) + 2 * n_dense > (n_letters + 2 * n_dense) / 2:
            return _by_script(sample, Counter(others), expected)
    return _by_words(sample, expected)


def _by_script(sample: str, letters: Counter[str], expected: str) -> str:
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "").split(" ")[0].lower()] += count
    script = scripts.most_common(1)[0][0]
    if script in ("cjk", "hiragana", "katakana"):
        return "ja" if _KANA.search(sample) or (expected == "ja" and not _seen("zh", "cjk", letters)) else "zh"
    if script == "greek" and not _GREEK_WORD.search(sample):
        # Symbols of a formula are no Greek text.
        return expected
    if script in _SYMBOLS:
        return expected
    if script not in _LETTERS_OF:
        return _SCRIPT_OF.get(script, "")
    languages = list(_LETTERS_OF[script])
    seen = {language: _seen(language, script, letters) for language in languages}
    return max(languages, key=lambda language: (seen[language], language == expected, -languages.index(language)))


def _seen(language: str, script: str, letters: Counter[str]) -> int:
    return sum(letters[letter] for letter in _LETTERS_OF[script][language])


def _by_words(sample: str, expected: str) -> str:
    scores: dict[str, float] = defaultdict(float)
    proofs: Counter[str] = Counter()
    # In the order of the text, so that sums of shares are the same from run to run.
    words = dict.fromkeys(_WORD.findall(sample.replace("\u2019", "'")))
    for word in words:
        evidence = _evidence(word)
        if not evidence:
            continue
        # A word with a capital may be a name: it tells by being a small word, and proves nothing by itself.
        is_proof = word.islower() and len(word) > 1 and word not in _PARTICLES
        for language, share in evidence:
            scores[language] += share
            proofs[language] += is_proof
    english = scores.pop("en", 0.0)
    if not scores:
        return "en" if english >= 1 else expected
    (best, most), (_, second) = sorted([*scores.items(), ("", 0.0)], key=lambda item: (-item[1], item[0]))[:2]
    if english >= 1 and english >= most:
        return "en"
    # In names and lists of foreign places words of many kinds stand together; a sentence holds several of its own language.
    n_proofs = proofs[best] + (english == 0)
    if n_proofs < _LEAST_WORDS or most < max(_LEAST, _LEAD * english, _LEAST_SHARE * len(words)):
        return expected
    # Close relatives share most words; the text around decides between them.
    if scores.get(expected, 0.0) > _NEAR * most:
        return expected
    return best if most > second else expected


@lru_cache(maxsize=20_000)
def _evidence(word: str) -> tuple[tuple[str, float], ...]:
    """Return the languages for which a word, its ending and its letters speak, each with its share; the same words come again and again."""
    found: list[tuple[str, float]] = []
    small = word.casefold()
    if small in _WORDS_OF:
        found.extend(_WORDS_OF[small].items())
    if not word.islower():
        return tuple(found)
    if small not in _WORDS_OF and len(word) > _LONGEST_ENDING:
        endings = (word[-length:] for length in range(_LONGEST_ENDING, 1, -1))
        found.extend(_ENDINGS_OF.get(next((ending for ending in endings if ending in _ENDINGS_OF), ""), {}).items())
    if not word.isascii():
        for letter in sorted(set(word)):
            found.extend(_MARKED_OF.get(letter, {}).items())
    return tuple(found)
