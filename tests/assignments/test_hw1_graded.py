"""The homework through the real engine: every answer costs exactly what it says."""

import pytest

from coursekit.grading.answers import read_answers
from coursekit.grading.demo import HOMEWORK, prepare
from coursekit.grading.demo_class import Student
from tests.assignments.known import judge_known, together
from tests.support.demo import PROJECT, grade_class, grader_on, hidden_lines

ANSWERS = read_answers(PROJECT / "assignments" / "answers" / f"{HOMEWORK}.py")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's course, its class handed in."""
    return prepare(PROJECT, tmp_path_factory.mktemp("演示 课程"))


@pytest.fixture(scope="module")
def found(demo, warm, tmp_path_factory):
    """What each known answer loses; answers to different questions share submissions, see `seating`.

    A third of the rows is enough to learn from, and cells that are no question's are left out: nothing depends on them.
    """
    expected = {name: answer.loses for name, answer in ANSWERS.items()}
    few = grader_on(demo, warm, tmp_path_factory.mktemp("data"), rows=500)

    def grade(names_of):
        without = {"delete": [""]}  # whatever has no grade_id
        students = [Student(id, id, 0.0, names, tamper=without) for id, names in names_of.items()]
        return grade_class(demo, few, students)

    return judge_known(expected, together(ANSWERS, demo.members.assignment.cells), grade)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_costs_exactly_what_it_says(found, name):
    """A right answer loses nothing; a wrong one loses the points of its mistake, in the cells that it names."""
    assert found[name].lost == ANSWERS[name].loses
    statuses = {cell.grade_id: cell.status for cell in found[name].result.cells}
    assert statuses | ANSWERS[name].status == statuses


def test_every_test_cell_has_known_wrong_answers(demo):
    """No test cell goes ungraded: each is lost by some answer, and each solution cell has a second right one."""
    tests = {cell.grade_id for cell in demo.members.assignment.graded if cell.role == "test"}
    assert tests <= {cell for answer in ANSWERS.values() for cell in answer.loses}
    solutions = {cell.grade_id for cell in demo.members.assignment.cells if cell.role == "solution"}
    assert solutions <= {answer.cell for answer in ANSWERS.values() if answer.is_right}


def test_no_feedback_tells_a_hidden_test(demo, found):
    """What students may read holds no line of a hidden test."""
    secrets = hidden_lines(demo)
    assert secrets
    for result in (one.result for one in found.values()):
        text = str(result.as_json())
        assert not [line for line in secrets if line.strip() in text]
