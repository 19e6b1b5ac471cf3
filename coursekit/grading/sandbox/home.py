"""A candidate's own folders: where it works, its temporary files, its shared memory, matplotlib's settings."""

# ruff: noqa: PTH103, PTH112, PTH211 - each candidate waits for these calls, and pathlib takes its time

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

# `checks.run` and `checks.export` have nothing to do here; the name is that of `checks.notebook`, without its import
_GRADED = {"COURSEKIT_CHECKING": "1"}


class Fonts:
    """matplotlib's list of fonts, to be laid into each candidate's folder of settings.

    Parameters
    ----------
    folder : str
        Where the list lies; empty where there is none.
    """

    def __init__(self, folder: str):
        self.lists = [(str(path), path.name) for path in Path(folder).glob("fontlist-*.json")] if folder else []

    def lay(self, folder: str) -> None:
        """matplotlib wants a folder that it can write, and finds its list there by name."""
        for path, name in self.lists:
            os.symlink(path, f"{folder}/{name}")


@dataclass(frozen=True)
class Home:
    """Absolute paths of folders that one candidate alone may write."""

    work: str
    temporary: str
    plots: str

    @classmethod
    def beneath(cls, private: str) -> "Home":
        """The folders of a private file system."""
        return cls(f"{private}/home", f"{private}/tmp", f"{private}/mpl")

    @classmethod
    def within(cls, work: str) -> "Home":
        """The folders of a working folder that stands alone."""
        return cls(work, f"{work}/.private/tmp", f"{work}/.private/mpl")

    def move_in(self, files: dict[str, bytes], fonts: Fonts) -> None:
        """Write the files, lay matplotlib's list of fonts ready, and make all this the process's surroundings.

        Parameters
        ----------
        files : dict of str to bytes
            By relative path, with ``/``.
        fonts : Fonts
            The list of fonts to lay ready.

        Raises
        ------
        ValueError
            For a name that leads out of the folder.
        """
        for folder in (self.temporary, self.plots):
            if not os.path.isdir(folder):
                os.makedirs(folder)
        fonts.lay(self.plots)
        os.chdir(self.work)
        for name, content in files.items():
            _write(name, content)
        os.environ.update(HOME=self.work, TMPDIR=self.temporary, MPLCONFIGDIR=self.plots)
        own = {"USER": "student", "LOGNAME": "student", "LANG": "C.UTF-8", "PATH": os.defpath} | _GRADED
        for name, value in own.items():
            os.environ.setdefault(name, value)
        tempfile.tempdir = None


def _write(name: str, content: bytes) -> None:
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or parts[0] == "/":
        raise ValueError(f"a file's name must stay in the folder, got {name!r}")
    if len(parts) > 1:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
