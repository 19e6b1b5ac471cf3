"""Known answers that share a submission are judged as if each were alone."""

from dataclasses import dataclass, field

import pytest

from coursekit.grading.answers import Answer
from coursekit.grading.assignment import TeacherCell
from coursekit.grading.grade import Graded
from coursekit.grading.results import CellResult, NotebookResult
from coursekit.grading.submission import Submission
from tests.assignments.known import judge_known, together
from tests.support.scopes import scope_of

POINTS = ("test_a", "test_b")  # two each


@dataclass
class Engine:
    """Some questions, and what each answer really breaks; `classes` are the students of each run.

    Two that `quarrel` lose a point more, in the first question, wherever they meet.
    """

    really: dict[str, dict[str, float]]
    ending: str = ""
    classes: list[list[str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=lambda: list(POINTS))
    quarrel: tuple[str, ...] = ()

    def grade(self, students):
        self.classes.append(list(students))
        return {student: self._graded(student, answers) for student, answers in students.items()}

    def _graded(self, student, answers):
        losses = [self.really[answer] for answer in answers]
        status = "timeout" if self.ending in answers else "passed"
        broken = {cell: max(loss.get(cell, 0.0) for loss in losses) for cell in self.cells}
        if self.quarrel and set(self.quarrel) <= set(answers):
            broken[self.cells[0]] += 1.0
        cells = [CellResult(cell, 2.0 - broken[cell], 2.0, status) for cell in self.cells]
        return Graded(NotebookResult(student, "small", "small", cells), Submission([]))

    def losses(self):
        return {name: one.lost for name, one in judge_known(DECLARED, SEATS, self.grade).items()}


DECLARED = {"a1": {"test_a": 1.0}, "b1": {"test_b": 2.0}, "a0": {}, "b0": {}}
SEATS = [["a1"], ["a1", "b1"], ["a0", "b0"]]


def test_answers_that_lose_what_they_say_are_graded_together():
    """One class is graded, and each answer has its own losses."""
    engine = Engine(DECLARED)
    assert engine.losses() == DECLARED
    assert len(engine.classes) == 1


@pytest.mark.parametrize(
    "really",
    [
        {"a1": {"test_a": 2.0}},
        {"a1": {}},
        {"b1": {"test_b": 2.0, "test_a": 1.5}},
        {"a0": {"test_a": 1.0}},
        {"b0": {"test_a": 1.0}},
    ],
)
def test_an_answer_that_loses_something_else_is_told_from_its_neighbours(really):
    """The answers of its submission are graded alone, and only the one that is wrong about itself differs."""
    engine = Engine(DECLARED | really)
    assert engine.losses() == DECLARED | really
    assert len(engine.classes) == 2


def test_what_a_neighbour_hides_shows_where_it_is_right():
    """A mistake that breaks another question too is seen in its submission without a mistake there."""
    really = DECLARED | {"a1": {"test_a": 1.0, "test_b": 2.0}}
    assert Engine(really).losses() == really


def test_answers_beside_one_that_ends_the_process_are_graded_alone():
    """What comes after it ran in a fresh process, so that nothing of the others is left there."""
    engine = Engine(DECLARED, ending="b1")
    assert engine.losses() == DECLARED
    assert engine.classes[1] == ["b1"]  # the other one has been alone already


MANY = {f"m{number}": {f"test_{number}": 1.0} for number in range(6)}


def many(really, *seats):
    engine = Engine(MANY | really, cells=[f"test_{number}" for number in range(6)])
    return {name: one.lost for name, one in judge_known(MANY, [list(MANY), *seats], engine.grade).items()}, engine


@pytest.mark.parametrize("guilty", MANY)
def test_of_many_together_half_are_graded_again(guilty):
    """Only the half that holds the one that is wrong about itself is taken apart."""
    other = {guilty: {f"test_{guilty[1]}": 1.5}}
    found, engine = many(other)
    assert found == MANY | other
    assert [len(students) for students in engine.classes] == [1, 2, 3]
    assert set(engine.classes[2]) == {name for name in MANY if int(name[1]) % 2 == int(guilty[1]) % 2}


def test_two_that_only_disturb_each_other_are_told_apart():
    """Next to each other in one submission they lose more than they say; in two halves they do not."""
    engine = Engine(MANY, cells=[f"test_{number}" for number in range(6)], quarrel=("m1", "m2"))
    found = judge_known(MANY, [list(MANY)], engine.grade)
    assert {name: one.lost for name, one in found.items()} == MANY
    assert [len(students) for students in engine.classes] == [1, 2]


def test_submissions_in_doubt_are_not_taken_for_each_other():
    """Halves that begin with the same answer are two submissions; none of their answers is lost."""
    other = {"m0": {}, "m1": {"test_1": 2.0}}
    found, engine = many(other, list(MANY)[:5])
    assert found == MANY | other
    assert [len(students) for students in engine.classes] == [2, 4, 6]


def test_only_what_keeps_to_its_own_test_is_seated_beside_others():
    """A mistake that ends its process, or breaks another test as well, has a submission of its own."""
    given = [
        Answer("right", "a", "", "loops"),
        Answer("spreads", "a", "", "no copy", {"test_a": 1, "test_b": 1}),
        Answer("endless", "a", "", "a loop", {"test_a": 1}, {"test_a": "timeout"}),
        *(Answer(f"slip-{cell}", cell, "", "one off", {f"test_{cell}": 1}) for cell in "bcd"),
    ]
    answers = {answer.name: answer for answer in given}
    cells = [TeacherCell(number, "solution", "code", "", cell) for number, cell in enumerate("abcd")]
    seats = together(answers, cells)
    assert {name for seat in seats for name in seat} == set(answers)
    for name in ("spreads", "endless"):
        assert [seat for seat in seats if name in seat] == [[name]]
    assert sorted(map(str, seats[:2])) == ["['endless']", "['spreads']"]  # the longest first
    assert ["right"] in seats


def test_the_tests_of_one_exercise_stay_with_one_worker():
    """Exercises may go to different workers; the tests of one, and those of any other module, may not."""
    module = "tests/assignments/test_exercises.py"
    ex00, again, ex01 = f"{module}::test_a[ex00_guide]", f"{module}::test_b[ex00_guide]", f"{module}::test_a[ex01_lin]"
    assert scope_of(ex00) == scope_of(again) != scope_of(ex01)
    agreement = "tests/agreement/test_agreement.py"
    assert scope_of(f"{agreement}::test_every_score[usual]") != scope_of(f"{agreement}::test_every_score[homework]")
    other = "tests/assignments/test_hw1_graded.py::test_answer[stats-[ex]]"
    assert scope_of(other) == "tests/assignments/test_hw1_graded.py"
