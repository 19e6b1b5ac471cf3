"""The teacher's notebook as the engine sees it."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursekit.grading.assignment import load_assignment, python, role_of
from coursekit.grading.errors import CourseError
from tests.grading.conftest import SmallCourse, cell, graded, small_notebook, solution


def load(tmp_path, notebook=None):
    small = SmallCourse(tmp_path, notebook)
    return load_assignment(small.course, "hw", small.course.notebooks("hw")["hw"])


@pytest.mark.parametrize(
    ("metadata", "kind", "role"),
    [
        ({}, "code", "free"),
        ({}, "markdown", "text"),
        ({"locked": True}, "code", "given"),
        ({"locked": True}, "markdown", "text"),
        ({"solution": True}, "code", "solution"),
        ({"grade": True, "locked": True}, "code", "test"),
        ({"grade": True, "solution": True}, "code", "manual"),
        ({"grade": True, "solution": True}, "markdown", "manual"),
        ({"task": True, "grade": False}, "markdown", "manual"),
    ],
)
def test_roles_follow_nbgraders_flags(metadata, kind, role):
    """What nbgrader calls autograded answers, tests, manually graded cells, tasks and read-only cells."""
    assert role_of(metadata, kind) == role


def test_cells_carry_what_grading_needs(tmp_path):
    """Points, hidden lines, owners, and what the examiner runs itself."""
    by_key = {cell.key: cell for cell in load(tmp_path).cells}
    test = by_key["test_double"]
    assert (test.role, test.points, test.hidden, test.owned) == ("test", 4.0, frozenset(range(2, 8)), {"double"})
    assert by_key["test_net"].owned == {"double", "Net"}
    assert "X = np.arange" in by_key["setup"].taught
    assert by_key["double"].taught == ""
    assert (by_key["report"].role, by_key["report"].points) == ("manual", 5.0)


def test_the_digest_changes_with_every_text_that_decides(tmp_path):
    """A corrected test or another number of points is another assignment; the same text is the same."""
    first = load(tmp_path / "a").digest
    assert load(tmp_path / "b").digest == first
    for number, change in enumerate((lambda c: c.source + " ", None)):
        notebook = small_notebook()
        if change:
            notebook.cells[2].source = change(notebook.cells[2])
        else:
            notebook.cells[2].metadata.nbgrader["points"] = 5
        assert load(tmp_path / str(number), notebook).digest != first


def test_titles_are_the_headings_above(tmp_path):
    """A student reads the question's heading, not the cell's name; without one, the name."""
    notebook = new_notebook(
        cells=[
            graded("assert True", "first", 1),
            new_markdown_cell("# 作业\n\n## 第 1 题 `double`"),
            graded("assert True", "second", 1),
        ]
    )
    assert load(tmp_path, notebook).titles == {"first": "first", "second": "第 1 题 double"}


def test_ipythons_syntax_is_python_afterwards():
    """Magics and shell lines become calls; line numbers stay."""
    assert python("%matplotlib inline\nx = 1").split("\n")[1] == "x = 1"
    compile(python("!pip install x\ny = %timeit 1"), "x", "exec")


def test_a_cell_that_is_no_python_names_itself(tmp_path):
    """The teacher reads which cell and line to mend."""
    notebook = new_notebook(cells=[solution("def f(:", "broken"), graded("assert True", "t", 1)])
    with pytest.raises(CourseError, match=r"broken.*1"):
        load(tmp_path, notebook)


def test_cells_without_a_name_are_known_by_their_place(tmp_path):
    """Free and locked cells without an id."""
    notebook = new_notebook(cells=[new_code_cell("x = 1"), cell("y = 1", "named")])
    assert [c.key for c in load(tmp_path, notebook).cells] == ["cell-0", "named"]
