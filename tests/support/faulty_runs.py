"""`coursekit grade` as a process that is killed, and what a gradebook holds afterwards."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

from tests.grading.conftest import SmallCourse, graded, solution
from tests.grading.conftest import cell as locked

ROOT = Path(__file__).parents[2]
_GRADES = """
SELECT sa.student_id, n.name, b.name, g.auto_score, g.manual_score, g.needs_manual_grade
FROM grade g JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook sn ON sn.id = g.notebook_id
JOIN notebook n ON n.id = sn.notebook_id JOIN submitted_assignment sa ON sa.id = sn.assignment_id
ORDER BY 1, 2, 3
"""
_COUNTS = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment", "coursekit_record")
ANSWERS = (
    "def double(x):\n    return x * 2",
    "def double(x):\n    return abs(x) * 2",
    "def double(x):\n    raise NotImplementedError",
    "import os\ndef double(x):\n    os._exit(1)",
)
TEST = """checks.close(double(2.0), 4.0)
### BEGIN HIDDEN TESTS
with checks.points(2, "负数"):
    checks.close(double(-1.5), -3.0)
### END HIDDEN TESTS"""


def numpy_class(root: Path, size: int) -> SmallCourse:
    """A course whose notebook needs nothing but numpy, handed in by `size` students."""
    from nbformat.v4 import new_notebook

    cells = [locked("import numpy as np\nfrom coursekit import checks", "setup")]
    cells += [solution(f"### BEGIN SOLUTION\n{ANSWERS[0]}\n### END SOLUTION", "double"), graded(TEST, "test_double", 4)]
    small = SmallCourse(root, new_notebook(cells=cells))
    for number in range(size):
        small.hand_in(f"s{number:02d}", double=f"{ANSWERS[number % len(ANSWERS)]}  # {number}")
    return small


def start(root: Path, *options: str, quiet: bool = False) -> subprocess.Popen:
    """Start ``coursekit grade hw`` in a course; a quiet one has no pipes, which what it leaves behind would hold."""
    command = [
        sys.executable,
        "-c",
        "from coursekit.cli import main; main()",
        "grade",
        "hw",
        "--workers",
        "2",
        *options,
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.DEVNULL if quiet else subprocess.PIPE
    pipes = {"stdout": pipe, "stderr": pipe, "text": True}
    return subprocess.Popen(command, cwd=root, env=environment, start_new_session=True, **pipes)


def finish(root: Path) -> list[dict]:
    """Grade to the end; return the records."""
    run = start(root, "--json", "grades.json")
    said = "".join(run.communicate())
    assert run.returncode == 0, said
    return json.loads((root / "grades.json").read_text("utf-8"))


def booked(root: Path) -> tuple[list, dict[str, int]]:
    """What the gradebook holds: every score, and how many rows there are of each kind."""
    with closing(sqlite3.connect(root / "gradebook.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _COUNTS}
        return db.execute(_GRADES).fetchall(), counts


def outcome(records: list[dict]) -> list:
    """The records without what differs from run to run: the seconds."""
    for record in records:
        for cell in record["cells"]:
            del cell["seconds"]
    return records


def descendants(root: int) -> list[int]:
    """The processes that descend from one, without itself."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found - {root})


def wait_for_pages(run: subprocess.Popen, root: Path, count: int) -> None:
    """Wait until so many notebooks have been written, or the run has ended."""
    while run.poll() is None and sum(1 for _ in root.glob("feedback/*/hw/hw.html")) < count:
        time.sleep(0.005)


def kill_supervisor(run: subprocess.Popen, after: float) -> None:
    """End the command itself, and nothing else, without a chance to clean up."""
    with suppress(subprocess.TimeoutExpired):
        run.wait(after)
    run.kill()
    run.wait()


def kill_one_below(run: subprocess.Popen, draw: random.Random) -> None:
    """End one of the processes that the command started: a warm one, an examiner, a candidate."""
    below = descendants(run.pid)
    if below:
        with suppress(ProcessLookupError):
            os.kill(draw.choice(below), signal.SIGKILL)
