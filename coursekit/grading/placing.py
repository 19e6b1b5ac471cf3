"""One submission into its folder, whole or not at all; what lay there is kept aside."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coursekit.grading.archives import Caps
from coursekit.grading.files import UnreadableSubmission, open_regular, read_regular
from coursekit.lang import tr

TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"  # what nbgrader's exchange puts beside a submission
_EQUAL_CHUNK = 2**20


@dataclass(frozen=True)
class Placed:
    """What became of a submission: ``new``, ``replaced`` or ``unchanged``, and where the old one is kept."""

    status: str
    kept: Path | None = None


def place(
    files: Mapping[str, Path],
    folder: Path,
    time: datetime | None,
    notes: list[str],
    dry_run: bool,
    mended: Mapping[str, bytes] | None = None,
) -> Placed:
    """Copy files into a submission's folder, with the ``timestamp.txt`` that nbgrader reads.

    The folder appears at once. One that is there already with other files is kept beside it under a hidden name, which
    neither nbgrader nor grading looks at.

    Parameters
    ----------
    files : mapping of str to Path
        By relative path.
    time : datetime, optional
        When it was handed in, aware; without it there is no ``timestamp.txt``.
    notes : list of str
        Takes a remark on each file that cannot be copied.
    mended : mapping of str to bytes, optional
        What some of the files shall hold instead.
    """
    mended = mended or {}
    stamp = None if time is None else f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC\n"
    exists = folder.exists() or folder.is_symlink()
    if exists and _same(files, folder, stamp, mended):
        return Placed("unchanged")
    if dry_run:
        return Placed("replaced" if exists else "new")
    folder.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        work.chmod(0o755)
        for relative, path in files.items():
            if relative in mended:
                (work / relative).write_bytes(mended[relative])
            else:
                _copy(path, work / relative, notes)
        if stamp is not None:
            (work / TIMESTAMP).write_text(stamp, "utf-8")
        kept = _swap(work, folder) if exists else None
        if not exists:
            work.rename(folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return Placed("replaced" if exists else "new", kept)


def _copy(path: Path, target: Path, notes: list[str]) -> None:
    try:
        with open_regular(path, Caps().member) as source:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                shutil.copyfileobj(source, file)
    except UnreadableSubmission as problem:
        notes.append(tr(f"没有取用：{problem}", f"left out: {problem}"))


def _swap(new: Path, folder: Path) -> Path:
    """Put a folder in the place of another; return where the old one went."""
    kept = folder.with_name(f".{folder.name}-replaced-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}")
    folder.rename(kept)
    try:
        new.rename(folder)
    except BaseException:
        kept.rename(folder)
        raise
    return kept


def _same(files: Mapping[str, Path], folder: Path, stamp: str | None, mended: Mapping[str, bytes]) -> bool:
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}
    if present - {TIMESTAMP} != set(files) or folder.is_symlink():
        return False
    if stamp is not None and (TIMESTAMP not in present or (folder / TIMESTAMP).read_bytes() != stamp.encode()):
        return False
    if any(not _holds(folder / relative, content) for relative, content in mended.items()):
        return False
    return all(_equal(path, folder / relative) for relative, path in files.items() if relative not in mended)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_regular(path, len(content)) == content
    except UnreadableSubmission:
        return False


def _equal(one: Path, other: Path) -> bool:
    try:
        with open_regular(one, Caps().member) as a, open_regular(other, Caps().member) as b:
            while True:
                first, second = a.read(_EQUAL_CHUNK), b.read(_EQUAL_CHUNK)
                if first != second:
                    return False
                if not first:
                    return True
    except UnreadableSubmission:
        return False
