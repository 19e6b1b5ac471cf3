"""What a student runs before handing in."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from coursekit.checks import notebook as checking
from coursekit.checks.notebook import CheckError, NotebookCheck, digest, run, structure


def graded(source: str, grade_id: str, **flags):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": grade_id, **flags}})


def released(*cells):
    """A notebook whose metadata says what was released."""
    kinds = {"a": "answer", "given": "locked", "test_a": "test"}
    about = [
        {
            "grade_id": cell.metadata.nbgrader.grade_id,
            "kind": kinds[cell.metadata.nbgrader.grade_id],
            "digest": digest(cell.source),
        }
        for cell in cells
    ]
    return new_notebook(cells=list(cells), metadata={"coursekit": {"cells": about}})


def homework():
    return released(
        graded("k = 3", "given", locked=True),
        graded("def f(x):\n    return x", "a", solution=True),
        graded("assert f(k) == 3, 'f(3) 应为 3'", "test_a", grade=True, locked=True, points=1),
    )


def test_a_released_notebook_is_whole():
    """Nothing to say of a notebook that is as released, however the answers changed."""
    node = homework()
    node.cells[1].source = "def f(x):\n    return 7"
    assert structure(node) == []


def test_missing_doubled_and_changed_cells_are_named():
    """Each deviation is told with the cell's name."""
    missing, doubled, changed = homework(), homework(), homework()
    del missing.cells[1]
    doubled.cells.append(doubled.cells[2])
    changed.cells[2].source += "\nprint('x')"
    for node, words in ((missing, "缺少单元 a"), (doubled, "test_a 出现了 2 次"), (changed, "test_a 被改动")):
        (problem,) = structure(node)
        assert words in problem


@pytest.mark.parametrize("metadata", [{}, {"coursekit": "x"}, {"coursekit": {"cells": []}}])
def test_a_notebook_without_information_is_no_homework(metadata):
    """Another notebook, or one whose metadata was stripped, is told as such."""
    node = homework()
    node.metadata = nbformat.from_dict(metadata)
    assert "没有作业信息" in structure(node)[0]


@pytest.mark.parametrize(
    ("content", "words"), [(b"{nope", "不是有效的"), (b"\xff\xfe", "不是有效的"), (None, "找不到文件")]
)
def test_a_file_that_is_no_notebook_is_a_clear_error(tmp_path, content, words):
    """The text says what the file is not, or that it is not there."""
    path = tmp_path / "作 业.ipynb"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CheckError, match=words):
        run(path)


def test_the_public_tests_run_in_a_fresh_kernel(tmp_path):
    """One kernel for all: a wrong answer fails its test with the message of it, an unwritten one says so."""
    node = homework()
    node.cells[1].source = "def f(x):\n    return 7"
    node.cells.append(new_code_cell("1 / 0"))
    node.cells.append(graded("raise NotImplementedError", "a", solution=True))
    path = tmp_path / "作 业.ipynb"
    nbformat.write(node, path)
    found = run(path, timeout=60)
    (cell,) = found.cells
    assert (cell.grade_id, cell.ok, cell.message) == ("test_a", False, "f(3) 应为 3")
    assert any("第 4 个单元" in error and "ZeroDivisionError" in error for error in found.errors)
    assert any("还没有写" in error for error in found.errors)
    assert any("出现了 2 次" in problem for problem in found.problems)
    assert not found.ok
    assert found.as_json()["ok"] is False
    assert "还有问题" in str(found)


def test_a_whole_and_right_notebook_is_ready():
    """No problem, no error, every test passed: the last line says so."""
    found = NotebookCheck("hw.ipynb", cells=[checking.CellCheck("test_a", True)])
    assert found.ok
    assert str(found).endswith("可以提交。")
