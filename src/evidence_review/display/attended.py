"""Whether anybody is there to use what can be used."""

import sys

__all__ = ["is_attended"]


def is_attended() -> bool:
    """Tell whether this runs in a notebook with somebody in front of it: one that could be asked for input.

    Returns
    -------
    bool
        True in JupyterLab, which allows a cell to ask; nbconvert, papermill and nbval do not.
    """
    if "ipykernel" not in sys.modules:
        return False
    from IPython import get_ipython

    return bool(getattr(getattr(get_ipython(), "kernel", None), "_allow_stdin", False))
