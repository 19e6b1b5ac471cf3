"""Test cells that are compiled once, for all examiners that are forked afterwards."""

import pytest

from coursekit.grading.compiled import CompiledCells
from coursekit.grading.examiner import Examination
from tests.grading.test_examiner import test as make

STEP = {**make("t", "x = 1\nassert x", points=2), "visible": "with checks.points(1):"}


def test_a_cell_is_compiled_once():
    """An examination takes the cell that was made ready; one of other text, points or parts is another cell."""
    cells = CompiledCells()
    cells.get_ready([{"op": "run", "key": "r", "source": "1 +"}, STEP])
    ready = cells.get(STEP, STEP["source"], STEP["hidden"])
    assert Examination(None, {"steps": [STEP]}, compiled=cells)._cell(dict(STEP)) is ready
    for change in ({"points": 3}, {"source": "x = 2"}, {"hidden": [2]}, {"shares": [[1, 1, {"x": ""}]]}, {"until": 2}):
        step = {**STEP, **change}
        assert cells.get(step, step["source"], step["hidden"]) is not ready
    assert cells.get(STEP, STEP["source"], STEP["hidden"]) is ready


def test_a_visible_part_that_is_no_python_is_told_when_it_is_asked_for():
    """Making ready passes over what does not compile."""
    cells = CompiledCells()
    cells.get_ready([{**STEP, "source": "1 +"}])
    with pytest.raises(SyntaxError):
        cells.get(STEP, STEP["visible"], ())
