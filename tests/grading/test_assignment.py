"""The teacher's notebook as the engine sees it."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursekit.grading.assignment import load_assignment, python, role_of
from coursekit.grading.errors import CourseError
from tests.grading.conftest import SmallCourse, cell, graded, solution


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


def one_test(source, setup="import numpy as np\nscale = 2", answer="def f(x): return scale * x"):
    body = f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION"
    return new_notebook(cells=[cell(setup, "setup"), solution(body, "f"), graded(source, "test_f", 1)])


def test_reference_brings_the_statements_it_needs(tmp_path):
    """Of given and solution cells, those that the hidden tests' `reference.…` lead to."""
    hidden = "### BEGIN HIDDEN TESTS\nassert f(2) == reference.f(2)\n### END HIDDEN TESTS"
    found = {
        c.key: c.referred for c in load(tmp_path, one_test(hidden, "import numpy as np\nscale = 2\nslow = 3")).cells
    }
    assert found == {"setup": "scale = 2", "f": "def f(x):\n    return scale * x", "test_f": ""}


@pytest.mark.parametrize(
    "source", ["assert reference.f(1)", "### BEGIN HIDDEN TESTS\ng(reference)\n### END HIDDEN TESTS"]
)
def test_reference_is_refused_where_it_cannot_work(tmp_path, source):
    """At home there is no such name; and as a whole it may go nowhere."""
    with pytest.raises(CourseError, match="reference.*test_f|test_f.*reference"):
        load(tmp_path, one_test(source))


def test_a_notebooks_own_reference_is_its_own(tmp_path):
    """A course that binds the name means its own."""
    for place in ({"setup": "reference = 1"}, {"answer": "def reference(): pass"}):
        assert all(
            not c.referred
            for c in load(tmp_path / str(len(place)) / next(iter(place)), one_test("assert reference", **place)).cells
        )


def test_timed_cells_are_read_like_others(tmp_path):
    """`%%time` at the top of a locked cell hides no name from the analysis."""
    cells = load(tmp_path, one_test("assert f(1) == scale", "%%time\nscale = 2")).cells
    assert "scale = 2" in cells[0].taught


def test_visible_parts_know_what_they_bind(tmp_path):
    """For the cells after the test."""
    source = "a = f(1)\n### BEGIN HIDDEN TESTS\nb = f(2)\n### END HIDDEN TESTS"
    test = load(tmp_path, one_test(source)).cells[-1]
    assert [(p.first, p.last, p.names) for p in test.shares] == [(1, 1, {"a": ""})]


def test_a_locked_cells_function_may_carry_what_is_hidden(tmp_path):
    """It reads in the examiner what a hidden line has bound; a note may name what students see, not the hidden name."""
    hidden = "### BEGIN HIDDEN TESTS\ntable = [f(1)]\n### END HIDDEN TESTS"
    notebook = one_test(hidden, setup="def helper(): return table")
    notebook.cells.append(graded("v = helper()\nw = 1", "test_g", 1))
    test = load(tmp_path, notebook).cells[-1]
    assert [set(part.names) for part in test.shares] == [{"w"}]
    assert test.withheld == {"v"}
