"""A cell as HTML for a slide: Markdown, formulas left to KaTeX, highlighted code, outputs, figures with alt texts."""

import base64
import re
import struct
from dataclasses import dataclass, replace
from functools import cache
from html import escape

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr

WIDE = 1180  # pixels between the margins of a stage of 1280
_FULL_WIDTH = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef—…“”‘’"
_ALT = re.compile(r"""(\bplotting\.show\(.*\balt=f?["']).*(["']\)\s*)$""", re.MULTILINE)
_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_SOFT = re.compile(rf"(?<=([{_FULL_WIDTH}]))<br class=\"soft\">\n?|<br class=\"soft\">\n?(?=[{_FULL_WIDTH}])")


@dataclass
class Block:
    """A part of a slide.

    Attributes
    ----------
    kind : str
        ``markdown``, ``question``, ``code``, ``output`` or ``figure``.
    html : str
        Its markup.
    words : str
        Its text, for a list of slides.
    source : str
        The Markdown it was made of.
    fragment : int
        When it appears: 0 with the slide, else in this order.
    style : str
        For a figure: its own height, as far as its width has room.
    """

    kind: str
    html: str
    words: str = ""
    source: str = ""
    fragment: int = 0
    style: str = ""

    def again(self) -> "Block":
        """Return the block for another place."""
        return replace(self, fragment=0)

    def markup(self) -> str:
        """Return the block as it stands on a slide."""
        shown = f' fragment" data-fragment-index="{self.fragment}' if self.fragment else ""
        style = f' style="{self.style}"' if self.style else ""
        return f'<div class="block {self.kind}{shown}"{style}>{self.html}</div>'


def markdown_block(source: str, kind: str = "markdown") -> Block:
    """Return Markdown as a block."""
    return Block(kind, markdown_html(source), re.sub(r"[#*`>|]|^- ", "", source, flags=re.MULTILINE), source)


def markdown_html(source: str) -> str:
    """Return Markdown as HTML.

    A formula becomes ``<span class="math">`` or ``<div class="math">``, which the deck has KaTeX set. The end of a line
    becomes a break of its own class: a slide with room shows one sentence a line, a full one lets them run on.
    """
    html = _markdown().render(source)
    # Chinese needs no blank where two lines run on, Latin letters do
    return _SOFT.sub('<br class="soft">', html).replace('<br class="soft">\n', '<br class="soft"> ')


def line_html(source: str) -> str:
    """Return one line of Markdown, a heading's say, as HTML without an element around it."""
    return _markdown().renderInline(source)


def code_block(source: str) -> Block:
    """Return Python code, highlighted; a figure's alt text stands on the figure alone, two empty lines are one."""
    shown = re.sub(r"\n{3,}", "\n\n", _ALT.sub(r"\1…\2", source))
    return Block("code", f'<pre tabindex="0"><code>{highlighted(shown)}</code></pre>', shown)


def highlighted(source: str) -> str:
    """Return Python code as spans whose classes are those of Pygments."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")


def output_blocks(outputs: list[NotebookNode]) -> list[Block]:
    """Return a code cell's outputs: of each the richest kind that a slide can show."""
    return [block for output in outputs if (block := _output(output))]


def _output(output: NotebookNode) -> Block | None:
    if output.output_type == "stream":
        return _plain(output.text)
    if output.output_type == "error":
        return _plain(f"{output.ename}: {output.evalue}", "output error")
    data = {kind: "".join(value) if isinstance(value, list) else value for kind, value in output.data.items()}
    for kind in ("image/png", "image/svg+xml"):
        if kind in data:
            return _figure(kind, data[kind], output.metadata.get(kind, {}).get("alt", ""))
    if "text/markdown" in data:
        return markdown_block(data["text/markdown"])
    if "text/html" in data:
        return Block("output table", data["text/html"], data.get("text/plain", ""))
    return _plain(data.get("text/plain", ""))


def _plain(text: str, kind: str = "output") -> Block | None:
    text = _ANSI.sub("", text).rstrip("\n")
    return Block(kind, f'<pre tabindex="0">{escape(text, quote=False)}</pre>', text) if text.strip() else None


def _figure(kind: str, data: str, alt: str) -> Block:
    """Return a picture that takes the room it is left, up to its own size and not below a share of it."""
    content = data.encode() if kind.endswith("xml") else base64.b64decode(data)
    style = ""
    if kind == "image/png":
        if content[:8] != b"\x89PNG\r\n\x1a\n":
            raise AuthoringError(tr("输出里的图不是 PNG。", "a figure of the outputs is no PNG."))
        width, height = struct.unpack(">II", content[16:24])
        style = f"--height:{round(height * min(1.0, WIDE / width))}px"
    encoded = base64.b64encode(content).decode()
    return Block("figure", f'<img alt="{escape(alt)}" src="data:{kind};base64,{encoded}">', alt, style=style)


@cache
def _markdown():
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    reader = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    reader.use(dollarmath_plugin, double_inline=True, renderer=lambda content, _: escape(content, quote=False))
    reader.add_render_rule("softbreak", lambda *_: '<br class="soft">\n')
    reader.add_render_rule("fence", _fence)
    return reader


def _fence(reader, tokens, index, options, env) -> str:
    token = tokens[index]
    python = token.info.strip().split(" ")[0] in ("python", "py", "python3")
    code = token.content.rstrip("\n")
    return f"<pre><code>{highlighted(code) if python else escape(code, quote=False)}</code></pre>\n"
