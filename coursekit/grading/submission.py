"""Reading what a student handed in, and putting it together with the teacher's notebook.

Of a submission only two things are taken: the text of solution cells, by grade_id, and the student's own free cells, in
their order. Everything else is the teacher's, so what a student did to a locked cell cannot matter.
"""

import itertools
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.assignment import FREE, GIVEN, MANUAL, SOLUTION, TEST, Assignment, TeacherCell
from coursekit.grading.files import NOTEBOOK_CAP, UnreadableSubmission, read_regular
from coursekit.grading.later_names import identifiers
from coursekit.grading.magics import python
from coursekit.lang import tr


@dataclass
class Submission:
    """A student's notebook: cells as plain data, in order."""

    cells: list[dict]
    notes: list[str] = field(default_factory=list)


def read_submission(path: Path) -> Submission:
    """Read a notebook that may be anything.

    Raises
    ------
    UnreadableSubmission
        If it is no notebook of format 4.
    """
    content = read_regular(path, NOTEBOOK_CAP)
    try:
        node = _without_surrogates(json.loads(content.decode("utf-8-sig")), content)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = tr(f"（第 {line} 行）", f" (line {line})") if line else ""
        text = tr(
            f"{path.name} 不是有效的 notebook{where}：请在 Jupyter 里重新保存，再交一次",
            f"{path.name} is no valid notebook{where}: save it again in Jupyter and hand it in once more",
        )
        raise UnreadableSubmission(text) from None
    cells = node.get("cells") if isinstance(node, dict) else None
    if not isinstance(cells, list) or node.get("nbformat") != 4:
        text = tr(
            f"{path.name} 不是第 4 版格式的 notebook：请用新版 Jupyter 打开并保存",
            f"{path.name} is no notebook of format 4: open and save it in a current Jupyter",
        )
        raise UnreadableSubmission(text)
    return Submission([_plain(cell) for cell in cells if isinstance(cell, dict)])


def _without_surrogates(node, content: bytes):
    """Return a notebook whose texts UTF-8 can hold: JSON may escape half a character, which no file takes again."""
    if not re.search(rb"\\u[dD][89a-fA-F]", content):
        return node
    return json.loads(json.dumps(node, ensure_ascii=False).encode("utf-8", "replace"))


