"""What an entry holds beside its words: label, markup, identifiers, links and notes about them."""

import re
from dataclasses import dataclass

from evidence_review.text import fold

__all__ = ["Cleaned", "clean_entry", "find_doi"]

# Longer than any reference: what follows is text that lost its way.
_LONGEST = 3000
# Angle brackets belong to a DOI only in the old form that holds a SICI (ANSI/NISO Z39.56).
_DOI = re.compile(
    r"(?<![\d.])(10\.\d{4,9}/(?:\(SICI\)[^\s\"{}|\\^`\u200b]{1,300}|[^\s\"<>{}|\\^`\u200b]{1,300}))", re.IGNORECASE
)
# A line that broke at a slash or behind the prefix leaves a space in it.
_BROKEN_DOI = re.compile(r"(?<=doi)([:.\s/a-z]{0,20}10\.\d{4,9})\s?/\s?(?=[^\s/])", re.IGNORECASE)
_MARKED_DOI = re.compile(r"10\.\d{4,9}/\S{0,300}")
_DOI_LABEL = re.compile(
    r"[(\[]?(?:\bdoi\s?[:=.]?\s{0,2})?(?:https?://)?(?:(?:dx\.)?doi\.org/|\bdoi\s?[:=.]?\s{0,2})?$", re.IGNORECASE
)
_PMID = re.compile(r"\b(?:PMID|PubMed(?:\sID)?)\s?:?\s?(\d{4,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\[?\bPMC(?:ID)?\s?:?\s?(?:PMC)?\d{4,9}\b\]?", re.IGNORECASE)
_ARXIV = re.compile(r"\[?\b(?:arXiv\s?:\s?|arXiv\s(?=\d{4}\.))[\w./-]{4,30}(?:\s?\[[\w.-]{2,12}\])?\]?", re.IGNORECASE)
_URL = re.compile(
    r"(?:[\[(]?\b(?:(?:Retrieved|Available|Accessed|Downloaded|URL|Online|Disponible|Verfügbar)\b[^:()]{0,40}?(?:from|at|online|:|en|unter)?:?\s{0,2}))?"
    r"[<(]?\b(?:https?://|ftp://|www\.)[^\s<>]{1,300}>?\)?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s?\[(?:Internet|Electronic resource|On-?line|PubMed|CrossRef|Google Scholar|PMC free article|Medline|Web of Science|ISI|cited[^\]]{0,30}|Accessed[^\]]{0,30})\]"
    r"|\bEpub\b[^.;]{0,40}[.;]?|\bISBN(?:-1[03])?:?\s?[\dX-]{9,20}|\bISSN:?\s?[\dX-]{8,10}"
    r"|\(?\b(?:(?:Last )?accessed|Retrieved|consulté le|Zugriff)(?:\son)?:?\s[\w\s,./]{4,30}\d{4}\b\)?",
    re.IGNORECASE,
)
_ENTRY_LABEL = re.compile(
    r"^(?:\[[A-Za-z+.-]{0,15}\d{1,4}[\w-]{0,8}\]|\(\d{1,4}\)|\d{1,4}[.)](?!\d)|\d{1,3}(?=\s))\s{0,2}(?=[^\W\d_]|[\"\u201c\u00ab\u2018`*\[_])"
)
_TAG = re.compile(r"</?(?:i|b|em|strong|italic|bold|sup|sub|span|u)\b[^<>]{0,60}>", re.IGNORECASE)
_ITALICS = re.compile(
    r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*_]{2,300})\1(?![\w*_])|<(?:i|em|italic)>([^<>]{2,300})<", re.IGNORECASE
)
_EM = re.compile(r"[*_]{1,3}")
# What links from the text lead to, as converters write it at the head of an entry.
_ANCHOR = re.compile(r"^\s?(?:\[\]\{[^{}]{1,100}\}|<a\s[^<>]{1,200}>(?:</a>)?)\s?", re.IGNORECASE)
_BULLET = re.compile(r"(?<=[.,;])\s[-\u2022]\s(?=[A-Z*])")
_EMPTY = re.compile(
    r"[(\[<]\s?[)\]>]|\b(?:doi|PMID|PMCID)\s?:?\s?(?=[.,;)]|$)|\b(?:Available|Retrieved|URL|Disponible)(?:\s(?:from|at|online|en))?\s?:?\s?\.?\s?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Cleaned:
    """An entry without what is no word of it, and what was taken out."""

    text: str
    italics: tuple[str, ...]
    doi: str
    pmid: str


def find_doi(text: str) -> str:
    """Find the first DOI of a text.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The DOI as printed, in lower case, without resolver and without the punctuation around it; empty when there is none.

    Examples
    --------
    >>> find_doi("See https://doi.org/10.1016/S0140-6736(21)00393-7).")
    '10.1016/s0140-6736(21)00393-7'
    """
    match = _DOI.search(text)
    return _trim_doi(match[1]).lower() if match else ""


def _trim_doi(doi: str) -> str:
    while doi and (doi[-1] in ".,;:*_'\u2019\u201d\u00bb" or _closes_nothing(doi)):
        doi = doi[:-1]
    return doi


def _closes_nothing(text: str) -> bool:
    opening = {")": "(", "]": "["}.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


def clean_entry(raw: str) -> Cleaned:
    """Take identifiers, links, markup and the label out of an entry.

    Parameters
    ----------
    raw : str
        The entry as printed.

    Returns
    -------
    Cleaned
        Its words on one line, the phrases in italics, DOI and PMID.
    """
    text = _BULLET.sub(" ", fold(raw, [(0, min(len(raw), _LONGEST))]).text)
    text = _BROKEN_DOI.sub(r"\1/", _ANCHOR.sub("", text))
    text = _MARKED_DOI.sub(lambda match: _TAG.sub("", match.group()), text)
    doi = find_doi(text)
    pmid = _PMID.search(text)
    text = _without_doi(text)
    for pattern in (_PMID, _PMCID, _ARXIV, _URL, _NOTE, _EMPTY):
        text = pattern.sub(" ", text)
    italics = [(match[2] or match[3]).strip(" ,;.") for match in _ITALICS.finditer(text)]
    text = re.sub(r"\s{2,}", " ", _EM.sub("", _TAG.sub("", text))).strip()
    text = _ENTRY_LABEL.sub("", text)
    return Cleaned(text, tuple(one for one in italics if len(one) > 2), doi, pmid[1] if pmid else "")


def _without_doi(text: str) -> str:
    match = _DOI.search(text)
    if not match:
        return text
    label = _DOI_LABEL.search(text[max(0, match.start() - 60) : match.start()])
    start = match.start() - (len(label[0]) if label else 0)
    return f"{text[:start]} {text[match.start() + len(_trim_doi(match[1])) :]}"
