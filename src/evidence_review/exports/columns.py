"""What other programs are told of the columns of a table; all of it follows from the schema."""

import re
from dataclasses import dataclass

__all__ = ["Column", "describe_columns"]

_WORD_OF_LIST = re.compile(r"\^\(\?:([^()]+)\)")
_UNITS = {
    "year": "a",
    "n_words": "words",
    "score": "0 to 1",
    "low": "as in `unit`",
    "high": "as in `unit`",
    "canonical_low": "as in `canonical_unit`",
    "canonical_high": "as in `canonical_unit`",
}
_OFFSET = re.compile(r"(?:start|end|cited_end)(?:_[ab])?")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name : str
        Its name.
    type : str
        `text`, `integer`, `number` or `yes or no`.
    description : str
        What it means.
    unit : str
        Of its numbers; empty for words, and for numbers that only tell rows apart.
    is_key : bool
        Whether it is part of what identifies a row.
    is_unique : bool
        Whether no two rows have the same.
    is_required : bool
        Whether it is never empty.
    is_suggestion : bool
        Whether a machine fills it, until a reviewer decides.
    values : tuple of str
        The words that may stand there; empty when others may, too.
    is_list : bool
        Whether several of them may stand there, joined by `;`.
    least : int or None
        The smallest number that may stand there.
    """

    name: str
    type: str
    description: str
    unit: str
    is_key: bool
    is_unique: bool
    is_required: bool
    is_suggestion: bool
    values: tuple[str, ...] = ()
    is_list: bool = False
    least: int | None = None


def describe_columns(table: str) -> tuple[Column, ...]:
    """Describe the columns of a table.

    Parameters
    ----------
    table : str
        Its name.

    Returns
    -------
    tuple of Column
        In the order of the table.
    """
    from evidence_review import schema

    described = schema.describe()
    specs = schema.TABLES[table].schema.columns
    columns = []
    for row in described[described["table"] == table].to_dict("records"):
        spec = specs[row["column"]]
        rules = {name: value for check in spec.checks for name, value in check.statistics.items()}
        listed = _WORD_OF_LIST.match(str(rules.get("pattern", "")))
        columns.append(
            Column(
                name=row["column"],
                type=row["type"],
                description=row["description"],
                unit=_unit(row["column"]),
                is_key=row["is_key"],
                is_unique=bool(spec.unique),
                is_required=not row["can_be_empty"],
                is_suggestion="(a suggestion)" in row["description"],
                values=tuple(listed[1].split("|") if listed else rules.get("allowed_values", ())),
                is_list=bool(listed),
                least=rules.get("min_value"),
            )
        )
    return tuple(columns)


def _unit(name: str) -> str:
    if _OFFSET.fullmatch(name):
        return "code points"
    return _UNITS.get(name, "count" if name.startswith("n_") else "")
