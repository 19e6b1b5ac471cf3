"""Links of the students' folder: each leads to a file that is there."""

import re
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

from nbformat import reads

from coursekit.lang import tr

_LINK = re.compile(r"(?<!\\)\]\(\s*<?([^)>\s]+)>?[^)]*\)|(?:src|href)=[\"']([^\"']+)[\"']")
_CODE = re.compile(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_ELSEWHERE = re.compile(r"(https?:|mailto:|data:|attachment:|#)")


def dead_links(folder: str | Path) -> list[str]:
    """List the links in Markdown files and notebooks that lead to no file of the folder, ``file: link`` each.

    Addresses of other sites are not looked up. An absolute path, and one that leaves the folder, is dead: it leads
    somewhere on one machine only.
    """
    folder = Path(folder).resolve()
    found = []
    for path in sorted(folder.rglob("*")):
        for link in _links(path):
            target = (path.parent / urllib.parse.unquote(link.partition("#")[0])).resolve()
            if link.startswith("/") or not target.is_relative_to(folder) or not target.exists():
                told = tr(f"链接指向的文件不存在：{link}", f"a link leads to no file: {link}")
                found.append(f"{path.relative_to(folder).as_posix()}: {told}")
    return found


def _links(path: Path) -> Iterator[str]:
    if path.suffix == ".md":
        texts = [path.read_text("utf-8")]
    elif path.suffix == ".ipynb":
        texts = [c.source for c in reads(path.read_text("utf-8"), 4).cells if c.cell_type == "markdown"]
    else:
        return
    for text in texts:
        for markdown, html in _LINK.findall(_CODE.sub("", text)):
            if not _ELSEWHERE.match(link := markdown or html):
                yield link
