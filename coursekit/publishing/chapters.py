"""The chapters as students get them, and the index and glossary that are read off the notebooks."""

from dataclasses import dataclass
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.chapters import FOLDER, chapter_pairs
from coursekit.authoring.editions import students_edition
from coursekit.authoring.glossary import chapter_terms, first_uses
from coursekit.authoring.structure import headings, title_of
from coursekit.authoring.topics import Topic, reading_order


@dataclass(frozen=True)
class Published:
    """A notebook of the students' folder.

    Attributes
    ----------
    path : str
        From the folder's root, with slashes.
    notebook : NotebookNode
        What stands there.
    """

    path: str
    notebook: NotebookNode

    @property
    def name(self) -> str:
        return Path(self.path).stem

    @property
    def title(self) -> str:
        """Its first heading; its name where it has none."""
        return title_of(self.notebook.cells, self.name)


def published_chapters(root: str | Path) -> list[Published]:
    """Return the students' edition of every chapter that is built, in reading order."""
    pairs = {pair.name: pair for pair in chapter_pairs(root)}
    found = ((name, pairs[name].existing()) for name in reading_order(root))
    return [
        Published(f"{FOLDER}/{name}.ipynb", students_edition(notebook))
        for name, notebook in found
        if notebook is not None
    ]


def index_page(notebooks: list[Published], topics: list[Topic]) -> str:
    """Return the index as Markdown: for each notebook its sections, with the terms and the topics of each."""
    lines = ["# 课程索引", "", "哪一节讲什么，从这里找；点标题打开。", ""]
    for one in notebooks:
        cells, rows = one.notebook.cells, []
        terms = chapter_terms(one.name, cells)
        for name in dict.fromkeys(text for _, _, level, text in headings(cells) if level > 1):
            words = "、".join(term.chinese for term in terms if term.section == name)
            here = [topic.topic for topic in topics if (topic.chapter, topic.section) == (one.name, name)]
            if words or here:
                rows.append(f"| {_cell(name)} | {_cell(words)} | {_cell('; '.join(here))} |")
        if rows:
            lines += [f"## [{one.title}]({one.path})", "", "| 节 | 术语 | Topics |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def glossary_page(notebooks: list[Published]) -> str:
    """Return the glossary as Markdown: each term once, by its English name, with a link to its first use."""
    named = {notebook.name: notebook for notebook in notebooks}
    terms = first_uses(term for one in notebooks for term in chapter_terms(one.name, one.notebook.cells))
    lines = ["# 术语表", "", "| English | 缩写 | 中文 | 第一次出现 |", "|---|---|---|---|"]
    for term in terms:
        notebook = named[term.chapter]
        place = f"[{_cell(term.section or notebook.title)}]({notebook.path})"
        lines.append(f"| {_cell(term.english)} | {_cell(term.short)} | {_cell(term.chinese)} | {place} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
