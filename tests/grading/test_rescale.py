"""New points for old verdicts: without a run only where any run would say the same."""

import pytest

from coursekit.grading.rescale import rescaled, whole_cells
from coursekit.grading.results import CellResult, NotebookResult


def result(score, status, full=4.0):
    return NotebookResult("s1", "hw", "hw", [CellResult("t", score, full, status, "words", 0.5)], ["note"])


@pytest.mark.parametrize(
    ("score", "status", "expected"),
    [(4.0, "passed", 6.0), (0.0, "failed", 0.0), (0.0, "timeout", 0.0), (0.0, "missing", 0.0), (None, "manual", None)],
)
def test_all_or_nothing_is_rescaled(score, status, expected):
    """Passed earns the new points, everything else nothing; a pending mark stays pending; words and notes stay."""
    new = rescaled(result(score, status), frozenset({"t"}), {"t": 6.0})
    assert [(c.score, c.max_score, c.status, c.message, c.seconds) for c in new.cells] == [
        (expected, 6.0, status, "words", 0.5)
    ]
    assert new.notes == ["note"]


@pytest.mark.parametrize(("score", "status"), [(4.0, "passed"), (2.0, "partial"), (0.0, "failed")])
def test_a_cell_with_blocks_needs_a_run(score, status):
    """Blocks keep their own points, so neither a full nor an empty share scales."""
    assert rescaled(result(score, status), frozenset(), {"t": 6.0}) is None


def test_nothing_is_needed_where_nothing_changed_or_nothing_was_handed_in():
    """The same points, and the points of what is absent or marked by hand."""
    assert rescaled(result(2.0, "partial"), frozenset(), {"t": 4.0}).cells[0].score == 2.0
    assert rescaled(result(0.0, "missing"), frozenset(), {"t": 6.0}).cells[0].max_score == 6.0
    assert rescaled(result(None, "manual"), frozenset(), {"t": 6.0}).cells[0].score is None


def test_a_test_that_was_worth_nothing_tells_by_its_status():
    """From 0 points to 3: passed has them, failed has not."""
    assert rescaled(result(0.0, "passed", 0.0), frozenset({"t"}), {"t": 3.0}).cells[0].score == 3.0
    assert rescaled(result(0.0, "failed", 0.0), frozenset({"t"}), {"t": 3.0}).cells[0].score == 0.0


def test_other_cells_need_a_run():
    """A cell more or less is no change of points."""
    assert rescaled(result(4.0, "passed"), frozenset({"t"}), {"t": 4.0, "u": 1.0}) is None
    assert rescaled(result(4.0, "passed"), frozenset({"t"}), {}) is None


def test_what_a_verdict_says_of_itself_counts():
    """A cell without a verdict, because its process ended, has nothing whatever it is worth."""
    cells = [CellResult(name, 0.0, 1.0, "failed") for name in "abc"]
    verdicts = {"a": {"whole": True}, "b": {"whole": False}}
    assert whole_cells(NotebookResult("s", "hw", "hw", cells), verdicts) == {"a", "c"}
