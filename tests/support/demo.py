"""The demo's course for tests that grade classes of their own in it."""

import copy
from collections.abc import Sequence
from pathlib import Path

from coursekit.grading.demo import HOMEWORK, Demo
from coursekit.grading.demo_class import Student
from coursekit.grading.grade import Graded, Grader
from coursekit.grading.warm import WarmProcess

PROJECT = Path(__file__).parents[2]
ROWS = 1460  # of Kaggle's table of houses to learn from


def grader_on(demo: Demo, warm: WarmProcess, data: Path, rows: int = ROWS) -> Grader:
    """Return a grader whose notebooks find only so many houses to learn from; the test set is as long as Kaggle's.

    Parameters
    ----------
    data : Path
        An empty folder for the tables.
    """
    from coursekit.data import generate_house_prices, write_house_prices

    data.chmod(0o755)  # no candidate is the user that made it, where that is the superuser
    houses = generate_house_prices()
    write_house_prices(data / "house-prices", houses._replace(train=houses.train.head(rows)))
    return Grader(demo.course, HOMEWORK, warm, data)


def grade_class(demo: Demo, grader: Grader, students: Sequence[Student]) -> dict[str, Graded]:
    """Hand in for students and grade them."""
    members = copy.copy(demo.members)
    members.students = students
    members.hand_in()
    jobs = [(student.id, grader.assignments[0]) for student in students]
    return {done.result.student: done for done in grader.grade(jobs, workers=2)}


def hidden_lines(demo: Demo) -> list[str]:
    """Return lines of the homework's hidden tests that would tell something."""
    from coursekit.grading.leaks import secret_lines

    return [line for line in secret_lines(demo.members.assignment.node) if "checks." not in line and len(line) > 25]
