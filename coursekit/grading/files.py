"""Files that a student handed in: regular ones only, no link followed, capped; names that may be any bytes."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from coursekit.grading.archive_names import printable as printable_name
from coursekit.lang import tr

NOTEBOOK_CAP = 20 * 2**20
FILE_CAP, FILES_CAP, FILE_COUNT_CAP = 32 * 2**20, 128 * 2**20, 500
ENTRY_CAP, DEPTH_CAP, NOTES_CAP = 10_000, 20, 20  # names looked at, folders deep, remarks about one submission


class UnreadableSubmission(Exception):  # noqa: N818 - a verdict on a submission, not a fault of the engine
    """A submission that cannot be graded; its text says why and what the student can do."""


def printable(path: Path) -> str:
    """Return a file's name as one line that UTF-8 can hold; on Linux a name may be any bytes."""
    return printable_name(path.name)


def read_regular(path: Path, cap: int) -> bytes:
    """Read a regular file without following a link.

    Raises
    ------
    UnreadableSubmission
        If it is a link, a device, someone else's file, larger than the cap, or cannot be read.
    """
    with open_regular(path, cap) as file:
        return _read(file, printable(path), cap)


@contextmanager
def open_regular(path: Path, cap: int, folder: int | None = None) -> Iterator[BinaryIO]:
    """Open a regular file for reading without following a link; it refuses what `read_regular` refuses.

    Parameters
    ----------
    folder : int, optional
        Descriptor of the open folder that `path`, a mere name then, is in.
    """
    name = printable(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
        with os.fdopen(descriptor, "rb") as file:
            about = os.fstat(descriptor)
            owner = path.parent.stat().st_uid if folder is None else os.fstat(folder).st_uid
            if not stat.S_ISREG(about.st_mode):
                raise UnreadableSubmission(tr(f"{name} 不是普通文件", f"{name} is no regular file"))
            if about.st_nlink > 1 and about.st_uid != owner:
                raise UnreadableSubmission(
                    tr(f"{name} 是别人的文件的硬链接", f"{name} is a hard link to someone else's file")
                )
            if about.st_size > cap:
                raise _too_large(name, about.st_size, cap)
            yield file
    except (OSError, ValueError) as error:
        reason = _reason(error)
        raise UnreadableSubmission(tr(f"{name} 读不出来：{reason}", f"{name} cannot be read: {reason}")) from None


def _read(file: BinaryIO, name: str, cap: int) -> bytes:
    content = file.read(cap + 1)
    if len(content) > cap:  # it grew since it was opened
        raise _too_large(name, len(content), cap)
    return content


def _reason(error: OSError | ValueError) -> str:
    if getattr(error, "errno", None) in (errno.ELOOP, errno.ENOTDIR):  # what O_NOFOLLOW says of links
        return tr("是链接", "it is a link")
    return getattr(error, "strerror", None) or str(error)


def _too_large(name: str, size: int, cap: int) -> UnreadableSubmission:
    told, limit = f"{size / 2**20:.1f} MB", f"{cap / 2**20:.0f} MB"
    return UnreadableSubmission(
        tr(f"{name} 有 {told}，上限是 {limit}：请清除输出后再交", f"{name} has {told}, the cap is {limit}")
    )


def read_files(folder: Path, taken: Iterable[str], notes: list[str]) -> dict[str, bytes]:
    """Return a submission's regular files by relative path: no notebooks, no links, no teacher's names.

    Folder by folder from open descriptors, so that nothing can be slipped in between looking and reading.

    Parameters
    ----------
    taken : iterable of str
        Relative paths that the release has.
    notes : list of str
        Takes a remark on each file that is left out.
    """
    return dict(_Reader(set(taken), notes).below(str(folder), None, ""))


class _Reader:
    """Walks through one submission and keeps count."""

    def __init__(self, taken: set[str], notes: list[str]):
        self.taken, self.notes = taken, notes
        self.folders = {str(above) for path in taken for above in PurePosixPath(path).parents}
        self.bytes = self.files = self.entries = self.remarks = 0
        self.full = False

    def below(self, name: str, above: int | None, prefix: str) -> Iterator[tuple[str, bytes]]:
        # of the submission's own folder a link may be the teacher's doing, below it a student's
        follow = 0 if above is None else os.O_NOFOLLOW
        try:
            folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC | follow, dir_fd=above)
        except OSError as error:
            self._note(f"{printable_name(name)}：{_reason(error)}", f"{printable_name(name)}: {_reason(error)}")
            return
        try:
            files, folders = self._list(folder)
            for file in files:
                if prefix + file in self.folders:
                    self._in_the_way(file)
                elif prefix + file not in self.taken and (content := self._content(file, folder)) is not None:
                    yield prefix + file, content
                if self.full:
                    return
            for inner in folders:
                if prefix + inner in self.taken:
                    self._in_the_way(inner)
                elif prefix.count("/") + 1 >= DEPTH_CAP:
                    self._note(f"{printable_name(inner)}：文件夹太深", f"{printable_name(inner)}: too deep")
                elif not self.full:
                    yield from self.below(inner, folder, f"{prefix}{inner}/")
        finally:
            os.close(folder)

    def _list(self, folder: int) -> tuple[list[str], list[str]]:
        """Return the names of files and of folders, sorted, hidden ones and notebooks left out."""
        files, folders = [], []
        with os.scandir(folder) as entries:
            for entry in entries:
                self.entries += 1
                if self.entries > ENTRY_CAP:
                    self._stop()
                    break
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif not entry.name.endswith(".ipynb"):
                    files.append(entry.name)
        return sorted(files), sorted(folders)

    def _content(self, name: str, folder: int) -> bytes | None:
        try:
            with open_regular(Path(name), FILE_CAP, folder) as file:
                content = _read(file, printable_name(name), FILE_CAP)
        except UnreadableSubmission as problem:
            self._note(str(problem), str(problem))
            return None
        self.bytes, self.files = self.bytes + len(content), self.files + 1
        if self.bytes > FILES_CAP or self.files > FILE_COUNT_CAP:
            self._stop()
            return None
        return content

    def _stop(self) -> None:
        if not self.full:
            self.full = True
            self.notes.append(
                tr("附带的文件太多或太大，其余的没有带上", "too many or too large files: the rest was left out")
            )

    def _in_the_way(self, name: str) -> None:
        shown = printable_name(name)
        self._note(f"{shown} 与发布的文件冲突", f"{shown} is in the way of a released file")

    def _note(self, chinese: str, english: str) -> None:
        self.remarks += 1
        if self.remarks <= NOTES_CAP:
            self.notes.append(tr(f"没有带上文件：{chinese}", f"a file was left out: {english}"))
        elif self.remarks == NOTES_CAP + 1:
            self.notes.append(tr("还有更多文件没有带上", "more files were left out"))
