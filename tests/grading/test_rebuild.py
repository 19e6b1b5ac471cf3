"""The graded notebook that formgrader shows to the teacher."""

import json

import nbformat
import pytest

from coursekit.grading.assignment import load_assignment
from coursekit.grading.rebuild import Rebuilder
from coursekit.grading.submission import Submission
from coursekit.grading.terms import Outcome
from tests.grading.conftest import SmallCourse


@pytest.fixture(scope="module")
def rebuilder(tmp_path_factory):
    small = SmallCourse(tmp_path_factory.mktemp("course"))
    return Rebuilder(small.course, load_assignment(small.course, "hw", small.course.notebooks("hw")["hw"]))


def cell(grade_id="", source="", cell_type="code"):
    return {"cell_type": cell_type, "source": source, "grade_id": grade_id, "outputs": []}


CELLS = [cell(source="free"), cell("double", "answer"), cell("test_double", "evil"), cell("report", "想法", "markdown")]


def report(*outputs, status="ok"):
    return {"status": status, "ename": "", "evalue": "", "outputs": list(outputs)}


def test_answers_and_free_cells_stand_in_the_teachers_notebook(rebuilder):
    """In order; tests are the teacher's with their hidden lines; an answer that is missing is empty."""
    node = rebuilder.notebook(Submission(CELLS), Outcome())
    nbformat.validate(node)
    sources = {c.metadata.get("nbgrader", {}).get("grade_id", "free"): c.source for c in node.cells}
    assert list(sources) == ["free", "setup", "double", "test_double", "net", "test_net", "report"]
    assert (sources["free"], sources["double"], sources["net"], sources["report"]) == ("free", "answer", "", "想法")
    assert "evil" not in sources["test_double"]
    assert "HIDDEN" in sources["test_double"]


def test_outputs_are_those_of_the_run(rebuilder):
    """What cells printed and showed; of a failed test the teacher's detail."""
    outcome = Outcome(
        reports={
            "double": report({"output_type": "stream", "name": "stdout", "text": "hi"}),
            "free-1": report({"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]}, status="error"),
        },
        verdicts={"test_double": {"status": "failed", "detail": "line 1\nline 2"}},
    )
    node = rebuilder.notebook(Submission(CELLS), outcome)
    free, _, answer, test = node.cells[:4]
    assert free.outputs[0].ename == "E"
    assert answer.outputs[0].text == "hi"
    assert test.outputs[0].traceback == ["line 1", "line 2"]


@pytest.mark.parametrize(
    "output",
    [
        5,
        None,
        [],
        {},
        {"output_type": "stream"},
        {"output_type": "stream", "name": [], "text": {}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": 5},
        {"output_type": "display_data"},
        {"output_type": "display_data", "data": []},
        {"output_type": "display_data", "data": {"text/html": "<script>", "image/png": 5, "text/plain": [1]}},
        {"output_type": ["x"], "data": {}},
    ],
    ids=str,
)
def test_outputs_of_any_form_make_a_notebook(rebuilder, output):
    """A candidate may have sent anything: the notebook is valid all the same, without a page's code in it."""
    node = rebuilder.notebook(Submission(CELLS), Outcome(reports={"double": report(output), "free-1": {"outputs": 5}}))
    nbformat.validate(node)
    assert "<script>" not in json.dumps(node)


def test_cells_of_odd_kinds_are_raw_text(rebuilder):
    """What a student calls a cell is shown, whatever it is."""
    node = rebuilder.notebook(Submission([cell(source="x", cell_type="heading")]), Outcome())
    assert node.cells[0].cell_type == "raw"


def test_answers_marked_by_hand_are_known_by_their_digest(rebuilder):
    """Another text is another digest; one left as released, emptied or deleted is no answer."""
    first = rebuilder.answers(Submission([cell("report", "想法", "markdown")]))["report"]
    second = rebuilder.answers(Submission([cell("report", "想法 2", "markdown")]))["report"]
    assert first != second
    assert len(first) == 64
    for cells in ([], [cell("report", rebuilder.released[5] + "\n", "markdown")], [cell("report", " ", "markdown")]):
        assert rebuilder.answers(Submission(cells)) == {"report": None}
