"""CSL-JSON, as citation processors and Zotero read it.

References
----------
Citation Style Language, "CSL-JSON input schema" 1.0.2, https://github.com/citation-style-language/schema
"""

import json
from collections.abc import Iterable
from typing import Any

from evidence_review.exports.items import Item, Name

__all__ = ["format_csl"]


def format_csl(items: Iterable[Item]) -> str:
    """Write items as CSL-JSON.

    Parameters
    ----------
    items : iterable of Item
        The works.

    Returns
    -------
    str
        A JSON array.
    """
    return json.dumps([_as_csl(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def _as_csl(item: Item) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": item.id,
        "type": item.kind,
        "author": [_as_name(name) for name in item.authors],
        "issued": {"date-parts": [[item.year]]} if item.year else None,
        "title": item.title,
        "container-title": item.container_title,
        "volume": item.volume,
        "issue": item.issue,
        "page": item.pages,
        "DOI": item.doi,
        "PMID": item.pmid,
        "URL": item.url,
        "note": item.note,
    }
    return {name: value for name, value in fields.items() if value}


def _as_name(name: Name) -> dict[str, str]:
    return {part: value for part, value in vars(name).items() if value}
