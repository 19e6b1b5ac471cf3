"""Content hashes of all that a grade depends on: the assignment, the submission, the data and the engine.

A grade is a pure function of these, so equal hashes mean an equal grade. They are computed before it is known whether
anything must be graded: no notebook library, no database, no torch is imported here.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from coursekit.grading.course import Course
from coursekit.grading.files import FILE_CAP, NOTEBOOK_CAP, UnreadableSubmission, read_regular
from coursekit.lang import language

# Of these a student's code and the tests see the behaviour; everything else they reach through them.
_LIBRARIES = ("numpy", "pandas", "torch", "scikit_learn", "matplotlib", "ipython", "msgpack")
_NO_VERDICT = ("cli", "authoring", "publishing", "fonts")  # parts of coursekit that no verdict can depend on
_SETTINGS = ("ClearSolutions", "ClearHiddenTests", "ClearMarkScheme", "IncludeHeaderFooter")
_WHOLE = 64 * 2**20  # bytes; larger data files are told apart by size and time


@dataclass(frozen=True)
class NotebookDigest:
    """What a notebook's grades depend on in the teacher's source.

    Attributes
    ----------
    code : str
        Hash of what can change a verdict, points apart, with the files and settings of the assignment.
    look : str
        Hash of the prose, which the students' pages show as titles.
    points : dict of str to float
        By grade_id, of the graded cells.
    """

    code: str
    look: str
    points: dict[str, float] = field(default_factory=dict)


def _hash(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True, default=str, sort_keys=True).encode()).hexdigest()


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files_below(folder: Path) -> Iterable[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def assignment_digests(course: Course, assignment: str) -> dict[str, NotebookDigest]:
    """Return the digests of an assignment's notebooks by name.

    A source notebook that is no JSON has a digest too: reading it for grading tells what is wrong.

    Raises
    ------
    CourseError
        There is no such assignment, or no notebook in it.
    """
    notebooks = course.notebooks(assignment)
    folder = course.source(assignment)
    extra = [course.root / str(name) for name in course.config.IncludeHeaderFooter.values()]
    shared = _hash(
        course.course_id,
        assignment,
        {section: dict(course.config[section]) for section in _SETTINGS},
        [_file_hash(path) for path in extra if path.is_file()],
        [(str(path.relative_to(folder)), _file_hash(path)) for path in _files_below(folder) if path.suffix != ".ipynb"],
    )
    return {name: _notebook_digest(path.read_bytes(), shared) for name, path in notebooks.items()}


def _notebook_digest(content: bytes, shared: str) -> NotebookDigest:
    try:
        node = json.loads(content)
        cells = [_cell(cell) for cell in node["cells"]]
        about = node.get("metadata", {}).get("coursekit")
        points = {cell["id"]: float(cell["points"] or 0) for cell in cells if cell["graded"]}
    except (ValueError, TypeError, KeyError, AttributeError):
        return NotebookDigest(_hash(shared, hashlib.sha256(content).hexdigest()), "")
    code = [[cell["about"], "" if cell["prose"] else cell["source"]] for cell in cells]
    return NotebookDigest(_hash(shared, about, code), _hash([c["source"] for c in cells if c["prose"]]), points)


def _cell(cell: dict) -> dict:
    """Return the parts of a cell that matter; prose is what has no points and does not run."""
    metadata = cell.get("metadata", {})
    nbgrader = dict(metadata.get("nbgrader", {}))
    points = nbgrader.pop("points", 0)
    graded = bool(nbgrader.get("grade") or nbgrader.get("task"))
    source = cell.get("source", "")
    return {
        "id": str(nbgrader.get("grade_id", "")),
        "about": [cell["cell_type"], nbgrader, metadata.get("coursekit")],
        "source": "".join(source) if isinstance(source, list) else source,
        "points": points,
        "graded": graded,
        "prose": cell["cell_type"] != "code" and not graded,
    }


def source_digest(notebooks: dict[str, NotebookDigest]) -> str:
    """Return the hash of a whole assignment: the gradebook's cells are in step with the source that has it."""
    return _hash([[name, d.code, d.look, d.points] for name, d in sorted(notebooks.items())])


def submission_digests(folder: Path, notebooks: Iterable[str]) -> dict[str, str]:
    """Return the hash of what a student handed in, for each notebook; empty where there is no such notebook.

    The files beside a notebook belong to it. Files that would be left out of the grading, links and what is over the
    caps, count by the reason, not by their content.
    """
    found = dict.fromkeys(notebooks, "")
    if not folder.is_dir():
        return found
    beside = _hash(_submitted_files(folder))
    for name in found:
        path = folder / f"{name}.ipynb"
        if os.path.lexists(path):
            found[name] = _hash(_content(path, NOTEBOOK_CAP), beside)
    return found


def _content(path: Path, cap: int) -> str:
    try:
        return hashlib.sha256(read_regular(path, cap)).hexdigest()
    except UnreadableSubmission as problem:
        return str(problem)


def _submitted_files(folder: Path) -> list[list[str]]:
    """Every file beside the notebooks, whether the grading takes it or not: caps on their sum do not matter here."""
    return [
        [os.fsencode(path.relative_to(folder)).hex(), _content(path, FILE_CAP)]
        for path in _files_below(folder)
        if path.suffix != ".ipynb"
    ]


def data_digest(course: Course, assignment: str) -> str:
    """Return the identity of the data that notebooks see: empty for the embedded set, which is the engine's own."""
    named = os.environ.get("COURSEKIT_DATA", "").strip()
    if not named or not Path(named).is_dir():
        return ""
    return _hash([(str(path.relative_to(named)), _identity(path)) for path in _files_below(Path(named))])


def _identity(path: Path) -> object:
    about = path.stat()
    return _file_hash(path) if about.st_size <= _WHOLE else [about.st_size, about.st_mtime_ns]


@cache
def engine_digest(unsafe: bool = False) -> str:
    """Return the hash of the program that grades, of the libraries that students use, and of the language of messages.

    Parameters
    ----------
    unsafe : bool
        Whether it grades without a sandbox, where the network, say, can be reached.
    """
    package = Path(__file__).parents[1]
    files = [
        (str(path.relative_to(package)), _file_hash(path))
        for path in _files_below(package)
        if path.suffix in (".py", ".j2", ".css") and path.relative_to(package).parts[0] not in _NO_VERDICT
    ]
    return _hash(files, _installed(), sys.version, language(), unsafe)


def _installed() -> list[str]:
    """Name and version of each library, as its folder of metadata bears them: `importlib.metadata` takes longer."""
    folders = [Path(entry) for entry in sys.path if Path(entry).is_dir()]
    named = (path.name for folder in folders for path in folder.glob("*.dist-info"))
    return sorted(name for name in named if name.partition("-")[0].lower() in _LIBRARIES)
