"""What is told of columns follows from the schema."""

from evidence_review import schema
from evidence_review.exports.columns import describe_columns


def named(table, name):
    return next(column for column in describe_columns(table) if column.name == name)


def test_every_column_in_order():
    for name, table in schema.TABLES.items():
        assert [column.name for column in describe_columns(name)] == list(table.schema.columns)


def test_words_that_may_stand_there():
    origin = named("statements", "origin")
    assert (origin.values, origin.is_list, origin.is_required) == (("machine", "reviewer"), False, True)
    population = named("statements", "population")
    assert (population.values, population.is_list) == (("human", "animal", "in-vitro", "not-stated"), True)
    assert named("statements", "text").values == ()


def test_keys_numbers_and_units():
    number = named("statements", "statement_no")
    assert (number.type, number.is_key, number.least, number.unit) == ("integer", True, 1, "")
    assert named("statements", "statement_id").is_unique
    assert named("conflicts", "start_b").unit == "code points"
    assert named("quantities", "canonical_low").unit == "as in `canonical_unit`"
    assert named("sources", "n_citations").unit == "count"
    assert named("sources", "year").unit == "a"
    assert named("statements", "is_negated").type == "yes or no"


def test_suggestions():
    assert named("statements", "direction").is_suggestion
    assert not named("statements", "answer").is_suggestion
