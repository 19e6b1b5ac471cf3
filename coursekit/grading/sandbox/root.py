"""A root directory made from nothing: the system's programs, this Python and the data, read-only; no home, no /tmp.

The sources are bound before privileges are dropped, so that a course may lie in a folder that only its owner can enter.
"""

# ruff: noqa: PTH112, PTH114, PTH115, PTH118, PTH120, PTH211 - pathlib cannot say what follows links and what does not

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from coursekit.grading.sandbox import kernel
from coursekit.grading.sandbox.kernel import (
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
    mount,
)

SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
CONFIGURED = ("/etc/fonts", "/etc/alternatives", "/etc/matplotlibrc")  # besides /etc/python3*
COPIED = ("ld.so.cache", "localtime", "timezone", "mime.types", "os-release", "protocols", "services")
DEVICES = ("/dev/null", "/dev/full", "/dev/random", "/dev/urandom")
PROCESSORS = "/sys/devices/system/cpu"  # torch chooses its code by it
LINKS = {
    "/dev/fd": "/proc/self/fd",
    "/dev/stdin": "fd/0",
    "/dev/stdout": "fd/1",
    "/dev/stderr": "fd/2",
    "/var/tmp": "/tmp",
}
PRIVATE_PLACES = ("/student", "/coursekit-student", "/coursekit-student-2")
SCAFFOLDS = ("/tmp", "/mnt", "/var/tmp", "/run", "/opt")
ROOT_BYTES, ZERO_BYTES = "16m", 2**40


def private_place(read_only: list[str]) -> str:
    """Return where each candidate's own files are mounted: a path that hides nothing of the plan's."""
    taken = [path for path in read_only if path.startswith(PRIVATE_PLACES)]
    return next(place for place in PRIVATE_PLACES if not any(f"{path}/".startswith(f"{place}/") for path in taken))


def system_paths() -> list[str]:
    """Return the existing paths of the system that a candidate may read."""
    python = sorted(str(path) for path in Path("/etc").glob("python3*"))
    return [path for path in (*SYSTEM, *CONFIGURED, *python) if os.path.lexists(path)]


def build_root(read_only: list[str], private: str) -> None:
    """Make the new root and move into it; this process must be alone in its mount namespace, with every right over it.

    Parameters
    ----------
    read_only : list of str
        Absolute paths to show besides the system's.
    private : str
        An empty directory to make, as a place for mounts, like ``/tmp``, ``/dev/shm`` and ``/proc``.

    Raises
    ------
    OSError
        Where the kernel or a security module refuses.
    """
    mask = os.umask(0o022)
    mount(None, "/", None, MS_REC | MS_PRIVATE)
    scaffold = next(path for path in SCAFFOLDS if os.path.isdir(path))
    builder = _Builder(scaffold)
    try:
        shown = [*system_paths(), *read_only, PROCESSORS, *DEVICES, "/proc"]
        builder.open_sources(shown)
        mount("tmpfs", scaffold, "tmpfs", MS_NOSUID, f"size={ROOT_BYTES},mode=755")
        for folder in (private, "/tmp", "/dev/shm", "/etc", "/var"):
            builder.folder(folder)
        builder.bind_sources()
        _write_etc(Path(scaffold, "etc"), private)
        with Path(scaffold, "dev/zero").open("wb") as zero:
            zero.truncate(ZERO_BYTES)  # a hole to read: mapped as shared, the device is memory that nothing counts
        for link, target in LINKS.items():
            with suppress(FileExistsError):
                Path(scaffold + link).symlink_to(target)
        _make_read_only(scaffold)
        kernel.enter_root(scaffold)
    finally:
        builder.close()
        os.umask(mask)


class _Builder:
    """Binds paths into a folder, though the folder's own mount may hide where they were."""

    def __init__(self, scaffold: str):
        self.scaffold = scaffold
        self.sources: dict[str, int] = {}
        self.links: dict[str, str] = {}

    def open_sources(self, paths: list[str]) -> None:
        """Take hold of each path, of what it links to, and of its name without links."""
        waiting = list(paths)
        while waiting:
            path = waiting.pop()
            if path in self.sources or path in self.links:
                continue
            if os.path.islink(path):
                self.links[path] = os.readlink(path)
                waiting.append(os.path.normpath(os.path.join(os.path.dirname(path), self.links[path])))
                continue
            with suppress(OSError):  # what is not there, or not ours to see, is not shown
                self.sources[path] = os.open(path, os.O_PATH | os.O_CLOEXEC)
                waiting.append(os.path.realpath(path))

    def bind_sources(self) -> None:
        """Bind what was opened, outer paths first: an inner one must not hide what an outer one shows beside it."""
        for path in sorted(self.sources):
            descriptor = self.sources[path]
            if any(path.startswith(f"{outer}/") for outer in self.sources if outer != "/"):
                continue
            target = self.folder(path, last_is_file=not stat.S_ISDIR(os.fstat(descriptor).st_mode))
            mount(f"/proc/self/fd/{descriptor}", target, None, MS_BIND | MS_REC)
        for path, target in self.links.items():
            self.folder(os.path.dirname(path))
            with suppress(OSError):  # it came with an outer path already, which is read-only
                os.symlink(target, self.scaffold + path)

    def folder(self, path: str, last_is_file: bool = False) -> str:
        """Make a directory, or an empty file, to mount on; return where it lies now."""
        target = Path(self.scaffold + path)
        if not target.exists():
            (target.parent if last_is_file else target).mkdir(parents=True, exist_ok=True)
            if last_is_file:
                target.touch()
        return str(target)

    def close(self) -> None:
        for descriptor in self.sources.values():
            os.close(descriptor)


def _write_etc(etc: Path, private: str) -> None:
    for name in COPIED:
        with suppress(OSError):
            shutil.copyfile(Path("/etc", name), etc / name)
    (etc / "passwd").write_text(f"root:x:0:0:root:/:/bin/sh\nstudent:x:1000:1000:student:{private}/home:/bin/sh\n")
    (etc / "group").write_text("root:x:0:\nstudent:x:1000:\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n")
    (etc / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files\n")


def _make_read_only(scaffold: str) -> None:
    """Make every mount of the new root read-only but /proc, which the candidates' own will cover."""
    for point in _mounts_of(scaffold):
        inside = point.removeprefix(scaffold)
        if f"{inside}/".startswith("/proc/"):
            continue
        try:
            present = os.statvfs(point).f_flag
        except PermissionError:  # another's FUSE mount: its owner alone may look into it
            continue
        kept = present & (MS_NODEV | MS_NOEXEC)  # mount and statvfs share these bits; a locked one must be repeated
        devices = 0 if inside.startswith("/dev/") else MS_NODEV
        mount(None, point, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | kept | devices)


def _mounts_of(scaffold: str) -> list[str]:
    """Return the mount points of the new root, outer ones first; what the scaffold's own mount hides is not among them.

    A path alone does not tell: before the scaffold was mounted, something else may have been at a path below it.
    """
    numbers, points = set(), []
    for line in Path("/proc/self/mountinfo").read_bytes().splitlines():
        number, parent, _, _, escaped = line.split(b" ")[:5]
        point = os.fsdecode(escaped.decode("unicode_escape").encode("latin-1"))
        if point == scaffold:
            numbers, points = {number}, [point]  # the last one at this path lies on top
        elif parent in numbers:
            numbers.add(number)
            points.append(point)
    return points
