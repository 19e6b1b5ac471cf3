"""Which known answers share a submission."""

import random

import pytest

from tests.assignments.seating import in_rows, seated

CELLS = list("abcdefgh")


def some(seed: int, count: int = 60) -> dict[str, str]:
    dice = random.Random(seed)
    return {f"{number:02d}": dice.choice(CELLS) for number in range(count)}


@pytest.mark.parametrize("seed", range(5))
def test_each_mistake_meets_every_later_cell_answered_right(seed):
    """Whatever a mistake breaks after itself shows in a submission where nothing else is wrong there."""
    mistakes = some(seed)
    seats = seated(mistakes, CELLS)
    for name, cell in mistakes.items():
        own = [{mistakes[other] for other in seat} for seat in seats if name in seat]
        assert own
        for later in CELLS[CELLS.index(cell) + 1 :]:
            assert any(later not in wrong for wrong in own), (name, later)


@pytest.mark.parametrize("seed", range(5))
def test_a_submission_has_one_mistake_a_cell(seed):
    """Two mistakes in one cell cannot be handed in together."""
    mistakes = some(seed)
    for seat in seated(mistakes, CELLS):
        assert len({mistakes[name] for name in seat}) == len(seat) == len(set(seat))


def test_submissions_are_fewer_than_mistakes():
    """Of eight questions, little more than half of the submissions that one each would take."""
    assert len(seated(some(0, 160), CELLS)) <= 90


def test_one_cell_seats_its_mistakes_one_by_one():
    """Where there is nothing to share with, nothing is lost."""
    assert seated({"x": "a", "y": "a"}, ["a"]) in ([["x"], ["y"]], [["y"], ["x"]])
    assert seated({}, ["a"]) == []


def test_right_answers_fill_rows():
    """Each right answer is in one submission, and each submission has one a cell."""
    answers = {"a1": "a", "b1": "b", "a2": "a", "b2": "b", "b3": "b"}
    assert in_rows(answers) == [["a1", "b1"], ["a2", "b2"], ["b3"]]
