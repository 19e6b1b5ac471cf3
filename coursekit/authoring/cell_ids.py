"""Stable cell ids: a generated notebook changes only where its text did."""

import difflib
import hashlib
import re

from nbformat.notebooknode import NotebookNode

MAX_ID = 64  # nbformat 4.5: 1 to 64 letters, digits, - and _


def assign_ids(cells: list[NotebookNode], old: list[NotebookNode]) -> list[str]:
    """Return one id for each cell, unique, the same at each run.

    A cell with a grade_id has an id derived from it. Any other keeps the id of the old cell with the same content;
    where a stretch of cells was rewritten one for one, they keep theirs in order; a new cell's id is made from its
    content.

    Parameters
    ----------
    cells : list of NotebookNode
        The cells of the new notebook.
    old : list of NotebookNode
        The cells of the notebook generated before, whose ids to keep; may be empty.
    """
    ids = [_id_of_grade(grade_id(cell)) if grade_id(cell) else None for cell in cells]
    free = [index for index, cell in enumerate(cells) if not grade_id(cell)]
    before = [cell for cell in old if not grade_id(cell) and cell.get("id")]
    used = {name for name in ids if name}
    for new, was in _pairs([cells[index] for index in free], before):
        if before[was].id not in used:
            ids[free[new]] = before[was].id
            used.add(before[was].id)
    for index in free:
        ids[index] = ids[index] or _new_id(cells[index], used)
        used.add(ids[index])
    return ids


def matching_cells(cells: list[NotebookNode], old: list[NotebookNode]) -> list[tuple[int, int]]:
    """Pair the indices of cells whose kind and source are the same in both notebooks, in order."""
    blocks = _matcher(cells, old).get_matching_blocks()
    return [(block.a + i, block.b + i) for block in blocks for i in range(block.size)]


def grade_id(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _pairs(cells: list[NotebookNode], old: list[NotebookNode]) -> list[tuple[int, int]]:
    pairs = []
    for kind, a, a_end, b, b_end in _matcher(cells, old).get_opcodes():
        if kind == "equal" or (kind == "replace" and a_end - a == b_end - b):
            pairs += zip(range(a, a_end), range(b, b_end), strict=True)
    return pairs


def _matcher(cells: list[NotebookNode], old: list[NotebookNode]) -> difflib.SequenceMatcher:
    return difflib.SequenceMatcher(None, [_content(cell) for cell in cells], [_content(cell) for cell in old], False)


def _content(cell: NotebookNode) -> tuple[str, str]:
    return cell.cell_type, cell.source.rstrip("\n")


def _id_of_grade(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name)
    if plain == name and len(name) <= MAX_ID:
        return name
    return f"{plain.strip('-')[:40] or 'cell'}-{_digest(name)}"


def _new_id(cell: NotebookNode, used: set[str]) -> str:
    content = "\n".join(_content(cell))
    occurrence = 0
    while (name := _digest(f"{occurrence}\n{content}")) in used:
        occurrence += 1
    return name


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
