"""What one attack is: the answers and the files that are handed in, what they must earn, what must be told."""

import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.v4 import new_code_cell

from tests.grading.conftest import SmallCourse
from tests.redteam.homework import WRONG, right

ALL = "all"
# What the student reads when something went wrong: a status other than passed on the page is told with a reason.
TOLD = r"\S"


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    Attributes
    ----------
    family, way : str
        What kind of attack it is, and which way in it takes.
    free : dict of str to str
        Cells of the student's own by the cell that they stand after; ``top`` for the first, ``end`` for the last.
    answers : dict of str to str
        Solution cells that are neither right nor simply wrong.
    honest : str or collection of str
        The questions that are answered rightly; ``"all"`` for every one. The others have wrong answers.
    loses : set of str
        Honest questions that the attack costs its own author.
    keeps : dict of str to float
        Points that a question earns other than all or none.
    told : str
        A regular expression that the student's verdicts and remarks must match; empty where nothing went wrong.
    files : dict of str to bytes
        Handed in beside the notebook.
    change : callable
        Gets the notebook as plain JSON, to change it.
    place : callable
        Gets the folder of the submission, after the notebook was written.
    """

    family: str
    way: str
    free: dict[str, str] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    honest: str | frozenset[str] = frozenset()
    loses: frozenset[str] = frozenset()
    keeps: dict[str, float] = field(default_factory=dict)
    told: str = TOLD
    files: dict[str, bytes] = field(default_factory=dict)
    change: Callable[[dict], None] | None = None
    place: Callable[[Path], None] | None = None

    def __str__(self) -> str:
        return f"{self.family}: {self.way}"

    def earns(self, points: dict[str, float]) -> dict[str, float]:
        """Return what each question earns, no more and no less."""
        honest = set(points) if self.honest == ALL else set(self.honest)
        full = honest - set(self.loses)
        return {name: self.keeps.get(name, worth if name in full else 0.0) for name, worth in points.items()}

    def hand_in(self, small: SmallCourse, student: str, names: list[str]) -> None:
        """Write the submission."""
        honest = set(names) if self.honest == ALL else set(self.honest)
        answers = {name: (right() if name in honest else WRONG)[name] for name in names}
        answers |= {name: dedent(text) for name, text in self.answers.items()}
        answers = {name: text.replace("@COURSE@", str(small.root)) for name, text in answers.items()}

        def arrange(cells: list) -> None:
            for anchor, text in self.free.items():
                own = new_code_cell(dedent(text).replace("@COURSE@", str(small.root)))
                ids = [item.metadata.get("nbgrader", {}).get("grade_id") for item in cells]
                where = {"top": 0, "end": len(cells)}.get(anchor)
                cells.insert(ids.index(anchor) + 1 if where is None else where, own)

        path = small.hand_in(student, arrange, **answers)
        for name, content in self.files.items():
            (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (path.parent / name).write_bytes(content)
        if self.change is not None:
            node = json.loads(path.read_text("utf-8"))
            self.change(node)
            path.write_text(json.dumps(node), "utf-8")
        if self.place is not None:
            self.place(path.parent)


def dedent(text: str) -> str:
    return textwrap.dedent(text).strip("\n")


def ways(family: str, *attacks: dict, **common) -> list[Attack]:
    """Return several ways of one family, each a dict of what it has beside `common`."""
    return [Attack(family, **{**common, **attack}) for attack in attacks]
