"""What a check can say of points: those that the public tests show, and those it cannot see."""

import ast
from collections import Counter
from dataclasses import dataclass

from coursekit.checks.session import passed
from coursekit.lang import tr


@dataclass
class Tally:
    """The points of a homework as far as its release tells them.

    Attributes
    ----------
    reached, public : float
        Points of the visible blocks: of those that passed, and of all.
    hidden : float
        Points of the test cells that no visible block gives.
    manual : float
        Points that the teacher gives for what is written.
    """

    reached: float
    public: float
    hidden: float
    manual: float

    def __str__(self) -> str:
        text = tr(
            f"公开测试：得到 {self.reached:g} 分，一共 {self.public:g} 分",
            f"Public tests: {self.reached:g} of {self.public:g} points",
        )
        unseen = []
        if self.hidden:
            unseen.append(tr(f"{self.hidden:g} 分看隐藏的检查", f"{self.hidden:g} depend on hidden tests"))
        if self.manual:
            unseen.append(tr(f"{self.manual:g} 分由老师评阅", f"{self.manual:g} are the teacher's to give"))
        if unseen:
            text += tr("；另有 ", "; of the others ") + tr("，", ", ").join(unseen)
        return text + tr("。", ".")


def tally(cells: list) -> Tally | None:
    """Return the points of executed cells; None where a graded cell does not tell its points block by block."""
    found = Tally(0, 0, 0, 0)
    for cell in cells:
        about = cell.metadata.get("nbgrader", {})
        if not about.get("grade"):
            continue
        points = about.get("points")
        if isinstance(points, bool) or not isinstance(points, (int, float)):
            return None
        if about.get("solution"):
            found.manual += points
            continue
        known = _blocks(cell.source)
        if not known or (public := sum(value for _, value in known)) > points:
            return None
        said = Counter(_printed(cell))
        for label, value in known:
            line = next((line for line in passed(label, value) if said[line]), None)
            if line is not None:
                said[line] -= 1
                found.reached += value
        found.public += public
        found.hidden += points - public
    return found if found.public else None


def _blocks(source: str) -> list[tuple[str, float]] | None:
    """Return label and value of each visible block, None where one is not written out at the top of the cell."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return None
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _is_points(node.func)]
    heads = [item.context_expr for node in tree.body if isinstance(node, ast.With) for item in node.items]
    blocks = [_written_out(call) for call in heads if call in calls]
    return None if None in blocks or len(blocks) < len(calls) else blocks


def _is_points(func: ast.expr) -> bool:
    return isinstance(func, ast.Attribute) and func.attr == "points" and ast.unparse(func.value) == "checks"


def _written_out(call: ast.Call) -> tuple[str, float] | None:
    try:
        value, label = map(ast.literal_eval, call.args)
        return str(label), float(value)
    except (ValueError, TypeError):
        return None


def _printed(cell) -> list[str]:
    streams = [output for output in cell.get("outputs", []) if output.output_type == "stream"]
    return "".join(output.text for output in streams if output.name == "stdout").splitlines()
