"""Ways to hide a text in a file: each makes the file's name and bytes of what is to be hidden."""

import base64
import bz2
import codecs
import gzip
import importlib.util
import io
import json
import lzma
import marshal
import quopri
import struct
import tarfile
import urllib.parse
import zipfile
import zlib

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, writes


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*chunks: bytes, after: bytes = b"") -> bytes:
    """A picture of one pixel with more chunks."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + pixels + chunk(b"IEND", b"") + after


def notebook(*cells, **metadata) -> bytes:
    return writes(new_notebook(cells=list(cells), metadata=metadata)).encode()


def zipped(name: str, data: bytes, comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
        archive.comment = comment
    return file.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def said(text: str) -> str:
    """Base64 of a text."""
    return base64.b64encode(text.encode()).decode()


def output(data: dict) -> bytes:
    return notebook(new_code_cell("1", outputs=[new_output("display_data", data=data)]))


def picture(data: bytes) -> bytes:
    return output({"image/png": base64.b64encode(data).decode()})


def in_metadata(text: str) -> bytes:
    return notebook(new_markdown_cell("x", metadata={"note": [text.splitlines()]}))


def attached(text: str) -> bytes:
    return notebook(new_markdown_cell("x", attachments={"a.txt": {"text/plain": said(text)}}))


def cells(text: str) -> bytes:
    """One line a cell."""
    return notebook(*(new_code_cell(line) for line in text.splitlines()))


def literal(form: str, text: str) -> bytes:
    """Bytes in Python, each escaped."""
    return ("x = b'" + "".join(map(form.format, text.encode("ascii", "ignore"))) + "'").encode()


CODE = {
    "plain": lambda t: ("notes.md", f"# x\n\n{t}\n".encode()),
    "other layout": lambda t: ("a.txt", t.replace(" ", "\n\t ").encode()),
    "other quotes": lambda t: ("a.txt", t.replace("'", '"').upper().encode()),
    "the name of a file": lambda t: ("".join(max(t.splitlines(), key=len).replace("/", "").split()), b""),
    "a cell": lambda t: ("a.ipynb", notebook(new_code_cell(t))),
    "a line a cell": lambda t: ("a.ipynb", cells(t)),
    "metadata of a cell": lambda t: ("a.ipynb", in_metadata(t)),
    "metadata of the notebook": lambda t: ("a.ipynb", notebook(kernelspec={"name": "x", "display_name": t})),
    "a key": lambda t: ("a.json", json.dumps({"a": [{t: 1}]}).encode()),
    "printed": lambda t: ("a.ipynb", notebook(new_code_cell("1", outputs=[new_output("stream", text=t)]))),
    "HTML in an output": lambda t: ("a.ipynb", output({"text/html": t.replace("(", "&#40;").replace("=", "&#x3d;")})),
    "an attachment": lambda t: ("a.ipynb", attached(t)),
    "tEXt of a picture": lambda t: ("a.png", png(chunk(b"tEXt", b"Comment\0" + t.encode()))),
    "zTXt of a picture": lambda t: ("a.png", png(chunk(b"zTXt", b"C\0\0" + zlib.compress(t.encode())))),
    "iTXt of an output's picture": lambda t: ("a.ipynb", picture(png(chunk(b"iTXt", b"C\0\0\0\0\0" + t.encode())))),
    "after a picture": lambda t: ("a.png", png(after=t.encode())),
    "an archive after a picture": lambda t: ("a.png", png(after=zipped("a", t.encode()))),
    "base64": lambda t: ("a.txt", f"key: {said(t)};".encode()),
    "base64 in lines": lambda t: ("a.txt", base64.encodebytes(t.encode())),
    "base64 for addresses": lambda t: ("a.txt", base64.urlsafe_b64encode(t.encode())),
    "base64 with letters before it": lambda t: ("a.txt", f"ab{said(t)}".encode()),
    "base64 twice": lambda t: ("a.txt", said(said(t)).encode()),
    "base64 of zlib": lambda t: ("a.txt", base64.b64encode(zlib.compress(t.encode()))),
    "base64 of UTF-16": lambda t: ("a.txt", base64.b64encode(t.encode("utf-16-le"))),
    "base32": lambda t: ("a.txt", base64.b32encode(t.encode())),
    "base85": lambda t: ("a.txt", base64.b85encode(t.encode())),
    "Ascii85": lambda t: ("a.txt", base64.a85encode(t.encode())),
    "hexadecimal": lambda t: ("a.txt", t.encode().hex().encode()),
    "hexadecimal by bytes": lambda t: ("a.txt", t.encode().hex(" ").encode()),
    "gzip": lambda t: ("a.bin", gzip.compress(t.encode())),
    "bzip2": lambda t: ("a.bin", bz2.compress(t.encode())),
    "xz": lambda t: ("a.bin", lzma.compress(t.encode())),
    "zlib within bytes": lambda t: ("a.bin", b"\xff\0\x01" + zlib.compress(t.encode()) + b"\xff"),
    "zip": lambda t: ("a.bin", zipped("a", t.encode())),
    "zip in zip": lambda t: ("a.bin", zipped("a", zipped("b", t.encode()))),
    "the comment of a zip": lambda t: ("a.zip", zipped("a", b"", t.encode()[:60000])),
    "the wheel": lambda t: ("coursekit-1-py3-none-any.whl", zipped("coursekit/a.py", f'"""{t}"""'.encode())),
    "tar.gz": lambda t: ("a.bin", gzip.compress(tarred("a", t.encode()))),
    "rot13": lambda t: ("a.txt", codecs.encode(t, "rot13").encode()),
    "backwards": lambda t: ("a.txt", t[::-1].encode()),
    "UTF-16": lambda t: ("a.txt", t.encode("utf-16")),
    "UTF-16, the other end first": lambda t: ("a.txt", t.encode("utf-16-be")),
    "UTF-16 out of step": lambda t: ("a.txt", b"x" + t.encode("utf-16-le")),
    "UTF-32": lambda t: ("a.txt", t.encode("utf-32-le")),
    "GB 18030": lambda t: ("a.txt", t.encode("gb18030")),
    "escapes": lambda t: ("a.py", ("x = '" + "".join(f"\\u{ord(c):04x}" for c in t) + "'").encode()),
    "escapes of bytes": lambda t: ("a.py", literal("\\x{:02x}", t)),
    "octal escapes": lambda t: ("a.py", literal("\\{:03o}", t)),
    "HTML": lambda t: ("a.html", "".join(f"&#{ord(c)};" for c in t).encode()),
    "percent": lambda t: ("a.txt", urllib.parse.quote(t, safe="").encode()),
    "quoted-printable": lambda t: ("a.eml", quopri.encodestring(t.encode(), quotetabs=True)),
}  # fmt: skip


def compiled(code: str) -> bytes:
    return importlib.util.MAGIC_NUMBER + b"\0" * 12 + marshal.dumps(compile(code, "x", "exec"))
