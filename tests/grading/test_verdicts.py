"""From an examination's outcome to the record of one student."""

from dataclasses import asdict

import pytest

from coursekit.grading.assignment import load_assignment
from coursekit.grading.terms import Outcome
from coursekit.grading.testcell import Failure, Verdict
from coursekit.grading.verdicts import judge, not_graded
from tests.grading.conftest import SmallCourse, scores, statuses


@pytest.fixture(scope="module")
def assignment(tmp_path_factory):
    small = SmallCourse(tmp_path_factory.mktemp("course"))
    return load_assignment(small.course, "hw", small.course.notebooks("hw")["hw"])


def outcome(*failures: Failure, score=1.0, status="partial", **more) -> Outcome:
    verdict = asdict(Verdict("test_double", score, status, list(failures), "teacher's eyes"))
    return Outcome(verdicts={"test_double": verdict}, seconds={"test_double": 0.25}, **more)


def message(result) -> str:
    return result.cells[0].message


def test_a_verdict_becomes_a_cell_of_the_record(assignment):
    """Score, status, seconds; the teacher's detail apart from the student's message."""
    result = judge(assignment, "s1", outcome(Failure(1, False, "应为 4", "负数（2 分）")), ["a note"])
    assert scores(result) == {"test_double": 1.0, "test_net": 0.0, "report": None}
    assert statuses(result) == {"test_double": "partial", "test_net": "crashed", "report": "manual"}
    assert message(result) == "负数（2 分）：应为 4"
    assert result.cells[0].seconds == 0.25
    assert result.notes == ["a note"]
    assert "teacher's eyes" not in str(result.as_json())


def test_unsafe_text_is_replaced_by_what_the_second_run_said(assignment):
    """Or by a sentence that helps, where that run found no words for the line."""
    unsafe = Failure(3, False, "SEEN 42", unsafe=True)
    assert message(judge(assignment, "s1", outcome(unsafe, words={("test_double", 3, ""): "应为 4"}), [])) == "应为 4"
    text = message(judge(assignment, "s1", outcome(unsafe, words={("test_double", 4, ""): "other"}), []))
    assert "SEEN" not in text
    assert "运行这个单元" in text


def test_failures_after_a_hidden_test_are_those_of_the_second_run(assignment):
    """Nothing of an unsafe report is told, not even that there is one."""
    failed = {"status": "error", "ename": "ValueError", "evalue": "SEEN"}
    reports = {"free-1": {**failed, "unsafe": True}, "free-2": failed, "free-3": {**failed, "unsafe": True}}
    troubles = {"free-2": failed, "free-3": {**failed, "ename": "KeyError"}}
    notes = judge(assignment, "s1", Outcome(reports=reports, troubles=troubles), []).notes
    assert notes == ["第 2 个自由单元：运行出错（ValueError）", "第 3 个自由单元：运行出错（KeyError）"]


def test_remarks_are_bounded(assignment):
    """A hundred thousand failing cells are one line; what is no class is not named."""
    reports = {f"free-{k}": {"status": "error", "ename": "print", "evalue": ""} for k in range(25)}
    notes = judge(assignment, "s1", Outcome(reports=reports), []).notes
    assert len(notes) == 21
    assert notes[0].endswith("（异常）")
    assert notes[-1].startswith("还有 5 个")


def test_a_test_without_verdict_says_how_its_examiner_ended(assignment):
    """Timed out or crashed: no points, and a line."""
    result = judge(assignment, "s1", Outcome(overrun={"test_net": "timeout"}), [])
    assert statuses(result)["test_net"] == "timeout"
    assert scores(result)["test_net"] == 0
    assert result.cells[1].message


def test_cells_that_did_not_run_are_told_without_their_text(assignment):
    """The kind of a built-in exception, never its message: after a hidden call that may carry secrets."""
    reports = {
        "double": {"key": "double", "status": "error", "ename": "NameError", "evalue": "SEEN"},
        "free-1": {"key": "free-1", "status": "error", "ename": "SEEN_42", "evalue": "SEEN"},
        "free-2": {"key": "free-2", "status": "timeout", "ename": "", "evalue": "超时"},
        "setup": {"key": "setup", "status": "ok", "ename": "", "evalue": ""},
    }
    notes = judge(assignment, "s1", Outcome(reports=reports), []).notes
    assert notes == ["double：运行出错（NameError）", "第 1 个自由单元：运行出错（异常）", "第 2 个自由单元：超时"]


def test_what_is_absent_has_no_points_and_a_reason(assignment):
    """A record for every cell, the manual one too."""
    result = not_graded(assignment, "s1", "没有提交")
    assert set(scores(result).values()) == {0.0}
    assert result.status == "missing"
    assert result.notes == ["没有提交"]
