"""Turns notebooks into pages: execution by papermill, rendering, and the manifest that says what is fresh.

`runner` is the way in; `execute` and `kernel` run a notebook, `render` and `sanitize` make the page,
`manifest` knows what every file was made from.
"""

import sys

# nbformat pulls in a grammar that Jupyter never uses and that takes a second to compile.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
