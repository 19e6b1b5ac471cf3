"""Points that a teacher changed: a stored verdict gets its new scores without a run, where it allows that."""

from collections.abc import Mapping

from coursekit.grading.results import CellResult, NotebookResult

_WITHOUT_RUN = ("manual", "missing")


def whole_cells(result: NotebookResult, verdicts: Mapping[str, dict]) -> frozenset[str]:
    """Return the cells that earn all or nothing: no block of points ran, no number at their end was the score.

    A cell without a verdict, because its process ended, has nothing whatever it is worth.
    """
    return frozenset(c.grade_id for c in result.cells if c.grade_id not in verdicts or verdicts[c.grade_id]["whole"])


def rescaled(result: NotebookResult, whole: frozenset[str], points: Mapping[str, float]) -> NotebookResult | None:
    """Return a record with these points, or None where only a run can tell its scores.

    Parameters
    ----------
    result : NotebookResult
        The stored record.
    whole : frozenset of str
        Its cells that are all or nothing.
    points : mapping of str to float
        What each graded cell is worth now.
    """
    if points.keys() != {cell.grade_id for cell in result.cells}:
        return None
    cells = []
    for cell in result.cells:
        new, score = points[cell.grade_id], cell.score
        if new != cell.max_score:
            if cell.status not in _WITHOUT_RUN and cell.grade_id not in whole:
                return None
            if score is not None:
                score = new if cell.status == "passed" else 0.0
        cells.append(CellResult(cell.grade_id, score, new, cell.status, cell.message, cell.seconds))
    return NotebookResult(result.student, result.assignment, result.notebook, cells, result.notes)
