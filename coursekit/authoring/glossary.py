"""The glossary of terms, collected from their first uses: ``**中文术语**（English term，缩写）``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.prose import HAN
from coursekit.authoring.structure import headings
from coursekit.lang import tr

_WORDS = r"[A-Za-z][A-Za-z0-9 .'’/–-]*"
TERM = re.compile(rf"\*\*([^*\n]*[{HAN}][^*\n]*)\*\*（({_WORDS})(?:，({_WORDS}))?）")


@dataclass(frozen=True)
class Term:
    """A term at its first use.

    Attributes
    ----------
    chinese, english, short : str
        The term in both languages, and its abbreviation (empty if it has none).
    chapter, section : str
        Where it is introduced.
    cell, line : int
        The cell's index and the line in it, from 0.
    """

    chinese: str
    english: str
    short: str
    chapter: str
    section: str
    cell: int
    line: int


def chapter_terms(chapter: str, cells: list[NotebookNode]) -> list[Term]:
    """Return the terms that a chapter introduces, in order."""
    places = headings(cells)
    found = []
    for index, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        for hit in TERM.finditer(cell.source):
            line = cell.source.count("\n", 0, hit.start())
            above = [text for at, number, _, text in places if (at, number) <= (index, line)]
            names = (hit[1].strip(), hit[2].strip(), (hit[3] or "").strip())
            found.append(Term(*names, chapter, above[-1] if above else "", index, line))
    return found


def repeated(terms: list[Term]) -> list[Term]:
    """Return the terms that one chapter introduces for the second time."""
    seen, again = set(), []
    for term in terms:
        key = (term.chapter, term.chinese, _key(term.english))
        if key in seen:
            again.append(term)
        seen.add(key)
    return again


def variants(terms: Iterable[Term]) -> list[str]:
    """List where one English term has two Chinese ones, or one Chinese term two English ones."""
    terms = list(terms)
    lines = []
    for of, to in (("english", "chinese"), ("chinese", "english")):
        others: dict[str, dict[str, Term]] = {}
        for term in terms:
            others.setdefault(_key(getattr(term, of)), {}).setdefault(_key(getattr(term, to)), term)
        for same in others.values():
            if len(same) > 1:
                listed = "，".join(f"{getattr(term, to)}（{term.chapter}）" for term in same.values())
                name = getattr(next(iter(same.values())), of)
                lines.append(
                    tr(f"{name} 有不同的译法：{listed}", f"{name} is translated in more than one way: {listed}")
                )
    return lines


def first_uses(terms: Iterable[Term]) -> list[Term]:
    """Return each term once, where it comes first, by its English name."""
    first: dict[str, Term] = {}
    for term in terms:
        first.setdefault(_key(term.english), term)
    return [term for _, term in sorted(first.items(), key=lambda item: item[0])]


def glossary_table(terms: Iterable[Term]) -> str:
    """Return the glossary as Markdown: one row a term, by its English name, with the place of its first use."""
    rows = [
        f"| {term.english} | {term.short} | {term.chinese} | {term.chapter} | {term.section} |"
        for term in first_uses(terms)
    ]
    return "\n".join(["# 术语表", "", "| English | 缩写 | 中文 | 章 | 节 |", "|---|---|---|---|---|", *rows]) + "\n"


def _key(name: str) -> str:
    return re.sub(r"[\s-]+", " ", name).casefold()
