"""Unpacking archives that strangers made: regular files only, inside one folder, within caps.

Nothing is ever linked, overwritten or given a name that leads elsewhere; what is left out is told with its reason.
"""

import os
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from coursekit.grading.archive_names import MAX_PATH, is_junk, printable, safe_parts
from coursekit.grading.archive_readers import ArchiveError, Member, is_archive, members, not_regular, stem
from coursekit.lang import tr

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Caps:
    """What may be unpacked.

    Attributes
    ----------
    ratio : float
        Bytes unpacked for each byte packed; every file may have `ratio_free` bytes all the same, every archive four
        times that.
    member, total : int
        Bytes of one file, and of everything.
    count : int
        Files of everything.
    depth : int
        Archives within archives; 1 unpacks only the outer one.
    """

    ratio: float = 200.0
    ratio_free: int = 16 * 2**20
    member: int = 128 * 2**20
    total: int = 8 * 2**30
    count: int = 100_000
    depth: int = 3


@dataclass
class Found:
    """Files that a folder or an archive holds.

    Attributes
    ----------
    files : dict of tuple of str to Path
        Where they lie now, by their parts; what an inner archive held stands below a folder with its name.
    times : dict of tuple of str to float
        When each was changed, seconds since the epoch; of what lay in an inner archive, when that archive was.
    refused : list of (str, str)
        Files and whole archives that were left out, and why.
    """

    files: dict[Parts, Path] = field(default_factory=dict)
    times: dict[Parts, float] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)


