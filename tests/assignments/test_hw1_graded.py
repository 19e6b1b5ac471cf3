"""The homework through the real engine: every answer costs what it says, and the demo class gets what it deserves."""

from pathlib import Path

import pytest

from coursekit.grading.answers import read_answers
from coursekit.grading.demo import HOMEWORK, prepare
from coursekit.grading.demo_class import Student
from coursekit.grading.grade import Grader
from coursekit.grading.warm import WarmProcess

PROJECT = Path(__file__).parents[2]
ANSWERS = read_answers(PROJECT / "assignments" / "answers" / f"{HOMEWORK}.py")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's course, its class handed in, and one more student for each known answer."""
    demo = prepare(PROJECT, tmp_path_factory.mktemp("演示 课程"))
    members = demo.members
    full = sum(cell.points for cell in members.assignment.graded if cell.role == "test")
    extra = [Student(name, name, full - sum(a.loses.values()), [name], loses=a.loses) for name, a in ANSWERS.items()]
    members.students += extra
    members.hand_in()
    return demo


@pytest.fixture(scope="module")
def graded(demo, tmp_path_factory):
    """All of them graded, by student."""
    from coursekit.data import write_house_prices

    data = tmp_path_factory.mktemp("data")
    data.chmod(0o755)  # no candidate is the user that made it, where that is the superuser
    write_house_prices(data / "house-prices")
    warm = WarmProcess()
    try:
        grader = Grader(demo.course, HOMEWORK, warm, data)
        jobs = [(student.id, grader.assignments[0]) for student in demo.members.students]
        return {done.result.student: done.result for done in grader.grade(jobs, workers=2)}
    finally:
        warm.close()


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_costs_exactly_what_it_says(graded, name):
    """A right answer loses nothing; a wrong one loses the points of its mistake, in the cells that it names."""
    lost = {
        c.grade_id: c.max_score - c.score for c in graded[name].cells if c.score is not None and c.score < c.max_score
    }
    assert lost == ANSWERS[name].loses


def test_the_class_gets_what_it_deserves(demo, graded):
    """Each of the 24 has the score, the losses and the statuses that the roster declares."""
    assert len([s for s in demo.members.students if s.id not in ANSWERS]) == 24
    assert demo.members.mistakes(list(graded.values())) == []


def test_every_test_cell_has_known_wrong_answers(demo):
    """No test cell goes ungraded: each is lost by some answer, and each solution cell has a second right one."""
    tests = {cell.grade_id for cell in demo.members.assignment.graded if cell.role == "test"}
    assert tests <= {cell for answer in ANSWERS.values() for cell in answer.loses}
    solutions = {cell.grade_id for cell in demo.members.assignment.cells if cell.role == "solution"}
    assert solutions <= {answer.cell for answer in ANSWERS.values() if answer.is_right}


def test_no_feedback_tells_a_hidden_test(demo, graded):
    """What students may read holds no line of a hidden test."""
    from coursekit.grading.leaks import secret_lines

    secrets = [line for line in secret_lines(demo.members.assignment.node) if "checks." not in line and len(line) > 25]
    assert secrets
    for result in graded.values():
        text = str(result.as_json())
        assert not [line for line in secrets if line.strip() in text]
