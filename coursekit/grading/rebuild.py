"""The graded notebook: the teacher's cells, the student's answers and free cells, the outputs of the run.

It is what formgrader shows to the teacher; no student sees it.
"""

import copy
import hashlib

from nbformat import v4
from nbformat.notebooknode import NotebookNode, from_dict

from coursekit.grading.assignment import GIVEN, MANUAL, SOLUTION, TEST, Assignment
from coursekit.grading.course import Course
from coursekit.grading.release import graded_notebook, student_notebook
from coursekit.grading.submission import Submission, free_cells
from coursekit.grading.terms import Outcome


class Rebuilder:
    """Rebuilds the notebooks of one assignment; the teacher's part is prepared once."""

    def __init__(self, course: Course, assignment: Assignment):
        self.assignment = assignment
        self.template = graded_notebook(course, assignment.name, assignment.notebook, assignment.node)
        released = student_notebook(course, assignment.name, assignment.notebook, assignment.node)
        self.released = [cell.source for cell in released.cells]

    def notebook(self, submission: Submission, outcome: Outcome) -> NotebookNode:
        """Return the graded notebook of a submission."""
        handed_in = {cell["grade_id"]: cell for cell in submission.cells if cell["grade_id"]}
        free = free_cells(self.assignment, submission)
        cells = []
        for position in range(-1, len(self.assignment.cells)):
            if position >= 0 and self._kept(position):
                cells.append(self._teachers(position, handed_in, outcome))
            for key, cell in free.get(position, []):
                cells.append(_students(cell, len(cells), outcome.reports.get(key)))
        metadata, minor = copy.deepcopy(self.template.metadata), v4.nbformat_minor
        return NotebookNode(cells=cells, metadata=metadata, nbformat=4, nbformat_minor=minor)

    def _kept(self, position: int) -> bool:
        """Unlabelled cells of the teacher's are not locked: the student's own text of them stands in the submission."""
        return bool(self.assignment.cells[position].grade_id)

    def _teachers(self, position: int, handed_in: dict, outcome: Outcome) -> NotebookNode:
        # A copy of the cell's own entries: those below, the metadata say, are only read from here on.
        cell, about = NotebookNode(self.template.cells[position]), self.assignment.cells[position]
        if about.role in (SOLUTION, MANUAL):
            cell.source = handed_in.get(about.grade_id, {}).get("source", "")
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            if about.role in (GIVEN, SOLUTION, MANUAL):
                cell.outputs = _outputs(outcome.reports.get(about.key))
            elif about.role == TEST:
                cell.outputs = _verdict(outcome.verdicts.get(about.grade_id))
        return cell

    def answers(self, submission: Submission) -> dict[str, str | None]:
        """Return, for cells marked by hand, a digest of the answer; None for one left as released."""
        handed_in = {cell["grade_id"]: cell["source"] for cell in submission.cells}
        found = {}
        for cell in self.assignment.cells:
            if cell.role == MANUAL and cell.grade_id:
                text = handed_in.get(cell.grade_id, "")
                untouched = not text.strip() or text.strip() == self.released[cell.index].strip()
                found[cell.grade_id] = (
                    None if untouched else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
                )
        return found


def _students(cell: dict, number: int, report: dict | None) -> NotebookNode:
    kind = cell["cell_type"] if cell["cell_type"] in ("code", "markdown", "raw") else "raw"
    node = {"cell_type": kind, "id": f"student-{number}", "metadata": {}, "source": cell["source"]}
    if kind == "code":
        node |= {"outputs": _outputs(report), "execution_count": None}
    return from_dict(node)


def _outputs(report: dict | None) -> list[NotebookNode]:
    """Return the outputs of a run that nbformat accepts; a candidate may have sent anything."""
    items = report.get("outputs") if report else None
    found = []
    for item in items if type(items) is list else []:
        try:
            found.append(_output(item))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return found


def _output(item: dict) -> NotebookNode:
    """Return an output with the fields of nbformat's schema, each of its type."""
    kind = item["output_type"]
    if kind == "stream":
        made = {"name": "stderr" if item["name"] == "stderr" else "stdout", "text": str(item["text"])}
    elif kind == "error":
        return _error(str(item["ename"]), str(item["evalue"]), [str(line) for line in item["traceback"]])
    else:
        kind, data = "display_data", {"text/plain": str(item["data"].get("text/plain", ""))}
        if type(item["data"].get("image/png")) is str:
            data["image/png"] = item["data"]["image/png"]
        made = {"data": data, "metadata": {}}
    return from_dict({"output_type": kind, **made})


def _error(name: str, value: str, lines: list[str]) -> NotebookNode:
    return from_dict({"output_type": "error", "ename": name, "evalue": value, "traceback": lines})


def _verdict(verdict: dict | None) -> list[NotebookNode]:
    if verdict is None or not verdict["detail"]:
        return []
    return [_error(verdict["status"], "", verdict["detail"].split("\n"))]