class Unpacker:
    """Unpacks one archive after the other under common caps.

    Parameters
    ----------
    target : Path
        An empty folder of our own.
    zone : tzinfo, optional
        Where the clocks stood by which the times in zips are; this machine's by default.
    """

    def __init__(self, target: Path, caps: Caps | None = None, zone: tzinfo | None = None):
        self.target, self.caps, self.zone = target, caps or Caps(), zone
        self.bytes = self.count = 0
        self._taken: dict[str, bool] = {}  # paths in lower case: True is a file

    def unpack(self, archive: Path, into: Parts = (), shown: str = "", depth: int = 1) -> Found:
        """Unpack an archive, and the archives in it, below ``target/into``; never raises for what is in it.

        Parameters
        ----------
        into : tuple of str
            Parts of a folder, safe ones.
        shown : str
            How the archive is called in reasons; its name by default.

        Raises
        ------
        OSError
            The target cannot be written.
        """
        found, inner = Found(), []
        shown = shown or printable(archive.name)
        room = max(4 * self.caps.ratio_free, int(self.caps.ratio * archive.stat().st_size))
        end = min(self.caps.total, self.bytes + room)
        headers = 2048 * self.caps.count  # a tar's, which count as unpacked
        try:
            for member in members(archive, end - self.bytes + headers, self.zone):
                self.count += 1
                if self.count > self.caps.count:
                    raise ArchiveError(tr(f"文件超过 {self.caps.count} 个", f"more than {self.caps.count} files"))
                self._member(member, into, end, found, inner, shown)
        except ArchiveError as error:
            found.refused.append((shown, tr(f"没有全部解开：{error}", f"not all of it was unpacked: {error}")))
        for parts in inner:
            self._inner(parts, found, shown, depth)
        return found

    def _member(self, member: Member, into: Parts, end: int, found: Found, inner: list[Parts], shown: str) -> None:
        try:
            parts = safe_parts(member.name)
            if not parts or is_junk(parts) or (member.folder and not member.problem):
                return
            if member.problem:
                raise ArchiveError(member.problem)
            parts = (*into, *parts)
            path = self._claim(parts)
            self._write(member, path, end)
        except _ShareUsedUp:
            raise
        except ValueError as error:
            found.refused.append((f"{shown}/{printable(member.name)}", str(error)))
            return
        found.files[parts] = path
        if member.time is not None:
            found.times[parts] = member.time
        if is_archive(parts[-1]):
            inner.append(parts)

    def _claim(self, parts: Parts) -> Path:
        """Make the folders above a file that does not exist yet in any spelling; return its path."""
        lower = ["/".join(parts[: k + 1]).casefold() for k in range(len(parts))]
        if len(lower[-1]) > MAX_PATH:
            raise ArchiveError(tr("路径太长：请缩短文件名", "the path is too long: shorten it"))
        if lower[-1] in self._taken or any(self._taken.get(above) for above in lower[:-1]):
            raise ArchiveError(
                tr("同名的文件已经有了（不分大小写）：请改名", "another member has that name (case aside): rename it")
            )
        self._taken |= dict.fromkeys(lower[:-1], False) | {lower[-1]: True}
        path = self.target.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _write(self, member: Member, path: Path, end: int) -> None:
        size, limit = 0, self._limit(member.packed)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in member.chunks():
                    size, self.bytes = size + len(chunk), self.bytes + len(chunk)
                    if self.bytes > end:
                        raise _ShareUsedUp(
                            tr("解开后太大，或压缩比高得可疑", "it unpacks to too much, or far too well")
                        )
                    if size > limit:
                        most = f"{limit / 2**20:.0f} MB"
                        raise ArchiveError(tr(f"解开后超过 {most}", f"it unpacks to more than {most}"))
                    file.write(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _limit(self, packed: int | None) -> int:
        """Return how large a file may become that takes so many bytes in its archive."""
        if packed is None:
            return self.caps.member
        return min(self.caps.member, max(self.caps.ratio_free, int(self.caps.ratio * packed)))

    def _inner(self, parts: Parts, found: Found, shown: str, depth: int) -> None:
        """Put what an inner archive holds in its place."""
        path, time = found.files.pop(parts), found.times.pop(parts, None)
        name = f"{shown}/{printable('/'.join(parts))}"
        if depth >= self.caps.depth:
            path.unlink()
            found.refused.append(
                (
                    name,
                    tr(
                        "压缩包里套的压缩包太多层：请解开里层再交",
                        "archives within archives, too deep: unpack the inner one",
                    ),
                )
            )
            return
        folder = (*parts[:-1], stem(parts[-1]).rstrip(" .") or "archive")
        below = self.unpack(path, folder, name, depth + 1)
        path.unlink()
        found.files |= below.files
        found.times |= below.times if time is None else dict.fromkeys(below.files, time)
        found.refused += below.refused


class _ShareUsedUp(ArchiveError):
    """An archive gave all that it may: nothing more of it is read."""


def folder_files(folder: Path, caps: Caps | None = None) -> Found:
    """List the regular files below a folder without following any link, archives left packed.

    Raises
    ------
    OSError
        The folder itself cannot be read.
    """
    found, most = Found(), (caps or Caps()).count
    waiting: list[tuple[Parts, Path]] = [((), folder)]
    while waiting:
        above, where = waiting.pop()
        try:
            entries = sorted(os.scandir(where), key=lambda entry: entry.name)
        except OSError as error:
            if not above:
                raise
            found.refused.append((printable("/".join(above)), str(error.strerror)))
            continue
        for entry in entries:
            if len(found.files) + len(found.refused) >= most:
                found.refused.append((printable(str(folder)), tr(f"文件超过 {most} 个", f"more than {most} files")))
                return found
            _entry(entry, (*above, entry.name), waiting, found)
    return found


def _entry(entry: os.DirEntry, parts: Parts, waiting: list[tuple[Parts, Path]], found: Found) -> None:
    if is_junk(parts):
        return
    try:
        safe_parts("/".join(parts))
        if entry.is_dir(follow_symlinks=False):
            waiting.append((parts, Path(entry.path)))
        elif entry.is_file(follow_symlinks=False):
            found.times[parts] = entry.stat(follow_symlinks=False).st_mtime
            found.files[parts] = Path(entry.path)
        else:
            raise ArchiveError(not_regular())
    except OSError as error:
        found.refused.append((printable("/".join(parts)), str(error.strerror)))
    except ValueError as error:
        found.refused.append((printable("/".join(parts)), str(error)))
