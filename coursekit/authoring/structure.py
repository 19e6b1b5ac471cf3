"""What a chapter is made of: title, head, set-up cell, numbered sections, questions, summary, cells for slides."""

import re
from collections.abc import Callable

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.pairs import SETUP_TAG, SETUP_TEXT, is_setup
from coursekit.lang import tr

LECTURER = "lecturer"
TAGS = (SETUP_TAG, LECTURER, "raises-exception", "stderr", "hide-input")
SLIDE_TYPES = ("slide", "subslide", "fragment", "notes", "skip", "-")
OFF_SCREEN = ("notes", "skip")
MOST_LINES = {"code": 30, "markdown": 24}  # what a projector shows at a readable size

Fault = tuple[int, int, str]  # the cell's index, the line in it (from 0; -1 is its marker), what to do


def structure_faults(cells: list[NotebookNode]) -> list[Fault]:
    """List what a chapter's cells lack or have wrong."""
    checks: tuple[Callable[[list[NotebookNode]], list[Fault]], ...] = (
        _head, _setup, _headings, _tags, _slides, _lecturer, _in_class, _after_class, _details, _summary,
    )  # fmt: skip
    return [fault for check in checks for fault in check(cells)]


def headings(cells: list[NotebookNode]) -> list[tuple[int, int, int, str]]:
    """Return the headings as (cell, line, level, text), those in code fences left out."""
    found = []
    for index, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        fence = False
        for number, line in enumerate(cell.source.split("\n")):
            fence ^= line.strip().startswith(("```", "~~~"))
            if not fence and (heading := re.match(r"(#{1,6})\s+(.+?)\s*$", line)):
                found.append((index, number, len(heading[1]), heading[2]))
    return found


def title_of(cells: list[NotebookNode], default: str = "") -> str:
    """Return the first heading of level 1, `default` where there is none."""
    return next((text for _, _, level, text in headings(cells) if level == 1), default)


def is_lecturer(cell: NotebookNode) -> bool:
    return LECTURER in cell.metadata.get("tags", [])


def slide_type(cell: NotebookNode) -> str | None:
    return cell.metadata.get("slideshow", {}).get("slide_type")


def section(cells: list[NotebookNode], start: int) -> range:
    """Return the cells from a level-2 heading's cell to the next such heading's."""
    later = [cell for cell, _, level, _ in headings(cells) if level <= 2 and cell > start]
    return range(start, later[0] if later else len(cells))


def _head(cells: list[NotebookNode]) -> list[Fault]:
    titles = [(index, line) for index, line, level, _ in headings(cells) if level == 1]
    if titles[:1] != [(0, 0)]:
        return [(0, 0, tr("第一个单元要以章名开头：# 章名", "the first cell must begin with the title: # title"))]
    faults = [(*place, tr("章名（# 开头）只能有一个", "only one title (#)")) for place in titles[1:]]
    first = next((index for index, _, level, _ in headings(cells) if level == 2), len(cells))
    head = "\n".join(cell.source for cell in cells[:first] if cell.cell_type == "markdown" and not is_lecturer(cell))
    head = head.replace("*", "")
    wanted = (
        (
            r"学完.{0,6}，?你能够?",
            "第一节之前要写：学完之后，你能够……",
            "say what one can do after it: 学完之后，你能够",
        ),
        (r"时间：.*\d+ 分钟", "第一节之前要写：时间：…… 分钟", "say how long it takes: 时间：… 分钟"),
        (r"需要：", "第一节之前要写：需要：先学过什么", "say what it needs: 需要：…"),
    )
    return faults + [(0, 0, tr(zh, en)) for pattern, zh, en in wanted if not re.search(pattern, head)]


def _setup(cells: list[NotebookNode]) -> list[Fault]:
    found = [index for index, cell in enumerate(cells) if is_setup(cell)]
    code = [index for index, cell in enumerate(cells) if cell.cell_type == "code"]
    if found != code[:1]:
        text = tr(
            '第一个代码单元是准备单元，只有一个：# %% tags=["setup"]，下一行 # setup',
            'the first code cell, and no other, is the set-up cell: # %% tags=["setup"], then # setup',
        )
        return [(found[1] if len(found) > 1 else code[0] if code else 0, -1, text)]
    wrong = [index for index in found if cells[index].source.strip() != SETUP_TEXT]
    return [
        (index, 0, tr("准备单元由程序展开，只写 # setup", "write only # setup in the set-up cell")) for index in wrong
    ]


def _headings(cells: list[NotebookNode]) -> list[Fault]:
    """Sections run 1, 2, 3 with 1.1, 1.2 below; where the title says 第 5 章, they run 5.1, 5.2 with 5.1.1 below."""
    found = headings(cells)
    chapter = re.match(r"第 (\w+) 章", found[0][3]) if found else None
    prefix = f"{chapter[1]}." if chapter else ""
    faults, chapter_part, sub, level_before, ended = [], 0, 0, 0, False
    for index, line, level, text in found:
        if level > level_before + 1:
            faults.append((index, line, tr("标题跳级：上一级是 " + "#" * level_before, "a heading skips a level")))
        level_before = level
        number = re.match(r"(\d+[a-z]?(?:\.\d+)*)\s", text)
        if level == 2 and number:
            chapter_part, sub = chapter_part + 1, 0
            expected = f"{prefix}{chapter_part}"
            if ended:
                faults.append((index, line, tr("有编号的节之间不能有没有编号的节", "an unnumbered section between")))
        elif level == 2:
            ended, expected = chapter_part > 0, None
        elif level == 3 and number:
            sub += 1
            expected = f"{prefix}{chapter_part}.{sub}"
        else:
            expected = None
        if expected and number[1] != expected:
            faults.append((index, line, tr(f"编号应为 {expected}", f"the number should be {expected}")))
    return faults


