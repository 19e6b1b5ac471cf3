"""nbgrader's formgrader in a real browser: our scores, outputs and comments, and marks that stay."""

import json
import os
import subprocess
import sys
import time

import pytest
from nbformat.v4 import new_markdown_cell, new_raw_cell
from nbgrader.api import Gradebook

from coursekit.grading.class_run import grade_class
from tests.support import chromium
from tests.support.browser import PATIENCE, browser
from tests.support.jupyter import jupyter

from .conftest import SmallCourse

pytestmark = pytest.mark.pages

CONFIG = """c = get_config()
from coursekit.grading.course_config import use_engine
use_engine(c)
c.Examine.unsafe = True
"""
WRONG = "def double(x):\n    print('double 被调用')\n    return x + 1\nprint(double(1))"
PROBE = "document.documentElement.setAttribute('data-probe', 'ran')"
HOSTILE = f'<script>{PROBE}</script>\n\n<img src=x onerror="{PROBE}">\n\n[x](javascript:{PROBE})'


def require_formgrader():
    """Skip, or fail where CI=true, where nbgrader is no extension of the Jupyter server."""
    extensions = subprocess.run(
        [sys.executable, "-m", "jupyter_server", "extension", "list"], capture_output=True, text=True
    )
    if "nbgrader.server_extensions.formgrader" not in extensions.stdout + extensions.stderr:
        text = "formgrader is no extension of this Jupyter server: install coursekit[grading,lab]"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(text)


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """A graded class of three, its formgrader, and a page of a browser that is logged in."""
    chromium.require()
    require_formgrader()
    small = SmallCourse(tmp_path_factory.mktemp("formgrader") / "课 程")
    (small.root / "nbgrader_config.py").write_text(CONFIG)
    small.hand_in("right", report="先取对数。")
    small.hand_in("wrong", double=WRONG, report="我的思路：**先平方**，a < b。")
    small.hand_in("blank", change=_hostile)
    grade(small)
    with jupyter(small.root, tmp_path_factory.mktemp("home")) as (base, login), browser() as page:
        page.open(login, lands=f"{base}/")
        yield small, base, page


def _hostile(cells):
    cells[-1].source = HOSTILE
    cells += [new_markdown_cell(HOSTILE), new_raw_cell(HOSTILE)]


def grade(small, **options):
    run = grade_class(small.course, "hw", small.course.students("hw"), 2, unsafe=True, **options)
    assert run.problems == []
    return run


def submission_page(small, student):
    with Gradebook(small.course.db_url) as book:
        return f"/formgrader/submissions/{book.find_submission_notebook('hw', 'hw', student).id}/"


def open_submission(shown, student):
    small, base, page = shown
    # the scores come by a request of their own
    filled = "document.querySelector('#test_double') && document.querySelector('#test_double').placeholder !== ''"
    page.open(base + submission_page(small, student), filled)
    return page


def test_the_list_of_submissions(shown):
    """Everyone with the score of our engine, and what waits for a person."""
    _, base, page = shown
    page.open(f"{base}/formgrader/manage_submissions/hw", "document.querySelectorAll('tbody tr').length === 3")
    rows = page.evaluate("[...document.querySelectorAll('tbody tr')].map(row => row.innerText.split('\\t'))")
    told = {row[1].strip(): (row[3].strip(), row[4].strip()) for row in rows}
    waiting = "needs manual grading"
    assert told == {"right": (waiting, "7 / 12"), "wrong": (waiting, "3 / 12"), "blank": (waiting, "7 / 12")}


def test_a_submission_with_the_outputs_of_our_run(shown, tmp_path):
    """The student's answer with what it printed, the failed check for the teacher, scores in their fields."""
    page = open_submission(shown, "wrong")
    text = page.text()
    assert "double 被调用" in text
    assert "得到 3.0，应为 4.0" in text
    assert "先平方" in text and "a < b" in text
    scores = page.evaluate("[...document.querySelectorAll('input.score')].map(e => [e.id, e.placeholder || e.value])")
    assert dict(scores) == {"test_double": "0", "test_net": "3", "report": ""}
    assert page.evaluate("document.querySelector('#report').classList.contains('needs_manual_grade')")
    assert page.screenshot(tmp_path / "page.png").stat().st_size > 20_000


def test_nothing_of_a_student_acts_on_the_teachers_server(shown):
    """HTML in answers, free cells and raw cells is text there."""
    page = open_submission(shown, "blank")
    assert page.evaluate("document.documentElement.dataset.probe") is None
    assert PROBE in page.text()
    links = page.evaluate("[...document.querySelectorAll('#notebook a')].map(a => a.protocol)")
    assert "javascript:" not in links
    assert page.evaluate("document.querySelectorAll('#notebook img, #notebook script').length") == 0


def test_a_mark_and_a_comment_given_in_the_page_stay(shown):
    """After a run that has nothing to do, after a forced one, and after a corrected assignment."""
    small, _, page = shown
    open_submission(shown, "wrong")
    page.type("#report", "4")
    page.type("#report-comment", "思路清楚。")

    def booked():
        with Gradebook(small.course.db_url) as book:
            grade = book.find_grade("report", "hw", "hw", "wrong")
            comment = book.find_comment("report", "hw", "hw", "wrong")
            return grade.manual_score, grade.needs_manual_grade, comment.manual_comment

    end = time.monotonic() + PATIENCE
    while booked() != (4.0, False, "思路清楚。"):
        assert time.monotonic() < end, booked()
        time.sleep(0.1)
    for options in ({}, {"force": True}):
        grade(small, **options)
        assert booked() == (4.0, False, "思路清楚。")
    source = small.root / "source" / "hw" / "hw.ipynb"
    source.write_text(source.read_text("utf-8").replace('"points": 3', '"points": 6'), "utf-8")
    grade(small)
    assert booked() == (4.0, False, "思路清楚。")
    open_submission(shown, "wrong")
    page.wait("document.querySelector('#report').value === '4'")
    assert "/ 6.0" in page.text()
    assert page.evaluate("document.querySelector('#report-comment').value") == "思路清楚。"


def test_the_autograde_button(shown):
    """A new answer, graded from formgrader by the engine that lives in the server."""
    small, base, page = shown
    small.hand_in("right", double="def double(x):\n    return abs(x) * 2")
    page.open(f"{base}/formgrader/manage_submissions/hw", "document.querySelectorAll('tbody tr').length === 3")
    row = "[...document.querySelectorAll('tbody tr')].find(row => row.innerText.includes('right'))"
    page.evaluate(f"{row}.querySelector('.autograde a').click()")
    page.wait(f"/successfully autograded/i.test(document.body.innerText) || {row}.innerText.includes('8 / 15')")
    with Gradebook(small.course.db_url) as book:
        assert book.find_grade("test_double", "hw", "hw", "right").auto_score == 2.0
    assert json.dumps(page.text())
