"""A checksum over a notebook's cells, carried in its metadata: it tells what has changed since a check.

It is no signature. Whoever wants to can compute another one, so nothing that it says counts for marks.
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field

from coursekit.checks.released import inside

FORMAT = 1
KEY = "export"  # in metadata.coursekit
CHECKSUM = "sha256"


@dataclass(frozen=True)
class Sealed:
    """What a notebook's checksum tells.

    Attributes
    ----------
    status : str
        ``intact``; ``changed`` if the notebook was saved again with other cells; ``damaged`` if cells or the checksum
        differ although no program for notebooks has saved it since.
    changed : list of str
        grade_ids of the cells that differ or are missing; a cell without one counts as ``""``, once.
    made : str
        When it was made, by the clock of the machine that made it: ISO 8601, UTC.
    """

    status: str
    changed: list[str] = field(default_factory=list)
    made: str = ""


def sealed(node: dict, about: dict) -> dict:
    """Return a notebook with a checksum, as plain data; the order of its keys is part of the form.

    Parameters
    ----------
    node : dict
        A notebook of format 4.
    about : dict
        What else the checksum covers: the outcome of a check, the time.
    """
    course = {key: value for key, value in node["metadata"].get("coursekit", {}).items() if key != KEY}
    seal = {"format": FORMAT, **about, "cells": [_cell(cell) for cell in node["cells"]]}
    course[KEY] = {**seal, CHECKSUM: _digest(seal)}
    return {
        "metadata": {**node["metadata"], "coursekit": course},
        "nbformat": node["nbformat"],
        "nbformat_minor": node["nbformat_minor"],
        "cells": node["cells"],
    }


def text_of(node: dict) -> str:
    """Return a sealed notebook as text of ASCII alone: no change of encoding on the way can harm it."""
    return json.dumps(node, ensure_ascii=True, indent=1) + "\n"


def verify(node: object) -> Sealed | None:
    """Compare a notebook with its checksum; None where it bears none. It may be anything that JSON can hold."""
    seal = seal_of(node)
    if seal is None:
        return None
    # Jupyter, VS Code and Colab each begin the file in another way.
    untouched = next(iter(node)) == "metadata"
    otherwise = "damaged" if untouched else "changed"
    made = seal["made"] if isinstance(seal.get("made"), str) else ""
    told = {key: value for key, value in seal.items() if key != CHECKSUM}
    if seal.get(CHECKSUM) != _digest(told):
        return Sealed("damaged", made=made)
    cells = node.get("cells")
    now = [_cell(cell) for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []
    if now == seal["cells"]:
        return Sealed("intact", made=made)
    before, after = Counter(map(tuple, seal["cells"])), Counter(map(tuple, now))
    changed = {cell[0] for cell in (before - after) + (after - before)}
    return Sealed(otherwise, sorted(changed), made)


def seal_of(node: object) -> dict | None:
    """Return the checksum of a notebook with all that it covers, if it has the form of one."""
    seal = inside(node, "metadata", "coursekit", KEY)
    cells = inside(seal, "cells")
    if not isinstance(cells, list):
        return None
    pairs = all(isinstance(c, list) and len(c) == 2 and all(isinstance(part, str) for part in c) for c in cells)
    return seal if pairs else None


def grade_id(cell: object) -> str:
    """Return the name that nbgrader gave a cell; empty where it has none."""
    name = inside(cell, "metadata", "nbgrader", "grade_id")
    return name if isinstance(name, str) else ""


def _cell(cell: dict) -> list[str]:
    """Return a cell's grade_id and the digest of its text; outputs and how lines end do not matter."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    lines = source.replace("\r\n", "\n").replace("\r", "\n") if isinstance(source, str) else ""
    name = grade_id(cell)
    return [name, _digest([cell.get("cell_type"), name, lines])[:16]]


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