def _tags(cells: list[NotebookNode]) -> list[Fault]:
    known = ", ".join(TAGS)
    return [
        (index, -1, tr(f"没有标签 {tag!r}，只有 {known}", f"there is no tag {tag!r}, only {known}"))
        for index, cell in enumerate(cells)
        for tag in cell.metadata.get("tags", [])
        if tag not in TAGS
    ]


def _slides(cells: list[NotebookNode]) -> list[Fault]:
    faults = []
    for index, cell in enumerate(cells):
        kind = slide_type(cell)
        if kind not in SLIDE_TYPES:
            kinds = ", ".join(SLIDE_TYPES)
            text = tr(
                f'每个单元要写 slideshow={{"slide_type": "…"}}，取值 {kinds}',
                f'each cell needs slideshow={{"slide_type": "…"}}, one of {kinds}',
            )
            faults.append((index, -1, text))
            continue
        if is_lecturer(cell) and kind not in OFF_SCREEN:
            faults.append((index, -1, tr("教师单元用 notes 或 skip", "a lecturer's cell is notes or skip")))
        if is_setup(cell) and kind != "skip":
            faults.append((index, -1, tr("准备单元用 skip", "the set-up cell is skip")))
        most = MOST_LINES.get(cell.cell_type)
        count = sum(bool(line.strip()) for line in cell.source.split("\n"))
        if most and count > most and kind not in OFF_SCREEN and not is_setup(cell):
            text = tr(
                f"{count} 行放不进一页幻灯片（最多 {most} 行）：拆成几个单元",
                f"{count} lines do not fit a slide (at most {most}): split the cell",
            )
            faults.append((index, -1, text))
    return faults


def _lecturer(cells: list[NotebookNode]) -> list[Fault]:
    notes = [cell.source for cell in cells if is_lecturer(cell)]
    if any("分钟" in note for note in notes):
        return []
    text = tr('缺教师单元：tags=["lecturer"]，其中写明每一节几分钟', "no lecturer's cell with a plan of the minutes")
    return [(0, 0, text)]


def _in_class(cells: list[NotebookNode]) -> list[Fault]:
    if any("quiz.ask(" in cell.source for cell in cells if cell.cell_type == "code"):
        return []
    return [(0, 0, tr("缺课堂提问：quiz.ask(“题号”)", "no question in class: quiz.ask(…)"))]


def _after_class(cells: list[NotebookNode]) -> list[Fault]:
    found = [(index, line) for index, line, level, text in headings(cells) if level == 2 and "课后" in text]
    if not found:
        return [(0, 0, tr("缺一节“课后题”，答案折叠在 <details> 里", "no section 课后… with answers in <details>"))]
    index, line = found[0]
    texts = [
        (number, cells[number].source) for number in section(cells, index) if cells[number].cell_type == "markdown"
    ]
    if not any("<details>" in text for _, text in texts):
        return [(index, line, tr("课后题的答案要折叠在 <details> 里", "fold the answers into <details>"))]
    told = tr("答案要放进 <details>", "an answer outside of <details>")
    folded = [(number, re.sub(r"<details>.*?</details>", _blank, text, flags=re.DOTALL)) for number, text in texts]
    answer = re.compile(r"^[ \t*>-]*(?:参考)?(?:答案|解答|答)\**[：:]", re.MULTILINE)
    return [
        (number, text.count("\n", 0, hit.start()), told) for number, text in folded for hit in answer.finditer(text)
    ]


def _details(cells: list[NotebookNode]) -> list[Fault]:
    faults = []
    for index, cell in enumerate(cells):
        opened, closed, summed = (cell.source.count(tag) for tag in ("<details>", "</details>", "<summary>"))
        if cell.cell_type != "markdown" or not (opened or closed):
            continue
        if not opened == closed == summed:
            told = tr("每个 <details> 要在同一单元里合上，并有 <summary>", "close each <details>, give it a <summary>")
            faults.append((index, 0, told))
        lines = cell.source.split("\n")
        for number, line in enumerate(lines[:-1]):
            if line.rstrip().endswith("</summary>") and lines[number + 1].strip():
                told = tr("</summary> 后面空一行，否则公式和列表不显示", "leave an empty line after </summary>")
                faults.append((index, number, told))
    return faults


def _summary(cells: list[NotebookNode]) -> list[Fault]:
    if any(level == 2 and re.search("小结|总结", text) for _, _, level, text in headings(cells)):
        return []
    return [(0, 0, tr("缺一节“小结”", "no section 小结 (summary)"))]


def _blank(found: re.Match) -> str:
    return "\n" * found.group().count("\n")
