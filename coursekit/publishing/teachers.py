"""The teacher's texts, cell by cell: what students see of each, and what not."""

import json
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HEAD = re.compile(r"# %%(?: \[(\w+)\])?(.*)")
MARKER = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")


@dataclass
class Cell:
    """A cell of a percent text.

    Attributes
    ----------
    name : str
        The text's name, and the cell's ``grade_id`` or first line.
    source : str
        As it stands in the notebook.
    is_code : bool
        Code, or prose.
    about : dict
        Its nbgrader metadata.
    shown : list of str
        The stretches that students see.
    secret : list of (str, str)
        The others with their kind: ``solution``, ``hidden``, ``answer`` or ``lecturer``.
    """

    name: str
    source: str
    is_code: bool
    about: dict
    shown: list[str] = field(default_factory=list)
    secret: list[tuple[str, str]] = field(default_factory=list)


def read_cells(path: Path, kind: str = "") -> Iterator[Cell]:
    """Yield the cells of a percent text; where a `kind` is given, all of each is secret."""
    head, lines = None, []
    for line in [*path.read_text("utf-8").split("\n"), "# %% [end]"]:
        if found := _HEAD.fullmatch(line):
            if head:
                yield _cell(path.stem, head, "\n".join(lines).strip("\n"), kind)
            head, lines = found, []
        else:
            lines.append(line)


def _cell(text: str, head: re.Match, source: str, kind: str) -> Cell:
    is_code = head[1] is None
    if not is_code:
        source = "\n".join(re.sub(r"^# ?", "", line) for line in source.split("\n"))
    about, tags = _metadata(head[2], "nbgrader") or {}, _metadata(head[2], "tags") or []
    name = about.get("grade_id") or source.strip().partition("\n")[0][:30]
    cell = Cell(f"{text} {name}".strip(), source, is_code, about)
    if kind or "lecturer" in tags:
        cell.secret.append((kind or "lecturer", source))
        return cell
    parts = list(_regions(source))
    if about.get("solution") and not any(part == "solution" for part, _ in parts):
        parts = [("solution", source)]  # without markers nbgrader replaces the whole cell
    for part, stretch in parts:
        if not stretch.strip():
            continue
        if part:
            cell.secret.append((part, stretch))
        else:
            cell.shown.append(stretch)
    return cell


def _metadata(head: str, key: str):
    """The JSON value of a key in a cell's head; None where it has none."""
    place = head.find(f" {key}=")
    return json.JSONDecoder().raw_decode(head, place + len(key) + 2)[0] if place >= 0 else None


def _regions(source: str) -> Iterator[tuple[str, str]]:
    """Split a cell at its markers, which are dropped; a region that is never closed goes to the end."""
    kind, lines = "", []
    for line in source.split("\n"):
        if found := MARKER.search(line):
            yield kind, textwrap.dedent("\n".join(lines))
            secret = "solution" if found[2] == "SOLUTION" else "hidden"
            kind, lines = (secret if found[1] == "BEGIN" else ""), []
        else:
            lines.append(line)
    yield kind, textwrap.dedent("\n".join(lines))
