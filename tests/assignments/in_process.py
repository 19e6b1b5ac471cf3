"""Running a homework's text in one ordinary process, as a student's kernel would."""

import contextlib
import copy
import io
import os
import sys
import types
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.checks import session


@dataclass
class Outcome:
    """What one run of a notebook gave.

    Attributes
    ----------
    lost : dict
        Points lost by grade_id, cells without a loss left out.
    errors : dict
        Exceptions of cells that are not graded, by grade_id or position.
    says : dict
        What the student may read about each graded cell.
    names : dict
        The namespace at the end.
    """

    lost: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    says: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)


class CountingSession(session.HomeSession):
    """Counts blocks instead of stopping at the first failure."""

    def __init__(self):
        self.blocks = []

    def leave(self, block, error):
        self.blocks.append((block, error))
        return error is None or isinstance(error, Exception)


def graded(cell) -> dict:
    """Return nbgrader's metadata of a cell, empty for a free cell."""
    return cell.metadata.get("nbgrader", {})


def solution_cells(notebook) -> list[str]:
    """Return the grade_ids of the code cells that a student fills in."""
    return [
        graded(cell)["grade_id"] for cell in notebook.cells if cell.cell_type == "code" and graded(cell).get("solution")
    ]


def without_solutions(notebook):
    """Return a copy of the notebook as it is released, hidden tests kept: nothing of it should pass."""
    from nbgrader.preprocessors import ClearSolutions

    return ClearSolutions().preprocess(copy.deepcopy(notebook), {})[0]


def replaced(notebook, sources: dict):
    """Return a copy of the notebook with other sources for some cells, by grade_id."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        cell.source = sources.get(graded(cell).get("grade_id"), cell.source)
    return notebook


def run_cells(notebook, folder: Path) -> Outcome:
    """Execute the code cells in one namespace, in a folder of their own, and count points."""
    counting, outcome = CountingSession(), Outcome()
    module = types.ModuleType("__main__")
    previous, before = Path.cwd(), sys.modules["__main__"]
    session.install(counting)
    sys.modules["__main__"] = module  # torch.save of a class looks the class up there
    os.chdir(folder)
    try:
        for index, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                counting.blocks.clear()
                _run_cell(cell, index, module.__dict__, counting, outcome)
    finally:
        os.chdir(previous)
        sys.modules["__main__"] = before
        session.install(session.HomeSession())
    outcome.names = module.__dict__
    return outcome


def _run_cell(cell, index, namespace, counting, outcome):
    name = graded(cell).get("grade_id", index)
    error = None
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(cell.source, f"<{name}>", "exec"), namespace)
    except Exception as caught:
        error = caught
    if not graded(cell).get("grade"):
        if error is not None:
            outcome.errors[name] = error
        return
    lost = sum(block.value for block, failure in counting.blocks if failure is not None)
    if error is not None:
        lost = graded(cell)["points"] - sum(block.value for block, failure in counting.blocks if failure is None)
    if lost:
        outcome.lost[name] = lost
    outcome.says[name] = [str(getattr(failure, "say", None) or failure) for _, failure in counting.blocks if failure]