def _plain(cell: dict) -> dict:
    """Return a cell with the fields that are used, each of the type it should have."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id", "") if isinstance(nbgrader, dict) else ""
    outputs = cell.get("outputs")
    return {
        "cell_type": cell.get("cell_type") if isinstance(cell.get("cell_type"), str) else "raw",
        "source": source if isinstance(source, str) else "",
        "grade_id": grade_id if isinstance(grade_id, str) else "",
        "outputs": [o for o in outputs if isinstance(o, dict)] if isinstance(outputs, list) else [],
    }


def arrange(assignment: Assignment, submission: Submission) -> list[dict]:
    """Return the steps of an examination, and leave remarks on the submission in its notes.

    Each step is ``{op, key, …}``: ``run`` in the candidate, ``teach`` in the examiner, ``test``.
    """
    taken = {cell["grade_id"]: cell for cell in submission.cells if cell["grade_id"]}  # of several, the last counts
    counts = Counter(cell["grade_id"] for cell in submission.cells)
    submission.notes += _remarks(assignment, taken, counts)
    free = free_cells(assignment, submission)
    steps = []
    for position in range(-1, len(assignment.cells)):
        if position >= 0:
            steps += _steps(assignment.cells[position], taken)
        steps += [{"op": "run", "key": key, "source": cell["source"]} for key, cell in free.get(position, []) if key]
    read_later: set[str] = set()
    for step in reversed(steps):
        if step["op"] == "run":
            read_later |= identifiers(step["source"])
        elif step["op"] == "test":
            step["shares"] = _shares(step, read_later)
            step["withheld"] = sorted(read_later & set(step["withheld"]))
    return steps


def _shares(step: dict, read_later: set[str]) -> list:
    """Return a test's visible parts with the names that later cells read; the student's own go through anyway."""
    wanted = read_later - set(step["owned"])
    parts = [[p.first, p.last, {n: s for n, s in p.names.items() if n in wanted}] for p in step["shares"]]
    return [part for part in parts if part[2]]


def free_cells(assignment: Assignment, submission: Submission) -> dict[int, list[tuple[str, dict]]]:
    """Return the student's own cells by the index of the teacher's cell that they stand after, -1 at the top.

    Each comes with the key of its step, empty for one that is no code. Keys count in the order in which cells run: a
    student may have moved the teacher's cells about.
    """
    known = {cell.grade_id: cell.index for cell in assignment.cells if cell.grade_id}
    anchor, placed = -1, {}
    for cell in submission.cells:
        if cell["grade_id"] in known:
            anchor = known[cell["grade_id"]]
        else:
            placed.setdefault(anchor, []).append(cell)
    number = itertools.count(1)
    return {
        position: [(f"free-{next(number)}" if cell["cell_type"] == "code" else "", cell) for cell in placed[position]]
        for position in sorted(placed)
    }


def _steps(cell: TeacherCell, taken: dict[str, dict]) -> list[dict]:
    steps = []
    if cell.taught:
        steps.append({"op": "teach", "key": cell.key, "source": cell.taught})
    if cell.referred:
        steps.append({"op": "refer", "key": cell.key, "source": cell.referred})
    if cell.role == GIVEN:
        steps.append({"op": "run", "key": cell.key, "source": cell.source})
    elif cell.role == SOLUTION or (cell.role == MANUAL and cell.kind == "code"):
        handed_in = taken.get(cell.grade_id)
        if handed_in is not None and handed_in["cell_type"] == "code":
            steps.append({"op": "run", "key": cell.key, "source": handed_in["source"]})
    elif cell.role == TEST:
        steps.append(_test_step(cell))
    return steps


def _test_step(cell: TeacherCell) -> dict:
    source = python(cell.source)
    moved = source.rstrip("\n").count("\n") != cell.source.rstrip("\n").count("\n")  # a magic over several lines
    hidden = range(1, source.count("\n") + 2) if moved and cell.hidden else cell.hidden
    return {
        "op": "test",
        "key": cell.grade_id,
        "source": source,
        "visible": python(cell.visible),
        "points": cell.points,
        "hidden": sorted(hidden),
        "shares": [] if moved else cell.shares,
        "withheld": cell.withheld,
        "owned": sorted(cell.owned),
        "classes": sorted(cell.classes),
        "scorers": sorted(cell.scorers),
    }


def _remarks(assignment: Assignment, taken: dict, counts: dict) -> list[str]:
    """Say which cells of the teacher's are missing, doubled or changed in a submission."""
    notes = []
    for cell in assignment.cells:
        if not cell.grade_id:
            continue
        name, count = cell.grade_id, counts.get(cell.grade_id, 0)
        locked = cell.role in (GIVEN, TEST)
        if count == 0 and cell.role == SOLUTION:
            notes.append(tr(f"单元 {name} 不见了，按没有作答处理", f"cell {name} is missing: taken as not answered"))
        elif count == 0:
            notes.append(
                tr(f"单元 {name} 被删除，评分用的是教师的原文", f"cell {name} was deleted: the teacher's text was used")
            )
        elif count > 1 and not locked:
            notes.append(
                tr(
                    f"单元 {name} 出现了 {count} 次，评的是最后一个",
                    f"cell {name} stands {count} times: the last one counts",
                )
            )
        elif count > 1:
            notes.append(
                tr(
                    f"单元 {name} 出现了 {count} 次，评分用的是教师的原文",
                    f"cell {name} stands {count} times: the teacher's text was used",
                )
            )
        elif locked and _lines(taken[name]["source"]) != _lines(_released(cell)):
            notes.append(
                tr(
                    f"单元 {name} 被改动过，评分用的是教师的原文",
                    f"cell {name} was changed: the teacher's text was used",
                )
            )
    return notes


def _released(cell: TeacherCell) -> str:
    return cell.visible if cell.role == TEST else cell.source


def _lines(source: str) -> list[str]:
    return [line.rstrip() for line in source.split("\n") if line.strip()]


def solution_of(assignment: Assignment) -> Submission:
    """Return the teacher's own answers as a submission: it measures the clocks and must earn full marks."""
    cells = [
        {"cell_type": c.kind, "source": _released(c), "grade_id": c.grade_id, "outputs": []}
        for c in assignment.cells
        if c.grade_id or c.role == FREE
    ]
    return Submission(cells)
