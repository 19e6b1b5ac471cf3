"""Pairs of texts and notebooks: build what is stale, go back on request, say what is out of step. By content alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nbformat.notebooknode import NotebookNode, from_dict

from coursekit.atomic import write_text
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import Pair, as_in_text, read_notebook, serialise, to_notebook
from coursekit.authoring.percent import cell_line, course_metadata, parse, text_header, to_text
from coursekit.lang import tr

# Lists what forbids a build. It is given the cells, and a function from a cell's index to its line in the text.
FaultFinder = Callable[[list[NotebookNode], Callable[[int], int]], list[str]]


@dataclass(frozen=True)
class BuildResult:
    """What became of one pair: `changed` says whether `path` had to be written."""

    name: str
    path: Path
    changed: bool


def build_pairs(pairs: Iterable[Pair], faults: FaultFinder) -> list[BuildResult]:
    """Write the notebooks of the texts; nothing is written unless every text is in order.

    Raises
    ------
    AuthoringError
        A text is missing or faulty (each fault with its line), or a notebook was edited and would be lost.
    """
    texts = [(pair, checked_build(pair, faults)) for pair in pairs]
    return [BuildResult(pair.name, pair.notebook, write_text(pair.notebook, text)) for pair, text in texts]


def checked_build(pair: Pair, faults: FaultFinder) -> str:
    """Return the notebook to be written for a sound text whose notebook nobody edited; else `AuthoringError`."""
    if not pair.text.is_file():
        raise AuthoringError(tr(f"没有 {pair.text}。", f"there is no {pair.text}."))
    require_sound(pair, pair.text.read_text("utf-8"), faults)
    if pair.notebook.is_file() and pair.edited()[1]:
        raise AuthoringError(
            tr(
                f"{pair.notebook} 在生成之后改过，重新生成会丢掉这些修改。"
                f"要保留：coursekit build --from-notebook {pair.name}；不要：删掉这个 notebook 再生成。",
                f"{pair.notebook} was edited since it was built, and building would lose that. "
                f"Keep it: coursekit build --from-notebook {pair.name}; drop it: delete the notebook first.",
            )
        )
    return pair.built()


def require_sound(pair: Pair, text: str, faults: FaultFinder) -> None:
    """Raise `AuthoringError` with every fault of a text, each with file and line."""
    try:
        cells = parse(text).cells
    except AuthoringError as error:
        raise AuthoringError(f"{pair.text}: {error}") from error
    found = faults(cells, lambda index: cell_line(text, index, len(cells)))
    if found:
        raise AuthoringError("\n".join(f"{pair.text}: {fault}" for fault in found))


def from_notebook(pair: Pair, faults: FaultFinder) -> BuildResult:
    """Write the text of a notebook that was edited in JupyterLab; the text keeps its header.

    Raises
    ------
    AuthoringError
        There is no such notebook, both sides changed since they last agreed, or the notebook is faulty.
    """
    existing = pair.existing()
    if existing is None:
        raise AuthoringError(tr(f"没有 {pair.notebook}。", f"there is no {pair.notebook}."))
    old = pair.text.read_text("utf-8") if pair.text.is_file() else None
    if old is not None and all(pair.edited()):
        raise AuthoringError(
            tr(
                f"{pair.text} 和 {pair.notebook} 都改过。先把修改合并到其中一边，撤回或删除另一边，再运行。",
                f"both {pair.text} and {pair.notebook} changed. Merge into one of them, take back or delete the other, "
                "and run again.",
            )
        )
    as_text = from_dict({**existing, "cells": as_in_text(existing.cells)})
    text = to_text(as_text, _header_to_keep(old, existing))
    require_sound(pair, text, faults)
    changed = write_text(pair.text, text)
    # the two agree now, and the notebook says so
    write_text(pair.notebook, serialise(to_notebook(text, existing, outputs=pair.outputs, setup=pair.setup)))
    return BuildResult(pair.name, pair.text, changed)


def staleness(pair: Pair) -> str | None:
    """Say why a pair is not in step; None if it is."""
    if not pair.text.is_file():
        return tr(f"{pair.notebook} 没有对应的文本 {pair.text}", f"{pair.notebook} has no text {pair.text}")
    if not pair.notebook.is_file():
        return tr(f"{pair.text} 还没有生成 {pair.notebook}", f"{pair.text} has no notebook {pair.notebook} yet")
    try:
        read_notebook(pair.notebook)
    except AuthoringError as error:
        return str(error)
    try:
        built = pair.built()
    except AuthoringError as error:
        return f"{pair.text}: {error}"
    if built == pair.notebook.read_text("utf-8"):
        return None
    return tr(f"{pair.notebook} 与 {pair.text} 不一致", f"{pair.notebook} does not match {pair.text}")


def choose(pairs: list[Pair], names: list[str] | None) -> list[Pair]:
    """Return the pairs of these names, all where no names are given; `AuthoringError` for a name that is not there."""
    if names is None:
        return pairs
    by_name = {pair.name: pair for pair in pairs}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        listed = ", ".join(by_name) or tr("（没有）", "(none)")
        raise AuthoringError(
            tr(f"没有 {unknown[0]!r} 的文本。现有：{listed}。", f"no text of {unknown[0]!r}. There are: {listed}.")
        )
    return [by_name[name] for name in names]


def _header_to_keep(text: str | None, notebook: NotebookNode) -> str | None:
    """Return the text's header, unless there is none or the notebook's own metadata was edited."""
    if text is None or course_metadata(parse(text)) != course_metadata(notebook):
        return None
    return text_header(text)
