"""`call=`, `likely=` and `checks.avoids` in test cells that the engine grades: points, and what the student reads."""

import pytest
from nbformat.v4 import new_notebook

from coursekit.grading.grade import Grader
from coursekit.grading.linter import lint
from tests.grading.conftest import Ready, SmallCourse, cell, graded, solution

SETUP = """import numpy as np
from coursekit import checks"""
MEAN = """### BEGIN SOLUTION
def mean(x):
    return sum(x) / len(x)
### END SOLUTION"""
SOLVE = """### BEGIN SOLUTION
def solve(A, b):
    return np.linalg.solve(A, b)
### END SOLUTION"""
TESTS = {
    "test_mean": """with checks.points(1, "例子"):
    checks.close(mean([1.0, 5.0]), 3.0, call="mean([1, 5])", likely={
        "忘了除以 n": 6.0,
        "小得离谱": lambda got: got < -100})
with checks.points(1, "另一个例子"):
    checks.close(mean([0.0, 1.0]), 0.5)
### BEGIN HIDDEN TESTS
with checks.points(1, "隐藏"):
    checks.close(mean([2.0, 6.0]), 4.0, call="mean([2, 6])", likely={"忘了除以 n": 8.0})
with checks.points(1, "隐藏，有话"):
    checks.close(mean([2.0, 6.0]), 4.0, say="两个数", call="mean([2, 6])", likely={"忘了除以 n": 8.0})
### END HIDDEN TESTS""",
    "test_solve": """checks.avoids("solve", ["pinv", "lstsq"])
with checks.points(1, "例子"):
    checks.close(solve(np.eye(2), np.ones(2)), np.ones(2))
### BEGIN HIDDEN TESTS
with checks.points(1, "不是单位阵"):
    checks.close(solve(2 * np.eye(2), np.ones(2)), np.ones(2) / 2)
### END HIDDEN TESTS""",
}


@pytest.fixture(scope="module")
def grader(warm, tmp_path_factory):
    cells = [cell(SETUP, "setup"), solution(MEAN, "mean"), graded(TESTS["test_mean"], "test_mean", 4)]
    cells += [solution(SOLVE, "solve"), graded(TESTS["test_solve"], "test_solve", 2)]
    small = SmallCourse(tmp_path_factory.mktemp("checks"), new_notebook(cells=cells))
    grader = Grader(small.course, small.name, Ready(warm))
    grader.small = small
    return grader


@pytest.fixture
def graded_by(grader):
    """Grade a submission with other solution cells; return its verdicts by test."""

    def run(**answers: str) -> dict:
        grader.small.hand_in("s1", **answers)
        return {item.grade_id: item for item in grader.grade_one("s1", grader.assignments[0]).result.cells}

    return run


def test_right_answers_earn_everything(graded_by):
    """The student's function, and one that a forbidden name only looks like."""
    result = graded_by(solve="def pinv(A):\n    return np.linalg.inv(A)\n\ndef solve(A, b):\n    return pinv(A) @ b")
    assert [item.score for item in result.values()] == [4, 2], result


def test_the_student_reads_the_call_and_the_likely_mistake_of_a_visible_check(graded_by):
    """Of a hidden one only the teacher does, with the hidden call; what the teacher says reaches both."""
    verdict = graded_by(mean="def mean(x):\n    return sum(x)")["test_mean"]
    assert verdict.score == 0
    finding = ["例子（1 分）：mean([1, 5])", "数值不对：得到 6.0，应为 3.0（最大误差 3）", "可能错在：忘了除以 n"]
    assert verdict.message.startswith("\n\u3000".join(finding) + "\n另一个例子")
    assert "mean([2, 6])" not in verdict.message and verdict.message.count("忘了除以 n") == 1
    assert "两个数" in verdict.message
    assert "mean([2, 6])" in verdict.detail and verdict.detail.count("可能错在：忘了除以 n") == 3


ODD = """class Odd:
    def __lt__(self, other): return True
    def __eq__(self, other): return True

def mean(x):
    return Odd() if x == [1.0, 5.0] else sum(x) / len(x)"""


@pytest.mark.parametrize("reply", ["Odd()", "[Odd()]", "(1.0, {'a': Odd()})"])
def test_an_object_instead_of_a_number_costs_its_block_alone(graded_by, reply):
    """It is not asked whether it fits a known mistake: that would end the whole cell."""
    verdict = graded_by(mean=ODD.replace("Odd() if", f"{reply} if"))["test_mean"]
    assert verdict.score == 3 and "小得离谱" not in verdict.message


@pytest.mark.parametrize(
    "answer",
    [
        "def solve(A, b):\n    return np.linalg.pinv(A) @ b",
        "from numpy.linalg import pinv as p\n\ndef solve(A, b):\n    return p(A) @ b",
        "def helper(A):\n    return np.linalg.pinv(A)\n\ndef solve(A, b):\n    return helper(A) @ b",
    ],
)
def test_a_forbidden_call_costs_the_whole_question(graded_by, answer):
    """Blocks included, though every value is right; the student reads which name it is."""
    verdict = graded_by(solve=answer)["test_solve"]
    assert verdict.score == 0 and "solve 要自己写，不许用 pinv" in verdict.message


def test_a_forbidden_call_in_another_question_costs_nothing(graded_by):
    """What the function uses counts, not what the notebook holds."""
    result = graded_by(mean="def mean(x):\n    np.linalg.pinv(np.eye(2))\n    return sum(x) / len(x)")
    assert [item.score for item in result.values()] == [4, 2]


def test_the_linter_is_content(grader):
    """Every replaced reply is noticed; a text that is read is no reply."""
    assert [str(finding) for finding in lint(grader.small.course, grader.small.name, workers=1)] == []
