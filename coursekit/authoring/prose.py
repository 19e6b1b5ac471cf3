"""How Chinese prose is set: what is wrong with the Markdown of a cell, line by line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.lang import tr

HAN = "\u4e00-\u9fff〇"
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\ufe0f\u2600-\u2604\u26a0\u26a1\u2705\u2728\u274c\u274e\u2753-\u2757\u2764\u2b50\u2b55]"
)
_STOP = "。！？"
_SHUT = "”’）】》」』"
_STANDIN = "x"  # in place of code, mathematics and addresses: each stands in a sentence like a Latin word

_RULES = [
    (
        rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]",
        "中文与英文字母、数字、行内代码、公式之间空一格",
        "a space between Chinese and Latin letters, digits, code and mathematics",
    ),
    (
        rf"[{HAN}）”][,;:!?](?!\S*//)|[{HAN}]\.|[,;:!?] ?[{HAN}“（]",
        "中文里用全角标点",
        "full-width punctuation in Chinese",
    ),
    (
        rf"[{HAN}] ?\(|\([^()]*[{HAN}][^()]*\)|\) ?[{HAN}]",
        "中文里用全角括号（）",
        "full-width parentheses in Chinese",
    ),
    (rf'"[^"]*[{HAN}][^"]*"', "中文里用弯引号“”", "curly quotation marks in Chinese"),
    (rf"[{HAN}] ?--? ?[{HAN}]", "破折号写作——", "a dash is written ——"),
    (
        r"[^\s|][ \t]+[，。；：？！、）】》”]|[，。；：？！、（【《“][ \t]+[^\s|]",
        "全角标点旁边不空格",
        "no space beside full-width punctuation",
    ),
    (EMOJI.pattern, "不用表情符号", "no emoji"),
]
RULES = [(re.compile(pattern), zh, en) for pattern, zh, en in _RULES]


@dataclass(frozen=True)
class Line:
    """One line of prose: its number in the cell (from 0), its kind, and its text without code and mark-up."""

    number: int
    kind: str  # text, item, heading, table, quote
    text: str


def prose_faults(source: str) -> list[tuple[int, str]]:
    """List what is wrong with the Markdown of one cell, as (line from 0, what to do)."""
    faults = _chinese_in_mathematics(source)
    lines = list(prose_lines(source))
    for line in lines:
        for pattern, zh, en in RULES:
            if found := pattern.search(line.text):
                near = line.text[max(0, found.start() - 6) : found.end() + 6].strip()
                faults.append((line.number, tr(f"{zh}：“{near}”", f"{en}: “{near}”")))
        if line.kind != "table" and (found := re.search(rf"[{_STOP}](?=[^\s{_STOP}{_SHUT}])", line.text)):
            near = line.text[max(0, found.start() - 8) : found.end() + 8]
            faults.append((line.number, tr(f"一行只写一句：“{near}”", f"one sentence a line: “{near}”")))
    faults += [
        (line.number, tr("一句话不要断成两行：网页上会多出空格", "a sentence must not be broken into two lines"))
        for line, after in zip(lines, lines[1:], strict=False)
        if after.number == line.number + 1
        and after.kind == "text"
        and line.kind in ("text", "item")
        and re.search(rf"[{HAN}A-Za-z0-9，、]$", line.text)
    ]
    return sorted(faults)


def prose_lines(source: str) -> Iterator[Line]:
    """Give the lines of Markdown that hold prose, with code, mathematics, addresses and mark-up out of the way."""
    fence = in_mathematics = False
    for number, raw in enumerate(_without_comments(source).split("\n")):
        stripped = raw.strip()
        if stripped.startswith(("```", "~~~")):
            fence = not fence
            continue
        if not fence and stripped.count("$$") == 1:
            in_mathematics = not in_mathematics
            continue
        if fence or in_mathematics or not stripped or re.fullmatch(r"[|:\- ]+", stripped):
            continue
        kind, text = _kind(stripped)
        # a bold lead-in is no sentence of its own
        text = re.sub(rf"^(\*\*[^*]+?)(?:[{_STOP}]\*\* *|\*\*[{_STOP}])(?=\S)", r"\1**：", text)
        yield Line(number, kind, plain(text))


def plain(text: str) -> str:
    """Return a line of Markdown as it is read: mark-up gone, a stand-in letter for code, mathematics and addresses."""
    text = re.sub(r"`+[^`]+`+", _STANDIN, text)
    text = re.sub(r"\$\$[^$]+\$\$|(?<!\\)\$[^$]+(?<!\\)\$", _STANDIN, text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<https?://[^>]*>|https?://[^\s，。；）]+", _STANDIN, text)
    text = re.sub(r"</?[a-zA-Z][^>]*>", "", text)
    text = re.sub(r"\*+|~~", "", text)
    return text.strip()


def _kind(stripped: str) -> tuple[str, str]:
    if stripped.startswith("|"):
        return "table", stripped
    if found := re.match(r"#{1,6}\s+", stripped):
        return "heading", stripped[found.end() :]
    if found := re.match(r"(?:[-*+]|\d+[.)])\s+", stripped):
        return "item", stripped[found.end() :]
    if found := re.match(r">\s*", stripped):
        return "quote", stripped[found.end() :]
    return ("tag", stripped) if stripped.startswith("<") else ("text", stripped)


def _chinese_in_mathematics(source: str) -> list[tuple[int, str]]:
    bare = re.sub(r"(`+)[^`]+\1", lambda found: re.sub(r"[^\n]", " ", found.group()), source)
    return [
        (bare.count("\n", 0, found.start()), tr("公式 $…$ 里不要写中文", "no Chinese inside $…$"))
        for found in re.finditer(r"\$\$.+?\$\$|(?<!\\)\$[^$\n]+(?<!\\)\$", bare, re.DOTALL)
        if re.search(rf"[{HAN}，。；：（）]", found.group())
    ]


def _without_comments(source: str) -> str:
    return re.sub(r"<!--.*?-->", lambda found: "\n" * found.group().count("\n"), source, flags=re.DOTALL)
