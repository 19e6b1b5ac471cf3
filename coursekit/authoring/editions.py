"""The students' edition of a chapter: what the teacher keeps for himself is left out."""

import copy

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.structure import is_lecturer


def students_edition(notebook: NotebookNode) -> NotebookNode:
    """Return a copy without the lecturer's cells and without what only the authoring tools need; outputs stay."""
    edition = copy.deepcopy(notebook)
    edition.cells = [cell for cell in edition.cells if not is_lecturer(cell)]
    edition.metadata.pop("coursekit", None)
    count = 0
    for cell in edition.cells:
        cell.metadata.pop("coursekit", None)
        if cell.cell_type == "code" and cell.execution_count is not None:
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    return edition
