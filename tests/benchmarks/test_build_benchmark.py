"""Ratios that hold on a slow machine as on a fast one: what building costs beside importing.

Run by `make bench`. Each figure is taken in a process of its own and is processor time, so that a busy machine changes it little.
"""

import subprocess
import sys
import time

_CLOCK = "import time; begin = time.process_time(); {}; print(time.process_time() - begin)"


def seconds(code: str, setup: str = "") -> float:
    """Return the least processor time of three processes that run the code."""
    program = f"{setup}\n{_CLOCK.format(code)}"
    runs = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(3)
    )
    return min(float(run.stdout) for run in runs)


def test_building_the_bundled_review_costs_a_few_imports_of_pandas(root, tmp_path, capsys):
    importing = seconds("import pandas")
    setup = (
        "from pathlib import Path\nfrom evidence_review.build import build_review\nfrom evidence_review.paths import Review\n"
        "import pandera.pandas, evidence_review.checks, evidence_review.corpus.build"
    )
    building = seconds(f"build_review(Review(Path({str(root / 'seeds')!r}), Path({str(tmp_path)!r})))", setup)
    with capsys.disabled():
        print(f"\nimport of pandas {importing:.2f} s; build of the five documents {building:.2f} s")
    # 2.5 when this was written.
    assert building < 8 * importing


def test_time_grows_with_the_length_of_a_document(root, tmp_path):
    from evidence_review.corpus.parse import parse_file

    text = max((root / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size).read_text(encoding="utf-8")
    head, body, references = text.partition("\n3. Actions of ketamine")
    body, _, tail = references.partition("\n4. Clinical uses")

    def one(times: int) -> float:
        path = tmp_path / f"{times}.txt"
        path.write_text(f"{head}\n3. Actions of ketamine{body * times}\n4. Clinical uses{tail}", encoding="utf-8")
        begin = time.process_time()
        assert parse_file(path, tmp_path).status == "ok"
        return time.process_time() - begin

    one(1)
    # Growth with the square would be more than a hundredfold.
    assert one(32) < 40 * one(2)
