"""The deck of a chapter: one file that asks nobody for anything, made of the stored notebook."""

import re
from html.parser import HTMLParser

import pytest

from coursekit.authoring.building import choose
from coursekit.authoring.chapters import chapter_pairs
from coursekit.authoring.deck import ASSETS, POLICY, write_decks
from coursekit.authoring.errors import AuthoringError


class Elements(HTMLParser):
    """Collects every element with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def named(self, name):
        return [attributes for tag, attributes in self.found if tag == name]


@pytest.fixture
def page(ran):
    (deck,) = write_decks(ran.root)
    return deck.path.read_text("utf-8")


def test_the_deck_lies_in_build_and_knows_its_size(ran):
    """One file a chapter; the record says how large it is and what it was made of."""
    (deck,) = write_decks(ran.root, ["03_mini"])
    assert deck.path == ran.root / "build" / "slides" / "03_mini.html"
    assert deck.size == deck.path.stat().st_size < 5_000_000
    assert deck.text == ran.text and len(deck.slides) == 5


def test_another_folder(ran, tmp_path):
    """Made where it is missing."""
    (deck,) = write_decks(ran.root, folder=tmp_path / "讲 台")
    assert deck.path.parent == tmp_path / "讲 台" and deck.path.is_file()


def test_nothing_is_asked_of_anybody(page):
    """No element names a file or a host, the style sheets neither, and the policy would stop what slipped through."""
    elements = Elements(page)
    named = [value for _, attributes in elements.found for key in ("src", "href") if (value := attributes.get(key))]
    assert named and all(value.startswith(("data:", "#")) for value in named)
    assert not elements.named("link") and not any("src" in script for script in elements.named("script"))
    style = page[page.index("<style>") : page.index("</style>")]
    assert "@import" not in style and set(re.findall(r"url\((\w+):", style)) == {"data"}
    assert style.count("url(") == style.count("url(data:") and style.count("url(data:font/woff2;") == 20
    assert "sourceMappingURL" not in page
    (policy,) = [meta["content"] for meta in elements.named("meta") if meta.get("http-equiv")]
    assert policy == POLICY and "default-src 'none'" in policy


def test_the_slides_carry_lines_numbers_and_the_section(page, ran):
    """A line leads back to the text; the footer says where one is."""
    lines = [int(found["data-line"]) for found in Elements(page).named("section") if "data-line" in found]
    text = ran.text.read_text("utf-8").split("\n")
    assert len(lines) == 5 and all(text[line - 1].startswith("# %%") for line in lines)
    assert "<span>3.1 平均值</span><span>2 / 5</span>" in page
    assert "<title>第 3 章 小章</title>" in page


def test_a_subslide_stands_in_the_column_of_its_slide(page):
    """reveal.js wants a section around them."""
    body = page[page.index('<div class="slides">') : page.index("<script>")]
    assert body.count("<section>") == 1 and body.count('<section class="page"') == 5


def test_what_the_notebook_stored_is_shown(page):
    """Executed outputs, the alt text of the figure, the expected error; the set-up cell and the notes are not shown."""
    assert "平均值 3.0" in page and 'alt="红点"' in page and "ValueError: 这里应当报错" in page
    assert "pip" not in page[page.index('<div class="slides">') : page.index("<script>")]
    assert re.search(r'<aside class="notes">.*讲 10 分钟', page)


def test_students_get_no_notes(ran):
    """Neither the lecturer's cells nor the answers."""
    (deck,) = write_decks(ran.root, notes=False)
    page = deck.path.read_text("utf-8")
    assert "讲 10 分钟" not in page and '<aside class="notes">' not in page


def test_the_same_notebook_gives_the_same_bytes(ran):
    """No time and no chance in it."""
    (first,) = write_decks(ran.root)
    before = first.path.read_bytes()
    first.path.unlink()
    write_decks(ran.root)
    assert first.path.read_bytes() == before


def test_a_notebook_that_was_not_executed_is_refused(project):
    """With the command that mends it; nothing is written."""
    with pytest.raises(AuthoringError, match="coursekit build --run 03_mini"):
        write_decks(project.root)
    assert not (project.root / "build" / "slides").exists()


def test_a_text_that_went_on_is_refused(ran):
    """A deck of yesterday's text would be shown for today's."""
    ran.edit("平均值是和除以个数", "平均值是总和除以个数")
    with pytest.raises(AuthoringError, match="coursekit build --run 03_mini"):
        write_decks(ran.root)


def test_there_is_no_such_chapter(ran):
    """Told with the names that there are."""
    with pytest.raises(AuthoringError, match="03_mini"):
        write_decks(ran.root, ["9_none"])
    assert choose(chapter_pairs(ran.root), ["03_mini"])


def test_licences_lie_beside_what_others_wrote():
    """reveal.js and KaTeX are MIT; the notice goes wherever they go."""
    for part in ("reveal", "katex"):
        assert "Permission is hereby granted" in (ASSETS / part / "LICENSE").read_text("utf-8")
