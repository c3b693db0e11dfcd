"""In which language a text is written: by its script, and for the Latin script by its function words."""

import re
import unicodedata
from collections import Counter

from evidence_review.extract.words import read_words

__all__ = ["find_language"]

_SCRIPTS = {
    "ARABIC": "ar",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
_LANGUAGES_OF = {language: frozenset(words) for language, words in read_words("language").items()}
_WORDS = re.compile(r"[^\W\d_]+")
# Enough to tell; a longer text tells no more.
_SAMPLE = 4000


def find_language(text: str) -> str:
    """Find the language of a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        A code of ISO 639-1; empty when the text is too short or too mixed to tell. A script that several languages use gives the
        code of the one that uses it most.

    Examples
    --------
    >>> find_language("The effect of the drug was shown in rats."), find_language("\u0647\u0630\u0627 \u0647\u0648 \u0627\u0644\u0646\u0635")
    ('en', 'ar')
    """
    sample = text[:_SAMPLE]
    scripts = Counter(unicodedata.name(character, "").split(" ")[0] for character in sample if character.isalpha())
    if not scripts:
        return ""
    script, count = scripts.most_common(1)[0]
    if script != "LATIN":
        return _SCRIPTS.get(script, "") if count > 0.5 * scripts.total() else ""
    words = Counter(word.casefold() for word in _WORDS.findall(sample))
    # One word over and over says little: an English "I" is a Polish "and".
    scores = Counter(
        {
            language: sum(words[word] for word in known) if len(known & words.keys()) > 1 else 0
            for language, known in _LANGUAGES_OF.items()
        }
    )
    (best, hits), (_, second) = scores.most_common(2)
    return best if hits >= 2 and hits > second else ""
