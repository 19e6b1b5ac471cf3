"""The student's version of an assignment: no solution, no hidden test, nothing left over from the teacher.

nbgrader's own preprocessors work on the notebook in memory, in the order of its `GenerateAssignment`. Its converter is
not used: it changes the working directory, keeps state in singletons, and copies every file of the source folder.
"""

import copy
import logging
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from nbformat.notebooknode import NotebookNode, from_dict

from coursekit.atomic import replaced_folder
from coursekit.authoring.cell_ids import grade_id
from coursekit.authoring.pairs import serialise
from coursekit.checks.released import digest
from coursekit.grading.course import Course
from coursekit.grading.errors import ReleaseError
from coursekit.grading.leaks import leaked_lines, leaks, secret_lines
from coursekit.grading.markers import MarkerError
from coursekit.grading.metadata_rules import cell_kind
from coursekit.grading.sources import delimiters, source_notebook
from coursekit.lang import tr

DATA_FOLDER = "data"  # all of source/NAME/data goes into the release
_QUIET = logging.Logger("nbgrader, whose refusals are raised as well")
_QUIET.addHandler(logging.NullHandler())
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)>\s]+)|<img[^>]+src=[\"']([^\"']+)[\"']")


def release(course: Course, assignment: str) -> list[Path]:
    """Write the student's version of an assignment into ``release/NAME/``, whole or not at all.

    Of the other files of the source folder go along: all of ``data/``, what ``metadata.coursekit.files`` of a notebook
    lists (names or globs), and pictures that the released text shows. Nothing else.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    CourseError
        No such assignment, or no notebook in it.
    ReleaseError
        Faulty metadata or markers, a listed file that is missing, or a secret line that would be shown.
    """
    sources = {name: source_notebook(course, path) for name, path in course.notebooks(assignment).items()}
    made = {name: student_notebook(course, assignment, name, notebook) for name, notebook in sources.items()}
    folder = course.source(assignment)
    files = released_files(folder, sources.values(), made.values())
    _refuse_leaking_files(course, sources, files)
    target = course.release(assignment)
    with replaced_folder(target) as new:
        for name, notebook in made.items():
            (new / f"{name}.ipynb").write_text(serialise(notebook), "utf-8")
        for path in files:
            copied = new / path.relative_to(folder)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)
    return sorted(path for path in target.rglob("*") if path.is_file())


def student_notebook(course: Course, assignment: str, name: str, source: NotebookNode) -> NotebookNode:
    """Return the student's version of a source notebook; `ReleaseError` if nbgrader refuses it or anything leaks."""
    notebook = graded_notebook(course, assignment, name, source)
    steps = ("ClearHiddenTests", "ClearMarkScheme", "ComputeChecksums", "CheckCellMetadata")
    notebook = _run(steps, course, assignment, name, notebook)
    notebook.metadata = from_dict(_metadata(notebook, assignment, name))
    for cell in notebook.cells:
        cell.metadata.pop("coursekit", None)  # the teacher's notes
    try:
        found = leaks(source, notebook, allowed=stubs(course), delimiters=delimiters(course))
    except MarkerError as error:
        raise _refusal(name, error) from error
    _refuse(f"{name}.ipynb", found)
    return notebook


def graded_notebook(course: Course, assignment: str, name: str, source: NotebookNode) -> NotebookNode:
    """Return a copy without solutions but with hidden tests: what nbgrader keeps in its gradebook, checksums included.

    Raises
    ------
    ReleaseError
        The notebook's markers or nbgrader metadata are faulty.
    """
    steps = ("LockCells", "ClearSolutions", "ClearOutput", "CheckCellMetadata", "ComputeChecksums")
    return _run(steps, course, assignment, name, copy.deepcopy(source))


