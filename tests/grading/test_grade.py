"""Whole submissions through the engine: each earns exactly what it deserves, whatever it does."""

import os

import pytest
from nbformat.v4 import new_code_cell

from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.grade import Grader, _cores
from coursekit.grading.results import NotebookResult
from tests.grading.conftest import TEST_DOUBLE, Ready, SmallCourse, graded, scores, small_notebook, solution, statuses

FULL = {"test_double": 4, "test_net": 3, "report": None}
ANYTHING_EQUAL = """
class Yes:
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    def __abs__(self): return 0
    __array_priority__ = 1e9
def double(x):
    return Yes()
"""
SWALLOWS = """
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
"""


def message(result: NotebookResult, grade_id: str) -> str:
    return next(item.message for item in result.cells if item.grade_id == grade_id)


def test_the_solution_earns_full_marks_and_waits_for_the_report(grade):
    """A right submission gets every automatic point; the manual part is pending, not zero."""
    result = grade()
    assert scores(result) == FULL
    assert statuses(result) == {"test_double": "passed", "test_net": "passed", "report": "manual"}
    assert result.notes == []


@pytest.mark.parametrize(
    ("code", "points", "status"),
    [
        ("def double(x):\n    return x + x", 4, "passed"),
        ("def double(x):\n    return abs(x) * 2", 2, "partial"),
        ("def double(x):\n    return x * x", 1, "partial"),
        ("def double(x):\n    return 'four'", 0, "failed"),
        ("def double(x):\n    raise NotImplementedError", 0, "error"),
        ("def double(x:", 0, "error"),
        ("pass", 0, "error"),
        ("def double(x):\n    raise StopIteration", 0, "error"),
        ("def double(x):\n    raise SystemExit", 0, "error"),
        (ANYTHING_EQUAL, 0, "failed"),
        ("import os\ndef double(x):\n    os._exit(0)", 0, "crashed"),
        ("import ctypes\ndef double(x):\n    ctypes.string_at(0)", 0, "crashed"),
        ("import os\nos._exit(3)", 0, "error"),
        ("def double(x):\n    while True:\n        pass", 0, "timeout"),
        (SWALLOWS, 0, "timeout"),
        ("while True:\n    pass", 0, "error"),
    ],
)
def test_an_answer_costs_its_own_test_and_no_other(grade, code, points, status):
    """Wrong, broken, endless or deadly code loses its own points; the next question is graded all the same."""
    result = grade(double=code)
    assert scores(result) == {**FULL, "test_double": points}
    assert statuses(result)["test_double"] == status


def test_hidden_words_stay_hidden(grade):
    """Of a failing hidden part the student reads the block's label and the teacher's words, nothing of its text."""
    text = message(grade(double="def double(x):\n    return abs(x) * 2"), "test_double")
    assert text == "负数（2 分）：负数也要翻倍"


def test_what_a_hidden_call_passed_in_never_comes_back(grade):
    """An answer that keeps its inputs and raises them later shows only those of public tests."""
    keep = "seen = []\ndef double(x):\n    seen.append(repr(x))\n    return x * 2"
    tell = "def Net(d):\n    raise ValueError('SEEN ' + ' '.join(seen))"
    result = grade(double=keep, net=tell)
    assert scores(result)["test_net"] == 0
    assert message(result, "test_net") == "ValueError: SEEN 2.0"
    named = "def Net(d):\n    return type('SEEN' + str(seen), (), {})()"
    noted = "raise type('SEEN' + str(seen), (Exception,), {})(seen)"
    for later in (named, noted):
        text = str(grade(double=keep, net=later).as_json())
        assert "array" not in text
        assert "-1.5" not in text


