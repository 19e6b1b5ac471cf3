"""Verdicts of the linter by content: the same cells, files and engine are not looked at twice.

The engine is what the linter can import, read from the text of its modules: every dotted name of ours in them counts,
in a string too, so that more may be counted than runs, and no less.

The verdicts lie in ``.coursekit/lint/`` of the course, which is never committed, one file a notebook.
"""

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import coursekit
from coursekit.atomic import write_text

_ROOTS = ("coursekit.grading.linter", "coursekit.grading.lint_run")
_DOTTED = re.compile(r"\bcoursekit(?:\.\w+)+|\bcoursekit\b")
_FROM = re.compile(r"\bfrom\s+(\.*)([\w.]*)\s+import\s+(\([^)]*\)|[^\n]*)")
_WORD = re.compile(r"\w+")
FOLDER = Path(".coursekit", "lint")
_LIBRARIES = ("numpy", "pandas", "torch", "scikit-learn", "matplotlib", "ipython", "nbgrader")


class Cache:
    """The verdict on one notebook.

    Parameters
    ----------
    root : Path
        The course.
    name, notebook : str
        The assignment and its notebook.
    job : dict
        Everything that the verdict follows from but the engine, which is hashed here; ``workers`` changes nothing.
    """

    def __init__(self, root: Path, name: str, notebook: str, job: dict):
        self.path = root / FOLDER / name / f"{notebook}.json"
        content = {key: value for key, value in job.items() if key not in ("workers", "files")}
        files = {name: hashlib.sha256(Path(path).read_bytes()).hexdigest() for name, path in job["files"].items()}
        beside = [Path(path).read_text("utf-8", "replace") for path in job["files"].values() if path.endswith(".py")]
        ours = engine([*(cell["code"] for cell in job["cells"]), *beside])
        text = json.dumps([content, files, ours], sort_keys=True)
        self.key = hashlib.sha256(text.encode()).hexdigest()

    def read(self) -> list[dict] | None:
        """Return the findings of the last run, None where something has changed since or nothing can be read."""
        try:
            known = json.loads(self.path.read_text("utf-8"))
            return known["findings"] if known["key"] == self.key else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, findings: list[dict]) -> None:
        """Keep the findings; a folder that cannot be written costs the next run its time, no more."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_text(self.path, json.dumps({"key": self.key, "findings": findings}, ensure_ascii=False, indent=1))
        except OSError:
            pass


def engine(texts: Iterable[str] = ()) -> str:
    """Return a hash of the modules of ours that the linter and these texts can import, of Python and of libraries."""
    digest = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    for name, path in sorted(reachable([*_ROOTS, *(name for text in texts for name in _named(text, ""))]).items()):
        digest.update(name.encode() + path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()


def reachable(names: Iterable[str]) -> dict[str, Path]:
    """Return the modules of ours among dotted names, those that they can import, and so on: their files by name."""
    found: dict[str, Path] = {}
    waiting = list(names)
    while waiting:
        parts = waiting.pop().split(".")
        for name in (".".join(parts[: number + 1]) for number in range(len(parts))):  # a package comes with its parts
            path = None if name in found else _file(name)
            if path is not None:
                found[name] = path
                package = name if path.name == "__init__.py" else name.rpartition(".")[0]
                waiting += _names_in(path, path.stat().st_mtime_ns, package)
    return found


def _file(name: str) -> Path | None:
    first, *rest = name.split(".")
    if first != coursekit.__name__:
        return None
    place = Path(coursekit.__file__).parent.joinpath(*rest)
    return next((path for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file()), None)


@lru_cache(maxsize=1024)
def _names_in(path: Path, changed: int, package: str) -> frozenset[str]:
    return _named(path.read_text("utf-8"), package)


def _named(text: str, package: str) -> frozenset[str]:
    """Return the dotted names of ours in a text; of ``from a import b, c`` also ``a.b`` and ``a.c``."""
    names = set(_DOTTED.findall(text))
    for dots, module, imported in _FROM.findall(text):
        if dots:
            above = package.split(".")
            module = ".".join([*above[: len(above) - len(dots) + 1], *filter(None, [module])])
        names |= {module, *(f"{module}.{name}" for name in _WORD.findall(imported))}
    return frozenset(name for name in names if name.partition(".")[0] == coursekit.__name__)
