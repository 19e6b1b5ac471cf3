"""The course's index: which section of which notebook teaches a topic, printed from ``notebooks/coverage.csv``."""

import csv
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coursekit.atomic import write_text
from coursekit.authoring.chapters import FOLDER, chapter_pairs
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.percent import parse
from coursekit.authoring.structure import headings, title_of
from coursekit.lang import tr

FIELDS = ("id", "topic", "chapter", "section")


@dataclass(frozen=True)
class Topic:
    """One topic of the syllabus, and the heading of the section that teaches it.

    Attributes
    ----------
    id, topic : str
        Number and name in the syllabus.
    chapter : str
        The stem of the notebook that teaches it: a chapter's, or that of an assignment.
    section : str
        The exact text of a heading in it.
    """

    id: str
    topic: str
    chapter: str
    section: str


def read_topics(root: str | Path) -> list[Topic]:
    """Return the rows of ``notebooks/coverage.csv``, in its order; none where there is no such file.

    Raises
    ------
    AuthoringError
        Where a row has not exactly the fields ``id``, ``topic``, ``chapter`` and ``section``.
    """
    path = Path(root) / FOLDER / "coverage.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file)) or [[]]
    for number, row in enumerate([header, *rows], 1):
        if len(row) != len(FIELDS) or (number == 1 and tuple(row) != FIELDS):
            wanted, given = ",".join(FIELDS), ",".join(row)
            raise AuthoringError(
                tr(
                    f"{path} 第 {number} 行是“{given}”，应当是四列：{wanted}。列里有逗号时，用双引号括住。",
                    f"{path}: row {number} is {given!r}, expected four fields {wanted}; quote a field with a comma.",
                )
            )
    return [Topic(*row) for row in rows]


def reading_order(root: str | Path) -> list[str]:
    """Return the chapters' names as they are read: those of ``[tool.coursekit] order`` first, the rest by name."""
    path = Path(root) / "pyproject.toml"
    settings = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    order = settings.get("tool", {}).get("coursekit", {}).get("order", [])
    names = [pair.name for pair in chapter_pairs(root) if pair.text.is_file()]
    return [name for name in order if name in names] + [name for name in names if name not in order]


def write_index(root: str | Path) -> Path:
    """Write the index to ``build/index.md``: chapters in reading order, then assignments that teach a topic.

    Sections stand as they follow one another in their notebook.
    """
    topics = read_topics(root)
    texts = {name: Path(root) / FOLDER / "src" / f"{name}.py" for name in reading_order(root)}
    texts |= assignment_texts(root, topics)
    cells = {name: parse(path.read_text("utf-8")).cells for name, path in texts.items()}
    titles = [(name, title_of(found, name)) for name, found in cells.items()]
    places = {(name, head[3]): place for name, found in cells.items() for place, head in enumerate(headings(found))}
    topics.sort(key=lambda topic: places.get((topic.chapter, topic.section), len(places)))
    path = Path(root) / "build" / "index.md"
    write_text(path, index_table(titles, topics))
    return path


def assignment_texts(root: str | Path, topics: Iterable[Topic]) -> dict[str, Path]:
    """Return the texts of the assignments that teach a topic, by name."""
    folder = Path(root) / "assignments" / "src"
    texts = {name: folder / f"{name}.py" for name in sorted({topic.chapter for topic in topics})}
    return {name: path for name, path in texts.items() if path.is_file()}


def index_table(
    chapters: Iterable[tuple[str, str]],
    topics: Iterable[Topic],
    link: Callable[[str, str], str] = lambda chapter, section: section,
) -> str:
    """Return the index as Markdown.

    Parameters
    ----------
    chapters : iterable of (str, str)
        Name and title of each notebook, in reading order; one without a topic is left out.
    topics : iterable of Topic
        Within a notebook, topics stand by their section, sections in the order of their first topic.
    link : callable
        What is printed for a section, from the notebook's name and the heading: a link where there are pages.
    """
    taught: dict[str, dict[str, list[Topic]]] = {}
    for topic in topics:
        taught.setdefault(topic.chapter, {}).setdefault(topic.section, []).append(topic)
    lines = ["# 课程索引", ""]
    for name, title in chapters:
        if name in taught:
            lines += [f"## {title}", "", "| 节 | 主题 | 编号 |", "|---|---|---|"]
            lines += [_row(link(name, section), listed) for section, listed in taught[name].items()]
            lines.append("")
    return "\n".join(lines)


def _row(section: str, topics: list[Topic]) -> str:
    words = "；".join(topic.topic for topic in topics)
    cells = (section, words, _ids([topic.id for topic in topics]))
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _ids(ids: list[str]) -> str:
    """Join ids, those of one chapter behind one prefix: C01-03, 05；H1-01."""
    groups = groupby(ids, key=lambda id: id.partition("-")[0])
    return "；".join(f"{prefix}-{', '.join(id.partition('-')[2] for id in group)}" for prefix, group in groups)
