"""Faults of a homework's cells, each found alone and with its line."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from coursekit.authoring.percent import parse
from coursekit.grading.metadata_rules import cell_kind, literal_points, metadata_faults

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")
FLAGS = {
    "test": {"grade": True, "locked": True, "points": 2},
    "solution": {"solution": True},
    "manual": {"grade": True, "solution": True, "points": 2},
    "locked": {"locked": True},
    "task": {"task": True, "locked": True, "points": 2},
    None: {},
}
SOLUTION = "### BEGIN SOLUTION\nx = 1\n### END SOLUTION"


def cell(kind, source, *, markdown=False, **changes):
    make = nbformat.v4.new_markdown_cell if markdown else nbformat.v4.new_code_cell
    flags = {"grade": False, "solution": False, "locked": False, "schema_version": 3, "grade_id": kind or "none"}
    return make(source, metadata={"nbgrader": flags | FLAGS[kind] | changes})


def faults(*cells):
    return metadata_faults(list(cells), lambda index: 100 * (index + 1))


def test_a_sound_homework_has_no_fault():
    assert metadata_faults(parse(TEXT).cells, lambda index: index) == []


@pytest.mark.parametrize("kind", FLAGS)
def test_kinds(kind):
    assert cell_kind(cell(kind, "")) == kind


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (cell("test", "x", points=None), "第 100 行：计分单元 'test' 要有非负的 points"),
        (cell("test", "x", points=-1), "非负的 points"),
        (cell("manual", "x", points=True), "非负的 points"),
        (cell("task", "x", markdown=True, points="2"), "非负的 points"),
        (cell("locked", "x", grade_id=""), "缺 grade_id"),
        (cell("locked", "x", grade_id="第一题"), "只能由英文字母"),
        (cell("locked", "x", extra=1), "nbgrader 不认识 extra"),
        (cell("locked", "x", schema_version=1), "schema_version 应为 3"),
        (cell(None, "x"), "全为假"),
        (cell("test", "x", markdown=True), "应为代码单元"),
        (cell("solution", SOLUTION, markdown=True), "人工评分"),
        (cell("task", "x"), "应为 Markdown 单元"),
        (cell("solution", "x = 1"), "没有 BEGIN SOLUTION"),
        (cell("solution", "a\n### BEGIN SOLUTION\nx"), "第 102 行：BEGIN SOLUTION 没有对应的"),
        (cell("locked", f"a\n{SOLUTION}"), "第 102 行：这种标记只能放在 solution 单元里，这里是 locked 单元"),
        (cell("solution", f"{SOLUTION}\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS"), "第 104 行：.*test 单元"),
        (cell("test", "### BEGIN MARK SCHEME\n### END MARK SCHEME"), "只能放在 task 单元"),
        (cell("test", "with points(2, ''):\n    pass\nwith points(1, ''):\n    pass"), "共 3 分，多于单元的 2 分"),
        (cell("test", "x = 1\ndef"), "第 102 行：测试单元 'test' 有语法错误"),
    ],
)  # fmt: skip
def test_each_fault_is_one_line(made, expected):
    (fault,) = faults(made)
    assert re.search(expected, fault)


def test_duplicates_name_both_lines():
    (fault,) = faults(cell("locked", "a"), cell("locked", "b"))
    assert fault == "第 200 行：grade_id 'locked' 与第 100 行的重复。"


def test_markers_in_a_free_cell():
    """Without nbgrader metadata a solution would be released."""
    (fault,) = faults(nbformat.v4.new_code_cell(SOLUTION))
    assert "普通" in fault


def test_points_within_the_cells_are_fine():
    """Blocks may leave points to the bare asserts, and magics are no syntax error."""
    source = "%time\nwith checks.points(1.5, 'a'), checks.seed():\n    pass\nwith points(0.5, 'b'):\n    pass"
    assert faults(cell("test", source)) == []
    assert faults(cell("test", "%%time\nx ?")) == []


def test_points_that_are_no_literal_are_not_counted():
    tree = ast.parse(
        "with checks.points(n, 'a'):\n    pass\nwith checks.points(2, 'b'):\n    pass\nwith open('f'):\n    pass"
    )
    assert literal_points(tree) == [2.0]
