"""What a student runs before handing in."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from coursekit import checks
from coursekit.checks import notebook as checking
from coursekit.checks.notebook import CheckError, NotebookCheck, run
from coursekit.checks.released import digest, heading_above, structure, unwritten
from coursekit.checks.session import passed
from coursekit.checks.tally import Tally, tally
from coursekit.lang import tr


def graded(source: str, grade_id: str, **flags):
    return new_code_cell(source, metadata={"nbgrader": {"grade_id": grade_id, **flags}})


def released(*cells):
    """A notebook whose metadata says what was released."""
    kinds = {"a": "answer", "given": "locked", "test_a": "test", "why": "manual"}
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


def test_who_passes_what_is_seen_is_told_that_there_is_more():
    """The public tests are a part: a student who stops at the first "all passed" may lose the rest."""
    for hidden, end in (
        (4, "隐藏的检查看得更多：题目里的每一条都照做了，就可以提交。"),
        (0, "公开测试全部通过，可以提交。"),
    ):
        found = NotebookCheck("hw.ipynb", cells=[checking.CellCheck("test_a", True)], points=Tally(3, 3, hidden, 0))
        assert str(found).endswith(end)


BLOCKS = """from coursekit import checks
with checks.points(1, "小例子"):
    checks.equal(f(0), 0)
with checks.points(2, "两倍"):
    checks.equal(f(2), 4)
"""


def with_points():
    """A homework that tells its points: three are public, four hidden, two are the teacher's."""
    why = new_markdown_cell(
        "写在这里", metadata={"nbgrader": {"grade_id": "why", "grade": True, "solution": True, "points": 2}}
    )
    node = released(
        graded("def f(x):\n    return 2 * x", "a", solution=True),
        graded(BLOCKS, "test_a", grade=True, locked=True, points=7),
        why,
    )
    node.cells.insert(2, new_markdown_cell("## 第 2 题 为什么是 `f`\n```\n# no heading\n```"))
    return node


def test_points_that_are_seen_and_not_seen_are_told(tmp_path):
    """What the public tests gave, how much nobody sees before grading, and which written answers are as released."""
    node = with_points()
    path = tmp_path / "hw.ipynb"
    node.cells[0].source = "def f(x):\n    return x"
    node.cells.append(new_code_cell("raise NotImplementedError"))
    nbformat.write(node, path)
    found = run(path, timeout=60)
    assert found.as_json()["points"] == {"reached": 1, "public": 3, "hidden": 4, "manual": 2}
    assert found.as_json()["unwritten"] == ["why  第 2 题 为什么是 f"]
    lines = str(found).splitlines()
    assert lines[-4].startswith("出错  第 5 个单元  第 2 题 为什么是 f  还没有写")
    assert lines[-3:-1] == [
        "公开测试：得到 1 分，一共 3 分；另有 4 分看隐藏的检查，2 分由老师评阅。",
        "还没有写  why  第 2 题 为什么是 f",
    ]


def test_a_failed_block_does_not_stop_its_cell(tmp_path):
    """As in grading: the blocks after it count, and how many more failed is told; a bare assert still ends the cell."""
    source = """from coursekit import checks
with checks.points(1, "一"):
    checks.equal(f(1), 2)
with checks.points(2, "二"):
    checks.equal(f(2), 2)
with checks.points(3, "三"):
    g()
with checks.points(4, "四"):
    assert f(4) == 4
assert f(5) == 6, "末尾"
"""
    node = released(
        graded("def f(x):\n    return x", "a", solution=True),
        graded(source, "test_a", grade=True, locked=True, points=12),
    )
    path = tmp_path / "hw.ipynb"
    nbformat.write(node, path)
    found = run(path)
    (cell,) = found.cells
    assert not cell.ok and cell.message == "一：值不对：得到 1，应为 2（另有 2 处）"
    assert (found.points.reached, found.points.public) == (6, 10)
    assert not found.ok and "6 分" in str(found)


def test_at_home_the_first_failure_stops_the_cell(monkeypatch):
    """A student who runs a test cell looks at one mistake; its error says in which part."""
    monkeypatch.delenv("COURSEKIT_CHECKING", raising=False)
    with pytest.raises(checks.CheckFailed) as caught, checks.points(2, "部分"):
        checks.equal(1, 2)
    assert caught.value.__notes__ == ["这一部分是：部分（2 分）"]


def test_what_is_not_written_keeps_the_last_line_from_saying_all_is_done():
    """All tests pass: the work can be handed in only once the text is there; it is no failure."""
    node = with_points()
    assert unwritten(node) == ["why  第 2 题 为什么是 f"]
    found = NotebookCheck("hw.ipynb", cells=[checking.CellCheck("test_a", True)], unwritten=unwritten(node))
    assert found.ok and str(found).endswith("写完再提交。")
    node.cells[3].source = " \n"
    assert unwritten(node)
    node.cells[3].source = "因为"
    assert unwritten(node) == []


def graded_and_run(source: str, *lines: str, points=7):
    cell = graded(source, "test_a", grade=True, locked=True, points=points)
    cell.outputs = [new_output("stream", text="\n".join(lines)), new_output("display_data", {"text/plain": "x"})]
    return cell


def test_a_block_counts_in_either_language():
    """By the line that it prints when it passes."""
    for line in passed("两倍", 2.0):
        assert tally([graded_and_run(BLOCKS, "x", line)]) == Tally(2, 3, 4, 0)
    assert tally([graded_and_run(BLOCKS, *passed("两倍", 2.0))]) == Tally(2, 3, 4, 0)
    assert tr(*passed("两倍", 2.0)) == "通过：两倍（2 分）"
    assert str(Tally(3, 3, 0, 0)) == "公开测试：得到 3 分，一共 3 分。"


@pytest.mark.parametrize(
    ("source", "points"),
    [
        ("assert f(2) == 2", 1),
        ("%time f(2)", 1),
        ("for i in range(2):\n    with checks.points(1, 'x'):\n        pass", 2),
        ("with checks.points(worth, 'x'):\n    pass", 2),
        ("with checks.points(1):\n    pass", 2),
        (BLOCKS, 2),
        (BLOCKS, None),
    ],
)
def test_nothing_is_said_of_points_that_a_release_does_not_tell(source, points):
    """A cell without blocks, or with some that are not written out, tells no sum; neither does a faulty one."""
    assert tally([graded_and_run(source, points=points)]) is None
    assert tally([new_code_cell("1")]) is None


def test_no_points_are_told_of_a_changed_test(tmp_path):
    """The sum would be that of the student's own test."""
    node = with_points()
    node.cells[1].source += "print(1)"
    nbformat.write(node, tmp_path / "hw.ipynb")
    found = run(tmp_path / "hw.ipynb", timeout=60)
    assert found.points is None and found.problems and found.cells[0].ok


def test_a_cell_without_a_heading_above():
    """Has none to be told by."""
    assert heading_above([new_code_cell("# no heading"), new_markdown_cell("text")], 2) == ""
