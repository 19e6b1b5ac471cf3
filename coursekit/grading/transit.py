"""What became of a notebook on its way: renamed, in another encoding, cut off, changed after its check.

Nothing is refused here. What can be put right is put right, what cannot is told, and what a checksum says of tests that
passed is the student's word: no mark rests on it.
"""

import codecs
import json
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.checks.exporting import release_of
from coursekit.checks.released import inside
from coursekit.checks.seal import Sealed, grade_id, verify
from coursekit.grading.files import NOTEBOOK_CAP, UnreadableSubmission, read_regular
from coursekit.lang import tr

SHOWN = 5  # cells named in one remark
_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDE = ("utf-32", "utf-32", "utf-16", "utf-16")


@dataclass(frozen=True)
class Arrived:
    """A notebook as it came.

    Attributes
    ----------
    problem : str
        Why it cannot be read; empty if it can.
    mended : bytes
        The same notebook in UTF-8, where it came in another encoding.
    encoding : str
        That other encoding.
    sealed : Sealed or None
        What its checksum tells, where it was exported.
    name : str
        Of the assignment's notebook that it says it is.
    release : str
        The version of the homework that it was made of; empty where it does not tell.
    grade_ids : frozenset of str
        Of its cells.
    """

    problem: str = ""
    mended: bytes = b""
    encoding: str = ""
    sealed: Sealed | None = None
    name: str = ""
    release: str = ""
    grade_ids: frozenset[str] = field(default_factory=frozenset)

    @property
    def state(self) -> str:
        """``intact``, ``changed``, ``damaged`` or ``unreadable``; empty for a readable one that was never exported."""
        return "unreadable" if self.problem else self.sealed.status if self.sealed else ""

    def remarks(self, shown: str, released: str) -> list[str]:
        """Say what the teacher should know.

        Parameters
        ----------
        shown : str
            The file's name.
        released : str
            The version of the homework that is released now; empty if that is not known.
        """
        said = []
        if self.problem:
            said.append(tr(f"{shown} 打不开：{self.problem}", f"{shown} cannot be read: {self.problem}"))
        if self.encoding:
            said.append(
                tr(
                    f"{shown} 的编码在路上变成了 {self.encoding.upper()}，已转回 UTF-8",
                    f"{shown} came as {self.encoding.upper()} and was turned back to UTF-8",
                )
            )
        if self.sealed and self.sealed.status != "intact":
            said.append(_told(shown, self.sealed))
        if self.release and released and self.release != released:
            said.append(
                tr(
                    f"{shown} 是在另一版作业上做的：发布之后作业改过",
                    f"{shown} was made of another version of the homework than the one released now",
                )
            )
        return said


def look(path: Path) -> Arrived:
    """Look at a file that should be a notebook; it may be anything."""
    try:
        content = read_regular(path, NOTEBOOK_CAP)
    except UnreadableSubmission as problem:
        return Arrived(problem=str(problem))
    try:
        return _seen(content)
    except RecursionError:
        return Arrived(problem=tr("不是 notebook：套得太深", "no notebook: nested too deep"))


def _seen(content: bytes) -> Arrived:
    node, encoding = _read(content)
    cells = node.get("cells") if isinstance(node, dict) else None
    if not isinstance(cells, list) or node.get("nbformat") != 4:
        return Arrived(problem=_problem(content, node))
    name = inside(node, "metadata", "coursekit", "notebook")
    return Arrived(
        mended=json.dumps(node, ensure_ascii=True, indent=1).encode() if encoding else b"",
        encoding=encoding,
        sealed=verify(node),
        name=name if isinstance(name, str) else "",
        release=release_of(node),
        grade_ids=frozenset(filter(None, map(grade_id, cells))),
    )


def _read(content: bytes) -> tuple[object, str]:
    """Return what JSON the bytes are, None for none, and the encoding if grading would not read it."""
    wide = next((name for mark, name in zip(_MARKS, _WIDE, strict=True) if content.startswith(mark)), None)
    for encoding in (wide,) if wide else ("utf-8-sig", "gb18030"):
        try:
            return json.loads(content.decode(encoding)), "" if encoding == "utf-8-sig" else encoding
        except (ValueError, RecursionError):
            continue
    return None, ""


def _problem(content: bytes, node: object) -> str:
    again = tr("请学生重新交", "have it handed in again")
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return tr(f"文件是空的，{again}", f"the file is empty, {again}")
    if start.startswith((b"<!doctype", b"<html")):
        return tr(
            f"这是一个网页，不是 notebook：要交 .ipynb 文件本身，{again}",
            f"it is a web page, no notebook: the .ipynb itself is wanted, {again}",
        )
    if start.startswith(b"pk\x03\x04"):
        return tr(f"这是压缩包，改了后缀：{again} .ipynb", f"it is an archive under another suffix: {again} as .ipynb")
    if isinstance(node, dict):
        return tr(
            f"不是第 4 版格式的 notebook：用新版 Jupyter 打开并保存，{again}",
            f"no notebook of format 4: open and save it in a current Jupyter, {again}",
        )
    if start.startswith(b"{") and not content.rstrip().endswith(b"}"):
        return tr(
            f"传输中损坏：文件到第 {len(content)} 字节就断了，{again}",
            f"damaged in transit: it breaks off at byte {len(content)}, {again}",
        )
    return tr(f"传输中损坏，或不是 notebook：{again}", f"damaged in transit, or no notebook: {again}")


def _told(shown: str, sealed: Sealed) -> str:
    named = [name for name in sealed.changed if name]
    cells = tr("、", ", ").join(named[:SHOWN]) or tr("没有编号的单元", "cells without a name")
    if sealed.status == "changed":
        return tr(
            f"{shown} 自查导出之后又改过（{cells}）：按交来的样子评分",
            f"{shown} was changed after its check ({cells}): it is graded as it came",
        )
    where = tr(f"（{cells}）", f" ({cells})") if sealed.changed else ""
    return tr(
        f"{shown} 和导出时不一样{where}：传输中损坏，或用文本编辑器改过。照样收下，请学生核对",
        f"{shown} differs from what was exported{where}: damaged in transit, or changed in a text editor. "
        "It is taken as it came; have the student look at it",
    )
