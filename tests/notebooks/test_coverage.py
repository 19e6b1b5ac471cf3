"""``notebooks/coverage.csv`` says which section of a chapter or of homework teaches a topic: it exists, it teaches."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from coursekit.authoring.percent import parse
from coursekit.authoring.structure import headings, is_lecturer
from coursekit.quiz import bank

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
LEAST_PROSE = 60  # characters: less is a heading with a caption


def rows() -> list[dict[str, str]]:
    with (FOLDER / "coverage.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == ["id", "topic", "chapter", "section"]
        return list(reader)


@cache  # by several tests, which only read
def cells_of(name: str):
    """Return the cells of a chapter; of an assignment where no chapter has the name."""
    folders = (FOLDER, ROOT / "assignments")
    (text,) = [path for folder in folders if (path := folder / "src" / f"{name}.py").is_file()]
    return parse(text.read_text("utf-8")).cells


def section_text(cells, title: str) -> str:
    """What students read from the heading `title` to the next one of its level or above, code included."""
    found = headings(cells)
    (start,) = [place for place, (_, _, _, text) in enumerate(found) if text == title]
    cell, line, level, _ = found[start]
    end = next((after[:2] for after in found[start + 1 :] if after[2] <= level), (len(cells), 0))
    parts = []
    for index in range(cell, min(end[0] + 1, len(cells))):
        if is_lecturer(cells[index]):
            continue
        lines = cells[index].source.split("\n")
        first = line + 1 if index == cell else 0
        last = end[1] if index == end[0] else len(lines)
        parts.append("\n".join(lines[first:last]))
    return "\n".join(parts)


ROWS = rows()
NAMES = sorted({row["chapter"] for row in ROWS})


def test_each_topic_stands_once():
    """Ids are well-formed and unique, and no field is empty."""
    ids = [row["id"] for row in ROWS]
    assert [id for id, count in Counter(ids).items() if count > 1] == []
    assert [id for id in ids if not re.fullmatch(r"(C\d\d|H\d)-\d\d", id)] == []
    assert all(all(row.values()) for row in ROWS)


def test_no_topic_of_the_syllabus_is_left_out():
    """The numbers behind a prefix run from 1 without a gap, 347 topics in all."""
    numbers = {}
    for row in ROWS:
        prefix, number = row["id"].split("-")
        numbers.setdefault(prefix, set()).add(int(number))
    assert {prefix: found for prefix, found in numbers.items() if found != set(range(1, len(found) + 1))} == {}
    assert len(ROWS) == 347


@pytest.mark.parametrize("name", NAMES)
def test_each_section_exists_once(name):
    """The section of a row is the exact text of one heading of its notebook."""
    titles = Counter(text for _, _, _, text in headings(cells_of(name)))
    named = {row["section"] for row in ROWS if row["chapter"] == name}
    assert {title for title in named if titles[title] != 1} == set()


@pytest.mark.parametrize("name", NAMES)
def test_each_section_teaches(name):
    """A mapped section has prose of its own, and code that shows it or a table or formula that says it.

    Homework shows with the checks of its questions what a chapter shows with asserts.
    """
    cells = cells_of(name)
    for title in {row["section"] for row in ROWS if row["chapter"] == name}:
        text = section_text(cells, title)
        assert len(re.findall(r"[\u4e00-\u9fff]", text)) >= LEAST_PROSE, title
        assert re.search(r"\bassert\b|\bchecks\.points\b|^\||\$\$", text, re.MULTILINE), title


def test_every_chapter_teaches_something_of_the_syllabus():
    """No chapter is left out of the table."""
    assert {path.stem for path in (FOLDER / "src").glob("*.py")} <= set(NAMES)


def test_each_question_comes_from_a_topic_of_the_table():
    """The source of a question is a topic that its chapter teaches, from the chapter's first row in the table on."""
    known = {row["id"] for row in ROWS}
    # A topic that another chapter teaches ahead does not make its own chapter a written one.
    own = [row for row in ROWS if row["id"][0] != "C" or row["chapter"].startswith(row["id"][1:3])]
    written = {row["id"][:3] for row in own}
    sources = {id: bank.question(id).source for id in bank.ids()}
    assert {id: source for id, source in sources.items() if source[:3] in written and source not in known} == {}
