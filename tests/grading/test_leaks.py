"""Whether secrets show, wherever they hide."""

import nbformat
import pytest

from coursekit.grading.leaks import leaks, secret_lines

SECRET = "total_of_all_values = sum(values)"


def notebook(source, **nbgrader):
    cell = nbformat.v4.new_code_cell(source)
    if nbgrader:
        cell.metadata["nbgrader"] = nbgrader
    return nbformat.v4.new_notebook(cells=[cell])


def source():
    return notebook(
        f"import numpy\n### BEGIN SOLUTION\n{SECRET}\n    import numpy\nreturn x\n### END SOLUTION",
        solution=True,
        grade_id="a",
    )


def test_secret_lines():
    """Long lines within the markers; not short ones, not what is visible anyway."""
    assert secret_lines(source()) == [SECRET]


def test_a_solution_without_markers_is_secret_as_a_whole():
    """nbgrader replaces all of it, a written answer too."""
    assert secret_lines(notebook(SECRET, solution=True, grade=True)) == [SECRET]


def test_hidden_tests_and_mark_schemes_are_secret():
    text = "### BEGIN {0}\nassert mean([-7.25]) == 1\n### END {0}"
    for kind in ("HIDDEN TESTS", "MARK SCHEME"):
        assert secret_lines(notebook(text.format(kind))) == ["assert mean([-7.25]) == 1"]


def _in_output(nb):
    nb.cells[0].outputs = [nbformat.v4.new_output("stream", text=f"  {SECRET}\n")]


def _in_cell_metadata(nb):
    nb.cells[0].metadata["coursekit"] = {"deep": [{"why": SECRET}]}


def _in_notebook_metadata(nb):
    nb.metadata["note"] = SECRET


def _in_a_metadata_key(nb):
    nb.metadata[SECRET] = 1


def _in_an_attachment(nb):
    nb.cells[0].attachments = {"a.txt": {"text/plain": SECRET}}


def _in_a_source(nb):
    nb.cells[0].source += f"\n# was: {SECRET}  "


@pytest.mark.parametrize(
    "spill", [_in_output, _in_cell_metadata, _in_notebook_metadata, _in_a_metadata_key, _in_an_attachment, _in_a_source]
)
def test_found_anywhere(spill):
    release = notebook("import numpy\n# 写在这里")
    assert leaks(source(), release) == []
    spill(release)
    assert leaks(source(), release) == [SECRET]


def test_a_left_over_marker_is_a_leak():
    assert leaks(source(), notebook("### BEGIN SOLUTION\npass")) == ["BEGIN SOLUTION"]


def test_stubs_are_allowed():
    """A solution may contain what the stub says."""
    made = notebook("### BEGIN SOLUTION\nraise NotImplementedError()\n### END SOLUTION", solution=True)
    release = notebook("raise NotImplementedError()")
    assert leaks(made, release) == ["raise NotImplementedError()"]
    assert leaks(made, release, allowed=["# x\nraise NotImplementedError()"]) == []
