"""What became of a notebook on its way to the teacher."""

import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.checks.seal import sealed, text_of
from coursekit.grading.transit import look
from tests.grading.conftest import scores
from tests.grading.test_collect import notebook

PLAIN = notebook("x = '你好'")
EXPORTED = text_of(sealed(json.loads(PLAIN), {"made": "2026-11-20T08:00:00Z"}))


def seen(tmp_path, content):
    path = tmp_path / "hw1.ipynb"
    path.write_bytes(content)
    return look(path)


@pytest.mark.parametrize(
    ("text", "encoding", "state", "mended"),
    [
        (PLAIN, "utf-8", "", ""),
        (PLAIN, "utf-8-sig", "", ""),
        (PLAIN, "gb18030", "", "gb18030"),
        (PLAIN, "utf-16", "", "utf-16"),
        (PLAIN, "utf-32", "", "utf-32"),
        (EXPORTED, "utf-8", "intact", ""),
        (EXPORTED, "gbk", "intact", ""),
        (EXPORTED.replace("\n", "\r\n"), "utf-8-sig", "intact", ""),
        (EXPORTED, "utf-16", "intact", "utf-16"),
    ],
)
def test_encodings(tmp_path, text, encoding, state, mended):
    """An editor's or a mail program's: turned back where grading would not read it, and told."""
    found = seen(tmp_path, text.replace("\\u4f60", "你").encode(encoding) if text is PLAIN else text.encode(encoding))
    assert (found.problem, found.state, found.encoding) == ("", state, mended)
    assert bool(found.mended) == bool(mended) == any("编码" in line for line in found.remarks("a", ""))
    if mended:
        assert json.loads(found.mended)["cells"][0]["source"] == "x = '你好'"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf  ", "空的"),
        (EXPORTED[:400].encode(), "第 400 字节就断了"),
        (EXPORTED[:-3].encode(), "断了"),
        (b"<!DOCTYPE html><html>please log in</html>", "网页"),
        (b"PK\x03\x04rest", "压缩包"),
        (b'{"nbformat": 3, "worksheets": []}', "第 4 版"),
        (b"[1]", "不是 notebook"),
        (b"\xff\xfe", "不是 notebook"),
        (b'{"a": ' + b"[" * 100_000 + b"}", "不是 notebook"),
    ],
)
def test_what_cannot_be_read(tmp_path, content, reason):
    """The reason, and that it must be handed in again."""
    found = seen(tmp_path, content)
    assert found.state == "unreadable"
    assert reason in found.problem
    (line,) = found.remarks("hw1.ipynb", "")
    assert line.startswith("hw1.ipynb 打不开")


def test_a_link_is_not_followed(tmp_path):
    """Nor is anything else that is no regular file."""
    (tmp_path / "secret").write_text(EXPORTED)
    (tmp_path / "hw1.ipynb").symlink_to("secret")
    assert look(tmp_path / "hw1.ipynb").problem


def test_changes_after_the_check(tmp_path):
    """By a program for notebooks, or by none: both are told with the cell, and neither makes it unreadable."""
    node = nbformat.from_dict(json.loads(EXPORTED))
    node.cells[0].source = "x = 2"
    found = seen(tmp_path, nbformat.writes(node).encode())
    assert found.state == "changed"
    assert "又改过（q1）" in found.remarks("a", "")[0]
    found = seen(tmp_path, EXPORTED.replace("x = ", "y = ").encode())
    assert found.state == "damaged"
    assert "损坏" in found.remarks("a", "")[0] and "q1" in found.remarks("a", "")[0]


def test_another_version_of_the_homework(tmp_path):
    """It tells by the list of released cells; nothing is said where one of both is unknown."""
    node = json.loads(PLAIN)
    node["metadata"] = {"coursekit": {"notebook": "hw1", "cells": [{"grade_id": "q1", "digest": "0"}]}}
    found = seen(tmp_path, json.dumps(node).encode())
    assert found.name == "hw1" and found.release
    assert found.remarks("a", found.release) == found.remarks("a", "") == []
    assert "另一版作业" in found.remarks("a", "1234")[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["cells", "metadata", "coursekit",
        "export", "nbformat", "nbgrader", "grade_id", "source", "notebook", "sha256"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(metadata=JSON, cells=JSON, cell=JSON)
@settings(max_examples=150, deadline=None)
def test_anything_can_be_looked_at(tmp_path_factory, metadata, cells, cell):
    """Whatever the JSON holds: no error, and remarks that can be printed."""
    content = {"nbformat": 4, "metadata": metadata, "cells": cells if isinstance(cells, list) else [cell]}
    found = seen(tmp_path_factory.mktemp("x"), json.dumps(content).encode())
    assert all(isinstance(line, str) for line in found.remarks("a", "b"))


def test_the_call_that_exports_is_no_error_in_grading(grade):
    """It stands in every notebook from Colab: no remark on it, and nothing is run."""
    calls = "from coursekit import checks\nchecks.export()\nchecks.run('hw.ipynb')"
    result = grade(
        lambda cells: cells.append(nbformat.v4.new_code_cell(calls)), double="def double(x):\n    return x * 2"
    )
    assert scores(result)["test_double"] == 4
    assert result.notes == []


def test_what_a_file_says_of_its_tests_counts_for_nothing(grade):
    """A wrong answer under a checksum that says all tests passed gets what it would get without."""
    path = grade.small.hand_in("s1", double="def double(x):\n    return 4.0")
    forged = sealed(json.loads(path.read_text("utf-8")), {"ok": True, "ran": True, "tests": {"test_double": True}})
    path.write_text(text_of(forged))
    assert look(path).state == "intact"
    assert scores(grade.grader.grade_one("s1", grade.grader.assignments[0]).result)["test_double"] < 4
