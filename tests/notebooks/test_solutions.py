"""The solutions as a student's kernel runs them: with the public and the hidden tests, no engine between."""

import nbformat
import pytest

from tests.assignments.answer_class import ASSIGNMENTS
from tests.support.nbval import validate

# In the examiner `reference` is the teacher's solution; here the solution is what the notebook defines.
REFERENCE = "import sys\n\nreference = sys.modules['__main__']"
SOURCES = sorted((ASSIGNMENTS / "source").glob("*/*.ipynb"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_cell_of_a_solution_runs(source, tmp_path):
    """In a fresh kernel under nbval, from the first cell to the last; nothing is compared, for no outputs are kept."""
    notebook = tmp_path / source.name
    node = nbformat.read(source, 4)
    node.cells.insert(0, nbformat.v4.new_code_cell(REFERENCE))
    nbformat.write(node, notebook)
    cells = [cell for cell in node.cells if cell.cell_type == "code"]
    found = validate(ASSIGNMENTS.parent, notebook, compare=False)
    assert (found.passed, found.collected) == (len(cells), len(cells)), found.said


def test_there_are_solutions():
    """The gate has something to watch."""
    assert SOURCES
