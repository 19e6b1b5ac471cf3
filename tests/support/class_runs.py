"""Runs over a small class with the shared warm process."""

import json
import shutil
from pathlib import Path

import pytest

from coursekit.grading import class_run
from coursekit.grading.class_outcome import ClassRun
from coursekit.grading.warm import WarmProcess
from tests.grading.conftest import SmallCourse


class Lent(WarmProcess):
    """The shared warm process: a run that ends does not end it."""

    def __init__(self, shared: WarmProcess):
        self.__dict__ = shared.__dict__

    def close(self) -> None:
        pass


def grade_with(warm: WarmProcess, small: SmallCourse, students=None, workers: int = 2, **options) -> ClassRun:
    """Grade a small course as the command does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coursekit.grading.warm.WarmProcess", lambda *args, **named: Lent(warm))
        students = small.course.students(small.name) if students is None else students
        return class_run.grade_class(small.course, small.name, students, workers, **options)


def copy_of(small: SmallCourse, root: Path) -> SmallCourse:
    """Return a copy of a course, submissions and gradebook included, to change at will."""
    shutil.copytree(small.root, root)
    copied = object.__new__(SmallCourse)
    copied.root, copied.name, copied.source = root, small.name, small.source
    return copied


def edit_source(small: SmallCourse, change, notebook: str = "") -> None:
    """Change the teacher's notebook: `change` gets it as plain JSON."""
    path = small.root / "source" / small.name / f"{notebook or small.name}.ipynb"
    node = json.loads(path.read_text("utf-8"))
    change(node)
    path.write_text(json.dumps(node), "utf-8")


def add_to(cell: dict, text: str) -> None:
    """Add a line to a cell of a notebook in JSON."""
    cell["source"] = "".join(cell["source"]) + "\n" + text
