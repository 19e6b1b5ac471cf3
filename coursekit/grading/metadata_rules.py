"""What the cells of a homework must fulfil before anything is built from them: one clear error for each fault.

nbgrader finds some of these at `generate_assignment`, some while it grades, some never.
"""

import ast
import re
from collections.abc import Callable

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.cell_ids import grade_id
from coursekit.grading.markers import MarkerError, regions
from coursekit.lang import tr

# The kinds a cell may be, told by nbgrader's flags (grade, solution, locked, task).
TEST, SOLUTION, MANUAL, LOCKED, TASK = "test", "solution", "manual", "locked", "task"
SCHEMA_VERSION = 3
KEYS = {"grade", "grade_id", "solution", "locked", "task", "points", "schema_version", "checksum", "cell_type"}


def cell_kind(cell: NotebookNode) -> str | None:
    """Return what nbgrader takes a cell for: test, solution, manual, locked or task; None for a free cell."""
    meta = cell.metadata.get("nbgrader", {})
    if meta.get("task"):
        return TASK
    if meta.get("grade"):
        return MANUAL if meta.get("solution") else TEST
    if meta.get("solution"):
        return SOLUTION
    return LOCKED if meta.get("locked") else None


def metadata_faults(cells: list[NotebookNode], line_of: Callable[[int], int]) -> list[str]:
    """List what is wrong with the cells of a homework, each with the line of its text.

    Parameters
    ----------
    cells : list of NotebookNode
        The cells of the teacher's version.
    line_of : callable
        Gives the line on which the cell of that index begins.
    """
    faults: list[str] = []
    seen: dict[str, int] = {}
    for index, cell in enumerate(cells):
        line = line_of(index)
        faults += [_at(line, text) for text in _flag_faults(cell)]
        faults += _marker_faults(cell, line)
        name = grade_id(cell)
        if name in seen:
            first = seen[name]
            faults.append(
                _at(
                    line,
                    tr(f"grade_id {name!r} 与第 {first} 行的重复", f"grade_id {name!r} again, first at line {first}"),
                )
            )
        elif name:
            seen[name] = line
    return faults


def _at(line: int, text: str) -> str:
    return tr(f"第 {line} 行：{text}。", f"line {line}: {text}.")


def _flag_faults(cell: NotebookNode) -> list[str]:
    kind = cell_kind(cell)
    meta = cell.metadata.get("nbgrader")
    if meta is None:
        return []
    name = meta.get("grade_id", "")
    faults = []
    if meta.get("schema_version") != SCHEMA_VERSION:
        faults.append(
            tr(f"{name!r} 的 schema_version 应为 {SCHEMA_VERSION}", f"{name!r} needs schema_version {SCHEMA_VERSION}")
        )
    if kind is None:
        faults.append(
            tr(
                "nbgrader 元数据里 grade、solution、locked、task 全为假，这个单元不起作用",
                "grade, solution, locked and task are all false: the cell does nothing",
            )
        )
    if not name:
        faults.append(tr("缺 grade_id", "no grade_id"))
    elif not re.fullmatch(r"[A-Za-z0-9_-]{1,128}", name):
        faults.append(
            tr(
                f"grade_id {name!r} 只能由英文字母、数字、_ 和 - 组成",
                f"grade_id {name!r} must consist of letters, digits, _ and -",
            )
        )
    if unknown := sorted(set(meta) - KEYS):
        faults.append(tr(f"nbgrader 不认识 {', '.join(unknown)}", f"nbgrader does not know {', '.join(unknown)}"))
    if kind in (TEST, MANUAL, TASK):
        points = meta.get("points")
        if not _is_points(points):
            faults.append(
                tr(
                    f"计分单元 {name!r} 要有非负的 points，得到 {points!r}",
                    f"graded cell {name!r} needs points, a number of 0 or more, not {points!r}",
                )
            )
    return faults + _kind_faults(cell, kind, name)


def _is_points(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")


def _kind_faults(cell: NotebookNode, kind: str | None, name: str) -> list[str]:
    if kind == TEST and cell.cell_type != "code":
        return [tr(f"测试单元 {name!r} 应为代码单元", f"test cell {name!r} must be code")]
    if kind == SOLUTION and cell.cell_type != "code":
        return [
            tr(
                f"文字题 {name!r} 要人工评分：grade 和 solution 都设为 true，并给出 points",
                f"written answer {name!r} is marked by hand: set grade and solution, and points",
            )
        ]
    if kind == TASK and cell.cell_type != "markdown":
        return [tr(f"任务单元 {name!r} 应为 Markdown 单元", f"task cell {name!r} must be Markdown")]
    return []


def _marker_faults(cell: NotebookNode, line: int) -> list[str]:
    kind, name = cell_kind(cell), grade_id(cell)
    try:
        found = regions(cell.source)
    except MarkerError as error:
        # the cell's first source line stands below its marker
        return [_at(line + 1 + error.line, str(error))]
    kinds = {region.kind for region in found}
    faults = []
    if kind == SOLUTION and "solution" not in kinds:
        faults.append(
            _at(
                line,
                tr(
                    f"解答单元 {name!r} 里没有 BEGIN SOLUTION，整格都会被换掉",
                    f"solution cell {name!r} has no BEGIN SOLUTION: all of it would be replaced",
                ),
            )
        )
    homes = {"solution": (SOLUTION, MANUAL), "hidden": (TEST,), "scheme": (TASK,)}
    for region in found:
        allowed = homes[region.kind]
        if kind not in allowed:
            text = tr(
                f"这种标记只能放在 {allowed[0]} 单元里，这里是 {kind or '普通'} 单元",
                f"this marker belongs in a {allowed[0]} cell, not in a {kind or 'free'} cell",
            )
            faults.append(_at(line + 1 + region.start, text))
    if kind == TEST:
        faults += _points_faults(cell, line)
    return faults


def _points_faults(cell: NotebookNode, line: int) -> list[str]:
    name = grade_id(cell)
    try:
        tree = ast.parse(_without_magics(cell.source))
    except SyntaxError as error:
        at = line + (error.lineno or 1)
        return [_at(at, tr(f"测试单元 {name!r} 有语法错误：{error.msg}", f"syntax error in {name!r}: {error.msg}"))]
    total = sum(literal_points(tree))
    most = cell.metadata.nbgrader.get("points")
    if not _is_points(most) or total <= most + 1e-9:
        return []
    text = tr(
        f"{name!r} 的 checks.points 共 {total:g} 分，多于单元的 {most:g} 分",
        f"the checks.points of {name!r} sum to {total:g}, more than the cell's {most:g}",
    )
    return [_at(line, text)]


def literal_points(tree: ast.AST) -> list[float]:
    """Return the numbers n of ``with checks.points(n, …)`` blocks, in order of appearance."""
    calls = [item.context_expr for node in ast.walk(tree) if isinstance(node, ast.With) for item in node.items]
    return [
        float(call.args[0].value)
        for call in calls
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute | ast.Name)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) == "points"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, int | float)
    ]


def _without_magics(source: str) -> str:
    """Blank out IPython's magics and shell lines, which Python cannot parse; lines keep their number."""
    if source.lstrip().startswith("%%"):
        return ""
    lines = source.split("\n")
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in lines)
