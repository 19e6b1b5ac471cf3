"""Sphinx's part: formulas for KaTeX, alt texts and sizes of pictures, Chinese lines without blanks between them."""

import re
import struct
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

_PIXEL = 0.6  # a figure has 160 pixels an inch, a page 96
_WIDE = re.compile(r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class Figures(SphinxPostTransform):
    """Give each picture of an output the alt text that the notebook holds for it, and the size it was drawn for."""

    default_priority = 100

    def run(self, **kwargs) -> None:
        alts = self.config.course_alt_texts
        for image in self.document.findall(nodes.image):
            path = Path(image["uri"])
            if path.stem in alts:
                image["alt"] = alts[path.stem]
            if size := _png_size(Path(self.env.srcdir) / path):
                image["width"], image["height"] = (f"{round(side * _PIXEL)}px" for side in size)


class Lines(SphinxPostTransform):
    """Take out the end of a source line where Chinese stands before or after it: it would be shown as a blank."""

    default_priority = 101

    def run(self, **kwargs) -> None:
        for block in list(self.document.findall(nodes.TextElement)):
            if isinstance(block, nodes.paragraph | nodes.title | nodes.line | nodes.term):
                _join(block)


def setup(app: Sphinx) -> dict:
    """Register with Sphinx."""
    app.add_config_value("course_alt_texts", {}, "")
    app.add_post_transform(Figures)
    app.add_post_transform(Lines)
    app.add_html_math_renderer("course", (_inline_formula, None), (_block_formula, None))
    app.connect("builder-inited", _without_search_of_sphinx)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _without_search_of_sphinx(app: Sphinx) -> None:
    """The search page of the templates takes its place: Sphinx knows pages, not sections, and no Chinese."""
    app.builder.search = False


def _join(block: nodes.TextElement) -> None:
    texts = [text for text in block.findall(nodes.Text) if not isinstance(text.parent, nodes.literal)]
    for index, text in enumerate(texts):
        before = texts[index - 1].astext()[-1:] if index else ""
        after = texts[index + 1].astext()[:1] if index + 1 < len(texts) else ""
        said = text.astext()
        if "\n" in said:
            padded = f"{before or 'x'}{said}{after or 'x'}"
            joined = re.sub(rf"(?<={_WIDE.pattern})\n|\n(?={_WIDE.pattern})", "", padded)[1:-1]
            if joined != said:
                text.parent.replace(text, nodes.Text(joined))


def _inline_formula(translator, node: nodes.math) -> None:
    translator.body.append(f'<span class="math">{escape(node.astext(), quote=False)}</span>')
    raise nodes.SkipNode


def _block_formula(translator, node: nodes.math_block) -> None:
    translator.body.append(f'<div class="math" tabindex="0">{escape(node.astext(), quote=False)}</div>')
    raise nodes.SkipNode


def _png_size(path: Path) -> tuple[int, int] | None:
    if path.suffix != ".png" or not path.is_file():
        return None
    with path.open("rb") as file:
        return struct.unpack(">II", file.read(24)[16:])
