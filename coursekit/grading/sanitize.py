"""Text and pictures that a student made, turned into HTML that can neither act nor deceive.

Nothing here tries to repair a student's HTML: it is never used. Text is escaped; characters that the eye cannot see
or that reorder a line (Boucher and Anderson, "Trojan Source: Invisible Vulnerabilities", 2021) are spelled out; of
the pictures only PNG and JPEG pass, and only if their bytes say so too.
"""

import base64
import binascii
import re
import struct

from markupsafe import Markup, escape

from coursekit.lang import tr

# Controls but tab and newline, soft hyphen, joiners and fillers of no width, bidirectional controls, line and
# paragraph separators, interlinear marks, tags, variation selectors of plane 14, lone surrogates, non-characters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e01ef\ud800-\udfff]"
)
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])")

MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
# A few kilobytes of PNG can unpack to gigabytes in the reader's browser.
MAX_PIXELS = 25_000_000


def plain(text: object) -> str:
    """Return the text with each hidden character spelled out, as ``[U+202E]``; not yet escaped."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(text))


def shown(text: object) -> Markup:
    """Return escaped HTML in which hidden characters stand out; for the body of a page, not for an attribute."""
    return reveal(str(escape(str(text))))


def reveal(html: str) -> Markup:
    """Mark hidden characters in HTML that is already escaped and has none in its attributes."""
    return Markup(_HIDDEN.sub(lambda found: f'<span class="hidden-char">U+{ord(found[0]):04X}</span>', html))


def joined(value: object) -> str:
    """Return nbformat's multi-line string, a str or a list of str; anything else counts as empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return ""


def printed(text: str) -> str:
    """Return what a terminal shows of the text in the end: no colours, no lines overwritten by a progress bar."""
    text = _TERMINAL.sub("", text)
    if "\r" not in text:
        return text
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))


def clip(text: str, limit: int) -> str:
    """Return at most about `limit` characters, three quarters from the front, and say how many are left out."""
    if len(text) <= limit:
        return text
    head = limit * 3 // 4
    tail = limit - head
    left_out = len(text) - limit
    note = tr(f"……（此处省略 {left_out} 个字符）……", f"… ({left_out} characters left out) …")
    return f"{text[:head]}\n{note}\n{text[len(text) - tail :]}"


def picture(mime: str, data: object, limit: int) -> tuple[str, int, int]:
    """Return a picture as a data URI, with its width and height in pixels.

    Parameters
    ----------
    mime : str
        The type that the notebook claims.
    data : object
        Base64 text as nbformat stores it.
    limit : int
        The largest allowed size in bytes, decoded.

    Raises
    ------
    ValueError
        If it is not a PNG or JPEG picture within the caps; the message is for the reader of the page.
    """
    if mime not in MAGIC:
        raise ValueError(tr("图片只显示 PNG 和 JPEG", "only PNG and JPEG pictures are shown"))
    packed = "".join(joined(data).split())
    if len(packed) > limit * 4 // 3 + 4:
        raise ValueError(tr(f"图片超过 {limit // 1000} kB", f"the picture exceeds {limit // 1000} kB"))
    try:
        raw = base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError(tr("图片的 base64 编码是坏的", "the picture's base64 is broken")) from None
    size = _size_of(mime, raw) if raw.startswith(MAGIC[mime]) else None
    if size is None:
        raise ValueError(tr(f"内容不是 {mime}", f"the content is not {mime}"))
    width, height = size
    if not 0 < width * height <= MAX_PIXELS:
        raise ValueError(tr(f"图片尺寸 {width} × {height} 不合理", f"a picture of {width} × {height} is not sensible"))
    return f"data:{mime};base64,{base64.b64encode(raw).decode('ascii')}", width, height


def _size_of(mime: str, raw: bytes) -> tuple[int, int] | None:
    """Read width and height from a picture's header (PNG: W3C 11.2.1; JPEG: ITU-T T.81, B.2.2)."""
    if mime == "image/png":
        return struct.unpack(">II", raw[16:24]) if raw[12:16] == b"IHDR" and len(raw) >= 24 else None
    position = 2
    while position + 9 <= len(raw) and raw[position] == 0xFF:
        marker, length = raw[position + 1], int.from_bytes(raw[position + 2 : position + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", raw[position + 5 : position + 9])
            return width, height
        position += 2 + length
    return None
