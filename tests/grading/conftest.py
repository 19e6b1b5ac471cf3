"""A small course to grade, and one warm process for all tests of the engine."""

import socket
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursekit.grading.alarms import Crashed
from coursekit.grading.course import Course
from coursekit.grading.grade import Grader
from coursekit.grading.imports import GROUPS
from coursekit.grading.lines import Birth
from coursekit.grading.link import Link
from coursekit.grading.results import NotebookResult
from coursekit.grading.sandbox import examine_tier, make_plan
from coursekit.grading.warm import WarmProcess
from coursekit.grading.wire import Channel

SETUP = """import numpy as np
import torch
from torch import nn
from coursekit import checks

X = np.arange(6.0).reshape(3, 2)"""
DOUBLE = "### BEGIN SOLUTION\ndef double(x):\n    return x * 2\n### END SOLUTION"
TEST_DOUBLE = """checks.close(double(2.0), 4.0)
### BEGIN HIDDEN TESTS
with checks.points(1, "数组"):
    checks.close(double(X), X * 2)
with checks.points(2, "负数"):
    checks.close(double(-1.5), -3.0, say="负数也要翻倍")
### END HIDDEN TESTS"""
NET = """### BEGIN SOLUTION
class Net(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.layer = nn.Linear(d, 1)

    def forward(self, x):
        return self.layer(x)
### END SOLUTION"""
TEST_NET = """net = Net(2)
assert sum(p.numel() for p in net.parameters()) == 3, "参数个数应为 3"
### BEGIN HIDDEN TESTS
W, b = torch.tensor([[1.0, 2.0]]), torch.tensor([3.0])
net.load_state_dict({"layer.weight": W, "layer.bias": b})
Z = torch.randn(5, 2, generator=torch.Generator().manual_seed(checks.seed()))
checks.close(net(Z), Z @ W.T + b)
### END HIDDEN TESTS"""


def cell(source: str, grade_id: str, **flags):
    """A code cell with nbgrader's metadata."""
    about = {
        "grade": False,
        "locked": True,
        "solution": False,
        "task": False,
        "schema_version": 3,
        "grade_id": grade_id,
    }
    return new_code_cell(source, metadata={"nbgrader": {**about, **flags}})


def solution(source: str, grade_id: str):
    return cell(source, grade_id, locked=False, solution=True)


def graded(source: str, grade_id: str, points: float):
    return cell(source, grade_id, grade=True, points=points)


def small_notebook():
    """Two functions, their tests (4 and 3 points) and a report of 5 points marked by hand."""
    report = new_markdown_cell("写下你的思路。")
    report.metadata["nbgrader"] = {
        **cell("", "report").metadata["nbgrader"], "grade": True, "solution": True, "locked": False, "points": 5,
    }  # fmt: skip
    return new_notebook(
        cells=[
            cell(SETUP, "setup"),
            solution(DOUBLE, "double"),
            graded(TEST_DOUBLE, "test_double", 4),
            solution(NET, "net"),
            graded(TEST_NET, "test_net", 3),
            report,
        ]
    )


TIER = examine_tier().tier
PLAN = make_plan("none" if TIER == "C" else TIER)
RUNGS = (tuple(module for group in GROUPS.values() for module in group),)


class SmallCourse:
    """A course on disk whose students hand in variants of the teacher's notebook."""

    def __init__(self, root: Path, notebook=None, name: str = "hw"):
        self.root, self.name, self.source = root, name, notebook or small_notebook()
        (root / "source" / name).mkdir(parents=True)
        nbformat.write(self.source, root / "source" / name / f"{name}.ipynb")

    @property
    def course(self) -> Course:
        return Course(self.root)

    def folder(self, student: str) -> Path:
        folder = self.root / "submitted" / student / self.name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def hand_in(self, student: str, change=None, **answers: str) -> Path:
        """Hand in the teacher's notebook without hidden parts, some solution cells replaced, then changed at will."""
        notebook = deepcopy(self.source)
        for item in notebook.cells:
            grade_id = item.metadata.get("nbgrader", {}).get("grade_id")
            if grade_id in answers:
                item.source = answers[grade_id]
            elif "HIDDEN" in item.source:
                item.source = item.source.split("### BEGIN HIDDEN")[0].rstrip()
        if change is not None:
            change(notebook.cells)
        path = self.folder(student) / f"{self.name}.ipynb"
        nbformat.write(notebook, path)
        return path


@pytest.fixture(scope="session")
def warm():
    process = WarmProcess()
    process.wait_ready()
    yield process
    process.close()


class Ready(WarmProcess):
    """The shared processes under another name, so that a test can lend them to what would close them."""

    def __init__(self, shared: WarmProcess):
        self.__dict__ = shared.__dict__


@pytest.fixture
def grade(warm, tmp_path):
    """Grade one submission to the small course: ``grade(change, double="…")``."""
    small = SmallCourse(tmp_path / "课 程")
    grader = Grader(small.course, small.name, Ready(warm))

    def run(change=None, files: dict[str, str] | None = None, **answers: str) -> NotebookResult:
        small.hand_in("s1", change, **answers)
        for name, text in (files or {}).items():
            (small.folder("s1") / name).write_text(text, "utf-8")
        return grader.grade_one("s1", grader.assignments[0]).result

    run.small, run.grader = small, grader
    return run


def scores(result: NotebookResult) -> dict[str, float | None]:
    return {item.grade_id: item.score for item in result.cells}


def statuses(result: NotebookResult) -> dict[str, str]:
    return {item.grade_id: item.status for item in result.cells}


@pytest.fixture
def forked(warm):
    """A link to a forked candidate, in which what the small course imports is warm."""
    ours, theirs = socket.socketpair()
    (child,) = warm.fork(Birth(theirs, PLAN, RUNGS))
    link = Link(Channel(ours), lambda: Crashed("gone"))
    link.child, link.pid = child, child.pid
    yield link
    link.channel.close()
    child.end()


def printed(link: Link, source: str) -> str:
    """What a cell printed in a candidate; the cell must run through."""
    report = link.run("k", source)
    assert report["status"] == "ok", report
    return "".join(item["text"] for item in report["outputs"] if item["output_type"] == "stream")
