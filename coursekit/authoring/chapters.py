"""Chapters: ``notebooks/src/NAME.py`` is the source, ``notebooks/NAME.ipynb`` is generated from it and executed."""

import hashlib
import json
import platform
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.atomic import write_text
from coursekit.authoring import building
from coursekit.authoring.building import BuildResult, build_pairs, checked_build, choose, staleness
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.execution import CellFailed, kernel_environment, run
from coursekit.authoring.outputs import output_faults, stabilise, text_of
from coursekit.authoring.pairs import Pair, as_in_text, serialise
from coursekit.authoring.percent import cell_line
from coursekit.authoring.setup_cell import read_home, setup_code
from coursekit.lang import tr

FOLDER = "notebooks"
# What chapters stand on: a change of these makes `coursekit build --run` execute them anew.
_PACKAGES = ("numpy", "pandas", "matplotlib", "seaborn", "scikit-learn", "torch", "ipython", "matplotlib-inline")
_NOT_MET = ("grading", "authoring", "cli", "publishing")


@dataclass(frozen=True)
class RunResult(BuildResult):
    """What became of one executed chapter; `cpu_seconds` is None where it did not have to run."""

    cpu_seconds: float | None = None


def chapter_pairs(root: str | Path) -> list[Pair]:
    """Return the pairs of a project's chapters: of every text, and of every notebook in ``notebooks/``."""
    folder = Path(root) / FOLDER
    texts = {path.stem for path in (folder / "src").glob("*.py")}
    notebooks = {path.stem for path in folder.glob("*.ipynb")}
    setup = setup_code(read_home(Path(root))) if texts | notebooks else ""
    return [
        Pair(folder / "src" / f"{name}.py", folder / f"{name}.ipynb", outputs=True, setup=setup)
        for name in sorted(texts | notebooks)
    ]


def build(root: str | Path, names: list[str] | None = None) -> list[BuildResult]:
    """Write the notebooks of the texts, as `build_pairs` does; the outputs of unchanged code stay."""
    return build_pairs(_with_text(root, names), no_faults)


def build_from_notebook(root: str | Path, name: str) -> BuildResult:
    """Write the text of a chapter that was edited in JupyterLab. Raises `AuthoringError` as `from_notebook` does."""
    (pair,) = choose(chapter_pairs(root), [name])
    return building.from_notebook(pair, no_faults)


def build_and_run(
    root: str | Path, names: list[str] | None = None, *, force: bool = False, workers: int = 2
) -> list[RunResult]:
    """Write the notebooks and execute those whose code, outputs or library changed since they last ran here.

    Parameters
    ----------
    root : str or Path
        The project.
    names : list of str, optional
        Only these chapters; all by default.
    force : bool
        Execute every one.
    workers : int
        How many run at the same time.

    Raises
    ------
    AuthoringError
        As `build`, or a cell failed: the chapters that ran to their end are written all the same.
    """
    root = Path(root)
    pairs = _with_text(root, names)
    for pair in pairs:
        checked_build(pair, no_faults)
    library = library_digest()
    with ThreadPoolExecutor(max(1, workers)) as pool:
        jobs = [pool.submit(_run_one, root, pair, library, force) for pair in pairs]
    errors = [str(error) for job in jobs if isinstance(error := job.exception(), AuthoringError)]
    if errors:
        raise AuthoringError("\n".join(errors))
    return [job.result() for job in jobs]


def executed(root: str | Path, pair: Pair) -> tuple[NotebookNode, float]:
    """Return a chapter's notebook as an execution makes it, and its CPU seconds; nothing is written."""
    built = pair.built_notebook()
    try:
        ran, seconds = run(built, pair.notebook.parent, kernel_environment(Path(root)))
    except CellFailed as error:
        line = cell_line(pair.text.read_text("utf-8"), error.index, len(built.cells)) + 1 + error.line
        raise AuthoringError(f"{pair.text}:{line}: {error}") from error
    stabilise(ran, pair.existing())
    ran.metadata.coursekit["ran"] = run_digest(ran)
    return ran, seconds


