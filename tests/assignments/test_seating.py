"""Which known answers share a submission."""

import random
from collections import Counter

import pytest

from tests.assignments.seating import in_rows, seated

CELLS = list("abcdefgh")


def some(seed: int, count: int = 60) -> dict[str, str]:
    dice = random.Random(seed)
    return {f"{number:02d}": dice.choice(CELLS) for number in range(count)}


def touching(mistakes: dict[str, str], share: float = 1.0) -> dict[str, list[str]]:
    """For each mistake some of the later cells, or all."""
    dice = random.Random(len(mistakes))
    later = {name: CELLS[CELLS.index(cell) + 1 :] for name, cell in mistakes.items()}
    return {name: [cell for cell in cells if dice.random() < share] for name, cells in later.items()}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_each_mistake_meets_what_it_touches_answered_right(seed, share):
    """Whatever a mistake breaks after itself shows in a submission where nothing else is wrong there."""
    mistakes = some(seed)
    touched = touching(mistakes, share)
    seats = seated(mistakes, CELLS, touched)
    for name in mistakes:
        own = [{mistakes[other] for other in seat} for seat in seats if name in seat]
        assert own
        for later in touched[name]:
            assert any(later not in wrong for wrong in own), (name, later)


@pytest.mark.parametrize("seed", range(5))
def test_a_submission_has_one_mistake_a_cell(seed):
    """Two mistakes in one cell cannot be handed in together."""
    mistakes = some(seed)
    for seat in seated(mistakes, CELLS, touching(mistakes)):
        assert len({mistakes[name] for name in seat}) == len(seat) == len(set(seat))


def test_submissions_are_fewer_than_mistakes():
    """Of eight questions, little more than half as many where all hang together, and the fullest one where none do."""
    mistakes = some(0, 160)
    assert len(seated(mistakes, CELLS, touching(mistakes))) <= 90
    fullest = max(Counter(mistakes.values()).values())
    assert len(seated(mistakes, CELLS, touching(mistakes, 0.0))) == fullest <= 30


def test_one_cell_seats_its_mistakes_one_by_one():
    """Where there is nothing to share with, nothing is lost."""
    assert seated({"x": "a", "y": "a"}, ["a"], {"x": [], "y": []}) in ([["x"], ["y"]], [["y"], ["x"]])
    assert seated({}, ["a"], {}) == []


def test_right_answers_fill_rows():
    """Each right answer is in one submission, and each submission has one a cell."""
    answers = {"a1": "a", "b1": "b", "a2": "a", "b2": "b", "b3": "b"}
    assert in_rows(answers) == [["a1", "b1"], ["a2", "b2"], ["b3"]]
