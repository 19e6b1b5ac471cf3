"""The students' edition."""

from coursekit.authoring.editions import students_edition
from coursekit.authoring.pairs import serialise


def test_the_lecturers_cells_and_the_tools_notes_are_gone(ran):
    """All else stays, outputs included, and the teacher's notebook is untouched."""
    before = ran.path.read_text("utf-8")
    notebook = ran.notebook
    edition = students_edition(notebook)
    text = serialise(edition)
    assert "讲 10 分钟" in before and "讲 10 分钟" not in text
    assert "synced" not in text
    assert len(edition.cells) == len(notebook.cells) - 1
    assert next(cell for cell in edition.cells if "散列" in cell.source).outputs
    assert serialise(notebook) == before


def test_counts_run_without_a_gap(ran):
    """A dropped code cell leaves no hole in the numbers."""
    notebook = ran.notebook
    result = next(cell for cell in notebook.cells if cell.source == "3 * 2")
    next(cell for cell in notebook.cells if "散列" in cell.source).metadata.tags = ["lecturer"]
    counted = result.execution_count
    edition = students_edition(notebook)
    cell = next(cell for cell in edition.cells if cell.source == "3 * 2")
    assert cell.execution_count == cell.outputs[0].execution_count == counted - 1
