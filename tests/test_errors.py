"""The two errors are told apart: one stops the command, the other becomes a row."""

from evidence_review.errors import EvidenceError, UnreadableSource


def test_a_file_that_cannot_be_read_does_not_stop_the_command() -> None:
    assert not issubclass(UnreadableSource, EvidenceError)
    assert not issubclass(EvidenceError, UnreadableSource)


def test_neither_hides_a_bug() -> None:
    # Code that catches OSError or ValueError must not swallow them, nor they what is a fault of the program.
    assert EvidenceError.__bases__ == (Exception,)
    assert UnreadableSource.__bases__ == (Exception,)
