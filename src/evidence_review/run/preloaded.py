"""What a kernel needs, imported before it is forked. Nothing but imports may stand here."""

# ruff: noqa: F401
import contextlib

# A module that cannot be imported is for the notebook to report, not for the process that all kernels come from.
with contextlib.suppress(Exception):
    import ipykernel.ipkernel
    import ipykernel.kernelapp
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg
    import matplotlib.pyplot
    import pandas
    import pyarrow.parquet
    import seaborn

with contextlib.suppress(Exception):
    import evidence_review.build
    import evidence_review.display
    import evidence_review.plots
    import evidence_review.summaries
