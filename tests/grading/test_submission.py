"""Reading what a student handed in, and putting it together with the teacher's notebook."""

import json

import nbformat
import pytest

from coursekit.grading.assignment import TeacherCell, load_assignment
from coursekit.grading.files import UnreadableSubmission
from coursekit.grading.submission import Submission, _test_step, arrange, read_submission, solution_of
from tests.grading.conftest import SETUP, TEST_DOUBLE, SmallCourse


@pytest.fixture(scope="module")
def assignment(tmp_path_factory):
    small = SmallCourse(tmp_path_factory.mktemp("course"))
    return load_assignment(small.course, "hw", small.course.notebooks("hw")["hw"])


def cell(grade_id: str = "", source: str = "", cell_type: str = "code") -> dict:
    return {"cell_type": cell_type, "source": source, "grade_id": grade_id, "outputs": []}


def whole() -> list[dict]:
    """The student's cells, nothing missing."""
    visible = TEST_DOUBLE.split("\n### BEGIN")[0]
    test_net = 'net = Net(2)\nassert sum(p.numel() for p in net.parameters()) == 3, "参数个数应为 3"'
    return [
        cell("setup", SETUP),
        cell("double", "d"),
        cell("test_double", visible),
        cell("net", "n"),
        cell("test_net", test_net),
        cell("report", "r", "markdown"),
    ]


def steps(assignment, cells) -> list[tuple[str, str]]:
    return [(step["op"], step["key"]) for step in arrange(assignment, Submission(cells))]


def notes(assignment, cells) -> list[str]:
    submission = Submission(cells)
    arrange(assignment, submission)
    return submission.notes


USUAL = [
    *[("teach", "setup"), ("run", "setup"), ("run", "double"), ("test", "test_double")],
    *[("run", "net"), ("test", "test_net")],
]


def test_the_teachers_cells_give_the_order(assignment):
    """Locked cells run as the teacher wrote them, answers where the teacher has them, whatever order came in."""
    assert steps(assignment, whole()) == USUAL
    assert steps(assignment, whole()[::-1]) == USUAL
    assert notes(assignment, whole()) == []


def test_answers_are_taken_from_the_submission_and_all_else_from_the_teacher(assignment):
    """The last of two answers counts; what a student wrote into a test or a locked cell is not used."""
    cells = [cell("setup", "evil"), cell("double", "first"), cell("double", "last"), cell("test_double", "pass")]
    by_key = {(s["op"], s["key"]): s for s in arrange(assignment, Submission(cells))}
    assert by_key["run", "double"]["source"] == "last"
    assert "evil" not in by_key["run", "setup"]["source"]
    assert by_key["test", "test_double"]["source"] == TEST_DOUBLE + "\n"
    assert by_key["test", "test_double"]["points"] == 4
    assert by_key["test", "test_double"]["owned"] == ["double"]


def test_hidden_lines_are_blank_in_the_visible_text(assignment):
    """The second run has the same line numbers and none of the hidden text."""
    step = next(s for s in arrange(assignment, Submission(whole())) if s["key"] == "test_double")
    visible = step["visible"].split("\n")
    assert step["hidden"] == list(range(2, 8))
    assert visible[0] == "checks.close(double(2.0), 4.0)"
    assert all(visible[line - 1] == "" for line in step["hidden"])


def test_free_cells_run_where_they_stand(assignment):
    """After the teacher's cell that they follow, numbered through; text is not run."""
    cells = whole()
    cells.insert(5, cell(source="c"))
    cells.insert(2, cell(source="b"))
    cells.insert(2, cell(source="text", cell_type="markdown"))
    cells.insert(0, cell("unknown", "a"))
    assert steps(assignment, cells) == [
        ("run", "free-1"),
        *USUAL[:3],
        ("run", "free-2"),
        *USUAL[3:],
        ("run", "free-3"),
    ]


def test_what_is_missing_doubled_or_changed_is_told(assignment):
    """One remark for each cell that is not as released; blanks and line ends are no change."""
    cells = whole()
    cells[0]["source"] += "  \n\n"
    assert notes(assignment, cells) == []
    cells[0]["source"] += "\nX = 0"
    assert "setup 被改动" in notes(assignment, cells)[0]
    for index, word in ((1, "double 不见了"), (2, "test_double 被删除"), (5, "report 被删除")):
        cells = whole()
        del cells[index]
        (note,) = notes(assignment, cells)
        assert word in note
    (note,) = notes(assignment, whole() + [cell("double", "x")])
    assert "2 次，评的是最后一个" in note
    (note,) = notes(assignment, whole() + [cell("test_double", "x")])
    assert "2 次，评分用的是教师的原文" in note


