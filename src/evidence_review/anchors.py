"""The ids of places in the reading view of a source, to which tables, displays, pages and exports link."""

__all__ = ["LETTERS", "anchor_of", "anchor_of_finding", "anchor_of_statement"]

LETTERS = {"section_no": "h", "sentence_no": "n", "marker_no": "m", "reference_no": "r"}
"""What the ids begin with, by the column that numbers the places."""


def anchor_of(column: str, number: object) -> str:
    """Return the id of what a column numbers.

    Parameters
    ----------
    column : str
        A name of `LETTERS`.
    number : object
        The number.

    Returns
    -------
    str
        The id.

    Examples
    --------
    >>> anchor_of("sentence_no", 12)
    'n12'
    """
    return f"{LETTERS[column]}{number}"


def anchor_of_statement(statement_id: str) -> str:
    """Return the id of a statement.

    Parameters
    ----------
    statement_id : str
        Its id in all tables.

    Returns
    -------
    str
        What follows the last colon.

    Examples
    --------
    >>> anchor_of_statement("smith2020:s042")
    's042'
    """
    return statement_id.rpartition(":")[2]


def anchor_of_finding(check: object, finding_no: object) -> str:
    """Return the id of a finding.

    Parameters
    ----------
    check : object
        Its check.
    finding_no : object
        Its number.

    Returns
    -------
    str
        The id.

    Examples
    --------
    >>> anchor_of_finding("missing-doi", 3)
    'f-missing-doi-3'
    """
    return f"f-{check}-{finding_no}"
