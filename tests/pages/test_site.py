"""The site of the whole course in a real Chromium, opened as files: search, theme, phone, requests, accessibility."""

import json
import os
import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from coursekit.authoring.chapters import chapter_pairs
from coursekit.authoring.pairs import read_notebook
from coursekit.authoring.site.building import write_site
from coursekit.authoring.site.pages import Download
from coursekit.authoring.site.search_index import search_entries
from coursekit.authoring.structure import is_lecturer
from coursekit.grading.leaks import secret_lines
from tests.support import chromium
from tests.support.browser import browser

# other packages' use of Sphinx
pytestmark = [pytest.mark.pages, pytest.mark.filterwarnings("ignore:.*Check CHANGES for Sphinx API")]

ROOT = Path(__file__).parents[2]
MOST_BYTES = 25_000_000
OWN = ["index", "topics", "glossary", "downloads", "search"]
READY = "document.readyState === 'complete' && [...document.querySelectorAll('.math')].every(e => e.childElementCount)"
HAN = re.compile(r"[\u4e00-\u9fff]")
# What is typed, and what a section must hold: a word within sentences, half a word, capitals, code, full-width letters,
# Chinese and Latin without the blank between them, what stands nearly everywhere, two words, a term, a sign, a number.
SEARCHES = {
    "步子": ["步子"],
    "度下": ["度下"],
    "GRADIENT descent": ["gradient", "descent"],
    "nn.Linear": [r"nn\.linear"],
    "ＲｅＬＵ": ["relu"],
    "ReLU网络": [r"relu\s?网络"],
    "用PyTorch": [r"用\s?pytorch"],
    "assert": ["assert"],
    "学习率 发散": ["学习率", "发散"],
    "异或": ["异或"],
    "θ1": ["θ1"],
    "5.3.2": [r"5\.3\.2"],
    "x^2": [r"x(\^2|²)"],
}
# Terms whose first result must be a section that introduces them.
TERMS = ["梯度下降", "异或", "XOR", "gradient descent", "激活函数"]
FACTS = """({
  width: document.documentElement.scrollWidth,
  unset: [...document.querySelectorAll('.math')].filter(e => !e.querySelector('.katex')).length,
  wrong: document.querySelectorAll('.katex-error, [mathcolor="#cc0000"]').length,  // a command that is unknown is red
  broken: [...document.images].filter(e => !e.alt || !e.naturalWidth).map(e => e.src),
  wide: [...document.querySelectorAll('.cell_output img')].some(e => e.getBoundingClientRect().right > innerWidth),
  lang: document.documentElement.lang,
  aside: [...document.querySelectorAll('div.math')].filter(e => {
    const [place, formula] = [e, e.querySelector('.katex-html')].map(part => part.getBoundingClientRect());
    return formula.width < place.width && Math.abs(formula.left + formula.right - place.left - place.right) > 4;
  }).length,
  orphans: [...document.querySelectorAll('span.math')].filter(e => {
    const next = e.nextSibling, box = [...e.querySelectorAll('.base')].at(-1);
    const [sign] = /^[，。；：、！？）》”’]/.exec(next?.data) || [];
    if (!sign || !box || e.offsetWidth > innerWidth / 2) return false;  // one that long may be broken after
    const place = document.createRange();
    place.setStart(next, 0);
    place.setEnd(next, 1);
    return place.getBoundingClientRect().top > box.getBoundingClientRect().bottom - 2;
  }).length,
  torn: [...document.querySelectorAll('td')].filter(e => {
    const words = document.createRange();
    words.selectNodeContents(document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode() || e);
    return /^C\\d+-\\d+$/.test(e.textContent) && words.getClientRects().length > 1;
  }).length,
})"""


