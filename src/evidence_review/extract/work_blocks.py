"""Which entries are worth a comparison: those that share a rare part."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

__all__ = ["find_candidates", "pair_rare_words"]

_LARGEST = 24
_WORDS = 4


def pair_rare_words(titles: Sequence[Sequence[str]]) -> list[list[Hashable]]:
    """Return for each title the pairs of its rarest words.

    Parameters
    ----------
    titles : sequence of sequence of str
        The words of each title.

    Returns
    -------
    list of list of hashable
        Keys. Words of one title only are left out: they are misprints, or lead to nothing; a single word that is left is a key too.

    Examples
    --------
    >>> pair_rare_words([["sleep", "foxes"], ["sleep", "foxes", "wods"], ["hens"]])
    [[('foxes', 'sleep')], [('foxes', 'sleep')], []]
    """
    seen = Counter(word for words in titles for word in set(words))
    keys: list[list[Hashable]] = []
    for words in titles:
        rare = sorted((seen[word], word) for word in set(words) if seen[word] > 1)[:_WORDS]
        chosen = sorted(word for _, word in rare)
        keys.append([(one, other) for one, other in combinations(chosen, 2)] or list(chosen))
    return keys


def find_candidates(keys: Sequence[Iterable[Hashable]]) -> list[tuple[int, int]]:
    """Find the pairs of entries that share a key.

    Parameters
    ----------
    keys : sequence of iterable of hashable
        The keys of each entry; entries that are alike stand near each other.

    Returns
    -------
    list of (int, int)
        Positions, the lower one first, in ascending order. Of a key that many entries share, only neighbors are paired, so that the
        number of pairs grows with the number of entries.

    Examples
    --------
    >>> find_candidates([["a", "b"], ["b"], ["c"], ["a"]])
    [(0, 1), (0, 3)]
    """
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, own in enumerate(keys):
        for key in own:
            blocks[key].append(position)
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= _LARGEST:
            pairs.update(combinations(block, 2))
        else:
            for place, position in enumerate(block):
                pairs.update((position, other) for other in block[place + 1 : place + _LARGEST // 3])
    return sorted(pairs)