def changed_outputs(root: str | Path, names: list[str] | None = None, *, workers: int = 2) -> list[str]:
    """Execute chapters and list where a text output differs by a byte from the notebook on disk; write nothing."""
    root = Path(root)
    pairs = [pair for pair in _with_text(root, names) if pair.notebook.is_file()]
    with ThreadPoolExecutor(max(1, workers)) as pool:
        return [line for lines in pool.map(lambda pair: _differences(root, pair), pairs) for line in lines]


def stale(root: str | Path) -> list[str]:
    """List what must be built or executed anew, one line each: by content, never by time. Empty where all is well."""
    found = []
    for pair in chapter_pairs(root):
        if line := staleness(pair):
            found.append(line)
        elif not has_run(pair.existing()):
            found.append(
                tr(
                    f"{pair.notebook} 的输出不是这些代码的：运行 coursekit build --run",
                    f"the outputs of {pair.notebook} are not those of its code: run coursekit build --run",
                )
            )
    return found


def run_digest(notebook: NotebookNode) -> str:
    """Digest what was executed and what came out: code cells with their sources, counts and outputs."""
    cells = [
        [cell.source.rstrip("\n"), cell.execution_count, cell.outputs]
        for cell in as_in_text(notebook.cells)
        if cell.cell_type == "code"
    ]
    return _digest(json.dumps(cells, ensure_ascii=False, sort_keys=True).encode())


def library_digest() -> str:
    """Digest the library that chapters import and the packages that it stands on."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256(platform.python_version().encode())
    for name in _PACKAGES:
        try:
            digest.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).parts
        if path.is_file() and parts[0] not in _NOT_MET and "__pycache__" not in parts:
            digest.update("/".join(parts).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def chapter_output_faults(pair: Pair) -> list[tuple[int, str]]:
    """List what is wrong with the outputs of the notebook on disk, each with the line of the text; see `outputs`."""
    text = pair.text.read_text("utf-8")
    notebook = pair.existing()
    return output_faults(notebook.cells, lambda index: cell_line(text, index, len(notebook.cells)))


def no_faults(cells: list[NotebookNode], line_of) -> list[str]:
    """A chapter is built whatever its style, so that its author can look at it; `lint` says what to mend."""
    return []


def _run_one(root: Path, pair: Pair, library: str, force: bool) -> RunResult:
    note = root / "build" / "kernel" / f"{pair.name}.json"
    built = pair.built_notebook()
    known = {"ran": run_digest(built), "library": library}
    if not force and has_run(built) and _read(note) == known:
        return RunResult(pair.name, pair.notebook, write_text(pair.notebook, serialise(built)))
    ran, seconds = executed(root, pair)
    changed = write_text(pair.notebook, serialise(ran))
    write_text(note, json.dumps({"ran": ran.metadata.coursekit.ran, "library": library}))
    return RunResult(pair.name, pair.notebook, changed, seconds)


def _differences(root: Path, pair: Pair) -> list[str]:
    text, before = pair.text.read_text("utf-8"), pair.existing()
    (now, _), lines = executed(root, pair), []
    if len(now.cells) != len(before.cells):
        return [staleness(pair) or str(pair.notebook)]
    for index, (new, old) in enumerate(zip(now.cells, before.cells, strict=True)):
        said, kept = ([text_of(output) for output in cell.get("outputs", [])] for cell in (new, old))
        if said != kept:
            line = cell_line(text, index, len(now.cells))
            lines.append(tr(f"{pair.text}:{line}: 输出变了", f"{pair.text}:{line}: its output changed"))
    return lines


def has_run(notebook: NotebookNode) -> bool:
    """Say whether the outputs were written by an execution of just this code, and by nobody since."""
    return notebook.metadata.get("coursekit", {}).get("ran") == run_digest(notebook)


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def _with_text(root: str | Path, names: list[str] | None) -> list[Pair]:
    return [pair for pair in choose(chapter_pairs(root), names) if pair.text.is_file() or names]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
