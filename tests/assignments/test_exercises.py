"""The exercises through the real engine: each known answer is a student, and costs exactly what it says."""

import ast
import re

import pytest

from coursekit.grading.course import Course
from tests.assignments.answer_class import (
    ASSIGNMENTS,
    SOLVED,
    UNTOUCHED,
    Exercise,
    broken_in,
    exercises,
    grade_known,
    read,
)
from tests.assignments.mutants import mutants

WRONG_AT_LEAST, RIGHT_AT_LEAST = 4, 2


@pytest.fixture(scope="module", params=exercises())
def exercise(request):
    return Exercise(request.param)


@pytest.fixture(scope="module")
def graded(exercise, tmp_path_factory, warm):
    """What the solution, the untouched release and each known answer lost."""
    return grade_known(exercise, tmp_path_factory.mktemp("exercise"), warm)


def test_the_solution_earns_full_marks(graded):
    """The teacher's own code, handed in as a student would, loses nothing."""
    assert graded[SOLVED].lost == {}


def test_the_untouched_release_earns_nothing(exercise, graded):
    """Whoever hands in the release has no point of any test."""
    assert graded[UNTOUCHED].lost == exercise.points


def test_right_answers_lose_nothing(exercise, graded):
    """Another right way, by loops, in one line or with another library, costs nothing."""
    costly = [
        f"{name} ({answer.why}) in {cell}: lost {points:g} of {exercise.points[cell]:g}; "
        f"{read(graded[name].result, cell)}"
        for name, answer in exercise.answers.items()
        if answer.is_right
        for cell, points in graded[name].lost.items()
    ]
    assert not costly, "\n" + "\n".join(costly)


def test_wrong_answers_lose_what_they_say(exercise, graded):
    """A mistake costs the points written next to it, in its cell and in no other, with the status that is asked for."""
    other = []
    for name, answer in exercise.answers.items():
        if answer.is_right:
            continue
        found = graded[name].lost
        for cell in sorted(found.keys() | answer.loses.keys()):
            if found.get(cell, 0) != answer.loses.get(cell, 0):
                told = f"expected to lose {answer.loses.get(cell, 0):g}, lost {found.get(cell, 0):g}"
                other.append(f"{name} ({answer.why}) in {cell}: {told}; {read(graded[name].result, cell)}")
        statuses = {cell.grade_id: cell.status for cell in graded[name].result.cells if cell.grade_id in answer.status}
        if statuses != answer.status:
            other.append(f"{name} ({answer.why}): expected {answer.status}, got {statuses}")
    assert not other, "\n" + "\n".join(other)


def test_a_cell_that_does_not_run_costs_its_own_points_only(exercise, graded):
    """A syntax error in one question leaves every other question its points: where they need it, the test lends it."""
    for cell in exercise.solutions:
        test = f"test_{cell}"
        assert graded[broken_in(cell)].lost == {test: exercise.points[test]}, cell


def test_answers_belong_to_their_cells(exercise):
    """Each solution cell has right and wrong answers enough, and a mistake loses points of its own test alone."""
    assert {answer.cell for answer in exercise.answers.values()} == set(exercise.solutions)
    for cell in exercise.solutions:
        kinds = [answer.is_right for answer in exercise.answers.values() if answer.cell == cell]
        assert sum(kinds) >= RIGHT_AT_LEAST and len(kinds) - sum(kinds) >= WRONG_AT_LEAST, cell
    for name, answer in exercise.answers.items():
        assert set(answer.loses) <= {f"test_{answer.cell}"}, name


def test_answers_differ(exercise):
    """No two answers to one cell are the same code, and none is the teacher's."""
    seen = {(cell, ast.dump(ast.parse(source))): "the solution" for cell, source in exercise.solutions.items()}
    for name, answer in exercise.answers.items():
        key = answer.cell, ast.dump(ast.parse(answer.source))
        assert key not in seen, f"{name} is {seen.get(key)}"
        seen[key] = name


def test_blocks_add_up_and_hidden_ones_decide(exercise):
    """Every point of a test cell stands in a labelled block; the visible ones are at most half of the exercise."""
    visible = 0
    for cell in exercise.assignment.graded:
        if cell.grade_id in exercise.points:
            shown, _, hidden = cell.source.partition("### BEGIN HIDDEN TESTS")
            both = [
                [float(p) for p in re.findall(r"^with checks\.points\(([\d.]+),", text, re.M)]
                for text in (shown, hidden)
            ]
            assert sum(map(sum, both)) == cell.points, cell.grade_id
            assert both[0], f"{cell.grade_id} has no visible block"
            visible += sum(both[0])
    assert visible <= sum(exercise.points.values()) / 2


def test_titles_tell_points_and_minutes_and_hints_follow(exercise):
    """The title of each question tells the points of its test and an estimate of minutes; hints can be opened."""
    text = "\n".join(cell.source for cell in exercise.assignment.cells if cell.kind == "markdown")
    for cell in exercise.solutions:
        title = re.search(rf"^## .*`{cell}`（(\d+) 分，\d+ 分钟）$", text, re.M)
        assert title and float(title[1]) == exercise.points[f"test_{cell}"], cell
        question = text[title.end() :].partition("\n## ")[0]
        assert question.count("<details><summary>提示") == question.count("</details>") >= 2, cell


def test_equivalent_changes_are_of_the_solution(exercise):
    """What is listed as making no difference is a mutant of its cell as it is now, and says why."""
    cells = {entry.cell for entry in exercise.equivalents}
    made = {(m.cell, m.was, m.now) for cell in cells for m in mutants(cell, exercise.solutions[cell])}
    for entry in exercise.equivalents:
        assert (entry.cell, entry.was, entry.now) in made and entry.reason, entry


def test_the_linter_passes_every_test_cell(exercise, warm):
    """No finding at all, not even an exempted one or a remark."""
    from coursekit.grading.linter import lint

    assert [str(finding) for finding in lint(Course(ASSIGNMENTS), exercise.name, workers=2, warm=warm)] == []
