"""The table of scores as a CSV file that a spreadsheet opens right: no name garbled, no cell taken for a formula."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from coursekit.atomic import write_text
from coursekit.grading.results import NotebookResult

_FIXED = ("student", "assignment", "notebook", "score", "max_score", "status")
# A spreadsheet runs what begins so, and some of them the full-width forms too; names come from outside.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(results: Sequence[NotebookResult], path: Path) -> None:
    """Write a line for each record: its sums, then a column for each graded cell, empty where the mark is pending.

    A text that a spreadsheet would take for a formula gets an apostrophe before it. A cell's column bears its grade_id,
    with the notebook's name before it where two notebooks have such a cell.

    Raises
    ------
    OSError
        The file cannot be written; an older one stays as it was.
    """
    columns = dict.fromkeys((result.notebook, cell.grade_id) for result in results for cell in result.cells)
    names = [grade_id for _, grade_id in columns]
    titles = [f"{notebook}/{name}" if names.count(name) > 1 else name for notebook, name in columns]
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*_FIXED, *map(_text, titles)])
    for result in results:
        scores = {(result.notebook, cell.grade_id): cell.score for cell in result.cells}
        known = [_text(result.student), _text(result.assignment), _text(result.notebook)]
        sums = [_number(result.score), _number(result.max_score), result.status]
        writer.writerow([*known, *sums, *(_number(scores.get(column)) for column in columns)])
    write_text(path, "\ufeff" + text.getvalue())  # by the mark at its beginning a spreadsheet knows UTF-8


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 6):.12g}"
