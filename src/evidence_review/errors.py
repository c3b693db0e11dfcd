"""The errors that a user can cause, each with the place, the reason and the remedy in its message."""

__all__ = ["EvidenceError", "UnreadableSource"]


class EvidenceError(Exception):
    """Wrong usage or input: the message names the place, the reason and the remedy.

    The command line prints it as one line and exits with code 2.
    """


class UnreadableSource(Exception):
    """A file that cannot become a source; the message is the reason that its row will carry."""
