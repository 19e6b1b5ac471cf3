"""A question as text: Markdown for a notebook, plain for a terminal, HTML for the form."""

import re
from html import escape

from coursekit.lang import tr
from coursekit.quiz.bank import Question


def as_markdown(question: Question) -> str:
    """Return question, options and how to answer; never the answer."""
    options = zip(question.letters, question.options, strict=True)
    listed = "\n".join(f"- **{letter}**　{option.text}" for letter, option in options)
    asked = f"**{tr('问题', 'Question')}**　{lines_kept(question.text)}"
    return "\n\n".join(part for part in (asked, listed, _how(question)) if part)


def lines_kept(markdown: str) -> str:
    """Return Markdown whose single line ends stay line ends (two blanks before them) when it is rendered."""
    return re.sub(r"(?<!\n)\n(?!\n)", "  \n", markdown)


def as_plain(markdown: str) -> str:
    """Return Markdown without its marks, for a terminal; mathematics stays as it is written."""
    plain = re.sub(r"\*\*(.+?)\*\*", r"\1", markdown.replace("  \n", "\n"))
    plain = re.sub(r"^\*(.+?)\* (?=`)", r"\1 ", plain, flags=re.MULTILINE)
    plain = re.sub(r"^```\w*\n?", "", plain, flags=re.MULTILINE)
    return re.sub(r"`([^`]+)`", r"\1", plain)


def as_html(markdown: str) -> str:
    """Return the Markdown that the bank uses (paragraphs, bold, code, fences, ``$…$``) as HTML, all else escaped."""
    parts = re.split(r"```\w*\n(.*?)```", markdown.strip(), flags=re.DOTALL)
    return "".join(f"<pre>{escape(part)}</pre>" if i % 2 else _paragraphs(part) for i, part in enumerate(parts))


def _paragraphs(text: str) -> str:
    blocks = [_inline(block) for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return blocks[0] if len(blocks) == 1 else "".join(f"<p>{block}</p>" for block in blocks)


def _inline(text: str) -> str:
    html = escape(text.strip(), quote=False)
    html = re.sub(r"`([^`]+)`", r"<code>\1</code>", html)
    html = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html)
    return html.replace("\n", "<br>")


def _how(question: Question) -> str:
    blanks = {
        "number": tr("你算出的数", "your number"),
        "size": tr('"几×几"', '"2×3"'),
        "order": tr('"字母的次序"', '"letters in order"'),
        "text": tr('"几个字"', '"a word or two"'),
    }
    if question.kind in blanks:
        blank = blanks[question.kind]
    elif question.several:
        blank = tr('"几个字母"', '"letters"')
    else:
        blank = tr('"字母"', '"letter"')
    call = f'quiz.answer("{question.id}", {blank})'
    return tr(
        f"*运行这一格就能作答；没有出现按钮时，另起一格写* `{call}`",
        f"*Run this cell to answer; where no buttons appear, write in a new cell* `{call}`",
    )
