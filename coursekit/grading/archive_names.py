"""Names of archive members: bytes to text, and text to a path that can only lie inside the target folder."""

import re
import unicodedata

from coursekit.lang import tr

MAX_PATH, MAX_PART, MAX_PARTS = 400, 255, 20  # characters, bytes of UTF-8, folders
# What a file system of Windows refuses: a course folder may lie on a share, and students unpack feedback there.
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_JUNK = re.compile(
    r"__MACOSX|\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.ipynb_checkpoints|__pycache__|\.git", re.IGNORECASE
)


def decode_name(raw: bytes, utf8: bool = True) -> str:
    """Return a member's name as text: UTF-8 if it is that, else GB18030, which holds GBK, else CP437.

    Archivers on a Chinese Windows write GBK without saying so; the format's own default is CP437.

    Parameters
    ----------
    utf8 : bool
        Whether it may be UTF-8: not where another name of the same archive is none, for 模 in GBK is ģ in UTF-8.
    """
    for encoding in ("utf-8", "gb18030") if utf8 else ("gb18030",):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("cp437")


def is_utf8(raw: bytes) -> bool:
    """Say whether bytes are UTF-8."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def safe_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a member's path, in Unicode's composed form; empty for a name of the folder itself.

    Raises
    ------
    ValueError
        If the path could lead out of the target, or cannot be a file's on every system; its text is the reason.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))  # macOS stores decomposed letters
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        raise ValueError(tr("绝对路径：请学生重新打包", "an absolute path: pack it anew"))
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    if ".." in parts:
        raise ValueError(tr("路径里有 ..：请学生重新打包", "the path has a .. in it: pack it anew"))
    if (
        len(name) > MAX_PATH
        or len(parts) > MAX_PARTS
        or any(len(p.encode("utf-8", "replace")) > MAX_PART for p in parts)
    ):
        raise ValueError(tr("路径太长或太深：请缩短文件名", "the path is too long or too deep: shorten it"))
    for part in parts:
        if _FORBIDDEN.search(part):
            raise ValueError(
                tr(f"名字里有不能用的字符：{part!r}，请改名", f"characters that cannot be used: {part!r}; rename it")
            )
        if part != part.rstrip(" ."):
            raise ValueError(
                tr(f"名字以空格或点结尾：{part!r}，请改名", f"a blank or dot at an end: {part!r}; rename it")
            )
        if _DEVICE.fullmatch(part):
            raise ValueError(tr(f"{part} 是 Windows 的设备名，请改名", f"{part} is a device of Windows; rename it"))
    return parts


def is_junk(parts: tuple[str, ...]) -> bool:
    """Say whether a file was left by a file manager or an editor, and is nobody's work."""
    return any(_JUNK.fullmatch(part) for part in parts)


def is_notebook(name: str) -> bool:
    """Say whether a file's name is a notebook's; browsers and chat programs put a suffix of theirs after it."""
    return name.lower().endswith((".ipynb", ".ipynb.json", ".ipynb.txt"))


def printable(name: str) -> str:
    """Return a name as text of one line that any terminal and UTF-8 can show."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in name)
