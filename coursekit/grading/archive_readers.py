"""Archives as one stream of members: zip and tar alike, read within bounds whatever their headers claim."""

import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from bz2 import BZ2File
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from coursekit.grading.archive_names import decode_name
from coursekit.lang import tr

SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
FOREIGN = (".rar", ".7z", ".zst", ".cab")  # what students hand in all the same
HEADER_CAP = 32 * 2**20  # bytes of one read of headers: a directory of a zip, a long name of a tar
XZ_MEMORY = 256 * 2**20
CHUNK = 2**16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, KeyError,
    IndexError, OverflowError, NotImplementedError, RuntimeError, MemoryError,
)  # fmt: skip


class ArchiveError(ValueError):
    """An archive that is not, or no longer, read; its text is the reason."""


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


def members(path: Path, limit: int) -> Iterator[Member]:
    """Yield the members of an archive; each must be read before the next is asked for.

    Parameters
    ----------
    limit : int
        Bytes that a compressed tar may unpack to, headers included.

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
                yield from _zip_members(file)
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
    return tr(f"压缩包损坏，或不是 zip、tar：{reason}", f"damaged, or neither zip nor tar: {reason}")


def _zip_members(file: BinaryIO) -> Iterator[Member]:
    with zipfile.ZipFile(_Bounded(file)) as archive:
        for info in archive.infolist():
            kind = stat.S_IFMT(info.external_attr >> 16)
            time = _local_time(info.date_time)
            member = Member(
                _zip_name(info), time=time, packed=info.compress_size, folder=info.is_dir() or kind == stat.S_IFDIR
            )
            member.opener = lambda info=info: archive.open(info)
            if info.flag_bits & 0x41:
                member.problem = tr("加了密码：请对方去掉密码再交", "it is encrypted: ask for one without password")
            elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
                member.problem = not_regular()
            elif info.compress_type not in _METHODS:
                member.problem = tr("压缩方法不常见：请用普通的 zip", "an unusual compression: use a plain zip")
            yield member


def _zip_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:  # it says that the name is UTF-8
        return info.orig_filename
    return decode_name(info.orig_filename.encode("cp437"))


def _local_time(date: tuple) -> float | None:
    """A zip holds the wall clock of the machine that wrote it: taken as that of this machine."""
    try:
        return datetime(*date).timestamp() if date[0] > 1980 else None
    except (ValueError, OverflowError):
        return None


def _tar_members(file: BinaryIO, magic: bytes, limit: int) -> Iterator[Member]:
    if magic[:2] == b"\x1f\x8b":
        file = gzip.GzipFile(fileobj=file)
    elif magic[:3] == b"BZh":
        file = BZ2File(file)
    elif magic == b"\xfd7zXZ\x00":
        file = io.BufferedReader(_Xz(file))
    bounded = _Bounded(file, limit)
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
    return tr("是链接或设备，不是普通文件", "a link or a device, no regular file")


class _Bounded:
    """A file of which no single read is large and no position lies beyond the limit: headers may claim anything."""

    def __init__(self, file: BinaryIO, limit: int | None = None):
        self.file, self.limit = file, limit
        self.tell, self.seekable = file.tell, lambda: True

    def read(self, size: int = -1) -> bytes:
        if size > HEADER_CAP:
            raise ArchiveError(tr("压缩包的目录太大", "the archive's directory is too large"))
        size = size if size >= 0 else HEADER_CAP  # everything: a zip's last 64 KB
        self._check(self.tell() + size)
        return self.file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 0:
            self._check(offset)
        return self.file.seek(offset, whence)

    def close(self) -> None:
        """The one who opened the file closes it."""

    def _check(self, position: int) -> None:
        if self.limit is not None and position > self.limit:
            raise ArchiveError(tr("解开后太大", "it unpacks to too much"))


class _Xz(io.RawIOBase):
    """An xz stream, read forward with a bound on the decoder's memory; seeking forward reads."""

    def __init__(self, file: BinaryIO):
        self.source, self.position = file, 0
        self.decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.position

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == 1:
            offset += self.position
        if whence == 2 or offset < self.position:
            raise ArchiveError(tr("xz 只能向前读", "an xz stream is read forward only"))
        while self.position < offset and self.readinto(bytearray(min(CHUNK, offset - self.position))):
            pass
        return self.position

    def readinto(self, target) -> int:
        while not self.decoder.eof:
            data = self.source.read(CHUNK) if self.decoder.needs_input else b""
            if self.decoder.needs_input and not data:
                raise EOFError("truncated xz")
            found = self.decoder.decompress(data, max_length=len(target))
            if found:
                target[: len(found)] = found
                self.position += len(found)
                return len(found)
        return 0
