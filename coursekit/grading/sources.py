"""The teacher's notebooks as a course's configuration completes them; imports no nbgrader."""

from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.cell_ids import assign_ids
from coursekit.authoring.pairs import read_notebook
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.markers import DELIMITERS
from coursekit.lang import tr

# The options of nbgrader's preprocessors that name the markers (the spelling is nbgrader's).
_OPTIONS = {
    "solution": ("ClearSolutions", "begin_solution_delimeter", "end_solution_delimeter"),
    "hidden": ("ClearHiddenTests", "begin_test_delimeter", "end_test_delimeter"),
    "scheme": ("ClearMarkScheme", "begin_mark_scheme_delimeter", "end_mark_scheme_delimeter"),
}


def source_notebook(course: Course, path: Path) -> NotebookNode:
    """Read a source notebook with the header and footer cells that the configuration adds, as nbformat 4.5.

    Raises
    ------
    CourseError
        The notebook, the header or the footer is missing or is no notebook.
    """
    notebook = read_notebook(path)
    notebook.cells = [*_extra_cells(course, "header"), *notebook.cells, *_extra_cells(course, "footer")]
    for cell, cell_id in zip(notebook.cells, assign_ids(notebook.cells, notebook.cells), strict=True):
        cell.id = cell_id
    notebook.nbformat_minor = 5
    return notebook


def delimiters(course: Course) -> dict[str, tuple[str, str]]:
    """Return BEGIN and END of each kind of region: nbgrader's defaults, or what the configuration sets."""
    found = {}
    for kind, (section, *names) in _OPTIONS.items():
        begin, end = (
            course.config[section].get(name, default) for name, default in zip(names, DELIMITERS[kind], strict=True)
        )
        found[kind] = (begin, end)
    return found


def _extra_cells(course: Course, part: str) -> list[NotebookNode]:
    name = course.config.IncludeHeaderFooter.get(part, "")
    if not name:
        return []
    path = course.root / name
    if not path.is_file():
        raise CourseError(
            tr(
                f"配置里的 IncludeHeaderFooter.{part} 指向 {path}，文件不存在。",
                f"IncludeHeaderFooter.{part} names {path}, which does not exist.",
            )
        )
    return read_notebook(path).cells
