"""What became of the released cells of a notebook: missing, changed, or still as they were.

The notebook's own metadata tells the graded cells, in order, each with a digest of its released text.
"""

import hashlib
import re

from coursekit.lang import tr

LOCKED = ("locked", "test")  # kinds of cells that nobody but the teacher changes


def digest(source: str) -> str:
    """Digest the text of a released cell."""
    return hashlib.sha256(source.encode(errors="surrogatepass")).hexdigest()[:16]


def inside(node: object, *keys: str) -> object:
    """Return what a notebook, or a part of it, holds under some keys; None where it holds something else there.

    A student's file may be anything that JSON can hold.
    """
    for key in keys:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def structure(node) -> list[str]:
    """Say which cells of the release are missing, doubled or changed."""
    released = inside(node, "metadata", "coursekit", "cells")
    if not released:
        text = tr(
            "这份 notebook 里没有作业信息：请确认打开的是老师发布的文件",
            "no information on the homework in this notebook: is it the released file?",
        )
        return [text]
    sources: dict[str, list[str]] = {}
    for cell in node.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id:
            sources.setdefault(grade_id, []).append(cell.source)
    problems = []
    for cell in released:
        name, found = cell["grade_id"], sources.get(cell["grade_id"], [])
        if not found:
            problems.append(tr(f"缺少单元 {name}：从发布的文件里复制回来", f"cell {name} is missing: copy it back"))
        elif len(found) > 1:
            text = tr(
                f"单元 {name} 出现了 {len(found)} 次：只留一个", f"cell {name} stands {len(found)} times: keep one"
            )
            problems.append(text)
        elif cell["kind"] in LOCKED and digest(found[0]) != cell["digest"]:
            text = tr(
                f"锁住的单元 {name} 被改动过：评分时用的是原文，你的改动不起作用",
                f"the locked cell {name} was changed: grading uses the original text",
            )
            problems.append(text)
    return problems


def unwritten(node) -> list[str]:
    """Name the written answers that are empty or still as released."""
    released = inside(node, "metadata", "coursekit", "cells")
    stubs = {cell["grade_id"]: cell["digest"] for cell in released or [] if cell["kind"] == "manual"}
    names = []
    for index, cell in enumerate(node.cells):
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in stubs and (not cell.source.strip() or digest(cell.source) == stubs[grade_id]):
            title = heading_above(node.cells, index)
            names.append(f"{grade_id}  {title}" if title else grade_id)
    return names


def heading_above(cells: list, index: int) -> str:
    """Return the nearest heading above a cell, without its marks; empty where there is none."""
    for cell in reversed(cells[:index]):
        if cell.cell_type == "markdown":
            headings = re.findall(r"^#{1,6} (.*)", re.sub(r"^```.*?^```", "", cell.source, flags=re.M | re.S), re.M)
            if headings:
                return headings[-1].replace("`", "").strip()
    return ""
