"""Web pages of health sites: articles that say who reviewed them and when, and disclaim that they are advice."""

from evidence_review.document import Document
from evidence_review.readers.units import split_units
from evidence_review.readers.web_page import has_web_marks, names_reviewer, read_page

__all__ = ["read", "recognizes"]


def recognizes(text: str) -> bool:
    """Tell whether a text is a health page: it names a medical reviewer, or it is a web page with a medical disclaimer.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    bool
        True when this reader is the right one.
    """
    if names_reviewer(text):
        return True
    units = split_units(text)
    return has_web_marks(text, units, ["disclaimer"]) and has_web_marks(
        text, units, ["site chrome", "cookie notice", "subscription", "related links"], 2
    )


def read(text: str) -> Document:
    """Read a web health page.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    Document
        The article; the site around it is set aside.
    """
    return read_page(text, "web-health-page")
