"""Text that stands for other text or for bytes: escapes, base64 and its kin."""

import base64
import binascii
import quopri
import re
import urllib.parse
from collections.abc import Callable, Iterator
from html import unescape

_ESCAPE = re.compile(r"\\+(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8})|([0-7]{3}))")


def escapes(text: str) -> Iterator[tuple[str, str]]:
    """Yield for each kind of escape that a text holds the lines that hold it, with the escapes undone."""
    for way, sign, undo in _UNDONE:
        lines = [line for line in text.split("\n") if sign.search(line)]
        if lines:
            yield way, undo("\n".join(lines))


def runs(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield the bytes that runs of letters stand for, with the kind of each: in base64, 32 or 85, in hexadecimal."""
    for kind, pattern, decode in _RUNS:
        for run in pattern.findall(text):
            for data in decode(run):
                yield kind, data


def is_readable(data: bytes) -> bool:
    """Say whether decoded bytes may be a text; of random letters few are."""
    plain = sum(byte >= 0x80 or 32 <= byte < 127 or byte in (0, 9, 10, 13) for byte in data)
    if len(data) < 9 or plain == len(data):
        return len(data) >= 9
    return any(_is_printed(data[: len(data) // 2 * 2].decode(end, "replace")) for end in ("utf-16-le", "utf-16-be"))


def _is_printed(text: str) -> bool:
    return "\ufffd" not in text and all(letter.isprintable() or letter.isspace() for letter in text)


def _character(found: re.Match) -> str:
    digits, octal = found[1] or found[2] or found[3], found[4]
    number = int(digits, 16) if digits else int(octal, 8)
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"


def _unquoted(text: str) -> str:
    return quopri.decodestring(text.encode()).decode("utf-8", "ignore")


def _base64(run: str) -> Iterator[bytes]:
    letters = "".join(run.split()).rstrip("=").replace("-", "+").replace("_", "/")
    for start in range(4) if len(letters) < 20_000 else (0,):  # letters before it may belong to something else
        part = letters[start:]
        part = part[: len(part) - (len(part) % 4 == 1)]
        yield base64.b64decode(part + "=" * (-len(part) % 4))


def _base32(run: str) -> Iterator[bytes]:
    letters = run.rstrip("=")
    letters = letters[: len(letters) // 8 * 8]
    yield base64.b32decode(letters)


def _hex(run: str) -> Iterator[bytes]:
    digits = re.sub(r"[\s:,]", "", run)
    yield binascii.unhexlify(digits[: len(digits) // 2 * 2])


def _base85(run: str) -> Iterator[bytes]:
    for decode in (base64.b85decode, base64.a85decode):
        try:
            yield decode(run.strip(_QUOTES))
        except ValueError:
            continue


_QUOTES = "\"',;:()[]"
_UNDONE: tuple[tuple[str, re.Pattern, Callable[[str], str]], ...] = (
    ("escapes", _ESCAPE, lambda text: _ESCAPE.sub(_character, text)),
    ("HTML", re.compile(r"&#?\w+;"), unescape),
    ("percent", re.compile(r"%[0-9A-Fa-f]{2}"), urllib.parse.unquote),
    ("quoted-printable", re.compile(r"=[0-9A-F]{2}"), _unquoted),
)
_RUNS: tuple[tuple[str, re.Pattern, Callable[[str], Iterator[bytes]]], ...] = (
    ("base64", re.compile(r"[A-Za-z0-9+/_-]{16,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}"), _base64),
    ("base32", re.compile(r"[A-Z2-7]{24,}={0,6}"), _base32),
    ("hex", re.compile(r"(?:[0-9A-Fa-f]{2}[\s:,]?){12,}"), _hex),
    ("base85", re.compile(r"[!-~]{20,}"), _base85),
)