def test_a_student_cannot_speak_with_the_teachers_voice(grade):
    """A CheckFailed made by a student does not carry his text out of a hidden part."""
    code = (
        "def double(x):\n    if repr(x) == '2.0': return 4.0\n    raise checks.CheckFailed('a', say='SEEN' + repr(x))"
    )
    assert "SEEN" not in str(grade(double=code).as_json())
    named = (
        "class E(AssertionError): pass\nE.__module__, E.__qualname__ = '__main__', 'checks.CheckFailed'\n"
        "def double(x):\n    if repr(x) == '2.0': return 4.0\n    raise E('a', 'SEEN' + repr(x))"
    )
    assert "SEEN" not in str(grade(double=named).as_json())


def test_the_teachers_tests_are_used_whatever_the_student_did_to_them(grade):
    """Deleted, emptied and doubled test cells change no score; a remark says what was found."""

    def tamper(cells):
        cells[2].source = "pass"
        cells.append(cells[4].copy())
        del cells[4]

    result = grade(tamper, double="def double(x):\n    return 0")
    assert scores(result) == {**FULL, "test_double": 0}
    assert any("test_double" in note and "改动" in note for note in result.notes)
    deleted = grade(lambda cells: cells.pop(4))
    assert scores(deleted) == FULL
    assert any("test_net" in note and "删除" in note for note in deleted.notes)


def test_the_last_of_two_answers_counts(grade):
    """A doubled solution cell: the last one is graded, and a remark says so."""

    def twice(cells):
        again = cells[1].copy()
        again.source = "def double(x):\n    return 0"
        cells.insert(2, again)

    result = grade(twice)
    assert scores(result)["test_double"] == 0
    assert any("最后一个" in note for note in result.notes)


@pytest.mark.parametrize(
    "trick",
    [
        "import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node): return None\n"
        "get_ipython().ast_transformers.append(Drop())",
        "get_ipython().input_transformers_cleanup.append(lambda lines: [])",
        "checks.close = lambda *a, **k: None\nimport numpy\nnumpy.testing.assert_allclose = lambda *a, **k: None",
        "import sys\nsys.modules['coursekit.checks'].close = lambda *a, **k: None",
        "X = np.zeros((3, 2))\nnp.abs = lambda x: 0",
        "print('4.0')",
    ],
)
def test_tricks_in_the_students_process_gain_nothing(grade, trick):
    """What a free cell patches stays in the candidate: wrong code earns no point by it."""
    result = grade(lambda cells: cells.insert(1, new_code_cell(trick)), double="def double(x):\n    return None")
    assert scores(result)["test_double"] == 0


def test_a_failing_free_cell_gets_a_remark_and_costs_nothing(grade):
    """Free cells that fail, or end the process, are told and the questions after them graded."""
    for code in ("1 / 0", "input()", "import os; os._exit(1)"):
        result = grade(lambda cells, code=code: cells.insert(3, new_code_cell(code)))
        assert scores(result) == FULL
        assert len(result.notes) == 1
        assert "自由单元" in result.notes[0]


def test_names_of_the_teacher_cannot_be_taken(grade):
    """Data bound by a locked cell is the teacher's, even where a student rebinds it before the test."""
    result = grade(double="X = np.zeros((3, 2))\ndef double(x):\n    return x * 0 if np.ndim(x) else x * 2")
    assert scores(result)["test_double"] == 3


@pytest.mark.parametrize(
    ("content", "word"),
    [("{nope", "不是有效的 notebook"), ("[]", "第 4 版"), ('{"nbformat": 3, "cells": []}', "第 4 版")],
)
def test_a_file_that_is_no_notebook_is_told(grade, content, word):
    """An unreadable submission gets a record with the reason, and no exception."""
    (grade.small.folder("s2") / "hw.ipynb").write_text(content)
    result = grade.grader.grade_one("s2", grade.grader.assignments[0]).result
    assert result.status == "missing"
    assert word in result.notes[0]
    assert result.score == 0


def test_links_are_not_followed(grade, tmp_path):
    """A submission that is a link to the teacher's source is not read."""
    source = grade.small.root / "source" / "hw" / "hw.ipynb"
    (grade.small.folder("s3") / "hw.ipynb").symlink_to(source)
    assert grade.grader.grade_one("s3", grade.grader.assignments[0]).result.score == 0


