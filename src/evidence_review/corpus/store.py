"""The tables on disk: written whole or not at all, and loaded as they were."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path

import pandas as pd

from evidence_review.decisions import Topic, read_topics
from evidence_review.extract.embedding import identify
from evidence_review.paths import Review

__all__ = ["TABLE_NAMES", "Corpus", "find_spans", "fingerprint", "is_fresh", "read", "write"]

TABLE_NAMES = (
    "sources",
    "sections",
    "sentences",
    "references",
    "citations",
    "quantities",
    "statements",
    "codings",
    "conflicts",
    "citation_support",
    "findings",
    "parked",
)
_MADE_FROM = "made_from.json"


@dataclass(frozen=True, repr=False)
class Corpus:
    """All tables of a review, its topics and its decoded texts.

    The columns of each table are described in `evidence_review.schema`, and in notebook 90.
    """

    review: Review
    topics: tuple[Topic, ...]
    texts: dict[str, str]
    sources: pd.DataFrame
    sections: pd.DataFrame
    sentences: pd.DataFrame
    references: pd.DataFrame
    citations: pd.DataFrame
    quantities: pd.DataFrame
    statements: pd.DataFrame
    codings: pd.DataFrame
    conflicts: pd.DataFrame
    citation_support: pd.DataFrame
    findings: pd.DataFrame
    parked: pd.DataFrame

    def tables(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Go through the tables.

        Yields
        ------
        name : str
            A name of `TABLE_NAMES`.
        frame : pandas.DataFrame
            The table.
        """
        for one in fields(self):
            if one.name in TABLE_NAMES:
                yield one.name, getattr(self, one.name)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(frame)} {name}" for name, frame in self.tables())
        return f"Corpus({len(self.topics)} topics, {counts})"


def find_spans(frame: pd.DataFrame) -> list[tuple[str, int, int, str]]:
    """List every span that the rows of a table have.

    Parameters
    ----------
    frame : pandas.DataFrame
        A table.

    Returns
    -------
    list of tuple
        Source, start, end and the words that stand there; the rows of `conflicts` have two, those of other tables one or none.
    """
    spans: list[tuple[str, int, int, str]] = []
    for side in ("", "_a", "_b"):
        columns = [f"{name}{side}" for name in ("source_id", "start", "end", "raw")]
        if set(columns) <= set(frame.columns):
            spans += frame.loc[frame[columns[1]].notna(), columns].itertuples(index=False, name=None)
    return spans


def fingerprint(review: Review) -> str:
    """Return the hash of everything that the tables are made from.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    str
        SHA-256 over names and bytes of the documents, the reviewers' files and the package's own source, so that a change of any of
        them makes the tables stale.
    """
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256(identify())
    documents = [path for path in review.seeds.iterdir() if not path.name.startswith(".")]
    code = [path for path in package.rglob("*") if path.suffix in (".py", ".toml")]
    for folder, paths in ((review.seeds, [*documents, *review.decisions.rglob("*")]), (package, code)):
        for path in sorted(paths):
            # A link may lead where nobody may look.
            with suppress(OSError):
                if path.is_file():
                    digest.update(os.fsencode(path.relative_to(folder).as_posix()) + b"\0" + _hash(path))
    return digest.hexdigest()


def _hash(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return b"unreadable"


def is_fresh(review: Review) -> bool:
    """Tell whether the tables on disk are those of the review as it is now.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    bool
        False when a table is missing or something that they were made from has changed.
    """
    made_from = review.tables / _MADE_FROM
    if not made_from.is_file() or not all((review.tables / f"{name}.parquet").is_file() for name in TABLE_NAMES):
        return False
    try:
        recorded = json.loads(made_from.read_text(encoding="utf-8"))["fingerprint"]
    except (ValueError, KeyError, TypeError):
        return False
    return bool(recorded == fingerprint(review))


def write(corpus: Corpus, made_from: str = "") -> list[Path]:
    """Write all tables as Parquet and CSV, and the decoded texts.

    Parameters
    ----------
    corpus : Corpus
        The corpus.
    made_from : str, optional
        The fingerprint of the review before it was read, so that a change in the meantime makes the tables stale; that of the review
        as it is now unless told.

    Returns
    -------
    list of Path
        The files. The two folders are replaced whole, so that a reader never meets tables of two builds.
    """
    review = corpus.review
    review.outputs.mkdir(parents=True, exist_ok=True)
    # Both are written before either takes its place, so that offsets never meet the text of another build.
    with _replaced(review.texts) as texts, _replaced(review.tables) as tables:
        for source_id, text in corpus.texts.items():
            (texts / f"{source_id}.txt").write_bytes(text.encode("utf-8"))
        for name, frame in corpus.tables():
            frame.to_parquet(tables / f"{name}.parquet", index=False)
            frame.to_csv(tables / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
        record = json.dumps({"fingerprint": made_from or fingerprint(review)}, indent=1) + "\n"
        (tables / _MADE_FROM).write_text(record, encoding="utf-8")
    return [*sorted(review.tables.glob("*.parquet")), *sorted(review.tables.glob("*.csv"))]


@contextmanager
def _replaced(folder: Path) -> Iterator[Path]:
    """Give a new folder beside the old one, and put it in its place when all went well."""
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    new.chmod(0o755)
    old = new.with_name(f"{new.name}.old")
    try:
        yield new
        if folder.exists():
            folder.replace(old)
        new.replace(folder)
    finally:
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)


def read(review: Review) -> Corpus:
    """Load the tables that were written.

    Parameters
    ----------
    review : Review
        The folders of the review.

    Returns
    -------
    Corpus
        The corpus.
    """
    tables = {name: pd.read_parquet(review.tables / f"{name}.parquet") for name in TABLE_NAMES}
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(review.texts.glob("*.txt"))}
    return Corpus(review=review, topics=read_topics(review), texts=texts, **tables)
