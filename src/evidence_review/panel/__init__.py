"""The coding panel: in JupyterLab, a form that steps through what waits for a decision on a topic and writes the decisions down.

Only where somebody sits in front of the notebook does it become a form; papermill, nbval and the pages get a line of text, so that
nothing is written to `seeds/` and no random id gets into a notebook when nobody decides anything.
"""

from evidence_review.panel.panel import CodingPanel, coding_panel

__all__ = ["CodingPanel", "coding_panel"]
