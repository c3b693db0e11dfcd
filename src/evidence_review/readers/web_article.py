"""Web articles and blog posts: prose under headings, with a site around it and no references."""

from evidence_review.document import Document
from evidence_review.readers.units import split_units
from evidence_review.readers.web_page import has_web_marks, read_page

__all__ = ["read", "recognizes"]

_REASONS = ("site chrome", "related links", "comment form", "subscription", "cookie notice", "author box")


def recognizes(text: str) -> bool:
    """Tell whether a text is a saved web article: at least one line is that of a site.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    bool
        True when this reader is the right one.
    """
    return has_web_marks(text, split_units(text), _REASONS)


def read(text: str) -> Document:
    """Read a web article.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    Document
        The article; the site around it is set aside.
    """
    return read_page(text, "web-article")