def released_files(folder: Path, sources: Iterable[NotebookNode], made: Iterable[NotebookNode]) -> list[Path]:
    """List the files of a source folder that go into the release, by the rule of `release`."""
    found = {path for path in (folder / DATA_FOLDER).rglob("*") if path.is_file()}
    for notebook in sources:
        for pattern in notebook.metadata.get("coursekit", {}).get("files", []):
            matches = [path for path in _glob(folder, pattern) if path.is_file()]
            if not matches:
                raise ReleaseError(
                    tr(
                        f"coursekit.files 里的 {pattern!r} 在 {folder} 里没有匹配的文件。",
                        f"{pattern!r} of coursekit.files matches no file in {folder}.",
                    )
                )
            found.update(matches)
    for notebook in made:
        prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
        shown = (folder / (link or source) for link, source in _IMAGE.findall(prose))
        found.update(path for path in shown if path.is_file())
    return sorted(path for path in found if _may_be_released(path, folder))


def stubs(course: Course) -> list[str]:
    """Return the texts that take the place of solutions."""
    from nbgrader.preprocessors import ClearSolutions

    clear = ClearSolutions(config=course.config)
    return [*clear.code_stub.values(), clear.text_stub]


def _run(steps: tuple[str, ...], course: Course, assignment: str, name: str, notebook: NotebookNode) -> NotebookNode:
    from nbgrader import preprocessors

    resources = {"nbgrader": {"assignment": assignment, "notebook": name}}
    try:
        for step in steps:
            preprocessor = getattr(preprocessors, step)(config=course.config, log=_QUIET)
            notebook, resources = preprocessor.preprocess(notebook, resources)
    except Exception as error:  # RuntimeError, ValueError, KeyError, jsonschema's: nbgrader refuses in many ways
        raise _refusal(name, error) from error
    return notebook


def _refusal(name: str, error: Exception) -> ReleaseError:
    cause = error.__context__ or error  # nbgrader's own text for faulty metadata does not say what is wrong
    reason = (str(cause).strip() or type(cause).__name__).split("\n")[0]
    return ReleaseError(tr(f"{name}.ipynb 有错：{reason}", f"{name}.ipynb is faulty: {reason}"))


def _metadata(notebook: NotebookNode, assignment: str, name: str) -> dict:
    """Keep the kernel, drop the rest, and list the cells that must come back."""
    kept = {key: notebook.metadata[key] for key in ("kernelspec", "language_info") if key in notebook.metadata}
    cells = [
        {"grade_id": grade_id(cell), "kind": cell_kind(cell), "digest": digest(cell.source)}
        for cell in notebook.cells
        if cell_kind(cell)
    ]
    return kept | {"coursekit": {"assignment": assignment, "notebook": name, "cells": cells}}


def _glob(folder: Path, pattern: str) -> list[Path]:
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise ReleaseError(
            tr(
                f"coursekit.files 里的 {pattern!r} 不在作业文件夹里。",
                f"{pattern!r} of coursekit.files leaves the folder.",
            )
        )
    return list(folder.glob(pattern))


def _may_be_released(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(folder).parts)
    inside = path.resolve().is_relative_to(folder.resolve())
    return inside and not hidden and not path.is_symlink() and path.suffix != ".ipynb"


def _refuse_leaking_files(course: Course, sources: dict[str, NotebookNode], files: list[Path]) -> None:
    marks, known = delimiters(course), stubs(course)
    secret = [line for notebook in sources.values() for line in secret_lines(notebook, marks, known)]
    for path in files:
        _refuse(path.name, leaked_lines(secret, path.read_bytes().decode("utf-8", "ignore"), marks))


def _refuse(name: str, found: list[str]) -> None:
    if found:
        listed = "\n".join(f"  {line}" for line in found[:5])
        raise ReleaseError(
            tr(
                f"{name} 会让学生看到 {len(found)} 行不该看到的内容，没有发布：\n{listed}",
                f"{name} would show students {len(found)} secret lines; nothing was released:\n{listed}",
            )
        )
