"""How grading grows with the class: seconds a submission at 20, 200 and 2,000, the second run, and the memory.

    python tests/benchmarks/class_of_2000.py [SIZES…]

Each class hands in one numpy notebook; it is graded by `coursekit grade` as a teacher would, then once more, when
nothing has changed. Memory is the proportional set size of the command and of all that it started.
"""

import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

SIZES = (20, 200, 2000)
WORKERS = 2
SAMPLE = 0.5  # seconds between two looks at the memory
SETUP = "import numpy as np\nfrom coursekit import checks\n\nX = np.arange(6.0).reshape(3, 2)"
ANSWER = "### BEGIN SOLUTION\ndef scale(x, factor):\n    return np.asarray(x) * factor\n### END SOLUTION"
TEST = """checks.close(scale([1.0, 2.0], 3.0), np.array([3.0, 6.0]))
### BEGIN HIDDEN TESTS
with checks.points(1, "表"):
    checks.close(scale(X, -1.0), -X)
with checks.points(1, "零"):
    checks.close(scale(X, 0.0), X * 0)
### END HIDDEN TESTS"""
ANSWERS = (
    "def scale(x, factor):\n    return np.asarray(x) * factor",
    "def scale(x, factor):\n    return np.multiply(x, factor)",
    "def scale(x, factor):\n    return np.asarray(x) * abs(factor)",
    "def scale(x, factor):\n    raise NotImplementedError",
)


def notebook(answer: str, test: str):
    """A notebook of three cells, as nbgrader marks them."""
    flags = {"grade": False, "locked": True, "solution": False, "task": False, "schema_version": 3}
    cells = []
    for grade_id, source, own in (
        ("setup", SETUP, {}),
        ("scale", answer, {"locked": False, "solution": True}),
        ("test_scale", test, {"grade": True, "points": 3}),
    ):
        cells.append(new_code_cell(source, metadata={"nbgrader": {**flags, "grade_id": grade_id, **own}}))
    return new_notebook(cells=cells)


def lay_out(root: Path, size: int) -> None:
    """Make a course in which `size` students have handed in."""
    (root / "source" / "hw").mkdir(parents=True)
    nbformat.write(notebook(ANSWER, TEST), root / "source" / "hw" / "hw.ipynb")
    for number in range(size):
        folder = root / "submitted" / f"s{number:04d}" / "hw"
        folder.mkdir(parents=True)
        answer = f"{ANSWERS[number % len(ANSWERS)]}  # {number}"
        nbformat.write(notebook(answer, TEST.partition("\n###")[0]), folder / "hw.ipynb")


def processes(root: int) -> set[int]:
    """The process and all that descend from it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def memory(root: int) -> float:
    """Proportional set size of a process and its descendants in MB."""
    total = 0
    for pid in processes(root):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


def run(root: Path) -> tuple[float, float, float, list]:
    """Run `coursekit grade`; return its wall time, the time of its grading phase, its peak memory and its records."""
    grades = root / "grades.json"
    code = "from coursekit.cli import main; main()"
    command = [sys.executable, "-c", code, "grade", "hw", "--course", str(root), "--workers", str(WORKERS)]
    with (root / "said.txt").open("w+") as said:
        start = time.perf_counter()
        child = subprocess.Popen([*command, "--json", str(grades)], stdout=subprocess.DEVNULL, stderr=said)
        peak = 0.0
        while child.poll() is None:
            peak = max(peak, memory(child.pid))
            try:
                child.wait(SAMPLE)
            except subprocess.TimeoutExpired:
                continue
        wall = time.perf_counter() - start
        said.seek(0)
        text = said.read()
    if child.returncode:
        raise SystemExit(text)
    phase = re.search(r"([\d.]+) 秒", text)
    return wall, float(phase[1]) if phase else 0.0, peak, json.loads(grades.read_text("utf-8"))


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size."""
    print(f"{'class':>6} {'grading s/sub':>14} {'peak MB':>8} {'again, wall s':>14} {'again ms/sub':>13}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            lay_out(root, size)
            _, phase, peak, first = run(root)
            again = []
            for _ in range(3):
                wall, graded, _, second = run(root)
                assert not graded and second == first, "the second run must keep every record"
                again.append(wall)
            wall = statistics.median(again)
            print(f"{size:6d} {phase / size:14.4f} {peak:8.0f} {wall:14.3f} {1000 * wall / size:13.2f}", flush=True)


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
