"""What goes wrong around a run: killed processes, a full disk, a locked gradebook. No score is lost, none doubled."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from coursekit.grading import class_work
from coursekit.grading.errors import GradebookError
from coursekit.grading.gradebook import GradebookWriter
from tests.support import faulty_runs
from tests.support.class_runs import copy_of, grade_with
from tests.support.faulty_runs import (
    booked,
    finish,
    kill_one_below,
    kill_supervisor,
    numpy_class,
    outcome,
    start,
    wait_for_pages,
)

SIZE = 24
SEED = 7  # many more moments: tests/benchmarks/kills.py


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """A class, untouched, and what a run that nobody disturbs yields."""
    small = numpy_class(tmp_path_factory.mktemp("faults") / "课 程", SIZE)
    fresh = copy_of(small, small.root.parent / "graded")
    return small, outcome(finish(fresh.root)), booked(fresh.root)


def test_a_killed_run_is_finished_by_the_next(undisturbed, tmp_path):
    """``kill -9`` of the command, while it starts and while it grades: the next one yields what it should have."""
    small, records, scores = undisturbed
    again = copy_of(small, tmp_path / "课")
    draw = random.Random(SEED)
    kill_supervisor(start(again.root, quiet=True), draw.uniform(0.2, 1.0))
    for count in (2, 9):
        run = start(again.root, quiet=True)
        wait_for_pages(run, again.root, count)
        kill_supervisor(run, draw.uniform(0.0, 0.1))
    assert outcome(finish(again.root)) == records
    assert booked(again.root) == scores


def test_a_killed_process_below_costs_no_grade(undisturbed, tmp_path):
    """``kill -9`` of a warm process, an examiner or a candidate: the run itself puts it right."""
    small, records, scores = undisturbed
    again = copy_of(small, tmp_path / "课")
    draw = random.Random(SEED)
    run = start(again.root)
    for count in (1, 6, 12):
        wait_for_pages(run, again.root, count)
        kill_one_below(run, draw)
    said = "".join(run.communicate())
    assert run.returncode == 0, said
    assert outcome(finish(again.root)) == records
    assert booked(again.root) == scores


def test_a_gradebook_locked_from_the_start_is_told(warm, tmp_path, monkeypatch):
    """Another program writes for longer than we wait: one clear error, and the run after it is whole."""
    monkeypatch.setattr(class_work, "GradebookWriter", partial(GradebookWriter, busy_seconds=0.2))
    small = numpy_class(tmp_path / "课", 2)
    with GradebookWriter(small.course):
        pass  # now there is a gradebook
    with closing(sqlite3.connect(small.root / "gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match="formgrader"):
            grade_with(warm, small)
    assert grade_with(warm, small).graded == 2


def test_a_gradebook_locked_in_the_middle_keeps_what_is_written(warm, tmp_path, monkeypatch):
    """The run ends at once instead of waiting for each of the rest; the next one completes it."""
    monkeypatch.setattr(class_work, "GradebookWriter", partial(GradebookWriter, busy_seconds=0.2))
    small = numpy_class(tmp_path / "课", 4)
    with closing(sqlite3.connect(tmp_path / "课" / "gradebook.db", isolation_level=None)) as other:
        run = grade_with(warm, small, on_done=lambda result: other.in_transaction or other.execute("BEGIN EXCLUSIVE"))
        other.execute("ROLLBACK")
        assert (run.graded, run.left, run.stopped) == (1, 3, False)
        assert len(run.problems) == 1
        assert "formgrader" in run.problems[0]
    again = grade_with(warm, small)
    assert (again.graded, again.left, again.problems) == (3, 0, [])
    assert [len(result.cells) for result in again.results] == [1] * 4


def tmpfs_works() -> bool:
    """Whether this process may mount a file system of its own."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return False
    return subprocess.run([unshare, *_own(), "mount", "-t", "tmpfs", "x", "/mnt"], capture_output=True).returncode == 0


def _own() -> list[str]:
    return ["--mount"] if os.geteuid() == 0 else ["--map-root-user", "--mount"]


@pytest.mark.skipif(not tmpfs_works(), reason="no file system can be mounted here, not even one's own")
def test_a_full_disk_is_told_and_the_next_run_completes(undisturbed, tmp_path):
    """What was written is whole; with room again, the next run yields what an undisturbed one does."""
    small, records, scores = undisturbed
    script = Path(faulty_runs.__file__).with_name("full_disk.py")
    (tmp_path / "disk").mkdir()
    command = [
        shutil.which("unshare"),
        *_own(),
        sys.executable,
        script,
        small.root,
        tmp_path / "disk",
        tmp_path / "after",
    ]
    environment = {**os.environ, "PYTHONPATH": str(faulty_runs.ROOT)}
    done = subprocess.run(list(map(str, command)), env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "磁盘" in done.stdout
    assert "Traceback" not in done.stdout
    assert booked(tmp_path / "after") == scores
    assert outcome(finish(tmp_path / "after")) == records
