"""Texts of assignments to notebooks and back: what `coursekit build` does, and what says that one is stale.

``src/NAME.py`` is the source, ``source/NAME/NAME.ipynb`` is generated from it, and nobody edits both.
"""

from dataclasses import dataclass
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.grading.atomic import write_text
from coursekit.grading.course_config import CONFIG_NAME
from coursekit.grading.errors import AuthoringError
from coursekit.grading.metadata_rules import metadata_faults
from coursekit.grading.pairs import Pair, serialise, to_notebook
from coursekit.grading.percent import cell_line, course_metadata, parse, text_header, to_text
from coursekit.lang import tr


@dataclass(frozen=True)
class BuildResult:
    """What became of one pair: `changed` says whether `path` had to be written."""

    name: str
    path: Path
    changed: bool


def assignment_pairs(root: str | Path) -> list[Pair]:
    """Return the pairs of a project or a course, of every text and of every notebook that bears the folder's name.

    Parameters
    ----------
    root : str or Path
        The project (that holds ``assignments/``) or the course directory itself.
    """
    course = _course_folder(Path(root))
    texts = {path.stem for path in (course / "src").glob("*.py")}
    notebooks = {path.stem for path in (course / "source").glob("*/*.ipynb") if path.parent.name == path.stem}
    return [
        Pair(course / "src" / f"{name}.py", course / "source" / name / f"{name}.ipynb")
        for name in sorted(texts | notebooks)
    ]


def build(root: str | Path, names: list[str] | None = None) -> list[BuildResult]:
    """Write the notebooks of the texts in ``src/``.

    Nothing is written unless every text is in order.

    Parameters
    ----------
    root : str or Path
        The project or the course directory.
    names : list of str, optional
        Only these assignments; all by default.

    Raises
    ------
    AuthoringError
        A text is missing or faulty (each fault with its line), or a notebook was edited and would be lost.
    """
    pairs = [pair for pair in _chosen(root, names) if pair.text.is_file() or names]
    texts = [(pair, _checked_build(pair)) for pair in pairs]
    return [BuildResult(pair.name, pair.notebook, write_text(pair.notebook, text)) for pair, text in texts]


def build_from_notebook(root: str | Path, name: str) -> BuildResult:
    """Write the text of a notebook that was edited in JupyterLab; the text keeps its header.

    Raises
    ------
    AuthoringError
        There is no such notebook, both sides changed since they last agreed, or the notebook is faulty.
    """
    (pair,) = _chosen(root, [name])
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
    text = to_text(existing, _header_to_keep(old, existing))
    _require_sound(pair, text)
    changed = write_text(pair.text, text)
    # the two agree now, and the notebook says so
    write_text(pair.notebook, serialise(to_notebook(text, existing)))
    return BuildResult(pair.name, pair.text, changed)


def stale(root: str | Path) -> list[str]:
    """List what must be built anew, one line each: by content, never by time. Empty where all is well."""
    return [line for pair in assignment_pairs(root) if (line := staleness(pair))]


def staleness(pair: Pair) -> str | None:
    """Say why a pair is not in step; None if it is."""
    if not pair.text.is_file():
        return tr(f"{pair.notebook} 没有对应的文本 {pair.text}", f"{pair.notebook} has no text {pair.text}")
    if not pair.notebook.is_file():
        return tr(f"{pair.text} 还没有生成 {pair.notebook}", f"{pair.text} has no notebook {pair.notebook} yet")
    try:
        built = pair.built()
    except AuthoringError as error:
        return f"{pair.text}: {error}"
    if built == pair.notebook.read_text("utf-8"):
        return None
    return tr(f"{pair.notebook} 与 {pair.text} 不一致", f"{pair.notebook} does not match {pair.text}")


def _checked_build(pair: Pair) -> str:
    if not pair.text.is_file():
        raise AuthoringError(tr(f"没有 {pair.text}。", f"there is no {pair.text}."))
    _require_sound(pair, pair.text.read_text("utf-8"))
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


def _header_to_keep(text: str | None, notebook: NotebookNode) -> str | None:
    """Return the text's header, unless there is none or the notebook's own metadata was edited."""
    if text is None or course_metadata(parse(text)) != course_metadata(notebook):
        return None
    return text_header(text)


def _require_sound(pair: Pair, text: str) -> None:
    try:
        cells = parse(text).cells
    except AuthoringError as error:
        raise AuthoringError(f"{pair.text}: {error}") from error
    faults = metadata_faults(cells, lambda index: cell_line(text, index, len(cells)))
    if faults:
        raise AuthoringError("\n".join(f"{pair.text}: {fault}" for fault in faults))


def _chosen(root: str | Path, names: list[str] | None) -> list[Pair]:
    pairs = assignment_pairs(root)
    if names is None:
        return pairs
    by_name = {pair.name: pair for pair in pairs}
    unknown = [name for name in names if name not in by_name]
    if unknown:
        listed = ", ".join(by_name) or tr("（没有）", "(none)")
        raise AuthoringError(
            tr(f"没有作业 {unknown[0]!r} 的文本。现有：{listed}。", f"no text of {unknown[0]!r}. There are: {listed}.")
        )
    return [by_name[name] for name in names]


def _course_folder(root: Path) -> Path:
    inner = root / "assignments"
    if (root / CONFIG_NAME).is_file() or (root / "src").is_dir():
        return root
    if inner.is_dir():
        return inner
    raise AuthoringError(tr(f"{root} 里没有 assignments/，也没有 src/。", f"{root} has neither assignments/ nor src/."))