def test_a_file_of_the_students_lies_beside_the_notebook(grade):
    """Own regular files come along; the candidate's folder is a private copy."""
    code = (
        "factor = float(open('factor.txt').read())\nopen('factor.txt', 'w').write('0')\n"
        "def double(x):\n    return x * factor"
    )
    assert scores(grade(double=code, files={"factor.txt": "2"})) == FULL
    assert (grade.small.folder("s1") / "factor.txt").read_text() == "2"


def test_a_wrong_reference_stops_the_run(warm, tmp_path):
    """If the teacher's own solution loses points, nothing is graded: the assignment is at fault."""
    notebook = small_notebook()
    notebook.cells[1] = solution("### BEGIN SOLUTION\ndef double(x):\n    return 0\n### END SOLUTION", "double")
    small = SmallCourse(tmp_path, notebook)
    with pytest.raises(CourseError, match="test_double"):
        Grader(small.course, "hw", Ready(warm))


def test_an_endless_teachers_cell_is_no_student_fault(warm, tmp_path):
    """A locked cell that fails in the examiner is told as the assignment's fault."""
    notebook = small_notebook()
    notebook.cells[0].source += "\nX = missing_name"
    small = SmallCourse(tmp_path, notebook)
    with pytest.raises(CourseError, match="missing_name"):
        Grader(small.course, "hw", Ready(warm))


def test_a_test_that_spins_in_the_examiner_costs_itself(warm, tmp_path):
    """A value that makes the examiner run on ends that test; the others keep their verdicts."""
    notebook = small_notebook()
    notebook.cells[2] = graded(TEST_DOUBLE + "\nn = double(1)\nwhile n > 2:\n    pass", "test_double", 4)
    small = SmallCourse(tmp_path, notebook)
    grader = Grader(small.course, "hw", Ready(warm))
    code = "calls = 0\ndef double(x):\n    global calls\n    calls += 1\n    return 9 if calls == 4 else x * 2"
    small.hand_in("s1", double=code)
    result = grader.grade_one("s1", grader.assignments[0]).result
    assert scores(result) == {**FULL, "test_double": 0}
    assert statuses(result)["test_double"] == "timeout"


def test_an_unknown_assignment_is_named(tmp_path):
    """A wrong name lists what there is."""
    small = SmallCourse(tmp_path)
    with pytest.raises(CourseError, match="hw"):
        Course(small.root).require_assignment("hv")


def test_each_worker_has_a_core_where_there_are_enough_workers():
    """With fewer workers than cores the kernel chooses; with more than cores they share."""
    cores = sorted(os.sched_getaffinity(0))
    given = _cores(len(cores) + 1)
    assert [next(given) for _ in range(len(cores) + 1)] == [*cores, cores[0]]
    if len(cores) > 1:
        assert next(_cores(len(cores) - 1)) is None


def test_the_next_notebooks_are_ready_before_their_turn(grade, monkeypatch):
    """With cores to spare, as many as there are workers run at a time, and others are forked for meanwhile."""
    import threading

    from coursekit.grading import grade as module

    prepared, running, most = [], [], []
    both = threading.Event()

    class Watched(module.Examination):
        def prepare(self):
            super().prepare()
            prepared.append(self)
            if len(prepared) == 2:
                both.set()

        def run(self):
            running.append(self)
            most.append(len(running))
            assert both.wait(60)
            try:
                return super().run()
            finally:
                running.remove(self)

    monkeypatch.setattr(module, "Examination", Watched)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1})
    for student in ("a", "b", "c"):
        grade.small.hand_in(student)
    jobs = [(student, grade.grader.assignments[0]) for student in ("a", "b", "c")]
    results = [graded.result for graded in grade.grader.grade(jobs, workers=1)]
    assert [scores(result) for result in results] == [FULL] * 3
    assert max(most) == 1
