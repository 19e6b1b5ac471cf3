"""Files that a student handed in: regular ones only, no link followed, capped; names that may be any bytes."""

import os
import shutil
import stat
from pathlib import Path

from coursekit.lang import tr

FILE_CAP, FILES_CAP, FILE_COUNT_CAP = 32 * 2**20, 128 * 2**20, 500


class UnreadableSubmission(Exception):  # noqa: N818 - a verdict on a submission, not a fault of the engine
    """A submission that cannot be graded; its text says why and what the student can do."""


def printable(path: Path) -> str:
    """Return a file's name as text that UTF-8 can hold; on Linux a name may be any bytes."""
    return path.name.encode("utf-8", "replace").decode()


def read_regular(path: Path, cap: int) -> bytes:
    """Read a regular file without following a link.

    Raises
    ------
    UnreadableSubmission
        If it is a link, a device, larger than the cap, or cannot be read.
    """
    name = printable(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        reason = error.strerror
        raise UnreadableSubmission(tr(f"{name} 读不出来：{reason}", f"{name} cannot be read: {reason}")) from None
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        os.close(descriptor)
        raise UnreadableSubmission(tr(f"{name} 不是普通文件", f"{name} is no regular file"))
    with os.fdopen(descriptor, "rb") as file:
        if about.st_size > cap:
            size = f"{about.st_size / 2**20:.1f} MB"
            limit = f"{cap / 2**20:.0f} MB"
            text = tr(
                f"{name} 有 {size}，上限是 {limit}：请清除输出后再交",
                f"{name} has {size}, the cap is {limit}",
            )
            raise UnreadableSubmission(text)
        return file.read(cap + 1)


def copy_files(folder: Path, target: Path, taken: set[str], notes: list[str]) -> None:
    """Copy the regular files of a submission into a candidate's folder: no notebooks, no links, no teacher's names."""
    total = count = 0
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            source = Path(root) / name
            relative = source.relative_to(folder)
            if name.endswith(".ipynb") or name.startswith(".") or str(relative) in taken:
                continue
            try:
                content = read_regular(source, FILE_CAP)
            except UnreadableSubmission as problem:
                notes.append(tr(f"没有带上文件：{problem}", f"a file was left out: {problem}"))
                continue
            total, count = total + len(content), count + 1
            if total > FILES_CAP or count > FILE_COUNT_CAP:
                notes.append(
                    tr("附带的文件太多或太大，其余的没有带上", "too many or too large files: the rest was left out")
                )
                return
            try:
                (target / relative).parent.mkdir(parents=True, exist_ok=True)
                (target / relative).write_bytes(content)
            except OSError:  # a file where the release has a folder, or the other way round
                shown = printable(source)
                notes.append(
                    tr(f"没有带上文件：{shown} 与发布的文件冲突", f"a file was left out: {shown} is in the way")
                )


def copy_release(source: Path, names: list[str], target: Path) -> None:
    """Copy the files that come with an assignment."""
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
