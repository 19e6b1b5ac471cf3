"""Archives as one stream of members: zip and tar alike, read within bounds whatever their headers claim."""

import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from bz2 import BZ2File
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import BinaryIO

from coursekit.grading.archive_names import decode_name, is_utf8
from coursekit.grading.archive_streams import CHUNK, ArchiveError, Bounded, Xz
from coursekit.lang import tr

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
FOREIGN = (".rar", ".7z", ".zst", ".cab")  # what students hand in all the same
_SAYS_UTF8 = 0x800  # bit of a member's flags
_UNICODE_PATH, _UNIX_TIME = 0x7075, 0x5455  # fields that a member may have
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, KeyError,
    IndexError, OverflowError, NotImplementedError, RuntimeError, MemoryError,
)  # fmt: skip


@dataclass
class Member:
    """One file of an archive.

    Attributes
    ----------
    problem : str
        Why it is not taken; empty for a regular file.
    time : float or None
        When it was changed, seconds since the epoch.
    packed : int or None
        Bytes that it takes in the archive, where that is known.
    opener : callable
        Opens its content for reading.
    """

    name: str
    problem: str = ""
    time: float | None = None
    packed: int | None = None
    folder: bool = False
    opener: Callable[[], BinaryIO] | None = None

    def chunks(self) -> Iterator[bytes]:
        """Yield its content; `ArchiveError` where it cannot be read."""
        try:
            with self.opener() as content:
                while chunk := content.read(CHUNK):
                    yield chunk
        except DAMAGED as error:
            raise ArchiveError(damage(error)) from error


def is_archive(name: str) -> bool:
    """Say whether a file's name is that of an archive that `members` reads."""
    return name.lower().endswith(SUFFIXES)


def stem(name: str) -> str:
    """Return an archive's name without its suffix."""
    suffix = max((s for s in SUFFIXES if name.lower().endswith(s)), key=len, default="")
    return name[: len(name) - len(suffix)]


def members(path: Path, limit: int, zone: tzinfo | None = None) -> Iterator[Member]:
    """Yield the members of an archive; each must be read before the next is asked for.

    Parameters
    ----------
    limit : int
        Bytes that a compressed tar may unpack to, headers included.
    zone : tzinfo, optional
        Where the clock stood by which a zip's times are; this machine's by default.

    Raises
    ------
    ArchiveError
        If it is none, damaged, or goes over a limit.
    """
    with path.open("rb") as file:
        magic = file.read(6)
        file.seek(0)
        try:
            if magic[:2] == b"PK":
                yield from _zip_members(file, zone)
            else:
                yield from _tar_members(file, magic, limit)
        except ArchiveError:
            raise
        except DAMAGED as error:
            raise ArchiveError(damage(error)) from error


def damage(error: Exception) -> str:
    """Return why an archive, or one member of it, cannot be read."""
    if isinstance(error, ArchiveError):
        return str(error)
    reason = (str(error) or type(error).__name__).split("\n")[0][:200]
    return tr(
        f"压缩包损坏，或不是 zip、tar（{reason}）：重新下载，还不行就请学生重新打包",
        f"damaged, or neither zip nor tar ({reason}): download it again, or have it packed anew",
    )


def _zip_members(file: BinaryIO, zone: tzinfo | None) -> Iterator[Member]:
    with zipfile.ZipFile(Bounded(file)) as archive:
        utf8 = all(is_utf8(_raw_name(info)) for info in archive.infolist())
        for info in archive.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            time = _zip_time(info, zone)
            member = Member(
                _zip_name(info, utf8),
                time=time,
                packed=info.compress_size,
                folder=info.is_dir() or kind == stat.S_IFDIR,
            )
            member.opener = lambda info=info: archive.open(info)
            if info.flag_bits & 0x41:
                member.problem = tr("加了密码：请对方去掉密码再交", "it is encrypted: ask for one without password")
            elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                member.problem = not_regular()
            elif info.compress_type not in _METHODS:
                member.problem = tr("压缩方法不常见：请用普通的 zip", "an unusual compression: use a plain zip")
            yield member


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """Return a name as it stands in the archive."""
    return info.orig_filename.encode("utf-8" if info.flag_bits & _SAYS_UTF8 else "cp437", "surrogatepass")


def _zip_name(info: zipfile.ZipInfo, utf8: bool) -> str:
    if info.flag_bits & _SAYS_UTF8:
        return info.orig_filename
    raw, beside = _raw_name(info), _extra(info, _UNICODE_PATH)
    # Archivers that keep the old name for old programs put the right one beside it, with a checksum of the old.
    if len(beside) > 5 and beside[0] == 1 and struct.unpack("<L", beside[1:5])[0] == zlib.crc32(raw):
        return beside[5:].decode("utf-8", "replace")
    return decode_name(raw, utf8)


def _zip_time(info: zipfile.ZipInfo, zone: tzinfo | None) -> float | None:
    """Return when a member was changed: as UTC where the archive has that, else by the clock of who wrote it."""
    told = _extra(info, _UNIX_TIME)
    if len(told) >= 5 and told[0] & 1:
        return float(struct.unpack("<l", told[1:5])[0])
    try:
        return datetime(*info.date_time, tzinfo=zone).timestamp() if info.date_time[0] > 1980 else None
    except (ValueError, OverflowError):
        return None


def _extra(info: zipfile.ZipInfo, kind: int) -> bytes:
    """Return one of the fields that a zip may hold of a member; empty where it does not."""
    rest = info.extra
    while len(rest) >= 4:
        found, size = struct.unpack("<HH", rest[:4])
        if found == kind:
            return rest[4 : 4 + size]
        rest = rest[4 + size :]
    return b""


def _tar_members(file: BinaryIO, magic: bytes, limit: int) -> Iterator[Member]:
    if magic[:2] == b"\x1f\x8b":
        file = gzip.GzipFile(fileobj=file)
    elif magic[:3] == b"BZh":
        file = BZ2File(file)
    elif magic == b"\xfd7zXZ\x00":
        file = io.BufferedReader(Xz(file))
    bounded = Bounded(file, limit)
    with tarfile.open(fileobj=bounded, mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
        while (info := archive.next()) is not None:
            archive.members.clear()  # it would keep them all
            name = decode_name(info.name.encode("utf-8", "surrogateescape"))
            time = float(info.mtime) if 0 < info.mtime < 2**40 else None
            member = Member(name, time=time, folder=info.isdir())
            member.opener = lambda info=info: archive.extractfile(info)
            if not (info.isdir() or (info.isfile() and not info.issparse())):
                member.problem = not_regular()
            yield member
        # tarfile takes a broken header for the end
        bounded.seek(archive.offset)
        if bounded.read(tarfile.BLOCKSIZE).strip(b"\0"):
            raise ArchiveError(damage(tarfile.ReadError("broken header")))


def not_regular() -> str:
    return tr("是链接或设备，不是普通文件：请学生交文件本身", "a link or a device, no regular file: hand in the file")
