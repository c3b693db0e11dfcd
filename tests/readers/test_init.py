"""Which files no reader should read: code of a document is not its words."""

import pytest

from evidence_review.errors import UnreadableSource
from evidence_review.readers import read_document

PROSE = "The drug relieves pain in most patients after surgery, and it has been used for many years in hospitals."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("HTML", f"<!DOCTYPE html>\n<html><body><p>{PROSE}</p></body></html>"),
        ("HTML", f"<!-- saved from a site -->\n<HTML lang='en'><p>{PROSE}</p></HTML>"),
        ("XML", f'<?xml version="1.0"?><article><p>{PROSE}</p></article>'),
        ("RTF", "{\\rtf1\\ansi " + PROSE + "}"),
        ("JSON", '{"title": "' + PROSE + '"}'),
        ("LaTeX", "% a paper\n\\documentclass{article}\n" + PROSE),
    ],
)
def test_markup_is_named_and_refused(name, text):
    with pytest.raises(UnreadableSource, match=f"the file is {name}, which is not read yet; save its text"):
        read_document(text)


@pytest.mark.parametrize(
    "start",
    [
        "{A heading with a brace that nothing closes\n\n",
        "<5 mg was given. ",
        "[1] ",
        "< body weight. ",
        "% of patients: ",
    ],
)
def test_prose_that_begins_with_a_sign_is_read(start):
    assert read_document(start + PROSE).kind == "plain-text"
