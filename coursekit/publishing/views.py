"""Everything that a file says, in whatever encoding: archives opened, JSON and escapes undone, base64 decoded.

What is not read: the pixels of a picture (its text chunks are), and anything encrypted.
"""

import bz2
import io
import json
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator

from coursekit.publishing.decodings import escapes, is_readable, runs

DEPTH = 5  # of encodings within encodings
LONG = 4096  # bytes of a decoded run that is looked at by itself
MOST = 64 * 2**20  # bytes of one decompressed stream
PNG = b"\x89PNG\r\n\x1a\n"
# How the code of a module begins in a .pyc, after its head: no arguments, a small stack, flags, then its instructions.
COMPILED = re.compile(rb"[\xe3c]\0{12}(?:\0{4})?[^\0]\0{3}..\0\0[\xf3s]", re.DOTALL)
COMPILED_WAY = "compiled code"
_PIXELS = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_STREAMS: tuple[tuple[str, bytes, Callable], ...] = (
    ("gzip", b"\x1f\x8b\x08", lambda: zlib.decompressobj(31)),
    ("bzip2", b"BZh", bz2.BZ2Decompressor),
    ("xz", b"\xfd7zXZ\x00", lzma.LZMADecompressor),
    *(("zlib", head, zlib.decompressobj) for head in (b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")),
)

View = tuple[str, str]  # the way to it, and the text


def views(name: str, data: bytes, depth: int = DEPTH) -> Iterator[View]:
    """Yield the texts of a file; the way to each is told as ``file > member > base64``."""
    yield name, name
    if data.startswith(PNG):
        yield from _picture(name, data, depth)
        return
    if COMPILED.search(data):
        yield f"{name} > {COMPILED_WAY}", ""
    members = list(_members(name, data)) if depth else []
    if members:
        for way, inner in members:
            yield from views(way, inner, depth - 1)
        data = data if not zipfile.is_zipfile(io.BytesIO(data)) else _before_archive(data)
    text = data.decode("utf-8", "ignore")
    strings = _json(text)
    yield name, text
    if strings is not None:
        joined = "\n".join(strings)
        yield f"{name} > JSON", joined
        text = joined
    if b"\0" in data or not _is_text(data):
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "gb18030"):
            for shift in (0, 1) if encoding.startswith("utf-16") else (0,):
                yield f"{name} > {encoding}", data[shift:].decode(encoding, "ignore")
        if depth:
            yield from _streams(name, data, depth)
    if depth:
        yield from _decoded(name, text, depth)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _json(text: str) -> list[str] | None:
    """All strings of a JSON text, keys too, the lines of one list joined; None where it is none."""
    if text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        value = json.loads(text)
    except ValueError:
        return None
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, str):
            found.append(node)
        elif isinstance(node, list):
            if node and all(isinstance(item, str) for item in node):
                found.append("".join(node))
            else:
                for item in node:
                    walk(item)
        elif isinstance(node, dict):
            for key, item in node.items():
                found.append(key)
                walk(item)

    walk(value)
    return found


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of an archive, also of one that is appended to something else."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{name} > comment", archive.comment
            for info in archive.infolist():
                yield f"{name} > {info.filename}", archive.read(info)
                yield f"{name} > {info.filename} > extra", info.extra + info.comment
    elif len(data) > 512 and data[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for info in archive:
                content = archive.extractfile(info) if info.isfile() else None
                yield f"{name} > {info.name}", content.read() if content else info.linkname.encode()


def _before_archive(data: bytes) -> bytes:
    """What stands before the first member of a zip: pages of compressed bytes say nothing themselves."""
    return data[: max(data.find(b"PK\x03\x04"), 0)]


def _picture(name: str, data: bytes, depth: int) -> Iterator[View]:
    """The chunks of a PNG that are no pixels, and what follows its end."""
    place = len(PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind not in _PIXELS:
            yield from views(f"{name} > PNG {kind.decode('latin-1')}", content, depth - 1)
        if kind == b"IEND":
            break
    if place < len(data):
        yield from views(f"{name} > after the PNG", data[place:], depth - 1)


def _streams(name: str, data: bytes, depth: int) -> Iterator[View]:
    for kind, head, start in _STREAMS:
        place = data.find(head)
        while place >= 0:
            try:
                content = start().decompress(data[place:], MOST)
            except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
                content = b""
            if content:
                yield from views(f"{name} > {kind}", content, depth - 1)
            place = data.find(head, place + 1)


def _decoded(name: str, text: str, depth: int) -> Iterator[View]:
    for way, decoded in escapes(text):
        yield f"{name} > {way}", decoded
        yield from _bytes(f"{name} > {way}", decoded, depth)
    yield from _bytes(name, text, depth)


def _bytes(name: str, text: str, depth: int) -> Iterator[View]:
    """What runs of letters stand for; the short ones of a kind are read together."""
    short: dict[str, list[bytes]] = {}
    for kind, data in runs(text):
        if data.startswith(PNG) or _is_container(data) or len(data) > LONG:
            yield from views(f"{name} > {kind}", data, depth - 1)
        elif is_readable(data):
            short.setdefault(kind, []).append(data + b"\n" * (4 - len(data) % 4))  # UTF-16 and 32 stay in step
    for kind, parts in short.items():
        yield from views(f"{name} > {kind}", b"".join(parts), depth - 1)


def _is_container(data: bytes) -> bool:
    if any(data.startswith(head) for _, head, _ in _STREAMS) or COMPILED.search(data):
        return True
    return b"PK\x05\x06" in data or data[257:262] == b"ustar"
