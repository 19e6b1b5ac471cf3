"""The percent text of a notebook: reading and writing it, in one style."""

import json
import re
from functools import lru_cache

import nbformat
from nbformat.notebooknode import NotebookNode, from_dict

from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr

KEPT_METADATA = ("tags", "nbgrader", "coursekit", "slideshow")
# What a notebook's ``coursekit`` metadata hold beyond the text: when both agreed last, which code the outputs are of.
NOTED_BY_PAIR = ("synced", "ran")
# jupytext notes blank lines and quoting here; a text that is written anew has one style.
LAYOUT_METADATA = ("lines_to_next_cell", "lines_to_end_of_cell_marker", "cell_marker")
HEADER = """\
# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---
"""
_HEADER = re.compile(r"\A# ---\n(?:#.*\n)*?# ---\n")


def parse(text: str) -> NotebookNode:
    """Turn a percent text into a notebook without cell ids; only `KEPT_METADATA` may stand in a cell's header."""
    notebook = _read(text)
    for index, cell in enumerate(notebook.cells):
        cell.pop("id", None)
        cell.metadata = _kept(cell, cell_line(text, index, len(notebook.cells)))
    return notebook


def to_text(notebook: NotebookNode, header: str | None = None) -> str:
    """Turn a notebook into percent text: one blank line between cells, metadata sorted, Chinese left readable.

    Parameters
    ----------
    header : str, optional
        The text's header (`text_header`); by default `HEADER` with the notebook's ``coursekit`` metadata.

    Raises
    ------
    AuthoringError
        A cell that no text can hold: an attachment, or a line that would be read as a cell marker.
    """
    text = "\n".join([header or _new_header(notebook), *(_cell_text(cell) for cell in notebook.cells)])
    _require_same_cells(notebook.cells, text)
    return text


def course_metadata(notebook: NotebookNode) -> dict:
    """Return the ``coursekit`` metadata of a notebook that a text holds too: all but what the pair notes itself."""
    course = notebook.metadata.get("coursekit", {})
    return {key: value for key, value in course.items() if key not in NOTED_BY_PAIR}


def text_header(text: str) -> str | None:
    """Return the YAML block at the top of a percent text; None where there is none."""
    found = _HEADER.match(text)
    return found.group() if found else None


def kept_metadata(cell: NotebookNode) -> dict:
    return {key: cell.metadata[key] for key in KEPT_METADATA if key in cell.metadata}


def cell_line(text: str, index: int, count: int) -> int:
    """Return the line (from 1) of the text on which cell `index` of `count` begins.

    Where markers and cells do not agree in number (a marker within a string), it is the last marker known.
    """
    markers = _marker_lines(text)
    if len(markers) == count - 1:  # text before the first marker is a cell of its own
        markers = ((text_header(text) or "").count("\n") + 1, *markers)
    return markers[min(index, len(markers) - 1)] if markers else 1


@lru_cache(maxsize=8)  # asked for cell by cell
def _marker_lines(text: str) -> tuple[int, ...]:
    return tuple(number for number, line in enumerate(text.split("\n"), 1) if re.match(r"# ?%%", line))


def _new_header(notebook: NotebookNode) -> str:
    import yaml

    course = json.loads(json.dumps(course_metadata(notebook)))
    if not course:
        return HEADER
    lines = yaml.safe_dump({"coursekit": course}, allow_unicode=True).splitlines()
    first = "# ---\n# jupyter:\n"
    return first + "".join(f"#   {line}\n" for line in lines) + HEADER.removeprefix(first)


def _read(text: str) -> NotebookNode:
    import jupytext

    try:
        return jupytext.reads(text, fmt="py:percent")
    except Exception as error:  # a broken header: yaml's, json's and jupytext's own errors
        raise AuthoringError(
            tr(f"文本的头部或单元标记读不了：{error}", f"cannot read the text's header or a cell marker: {error}")
        ) from error


def _kept(cell: NotebookNode, line: int) -> NotebookNode:
    unknown = set(cell.metadata) - set(KEPT_METADATA) - set(LAYOUT_METADATA)
    if unknown:
        names = ", ".join(sorted(unknown))
        kept = ", ".join(KEPT_METADATA)
        raise AuthoringError(
            tr(
                f"第 {line} 行：单元标记里不能有 {names}，只能有 {kept}。",
                f"line {line}: a cell marker cannot hold {names}, only {kept}.",
            )
        )
    return from_dict(kept_metadata(cell))


def _cell_text(cell: NotebookNode) -> str:
    import jupytext

    # jupytext writes the body (it comments magics and prose); the marker is ours, for it escapes Chinese.
    if cell.get("attachments"):
        raise AuthoringError(
            tr(
                "notebook 的单元里有附件（粘贴的图片），文本存不了：请存成文件再引用。",
                "a cell has an attachment (a pasted picture), which a text cannot hold: save it as a file.",
            )
        )
    bare = nbformat.v4.new_notebook(cells=[from_dict({**cell, "metadata": {}})])
    bare.cells[0].source = cell.source.rstrip("\n")
    body = jupytext.writes(bare, fmt={"extension": ".py", "format_name": "percent"})
    body = body.removeprefix(text_header(body) or "").lstrip("\n").partition("\n")[2].rstrip("\n")
    kind = "" if cell.cell_type == "code" else f" [{cell.cell_type}]"
    items = sorted(kept_metadata(cell).items())
    marker = "".join(f" {key}={json.dumps(value, ensure_ascii=False)}" for key, value in items)
    return f"# %%{kind}{marker}\n{body}\n" if body else f"# %%{kind}{marker}\n"


def _require_same_cells(cells: list[NotebookNode], text: str) -> None:
    """Read the text back: what it cannot hold must not get lost in silence."""
    read = [cell_content(cell) for cell in _read(text).cells]
    written = [cell_content(cell) for cell in cells]
    if read != written:
        number = next((i for i, (a, b) in enumerate(zip(read, written, strict=False)) if a != b), len(read)) + 1
        raise AuthoringError(
            tr(
                f"第 {number} 个单元存不进文本：里面可能有一行看起来像单元标记（# %%）。",
                f"cell {number} cannot be held in a text: a line of it may look like a cell marker (# %%).",
            )
        )


def cell_content(cell: NotebookNode) -> tuple[str, str, dict]:
    """Return what a text and its notebook share of a cell: kind, source and kept metadata."""
    return cell.cell_type, cell.source.rstrip("\n"), kept_metadata(cell)