def missing(text: str):
    """Fail in CI, skip elsewhere."""
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(text)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site of this repository; the library and the homework are stand-ins."""
    chromium.require()
    if not (find_spec("sphinx_book_theme") and find_spec("myst_nb")):
        missing("no Sphinx with its theme here: pip install 'coursekit[site]'")
    folder = tmp_path_factory.mktemp("网站 a") / "site"
    return write_site(ROOT, Download("coursekit-0-py3-none-any.whl", b"w"), [Download("hw.zip", b"z", "作业")], folder)


@pytest.fixture(scope="module")
def page(site):
    """A browser that tells of requests and of what stands on its console."""
    with browser() as opened:
        for domain in ("Network", "Log"):
            opened.call(f"{domain}.enable")
        opened.base = site.folder.as_uri()
        yield opened


def visit(page, name: str, query: str = "", *, theme: str = "light", width: int = 1280) -> None:
    """Open a page of the site and wait until its formulas are set."""
    page.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    if not page.evaluate(f"location.href.startsWith({json.dumps(page.base)})"):
        page.open(f"{page.base}/index.html", READY)
    page.evaluate(f"['mode', 'theme'].forEach(key => localStorage.setItem(key, '{theme}'))")
    page.open(f"{page.base}/{name}.html{query}", READY)


def leaves_for(page, action: Callable, condition: str) -> None:
    """Do what makes the browser leave its page, and wait for a condition on the next one.

    What is asked of the old page in its last moment is answered by an error, which says that it goes.
    """
    gone = ("navigated or closed", "context")
    for step in (action, *[lambda: page.wait(condition)] * 3):
        try:
            step()
        except AssertionError as error:
            if not any(word in str(error) for word in gone):
                raise
        else:
            if step is not action:
                return
    raise AssertionError(f"still on its way: {condition}")


@pytest.fixture(scope="module")
def walk(site, page):
    """What is found on each page at the width of a phone, and what the browser told meanwhile."""
    page.events.clear()
    found = {}
    for path in sorted(site.folder.glob("*.html")):
        visit(page, path.stem, width=390)
        page.evaluate("document.querySelectorAll('img').forEach(e => e.loading = 'eager')")
        found[path.stem] = page.evaluate(FACTS)
    return found, list(page.events)


def results(page) -> list[tuple[str, str]]:
    """Addresses (page and anchor, not the words to mark) and titles of what the search page lists."""
    found = page.evaluate("[...document.querySelectorAll('#search-results li a')].map(e => [e.href, e.textContent])")
    return [(unquote(re.sub(r"\?[^#]*", "", href.rpartition("/")[2])), title) for href, title in found]


def entries(site) -> list[tuple[str, dict]]:
    """The sections of the course by their address."""
    every = [entry for chapter in site.chapters for entry in search_entries(chapter)]
    return [(entry["page"] + (f"#{entry['anchor']}" if entry["anchor"] else ""), entry) for entry in every]


def test_every_chapter_and_page_is_there(site):
    """In the reading order, within the size that is meant."""
    names = [chapter.name for chapter in site.chapters]
    assert {path.stem for path in site.folder.glob("*.html")} == {*names, *OWN}
    assert len(names) >= 3 and site.size < MOST_BYTES
    home = (site.folder / "index.html").read_text("utf-8")
    places = [home.index(f'<td><p><a class="reference internal" href="{name}.html') for name in names]
    assert places == sorted(places)


@pytest.mark.parametrize("query", SEARCHES)
def test_a_search_finds_the_sections_that_hold_its_words(page, site, query):
    """Just these, each with its surroundings, and the words marked."""
    visit(page, "search", f"?q={quote(query)}")
    holding = {
        address
        for address, entry in entries(site)
        if all(re.search(word, f"{entry['title']} {entry['text']} {entry['code']}".lower()) for word in SEARCHES[query])
    }
    found = [address for address, _ in results(page)]
    assert holding and len(found) == len(set(found)) == min(len(holding), 40) and set(found) <= holding
    each = "[...document.querySelectorAll('#search-results li')]"
    assert page.evaluate(f"{each}.every(e => e.querySelector('.context').textContent.length > 5)")
    marked = page.evaluate(f"{each}.map(e => [...e.querySelectorAll('mark')].map(mark => mark.textContent))")
    assert all(words and re.fullmatch("|".join(SEARCHES[query]), words[0].lower()) for words in marked)


@pytest.mark.parametrize("term", TERMS)
def test_a_term_leads_to_the_section_that_introduces_it(page, site, term):
    """The first result; a click opens the chapter there, with the word marked."""
    introduced = [address for address, entry in entries(site) if term.lower() in map(str.lower, entry["terms"])]
    visit(page, "search", f"?q={quote(term)}")
    first = results(page)[0][0]
    assert first in introduced
    click = "document.querySelector('#search-results li a').click()"
    leaves_for(page, lambda: page.evaluate(click), f"location.href.endsWith({json.dumps(first)}) && {READY}")
    page.wait("document.querySelectorAll('.highlighted').length > 0")


def test_a_whole_question_finds_what_is_near(page, site):
    """No section holds the sentence: those that share most pairs of characters are listed, and it says so."""
    visit(page, "search", f"?q={quote('梯度下降法怎么调学习率')}")
    assert "最接近" in page.text() and any("01_linear_regression" in address for address, _ in results(page)[:3])


def test_what_is_nowhere_is_said(page, site):
    """As is what to do with an empty search."""
    visit(page, "search", f"?q={quote('龘齉爩')}")
    assert "没有找到“龘齉爩”" in page.text() and results(page) == []
    visit(page, "search")
    assert "输入要找的词" in page.text()


def test_the_search_box_of_every_page_leads_to_the_results(page, site):
    """The button opens the field, Enter the search page."""
    visit(page, "glossary")
    page.evaluate("document.querySelector('.search-button-field').click()")
    page.wait("document.querySelector('#pst-search-dialog').open")
    glass, words = (
        f"document.querySelector('#pst-search-dialog {part}').getBoundingClientRect()" for part in ("i", "input")
    )
    assert page.evaluate(f"{glass}.right <= {words}.left")
    page.evaluate("document.querySelector('#pst-search-dialog input').focus()")
    page.call("Input.insertText", text="异或")
    shown = "location.href.includes('search.html?q=') && document.querySelectorAll('#search-results li').length > 0"
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"}
    leaves_for(page, lambda: page.call("Input.dispatchKeyEvent", type="keyDown", **enter), shown)


def test_dark_mode_is_one_click_and_stays(page, site):
    """Dark page, light letters, figures on a white card; the next page is dark too."""
    figures = "[...document.querySelectorAll('.cell_output img')]"
    name = site.chapters[-1].name
    visit(page, name)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("document.querySelector('.theme-change-button[data-mode=dark]').click()")
    page.wait("document.documentElement.dataset.theme === 'dark'")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light == "rgb(255, 255, 255)" and max(map(int, re.findall(r"\d+", dark)[:3])) < 40
    page.wait(f"{figures}.every(e => getComputedStyle(e).backgroundColor === 'rgb(255, 255, 255)')")
    assert page.evaluate(f"{figures}.length") > 0
    page.open(f"{page.base}/index.html", READY)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_phone_shows_every_page_whole(walk):
    """No page scrolls sideways, no figure stands over the edge."""
    found, _ = walk
    assert {name: facts for name, facts in found.items() if facts["width"] > 390 or facts["wide"]} == {}


def test_on_a_phone_the_chapters_are_behind_a_button(page, site):
    """It opens the list over the page."""
    visit(page, "index", width=390)
    listed = "document.querySelector('#pst-primary-sidebar-modal')"
    assert not page.evaluate(f"{listed}.open")
    page.evaluate("document.querySelector('.bd-header-article .primary-toggle').click()")
    page.wait(f"{listed}.open && {listed}.innerText.includes({json.dumps(site.chapters[0].title)})")


def test_every_formula_is_set(walk):
    """None is left as TeX, none is an error."""
    found, _ = walk
    assert {name: facts for name, facts in found.items() if facts["unset"] or facts["wrong"]} == {}


def test_lines_are_set_as_in_a_book(walk):
    """Displayed formulas in the middle, no line that begins with a comma, no number broken in two."""
    found, _ = walk
    faults = ("aside", "orphans", "torn")
    assert {name: facts for name, facts in found.items() if any(facts[fault] for fault in faults)} == {}


def test_every_figure_is_there_with_its_alt_text(walk):
    """And every page says that it is Chinese."""
    found, _ = walk
    assert {name: facts["broken"] for name, facts in found.items() if facts["broken"]} == {}
    assert {facts["lang"] for facts in found.values()} == {"zh-CN"}


def test_nothing_is_asked_of_anybody_and_nothing_fails(walk, site):
    """No request but for the site's own files, all of them found; no error on any console."""
    _, events = walk
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert len(asked) > 50
    assert [url for url in asked if not url.startswith((site.folder.as_uri(), "data:"))] == []
    told = [event for event in events if event["method"] in ("Network.loadingFailed", "Runtime.exceptionThrown")]
    told += [e for e in events if e["method"] == "Log.entryAdded" and e["params"]["entry"]["level"] == "error"]
    told += [e for e in events if e["method"] == "Runtime.consoleAPICalled" and e["params"]["type"] == "error"]
    assert told == []


