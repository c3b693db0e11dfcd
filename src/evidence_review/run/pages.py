"""Which pages a review has: one per topic, one per other notebook."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evidence_review.decisions import Topic, find_topic
from evidence_review.errors import EvidenceError

__all__ = ["TOPIC_NOTEBOOK", "Page", "choose_pages", "list_pages"]

TOPIC_NOTEBOOK = "40_topic"


@dataclass(frozen=True)
class Page:
    """A page and what it is made from.

    Attributes
    ----------
    name : str
        Its folder in outputs: a topic id, or a notebook's name.
    notebook : Path
        The notebook.
    parameters : dict
        What the notebook is run with.
    topic : Topic or None
        The topic of a topic page.
    """

    name: str
    notebook: Path
    parameters: dict[str, str] = field(default_factory=dict)
    topic: Topic | None = None


def list_pages(notebooks: Path, topics: Sequence[Topic]) -> list[Page]:
    """List the pages of a review.

    Parameters
    ----------
    notebooks : Path
        The folder with the notebooks; those whose names begin with two digits and an underscore count.
    topics : sequence of Topic
        The topics of the review.

    Returns
    -------
    list of Page
        Topic pages first, since they take longest, then the others in the order of their names.

    Raises
    ------
    EvidenceError
        If there is no notebook, or a topic has the name of one or of a folder that is taken.
    """
    found = sorted(notebooks.glob("[0-9][0-9]_*.ipynb"))
    if not found:
        raise EvidenceError(f"{notebooks}: holds no notebook named like {TOPIC_NOTEBOOK}.ipynb; run in a full checkout")
    taken = {"tables", "texts", "exports", "sources", "index", "coding", *(path.stem for path in found)}
    for topic in topics:
        if topic.id in taken:
            place = f"seeds/review/topics/{topic.id}.yml"
            raise EvidenceError(f"{place}: the name is taken by another folder of the outputs; rename the file")
    by_topic = [path for path in found if path.stem == TOPIC_NOTEBOOK]
    pages = [Page(topic.id, path, {"topic": topic.id}, topic) for path in by_topic for topic in topics]
    return pages + [Page(path.stem, path) for path in found if path.stem != TOPIC_NOTEBOOK]


def choose_pages(pages: Sequence[Page], names: Sequence[str]) -> list[Page]:
    """Choose the pages of the topics that a user names.

    Parameters
    ----------
    pages : sequence of Page
        All pages of the review.
    names : sequence of str
        Topic ids; none means all pages.

    Returns
    -------
    list of Page
        The chosen ones, each once, in the order of `pages`.

    Raises
    ------
    EvidenceError
        If a name is no topic; the message suggests the nearest and lists the known ones.
    """
    topics = [page.topic for page in pages if page.topic]
    for name in names:
        find_topic(topics, name)
    return [page for page in pages if not names or page.name in names]
