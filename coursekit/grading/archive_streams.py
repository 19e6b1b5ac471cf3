"""Byte streams of archives: no single read is large, whatever a header claims."""

import io
import lzma
from typing import BinaryIO

from coursekit.lang import tr

HEADER_CAP = 32 * 2**20  # bytes of one read of headers: a directory of a zip, a long name of a tar
XZ_MEMORY = 256 * 2**20
CHUNK = 2**16


class ArchiveError(ValueError):
    """An archive that is not, or no longer, read; its text is the reason."""


class Bounded:
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


class Xz(io.RawIOBase):
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
