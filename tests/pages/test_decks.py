"""The decks of all chapters in a real Chromium: every slide fits, nothing is clipped, nobody is asked for anything."""

import json
from pathlib import Path

import pytest

from coursekit.authoring.chapters import build_and_run, chapter_pairs
from coursekit.authoring.deck import write_decks
from coursekit.authoring.deck_check import deck_faults
from tests.authoring.conftest import CHAPTER, Project
from tests.cli.conftest import coursekit  # noqa: F401
from tests.support import chromium
from tests.support.browser import browser

pytestmark = pytest.mark.pages

ROOT = Path(__file__).parents[2]
NAMES = [pair.name for pair in chapter_pairs(ROOT)]
MOST_BYTES = 5_000_000
READY = "document.documentElement.dataset.slides"
# Walks through the deck as a clicker does, and tells of each slide its footer and what of it lies outside the window.
WALK = """(() => {
  const seen = [];
  Reveal.slide(0, 0);
  for (let last = null; Reveal.getCurrentSlide() !== last; Reveal.next()) {
    while (Reveal.nextFragment());
    last = Reveal.getCurrentSlide();
    const visible = [...document.querySelectorAll("section.page")].filter(
      page => page.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }));
    const outside = [...last.querySelectorAll(".content > *, footer")].filter(part => {
      const place = part.getBoundingClientRect();
      return place.left < -1 || place.top < -1 || place.right > innerWidth + 1 || place.bottom > innerHeight + 1
        || getComputedStyle(part).opacity !== "1";
    });
    seen.push([last.querySelector("footer").lastElementChild.textContent, visible.length, outside.length]);
  }
  return JSON.stringify(seen);
})()"""


@pytest.fixture(scope="module")
def page():
    """A tab of the size of the stage."""
    with browser() as opened:
        opened.call("Emulation.setDeviceMetricsOverride", width=1280, height=720, deviceScaleFactor=1, mobile=False)
        yield opened


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    """A small chapter whose slides have every fault that is looked for, each on a slide of its own."""
    made = Project(tmp_path_factory.mktemp("faulty"))
    made.text.parent.mkdir(parents=True)
    (made.root / "assignments" / "src").mkdir(parents=True)
    many = "\n#\n".join(["# 一行。"] * 30)
    head = '# %% [markdown] slideshow={"slide_type": "subslide"}\n'
    code = f'# %% slideshow={{"slide_type": "subslide"}}\nwide = "{"x" * 120}"\n'
    small = f'{head}# <span style="font-size:10px">小</span>\n'
    made.text.write_text(
        f"{CHAPTER}\n{head}{many}\n\n{code}\n{small}\n{head}# $\\frac{{1$\n\n{head}# 放得下。\n", "utf-8"
    )
    build_and_run(made.root)
    return made


def test_there_are_chapters():
    """The gate has something to watch."""
    assert NAMES


@pytest.fixture(scope="module", params=NAMES)
def shown(request, page, tmp_path_factory):
    """A chapter's deck, opened once."""
    (deck,) = write_decks(ROOT, [request.param], tmp_path_factory.mktemp("decks"))
    page.open("about:blank")
    page.open(deck.path.as_uri(), READY)
    return deck


def test_every_slide_fits(shown, page):
    """Nothing over an edge, text of 24 pixels and code of 18 at least, every formula understood, below 5 MB."""
    faults = deck_faults(shown, json.loads(page.evaluate(READY)))
    assert [f"{shown.text}:{fault.line}: {fault.number}: {fault.told}" for fault in faults] == []
    assert shown.size < MOST_BYTES


def test_a_clicker_shows_every_slide_whole(shown, page):
    """From the first to the last, one at a time, all its parts within the window; no file and no host is asked."""
    count = len(shown.slides)
    assert json.loads(page.evaluate(WALK)) == [[f"{number} / {count}", 1, 0] for number in range(1, count + 1)]
    asked = "performance.getEntriesByType('resource').map(entry => entry.name).filter(name => !/^data:/.test(name))"
    assert page.evaluate(asked) == []
    assert page.evaluate("[...document.images].filter(image => !image.naturalWidth || !image.alt).length") == 0


def test_the_notes_can_be_read_in_the_speakers_window(shown, page):
    """It has no style sheet of ours: formulas are MathML there, and tables have lines."""
    count = "document.querySelectorAll('{}').length"
    notes = "".join(note for slide in shown.slides for note in slide.notes)
    assert page.evaluate(count.format("aside.notes math")) == notes.count('class="math')
    assert page.evaluate(count.format("aside.notes .katex-html")) == 0
    assert page.evaluate(count.format("aside.notes table:not([border])")) == 0
    assert page.evaluate(count.format("aside.notes table")) == notes.count("<table")


def test_what_does_not_fit_is_found(faulty):
    """Each fault with the line of its cell, and not the slide after them."""
    chromium.require()
    (deck,) = write_decks(faulty.root)
    markers = [n for n, line in enumerate(faulty.text.read_text("utf-8").split("\n"), 1) if line.startswith("# %%")]
    found = {fault.line: fault.told for fault in deck_faults(deck) if fault.line >= markers[-5]}
    assert list(found) == markers[-5:-1]
    for told, word in zip(found.values(), ["高出", "xxx", "10 像素", "\\frac"], strict=True):
        assert word in told


def test_the_command_lists_them_and_a_script_can_trust_its_status(faulty, coursekit):  # noqa: F811
    """One line a fault, `TEXT:LINE: …`, and status 1; the JSON holds the same."""
    chromium.require()
    done = coursekit("slides", "--check", cwd=faulty.root)
    lines = [line for line in done.out.splitlines() if "03_mini.py:" in line]
    assert done.status == 1 and "Traceback" not in done.said
    asked = coursekit("slides", "--check", "--json", "-", cwd=faulty.root)
    (record,) = json.loads(asked.out)
    assert asked.status == 1 and len(lines) == len(record["faults"]) >= 4
    for line, fault in zip(lines, record["faults"], strict=True):
        assert f"03_mini.py:{fault['line']}: 第 {fault['slide']} 页：" in line
