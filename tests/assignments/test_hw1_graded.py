"""The homework through the real engine: every answer costs what it says, and the demo class gets what it deserves."""

import copy
from pathlib import Path

import pytest

from coursekit.grading.answers import read_answers
from coursekit.grading.demo import HOMEWORK, prepare
from coursekit.grading.demo_class import Student
from coursekit.grading.grade import Grader
from tests.assignments.known import judge_known, together

PROJECT = Path(__file__).parents[2]
ANSWERS = read_answers(PROJECT / "assignments" / "answers" / f"{HOMEWORK}.py")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's course, its class handed in."""
    return prepare(PROJECT, tmp_path_factory.mktemp("演示 课程"))


@pytest.fixture(scope="module")
def grader(demo, warm, tmp_path_factory):
    """A grader whose notebooks find only so many houses to learn from; the test set is as long as Kaggle's."""
    from coursekit.data import generate_house_prices, write_house_prices

    def grader_on(rows):
        data = tmp_path_factory.mktemp("data")
        data.chmod(0o755)  # no candidate is the user that made it, where that is the superuser
        houses = generate_house_prices()
        write_house_prices(data / "house-prices", houses._replace(train=houses.train.head(rows)))
        return Grader(demo.course, HOMEWORK, warm, data)

    return grader_on


def grade_class(demo, grader, students):
    """Hand in for students and grade them."""
    members = copy.copy(demo.members)
    members.students = students
    members.hand_in()
    jobs = [(student.id, grader.assignments[0]) for student in students]
    return {done.result.student: done for done in grader.grade(jobs, workers=2)}


@pytest.fixture(scope="module")
def graded(demo, grader):
    """The records of the demo class, on a table of the real size."""
    return [done.result for done in grade_class(demo, grader(1460), demo.members.students).values()]


@pytest.fixture(scope="module")
def found(demo, grader):
    """What each known answer loses; answers to different questions share submissions, see `seating`.

    A third of the rows is enough to learn from, and cells that are no question's are left out: nothing depends on them.
    """
    expected = {name: answer.loses for name, answer in ANSWERS.items()}
    few = grader(500)

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


def test_the_class_gets_what_it_deserves(demo, graded):
    """Each of the 24 has the score, the losses and the statuses that the roster declares."""
    assert len(demo.members.students) == 24
    assert demo.members.mistakes(graded) == []


def test_every_test_cell_has_known_wrong_answers(demo):
    """No test cell goes ungraded: each is lost by some answer, and each solution cell has a second right one."""
    tests = {cell.grade_id for cell in demo.members.assignment.graded if cell.role == "test"}
    assert tests <= {cell for answer in ANSWERS.values() for cell in answer.loses}
    solutions = {cell.grade_id for cell in demo.members.assignment.cells if cell.role == "solution"}
    assert solutions <= {answer.cell for answer in ANSWERS.values() if answer.is_right}


def test_no_feedback_tells_a_hidden_test(demo, graded, found):
    """What students may read holds no line of a hidden test."""
    from coursekit.grading.leaks import secret_lines

    secrets = [line for line in secret_lines(demo.members.assignment.node) if "checks." not in line and len(line) > 25]
    assert secrets
    for result in [*graded, *(one.result for one in found.values())]:
        text = str(result.as_json())
        assert not [line for line in secrets if line.strip() in text]
