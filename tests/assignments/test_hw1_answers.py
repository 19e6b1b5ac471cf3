"""The known answers of the homework and the demo class made of them; the engine's own tests grade them all."""

import tomllib

import pytest

from tests.assignments.conftest import ASSIGNMENTS
from tests.assignments.in_process import graded, replaced, run_cells, solution_cells

AUTOMATIC = 65
# One of each kind: an easy slip, a mistake that spreads, another right way, a syntax error.
SAMPLE = ["transform-bool", "load-fixed-width", "preprocess-column-transformer", "rmsle-syntax"]


@pytest.fixture(scope="module")
def roster():
    with (ASSIGNMENTS / "answers/hw1_house_prices.toml").open("rb") as file:
        return tomllib.load(file)["student"]


@pytest.fixture(scope="module")
def points(hw1):
    return {graded(cell)["grade_id"]: graded(cell)["points"] for cell in hw1.cells if graded(cell).get("grade")}


def test_every_solution_cell_has_right_and_wrong_answers(hw1, hw1_answers):
    """Two other right ways and at least two mistakes for each cell that a student fills in."""
    cells = solution_cells(hw1)
    for cell in cells:
        answers = [about for about, _ in hw1_answers if about["cell"] == cell]
        assert sum("right" in about for about in answers) >= 2, cell
        assert sum("mistake" in about for about in answers) >= 2, cell
    assert {about["cell"] for about, _ in hw1_answers} == set(cells)


def test_answers_are_told_apart_and_lose_only_what_a_cell_has(hw1_answers, points):
    """Names are unique; a mistake loses points of its own test; no loss exceeds the cell's points."""
    names = [about["answer"] for about, _ in hw1_answers]
    assert len(set(names)) == len(names)
    for about, _ in hw1_answers:
        loses = about.get("loses", {})
        assert ("mistake" in about) == bool(loses) == (f"test_{about['cell']}" in loses), about
        assert all(0 < lost <= points[cell] for cell, lost in loses.items()), about


def test_class_of_24_adds_up(roster, hw1_answers, points):
    """Each student of the demo class deserves what is left of 65 points after the losses written down."""
    known = {about["answer"] for about, _ in hw1_answers}
    assert len({student["id"] for student in roster}) == 24
    for student in roster:
        assert AUTOMATIC - sum(student["loses"].values()) == student["expect"], student["id"]
        assert all(lost <= points[cell] for cell, lost in student["loses"].items()), student["id"]
        assert set(student.get("answers", [])) <= known, student["id"]


@pytest.mark.parametrize("name", SAMPLE)
def test_answer_loses_what_it_says(name, hw1, hw1_answers, synthetic_data, tmp_path):
    """Run in one process, an answer loses exactly the points written next to it."""
    about, source = next(pair for pair in hw1_answers if pair[0]["answer"] == name)
    outcome = run_cells(replaced(hw1, {about["cell"]: source}), tmp_path)
    assert outcome.lost == about.get("loses", {})
