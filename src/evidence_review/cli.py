"""The command `evidence`: build the tables, run the pages, check the sources, write coding sheets, begin a new review.

Nothing heavy is imported before it is needed, so that `--help` answers at once.
"""

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from evidence_review.errors import EvidenceError
from evidence_review.vocabulary import SEVERITIES

if TYPE_CHECKING:
    import pandas as pd

    from evidence_review.corpus import Corpus

__all__ = ["main"]

GOOD, FAILED, WRONG, INTERRUPTED = 0, 1, 2, 128 + signal.SIGINT
_BROKEN_PIPE = 128 + 13
_FINDING_FIELDS = (
    "check finding_no severity source_id start end raw message suggestion innocent_explanation verdict".split()
)
_EPILOG = "exit codes: 0 good; 1 a page failed, or findings of severity error; 2 wrong usage or input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Parameters
    ----------
    arguments : sequence of str, optional
        What follows the command's name; the process's own arguments unless given.

    Returns
    -------
    int
        The exit code: 0 good, 1 some page failed or findings of severity error, 2 wrong usage or input.
    """
    options = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        # Names of files and words of sources may hold what a terminal's encoding does not.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = options.command(options)
        sys.stdout.flush()
        return int(code)
    except EvidenceError as error:
        _say(f"evidence: {error}")
        return WRONG
    except KeyboardInterrupt:
        _say("evidence: interrupted; what was finished is kept, nothing is half-written")
        if arguments is None:
            # The command is over; nobody waits for threads to notice that their kernels are gone.
            os._exit(INTERRUPTED)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the output has gone, as in `evidence check | head`; Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except OSError as error:
        place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        reason = error.strerror or error
        _say(
            f"evidence: {place}{reason}; what was there before is kept; make room, or name a folder that can be written"
        )
        return WRONG


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="evidence",
        description="Turn a folder of documents into tables and pages in which every statement leads back to its words.",
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    build = commands.add_parser("build", help="make the tables", epilog=_EPILOG)
    _add_folders(build)
    _add_jobs(build, "documents read at the same time")
    build.add_argument(
        "--report",
        action="store_true",
        help="also print how well each document was read; the paths are the last two lines",
    )
    build.add_argument("--strict", action="store_true", help="exit with 1 if a file was rejected")
    build.set_defaults(command=_build)

    run = commands.add_parser("run", help="make the tables and the pages", epilog=_EPILOG)
    run.add_argument("topics", nargs="*", metavar="TOPIC", help="topics to make the pages of (default: all pages)")
    _add_folders(run)
    _add_jobs(run, "pages made at the same time")
    run.add_argument("--force", action="store_true", help="make everything again, also what is up to date")
    run.set_defaults(command=_run)

    check = commands.add_parser("check", help="report findings about the sources", epilog=_EPILOG)
    _add_seeds(check)
    check.add_argument("--format", choices=["text", "json"], default="text", help="how to print (default: text)")
    check.set_defaults(command=_check)

    _add_code(commands)

    new = commands.add_parser("new", help="make the folder of a new review, with an example", epilog=_EPILOG)
    new.add_argument("folder", metavar="DIR", help="a folder that does not exist yet, or an empty one")
    new.set_defaults(command=_new)
    return parser


def _add_code(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    code = commands.add_parser(
        "code", help="write a sheet of what waits for a decision on a topic, or add one", epilog=_EPILOG
    )
    code.add_argument("topic", metavar="TOPIC", help="the topic")
    _add_folders(code)
    code.add_argument(
        "--coder", default="", metavar="NAME", help="who codes: all that NAME has not coded, whatever others have"
    )
    code.add_argument(
        "--add",
        nargs="?",
        const="",
        metavar="SHEET",
        help="add what is decided in a sheet to review/codings.csv (default: the sheet that was written)",
    )
    code.set_defaults(command=_code)


def _add_seeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", metavar="DIR", help="the folder with the documents (default: seeds/)")


def _add_folders(parser: argparse.ArgumentParser) -> None:
    _add_seeds(parser)
    parser.add_argument("--outputs", metavar="DIR", help="the folder to write to (default: outputs/)")


def _add_jobs(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument(
        "--jobs", type=_positive, default=_default_jobs(), metavar="N", help=f"{what} (default: processors, at most 4)"
    )


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return number


def _default_jobs() -> int:
    # A container may be given fewer processors than the machine has.
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, 4)


def _build(options: argparse.Namespace) -> int:
    from evidence_review.paths import find_review
    from evidence_review.run.manifest import lock
    from evidence_review.run.runner import build_tables

    review = find_review(options.seeds, options.outputs, is_written=True)
    with lock(review.outputs):
        corpus = build_tables(review, jobs=options.jobs)
    n_rejected = _report_sources(corpus)
    if options.report:
        from evidence_review.summaries import format_parse

        print(format_parse(corpus))
    print(review.tables)
    print(review.texts)
    return FAILED if options.strict and n_rejected else GOOD


def _report_sources(corpus: "Corpus") -> int:
    """Say what became of every file, and return how many were rejected."""
    from evidence_review.display import visible

    for source in corpus.sources.to_dict("records"):
        references = _count(source["n_references"], "reference")
        citations = _count(source["n_citations"], "citation")
        what = f"{_known(source['kind'])}, {references}, {citations}" if source["status"] in ("ok", "partial") else ""
        reason = _known(source["reason"])
        status = f"{source['status']} ({reason})" if reason else str(source["status"])
        # A name may hold line ends, and characters that turn the direction of the line.
        file = visible(source["file"]).replace("\n", "\\n").replace("\r", "\\r")
        _say(f"{file}: {source['source_id']}: {', '.join(filter(None, [status, what]))}")
    if not corpus.topics:
        _say(f"no topics in {corpus.review.topics}, and therefore no statements; add review/topics/<topic>.yml")
    statements = _count(len(corpus.statements), "statement")
    _say(f"{_count(len(corpus.sources), 'source')}, {_count(len(corpus.topics), 'topic')}, {statements}")
    _report_parked(corpus)
    return int((corpus.sources["status"] == "rejected").sum())


def _report_parked(corpus: "Corpus") -> None:
    """Say which decisions of reviewers fit nothing in the sources as they are now."""
    from evidence_review.display import visible

    for row in corpus.parked.to_dict("records"):
        _say(f"{row['file']}, line {row['line_no']}: parked: {visible(' '.join(row['reason'].split()))}")


def _run(options: argparse.Namespace) -> int:
    from evidence_review.paths import find_review
    from evidence_review.run.manifest import lock
    from evidence_review.run.runner import run_review

    review = find_review(options.seeds, options.outputs, is_written=True)
    with lock(review.outputs):
        outcome = run_review(review, options.topics, jobs=options.jobs, force=options.force, say=_say)
    for path in outcome.paths:
        print(path)
    if outcome.failed:
        _say(f"{_count(len(outcome.failed), 'page')} failed: {', '.join(sorted(outcome.failed))}")
    return FAILED if outcome.failed else GOOD


def _new(options: argparse.Namespace) -> int:
    import shlex

    from evidence_review.starter.create import EXAMPLE_TOPIC, create_review

    folder = create_review(options.folder)
    _say("seeds/            your documents go here; example-delete-me.txt shows what comes out")
    _say(f"seeds/review/     topics/{EXAMPLE_TOPIC}.yml names a topic; codings.csv holds decisions")
    _say("notebooks/        what the pages are made with")
    _say("README.md         from the example to your own review in five minutes")
    _say(f"next: cd {shlex.quote(str(folder))} && evidence run")
    print(folder)
    return GOOD


def _check(options: argparse.Namespace) -> int:
    from evidence_review.build import build_corpus
    from evidence_review.paths import find_review

    # In memory, so that a review can be checked whose outputs nobody has made or may write.
    corpus = build_corpus(find_review(options.seeds, None))
    _report_parked(corpus)
    if len(corpus.codings):
        n_checked = int((corpus.codings["status"] != "unknown-source").sum())
        _say(f"{_count(n_checked, 'coding')} checked, {int(corpus.codings['start'].notna().sum())} verbatim")
    findings = corpus.findings
    counts = {severity: int((findings["severity"] == severity).sum()) for severity in SEVERITIES}
    if options.format == "json":
        _print_json(findings, counts)
    else:
        _print_text(findings, counts)
    return FAILED if counts["error"] else GOOD


def _code(options: argparse.Namespace) -> int:
    from pathlib import Path

    from evidence_review.build import build_corpus
    from evidence_review.coding.sheet import add_sheet, sheet_path, write_sheet
    from evidence_review.corpus import is_fresh, read
    from evidence_review.decisions import find_topic, read_topics
    from evidence_review.paths import find_review

    review = find_review(options.seeds, options.outputs, is_written=True)
    # Before the documents are read, which takes a while.
    topic = find_topic(read_topics(review), options.topic)
    corpus = read(review) if is_fresh(review) else build_corpus(review)
    sheet = sheet_path(review, topic.id)
    if options.add is None:
        n_rows = write_sheet(corpus, topic, options.coder)
        _say(f"{topic.id}: {_count(n_rows, 'row')} to decide")
        print(sheet)
        return GOOD
    added = add_sheet(corpus, Path(options.add) if options.add else sheet, options.coder)
    _say(f"{_count(added.n_added, 'row')} added, {added.n_there} there before, {added.n_open} undecided")
    print(review.decisions / "codings.csv")
    return GOOD


def _print_text(findings: "pd.DataFrame", counts: dict[str, int]) -> None:
    from evidence_review.display import visible

    rows = findings.to_dict("records")
    rows.sort(key=lambda row: (SEVERITIES.index(row["severity"]), row["check"], row["finding_no"]))
    for row in rows:
        start = "" if not _known(row["start"]) else f":{int(row['start'])}"
        message = visible(" ".join(str(row["message"]).split()))
        print(f"{row['severity']} {row['check']} {row['source_id']}{start} {message}")
    print(f"{_count(counts['error'], 'error')}, {_count(counts['warning'], 'warning')}, {counts['info']} info")


def _print_json(findings: "pd.DataFrame", counts: dict[str, int]) -> None:
    import json

    rows = [
        {field: _plain(row[field]) for field in _FINDING_FIELDS if field in row} for row in findings.to_dict("records")
    ]
    print(json.dumps({"counts": counts, "findings": rows}, ensure_ascii=False, indent=1))


def _plain(value: Any) -> Any:
    """Return a value as JSON knows it: unknown is null, a numpy integer is a number."""
    if not _known(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _known(value: Any) -> str:
    """Return a value as text, empty when it is unknown (None, NaN and NA are all that do not equal themselves)."""
    return "" if value is None or str(value) in ("<NA>", "nan") else str(value)


def _count(count: Any, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
