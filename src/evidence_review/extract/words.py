"""Reading the data files that stand beside the extractors."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["read_words"]


@cache
def read_words(name: str) -> dict[str, Any]:
    """Read a data file of the extractors.

    Parameters
    ----------
    name : str
        The file's stem, as in `sentences` for `extract/sentences.toml`.

    Returns
    -------
    dict
        The file's content, to be read and never changed.
    """
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
