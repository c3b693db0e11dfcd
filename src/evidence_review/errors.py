"""The errors that a user can cause, each with the place, the reason and the remedy in its message."""

from collections.abc import Iterable

__all__ = ["EvidenceError", "UnknownName", "UnreadableSource", "did_you_mean"]


class EvidenceError(Exception):
    """Wrong usage or input: the message names the place, the reason and the remedy.

    The command line prints it as one line and exits with code 2; a notebook shows the message alone.
    """

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: the way through the package says nothing to the person who mistyped a name. In lines, because
        # JupyterLab breaks a long one in the middle of a word.
        import textwrap

        return textwrap.wrap(str(self), 100, break_long_words=False, break_on_hyphens=False)


class UnknownName(EvidenceError, AttributeError):
    """An attribute that there is not; the message names the nearest, and those that there are.

    Parameters
    ----------
    owner : str
        What was asked for it, as people write it.
    name : str
        The name.
    known : iterable of str
        The names that there are.
    """

    def __init__(self, owner: str, name: str, known: Iterable[str]) -> None:
        offered = list(known)
        super().__init__(f"{owner}.{name}: no such name; {did_you_mean(name, offered)}it offers {', '.join(offered)}")


class UnreadableSource(Exception):
    """A file that cannot become a source; the message is the reason that its row will carry."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Say which known name is spelled most like one that is not.

    Parameters
    ----------
    name : str
        The name that nobody knows.
    known : iterable of str
        The names that there are.

    Returns
    -------
    str
        A question with a space after it, to be put into a message; empty when no name is near.

    Examples
    --------
    >>> did_you_mean("releif", ["relief", "harm"]), did_you_mean("sleep", ["harm"])
    ('did you mean relief? ', '')
    """
    # Only an error needs it, and every command imports this module.
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}? " if near else ""
