"""Checks: functions that look at a corpus and report findings; they never change a table.

A new check is one function with the decorator `@check("its-code", severity="...")` in the module of its family, and its test with an
example that it must report and one that it must not.
"""

import pandas as pd

from evidence_review import schema
from evidence_review.checks import (
    citation_support,
    citations,
    codings,
    documents,
    dois,
    evidence,
    mentions,
    order,
    references,
    retractions,
)
from evidence_review.checks.registry import CHECKS, Check, Finding
from evidence_review.corpus import Corpus

__all__ = ["CHECKS", "FAMILIES", "Check", "Finding", "family_of", "run_checks"]

FAMILIES = {
    "citations": (citations, order, mentions),
    "citation support": (citation_support,),
    "what statements rest on": (evidence,),
    "reference lists": (references,),
    "DOIs": (dois,),
    "retractions": (retractions,),
    "documents": (documents,),
    "codings": (codings,),
}
"""The modules of the checks, by the name that pages give to what they look at."""


def family_of(code: str) -> str:
    """Return the family of a check.

    Parameters
    ----------
    code : str
        The check's code.

    Returns
    -------
    str
        A key of `FAMILIES`.

    Examples
    --------
    >>> family_of("malformed-doi")
    'DOIs'
    """
    module = CHECKS[code].find.__module__
    return next(name for name, modules in FAMILIES.items() if module in {one.__name__ for one in modules})


def run_checks(corpus: Corpus) -> pd.DataFrame:
    """Run every check.

    Parameters
    ----------
    corpus : Corpus
        The corpus.

    Returns
    -------
    pandas.DataFrame
        The table `findings`, sorted by check and number; within a check by source and place.
    """
    rows = []
    for one in CHECKS.values():
        found = sorted(
            one.find(corpus),
            key=lambda finding: (finding.source_id, finding.start or 0, finding.end or 0, finding.message),
        )
        for number, finding in enumerate(found, start=1):
            raw = "" if finding.start is None else corpus.texts[finding.source_id][finding.start : finding.end]
            severity = finding.severity or one.severity
            rows.append(vars(finding) | {"check": one.code, "severity": severity, "finding_no": number, "raw": raw})
    return schema.frame("findings", rows)
