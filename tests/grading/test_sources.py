"""Source notebooks as the configuration completes them."""

import nbformat
import pytest

from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.sources import delimiters, source_notebook


def _course(tmp_path, config=""):
    (tmp_path / "source" / "hw").mkdir(parents=True)
    (tmp_path / "nbgrader_config.py").write_text(f"c = get_config()\n{config}\n", "utf-8")
    for path, source in (("source/hw/hw.ipynb", "body"), ("source/head.ipynb", "head"), ("foot.ipynb", "foot")):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        notebook.nbformat_minor = 0
        del notebook.cells[0]["id"]
        (tmp_path / path).write_text(nbformat.writes(notebook), "utf-8")
    return Course(tmp_path)


def test_header_and_footer_are_added_as_nbgrader_does(tmp_path):
    """The cells have ids, the same at each reading."""
    course = _course(
        tmp_path, "c.IncludeHeaderFooter.header = 'source/head.ipynb'\nc.IncludeHeaderFooter.footer = 'foot.ipynb'"
    )
    notebook = source_notebook(course, course.notebooks("hw")["hw"])
    assert [cell.source for cell in notebook.cells] == ["head", "body", "foot"]
    again = source_notebook(course, course.notebooks("hw")["hw"])
    assert [cell.id for cell in notebook.cells] == [cell.id for cell in again.cells]
    nbformat.validate(notebook)


def test_a_missing_header_is_named(tmp_path):
    course = _course(tmp_path, "c.IncludeHeaderFooter.header = 'gone.ipynb'")
    with pytest.raises(CourseError, match=r"IncludeHeaderFooter.header 指向 .*gone.ipynb"):
        source_notebook(course, course.notebooks("hw")["hw"])


def test_delimiters(tmp_path):
    """nbgrader's own where the course sets none."""
    course = _course(tmp_path, "c.ClearHiddenTests.begin_test_delimeter = '隐藏开始'")
    assert delimiters(course) == {
        "solution": ("BEGIN SOLUTION", "END SOLUTION"),
        "hidden": ("隐藏开始", "END HIDDEN TESTS"),
        "scheme": ("BEGIN MARK SCHEME", "END MARK SCHEME"),
    }