def test_code_and_answers_are_folded_and_open_by_a_click(page, site):
    """Code that only draws, answers after class."""
    visit(page, site.chapters[-1].name)
    for kind, inner in (("details.hide", "pre"), ("details:not(.hide)", "p, li, div")):
        box = f"document.querySelector('.bd-article {kind}')"
        seen = f"[...{box}.querySelectorAll('{inner}')].some(e => !e.closest('summary') && e.checkVisibility())"
        assert not page.evaluate(f"{box}.open") and not page.evaluate(seen)
        page.evaluate(f"{box}.querySelector('summary').click()")
        page.wait(f"{box}.open && {seen}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(page, site, theme):
    """Contrast, names, landmarks, headings and the rest of axe's rules; KaTeX's own elements are left to KaTeX."""
    if not find_spec("axe_core_python"):
        missing("no axe here: pip install axe-core-python")
    rules = Path(find_spec("axe_core_python").origin).with_name("axe.min.js").read_text("utf-8")
    shortest = min(site.chapters, key=lambda chapter: len(chapter.notebook.cells)).name
    faults = {}
    rest = OWN[1:4] if theme == "light" else []
    for name, query in [("index", ""), ("search", f"?q={quote('异或')}"), (shortest, ""), *((own, "") for own in rest)]:
        visit(page, name, query, theme=theme)
        page.evaluate("document.querySelectorAll('tbody tr:nth-child(n + 20)').forEach(row => row.remove())")
        page.evaluate(f"{rules}; 0")
        found = page.evaluate(
            "axe.run({exclude: [['.katex']]}, {resultTypes: ['violations']}).then(told => told.violations.map("
            "rule => [rule.impact, rule.id, rule.nodes.map(node => node.target.join(' ')).slice(0, 5)]))"
        )
        if serious := [fault for fault in found if fault[0] in ("serious", "critical")]:
            faults[name] = serious
    assert faults == {}


class Links(HTMLParser):
    """What a page points to, the ids it has, and its words that only some readers meet."""

    def __init__(self, path: Path):
        super().__init__()
        self.to, self.ids, self.said = [], set(), []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids.add(values.get("id"))
        self.to += [values[key] for key in ("href", "src", "action") if values.get(key)]
        self.said += [values[key] for key in ("aria-label", "title", "placeholder") if values.get(key)]


def test_every_link_leads_somewhere(site):
    """To a file of the site, and to a place that is there; none to another host, since the course lives nowhere yet."""
    pages = {path.name: Links(path) for path in site.folder.glob("*.html")}
    dead = []
    for name, links in pages.items():
        for link in links.to:
            parts = urlsplit(link)
            file = unquote(parts.path) or name
            place = unquote(parts.fragment)
            known = file not in pages or not place or place in pages[file].ids
            if parts.scheme not in ("", "data") or parts.netloc or not (site.folder / file).is_file() or not known:
                dead.append((name, link))
    assert [link for link in dead if not link[1].startswith("https://creativecommons")] == []


def test_what_a_screen_reader_says_is_chinese(site):
    """Names of buttons, fields and places: no word of the theme is left in English."""
    said = {text for path in site.folder.glob("*.html") for text in Links(path).said}
    assert {text for text in said if not HAN.search(text)} == set()


def test_nothing_of_the_teachers_is_on_the_site(site):
    """No line of a lecturer's cell, a solution or a hidden test, but what a chapter shows to students as well."""
    said = {path.name: spoken(path) for path in site.folder.rglob("*") if path.suffix in (".html", ".js", ".ipynb")}
    kept = "\n".join(cell.source for chapter in site.chapters for cell in chapter.notebook.cells)
    cells = [cell for pair in chapter_pairs(ROOT) if pair.notebook.is_file() for cell in pair.existing().cells]
    secret = {line.strip() for cell in cells if is_lecturer(cell) for line in cell.source.split("\n")}
    for path in (ROOT / "assignments" / "source").glob("*/*.ipynb"):
        secret.update(secret_lines(read_notebook(path)))
    secret = {line for line in secret if len(line) > 16 and line not in kept}
    assert len(secret) > 500
    assert [(name, line) for name, text in said.items() for line in secret if line in text] == []


def spoken(path: Path) -> str:
    """What a file says, without the marks of its format."""
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        return unescape(re.sub(r"<[^>]+>", "", text))
    if path.suffix == ".ipynb":
        return "\n".join([cell.source for cell in read_notebook(path).cells] + re.findall(r'"text": .*', text))
    return text.replace("\\n", "\n").replace('\\"', '"')
