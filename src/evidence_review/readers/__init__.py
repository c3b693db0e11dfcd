"""Readers: one module per format, chosen by what is in the file and never by its name.

Each module offers `recognizes(text) -> bool` and `read(text) -> Document`. The order of `READERS` matters: the first that
recognizes a text reads it, so the more particular formats come first.
"""

import re
from types import ModuleType

from evidence_review.document import Document
from evidence_review.errors import UnreadableSource
from evidence_review.readers import journal_text, plain_text, record_page, web_article, web_health_page

__all__ = ["READERS", "read_document"]

READERS: tuple[ModuleType, ...] = (journal_text, record_page, web_health_page, web_article, plain_text)

# Text that is the code of a document and not its words: read as prose, its tags would become statements.
_MARKUP = {
    "HTML": re.compile(
        r"\s{0,200}(?:<!--.{0,500}?-->\s{0,20})?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
    ),
    "XML": re.compile(r"\s{0,200}<(?:\?xml|!doctype|[a-z][\w:-]{0,40}\sxmlns)", re.IGNORECASE),
    "a web page saved with its parts (MHTML) or a mail": re.compile(
        r"[A-Za-z-]{1,40}:\s[^\0]{0,2000}^MIME-Version:\s1\.0\b", re.MULTILINE | re.IGNORECASE
    ),
    "RTF": re.compile(r"\s{0,20}\{\\rtf"),
    "JSON": re.compile(r"\s{0,20}(?:\{\s{0,20}\"[^\"\n]{1,100}\"\s{0,20}:|\[\s{0,20}\{\s{0,20}\")"),
    "LaTeX": re.compile(r"\s{0,200}(?:%[^\n]{0,200}\n\s{0,20}){0,20}\\documentclass"),
}


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
        If the text is markup, or no reader recognizes it; the message says what it is, or names the readers that were tried.
    """
    markup = next((name for name, pattern in _MARKUP.items() if pattern.match(text)), "")
    if markup:
        raise UnreadableSource(f"the file is {markup}, which is not read yet; save its text as a .txt file")
    for reader in READERS:
        if reader.recognizes(text):
            return reader.read(text)
    tried = ", ".join(reader.__name__.rsplit(".", 1)[-1] for reader in READERS)
    raise UnreadableSource(f"no reader recognizes it (tried {tried}); it holds no paragraph of prose")
