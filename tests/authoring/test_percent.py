"""Percent text: what is written is read again."""

from pathlib import Path

import nbformat
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import content_digest, to_notebook
from coursekit.authoring.percent import cell_line, parse, text_header, to_text

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")


def test_round_trip_of_the_fixture_is_identity():
    """Text to notebook to text gives the same bytes."""
    assert to_text(to_notebook(TEXT), text_header(TEXT)) == TEXT


LINES = st.text("ab#%!'\"\\ {}[]中。=():", max_size=12).map(str.rstrip)
SOURCES = st.lists(LINES, max_size=5).map("\n".join).map(lambda text: text.strip("\n"))
META = st.fixed_dictionaries(
    {},
    optional={
        "tags": st.lists(st.sampled_from(["a", "讲课"]), max_size=2, unique=True),
        "coursekit": st.dictionaries(st.sampled_from(["k", "键"]), st.text("a中\"' =", max_size=5), max_size=2),
        "slideshow": st.just({"slide_type": "slide"}),
    },
)


def _cell(kind, source, metadata):
    make = nbformat.v4.new_markdown_cell if kind == "markdown" else nbformat.v4.new_code_cell
    return make(source, metadata=metadata)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(_cell, st.just("markdown"), SOURCES, META), max_size=4))
def test_any_prose_survives(cells):
    """Notebook to text to notebook keeps kind, source and metadata of prose, whatever it contains."""
    assume(not any(odd in cell.source for cell in cells for odd in ("#!", "#%", "%%")))  # refused: see below
    notebook = nbformat.v4.new_notebook(cells=cells)
    assert content_digest(parse(to_text(notebook))) == content_digest(notebook)


CODE_LINES = st.sampled_from(
    [
        "x = 1",
        "",
        "def f(n):",
        "    return '中'",
        "%matplotlib inline",
        "!ls",
        "# 注释",
        "#%% no",
        "s = '# %%'",
        "%%time",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(_cell, st.just("code"), st.lists(CODE_LINES, max_size=4).map("\n".join), META), max_size=4))
def test_any_code_survives_or_is_refused(cells):
    """Code comes back as it was; a notebook that a text cannot hold is refused, never changed in silence."""
    notebook = nbformat.v4.new_notebook(cells=cells)
    try:
        text = to_text(notebook)
    except AuthoringError:
        assert any("#%% no" in cell.source for cell in cells)
        return
    assert content_digest(parse(text)) == content_digest(notebook)


def test_text_round_trips_for_any_prose_and_code():
    """What the writer wrote, it writes again."""
    notebook = nbformat.v4.new_notebook(cells=[_cell("code", "def f():\n    pass", {}), _cell("code", "f()", {})])
    text = to_text(notebook)
    assert to_text(to_notebook(text)) == text


@pytest.mark.parametrize(
    ("kind", "source"), [("markdown", "#!\\"), ("markdown", "#%a"), ("markdown", "%% a"), ("code", "x = 1\n# %% y")]
)
def test_what_a_text_cannot_hold_is_refused(kind, source):
    """The number of the cell is named, and nothing is lost in silence."""
    with pytest.raises(AuthoringError, match="第 2 个单元"):
        to_text(nbformat.v4.new_notebook(cells=[_cell("code", "a = 1", {}), _cell(kind, source, {})]))


def test_unknown_metadata_in_a_marker_is_refused_with_its_line():
    """A key that would be lost is an error, not a loss."""
    with pytest.raises(AuthoringError, match="第 3 行.*collapsed"):
        parse("# %%\na = 1\n# %% collapsed=true\nb = 1\n")


def test_lines_of_cells():
    text = "# ---\n# jupyter: {}\n# ---\nx = 1\n\n# %%\ny = 2\n"
    assert [cell_line(text, index, 2) for index in range(2)] == [4, 6]


def test_attachments_are_refused():
    notebook = nbformat.v4.new_notebook(cells=[_cell("markdown", "![](attachment:a.png)", {})])
    notebook.cells[0].attachments = {"a.png": {"image/png": "AAAA"}}
    with pytest.raises(AuthoringError, match="附件"):
        to_text(notebook)
