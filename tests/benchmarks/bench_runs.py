"""Runs the two graders as commands and measures them: wall time, grading phase, memory of the whole process tree."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.class_of_2000 import memory

# nbgrader calls the command `alembic`, which lies beside the interpreter.
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
ENVIRONMENT = {**os.environ, "PATH": PATH, "OMP_NUM_THREADS": "1", "COURSEKIT_LANG": "en"}
PHASE = re.compile(r"graded in ([\d.]+) s")
LOOK = 0.1  # seconds between two looks at the memory


@dataclass
class Run:
    """What a command did.

    Attributes
    ----------
    wall, phase : float
        Seconds of the command and of its grading phase.
    peak : float
        MB of the process tree at most (proportional set size); 0 where nobody looked.
    records : list of dict
        What it wrote as JSON.
    """

    wall: float
    phase: float = 0.0
    peak: float = 0.0
    records: list[dict] = field(default_factory=list)


def coursekit_grade(root: Path, name: str, workers: int, *options: str, watch: bool = False) -> Run:
    """Grade with `coursekit grade`; with `watch` look at its memory, which slows it."""
    grades = root / "grades.json"
    command = [sys.executable, "-c", "from coursekit.cli import main; main()", "grade", name, "--course", str(root)]
    command += ["--workers", str(workers), "--json", str(grades), *options]
    wall, peak, said = _timed(command, root, watch)
    phase = PHASE.search(said)
    return Run(wall, float(phase[1]) if phase else 0.0, peak, json.loads(grades.read_text("utf-8")))


def nbgrader(root: Path, *arguments: str, may_fail: bool = False) -> float:
    """Run an nbgrader command in a course; return its seconds."""
    command = [sys.executable, "-m", "nbgrader", *arguments, "--course-dir", str(root)]
    return _timed(command, root, watch=False, may_fail=may_fail)[0]


def _timed(command: list[str], root: Path, watch: bool, may_fail: bool = False) -> tuple[float, float, str]:
    with (root / "said.txt").open("w+", encoding="utf-8", errors="replace") as said:
        start, peak = time.perf_counter(), 0.0
        child = subprocess.Popen(command, stdout=said, stderr=said, env=ENVIRONMENT, cwd=root)
        while watch and child.poll() is None:
            peak = max(peak, memory(child.pid))
            time.sleep(LOOK)
        status = child.wait()
        wall = time.perf_counter() - start
        said.seek(0)
        text = said.read()
    if status and not may_fail:
        raise SystemExit(f"{' '.join(command)}\n{text[-3000:]}")
    return wall, peak, text
