"""Known answers to a homework: right in different ways, or wrong in one way that costs exactly what it says.

They are percent texts in ``assignments/answers``; ``assignments/README.md`` describes the format. They grade the
grader, and the demo's class is made of them.
"""

from dataclasses import dataclass, field
from pathlib import Path

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.percent import parse
from coursekit.lang import tr


@dataclass(frozen=True)
class Answer:
    """One answer to one solution cell.

    Attributes
    ----------
    name, cell : str
        Its own name, and the grade_id of the solution cell that it replaces.
    source : str
        The code.
    why : str
        What is special about a right answer, or the mistake of a wrong one.
    loses : dict of str to float
        Points lost, by test cell; empty for a right answer.
    """

    name: str
    cell: str
    source: str
    why: str
    loses: dict[str, float] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        return not self.loses


def read_answers(path: Path) -> dict[str, Answer]:
    """Read the known answers of a homework, by name.

    Raises
    ------
    AuthoringError
        If a cell lacks a name, its cell or its kind, or two answers share a name.
    """
    answers: dict[str, Answer] = {}
    for node in parse(path.read_text("utf-8")).cells:
        if node.cell_type != "code":
            continue
        about = dict(node.metadata.get("coursekit", {}))
        name = about.get("answer", "")
        if not name or not about.get("cell") or ("right" in about) == ("mistake" in about):
            raise AuthoringError(
                tr(
                    f"{path}：答案单元要有 answer、cell，以及 right 或 mistake 之一，得到 {about}",
                    f"{path}: an answer needs `answer`, `cell` and one of `right` and `mistake`, got {about}",
                )
            )
        if name in answers:
            raise AuthoringError(tr(f"{path}：两个答案都叫 {name}", f"{path}: two answers named {name}"))
        if "mistake" in about and not about.get("loses"):
            raise AuthoringError(tr(f"{path}：{name} 没有写 loses", f"{path}: {name} says not what it loses"))
        loses = {cell: float(points) for cell, points in about.get("loses", {}).items()}
        why = about.get("right") or about.get("mistake")
        answers[name] = Answer(name, about["cell"], node.source, why, loses, dict(about.get("status", {})))
    return answers
