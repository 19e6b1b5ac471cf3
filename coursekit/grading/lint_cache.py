"""Verdicts of the linter by content: the same cells, files and engine are not looked at twice.

They lie in ``.coursekit/lint/`` of the course, which is never committed, one file a notebook.
"""

import hashlib
import json
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import coursekit
from coursekit.atomic import write_text

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
        text = json.dumps([content, files, engine()], sort_keys=True)
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


def engine() -> str:
    """Return a hash of coursekit's own sources, of Python and of the libraries that homework uses."""
    root = Path(coursekit.__file__).parent
    digest = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    for path in sorted(root.rglob("*.py")):
        digest.update(str(path.relative_to(root)).encode() + path.read_bytes())
    for name in _LIBRARIES:
        try:
            digest.update(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    return digest.hexdigest()
