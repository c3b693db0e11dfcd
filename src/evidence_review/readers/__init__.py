"""Readers: one module per format, chosen by what is in the file and never by its name.

Each module offers `recognizes(text) -> bool` and `read(text) -> Document`. The order of `READERS` matters: the first that
recognizes a text reads it, so the more particular formats come first.
"""

from types import ModuleType

from evidence_review.document import Document
from evidence_review.errors import UnreadableSource
from evidence_review.readers import journal_text, plain_text, record_page, web_article, web_health_page

__all__ = ["READERS", "read_document"]

READERS: tuple[ModuleType, ...] = (journal_text, record_page, web_health_page, web_article, plain_text)


def read_document(text: str) -> Document:
    """Read a document with the reader that recognizes it.

    Parameters
    ----------
    text : str
        The decoded source.

    Returns
    -------
    Document
        What the reader understood.

    Raises
    ------
    UnreadableSource
        If no reader recognizes the text; the message names the readers that were tried.
    """
    for reader in READERS:
        if reader.recognizes(text):
            return reader.read(text)
    tried = ", ".join(reader.__name__.rsplit(".", 1)[-1] for reader in READERS)
    raise UnreadableSource(f"no reader recognizes it (tried {tried}); it holds no paragraph of prose")