def test_an_answer_turned_into_text_is_no_answer(assignment):
    """A code cell that became Markdown is not run."""
    cells = whole()
    cells[1]["cell_type"] = "markdown"
    assert ("run", "double") not in steps(assignment, cells)


def test_the_solution_is_a_submission(assignment):
    """The teacher's own answers, as released around them: no remark."""
    submission = solution_of(assignment)
    arrange(assignment, submission)
    assert submission.notes == []
    assert "return x * 2" in submission.cells[1]["source"]


def read(tmp_path, content) -> Submission:
    path = tmp_path / "作业.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return read_submission(path)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        b'{"nbformat": 4, "cells": [' + b"1" * 5000 + b"]}",
        [],
        "text",
        {"nbformat": 3, "cells": []},
        {"nbformat": 4},
        {"nbformat": 4, "cells": {}},
    ],
    ids=lambda content: str(content)[:30],
)
def test_what_is_no_notebook_is_told(tmp_path, content):
    """Nothing, no UTF-8, no JSON, too deep, another format: the reason, with what to do."""
    with pytest.raises(UnreadableSubmission, match=r"作业.ipynb.*请"):
        read(tmp_path, content)


def test_json_errors_name_the_line(tmp_path):
    """Where the file breaks off."""
    with pytest.raises(UnreadableSubmission, match="第 3 行"):
        read(tmp_path, b'{\n"nbformat": 4,\n oops')


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({}, cell(cell_type="raw")),
        ({"cell_type": "code", "source": ["a\n", "b", 5]}, cell(source="a\nb")),
        ({"cell_type": 5, "source": {"x": 1}}, cell(cell_type="raw")),
        ({"cell_type": "code", "metadata": []}, cell()),
        ({"cell_type": "code", "metadata": {"nbgrader": 5}}, cell()),
        ({"cell_type": "code", "metadata": {"nbgrader": {"grade_id": ["x"]}}}, cell()),
        ({"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "x"}}}, cell("x")),
        ({"cell_type": "code", "outputs": "x"}, cell()),
        ({"cell_type": "code", "source": "a\ud800b"}, cell(source="a?b")),
    ],
    ids=str,
)
def test_a_cell_of_any_form_becomes_plain(tmp_path, raw, expected):
    """Each field of the type it should have, text that a file can hold; what is no cell is dropped."""
    submission = read(tmp_path, {"nbformat": 4, "cells": [raw, 5, None, []]})
    assert submission.cells == [expected]


def test_outputs_are_kept_as_handed_in(tmp_path):
    """Feedback shows them; what is no output is dropped."""
    outputs = [{"output_type": "stream", "text": "\ud800"}, 5]
    (found,) = read(tmp_path, {"nbformat": 4, "cells": [{"cell_type": "code", "outputs": outputs}]}).cells
    assert found["outputs"] == [{"output_type": "stream", "text": "?"}]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    """Some editors write one."""
    assert read(tmp_path, b'\xef\xbb\xbf{"nbformat": 4, "cells": []}').cells == []


def test_tests_share_what_later_cells_read(tmp_path):
    """Of a visible part's names those that cells below mention; none that the student owns, none of a hidden part."""
    small = SmallCourse(tmp_path)
    for item in small.source.cells:
        if item.metadata.get("nbgrader", {}).get("grade_id") == "test_double":
            item.source = "first = double(1.0)\nsecond = 2\ndouble = double\nX = first\n" + item.source
    nbformat.write(small.source, small.root / "source/hw/hw.ipynb")
    assignment = load_assignment(small.course, "hw", small.course.notebooks("hw")["hw"])
    cells = [*whole()[:3], cell("", "print(first, double, checks)"), cell("net", "n = X")]
    above = [cell("", "second"), *cells]
    shares = {s["key"]: s["shares"] for s in arrange(assignment, Submission(above)) if s["op"] == "test"}
    assert shares == {"test_double": [[1, 5, {"first": "", "X": ""}]], "test_net": []}


def test_lines_that_move_hide_the_whole_test():
    """A magic over several lines is one line of Python: no line number can be trusted then."""
    source = "x = !ls \\\n  -l\n### BEGIN HIDDEN TESTS\nf(1)\n### END HIDDEN TESTS"
    step = _test_step(TeacherCell(0, "test", "code", source, "t", 1.0, frozenset([3, 4, 5])))
    assert set(step["hidden"]) >= set(range(1, step["source"].count("\n") + 1)) and step["shares"] == []
