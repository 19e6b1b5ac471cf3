"""`coursekit grade` and `nbgrader autograde` agree on honest submissions, but for nbgrader's faults, each named.

All submissions of the three courses: ``python tests/benchmarks/agreement.py``.
"""

import pytest

from tests.support import agreement

CHOSEN = {
    "usual": (agreement.usual_class, ["right", "no-check", "shared"]),
    "quickstart": (agreement.quickstart_class, ["floats", "own-sum"]),
    "homework": (agreement.homework_class, ["s07"]),
}


@pytest.mark.parametrize("name", CHOSEN)
def test_every_score_is_equal_or_its_difference_is_explained(tmp_path, name):
    """Right and wrong answers, graded by both as commands, cell by cell."""
    lay_out, students = CHOSEN[name]
    task = lay_out(tmp_path / name, students)
    assert sorted(path.name for path in (task.root / "submitted").iterdir()) == sorted(students)
    assert agreement.surprises(agreement.differences(task), task) == []


def test_every_fault_is_named():
    """The list says in words what nbgrader does, and which students or which status it hits."""
    for fault in agreement.faults():
        assert len(fault["cause"]) > 60
        assert "students" in fault or "status" in fault


def test_a_difference_without_a_cause_is_a_surprise(tmp_path):
    """Neither a new difference nor one that is gone passes in silence; other courses' faults explain nothing."""
    for student in ("s03", "s99"):
        (tmp_path / "submitted" / student).mkdir(parents=True)
    task = agreement.Submission(tmp_path, "hw1_house_prices")
    known = {"course": task.assignment, "student": "s03", "cell": "test_transform", "status": "passed"}
    known |= {"ours": 10.0, "nbgrader": 0.0}
    assert agreement.surprises([known], task) == []
    (gone,) = agreement.surprises([], task)
    assert "explains nothing" in gone
    for change in (
        {"student": "s99"},
        {"nbgrader": 2.0},
        {"cell": "test_fit"},
        {"course": "ps1"},
        {"status": "failed"},
    ):
        (line, *_) = agreement.surprises([known | change], task)
        assert "not explained" in line
