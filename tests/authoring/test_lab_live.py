"""`coursekit lab` in a real browser: what a lecturer does in the first five minutes, with chapter 1."""

import json
import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from coursekit import quiz
from coursekit.authoring.lab import session
from coursekit.authoring.template import write_template
from coursekit.grading import authoring
from tests.support import chromium
from tests.support.browser import browser
from tests.support.jupyter import running

pytestmark = pytest.mark.pages

ROOT = Path(__file__).parents[2]
CHAPTER = "01_linear_regression"
TITLE = json.loads((ROOT / "notebooks" / f"{CHAPTER}.ipynb").read_text("utf-8"))["cells"][0]["source"][0].strip("# \n")
QUESTION = "linear.residual"
# A notebook by its path, chapter 1 as it is shown, and the first cell of it whose source holds a word.
PANEL = "[...jupyterapp.shell.widgets('main')].find(w => w.context && w.context.path.includes('%s'))"
CHAPTER_PANEL = PANEL % CHAPTER
BOOK = f"{CHAPTER_PANEL}.content"
CELL = f"{BOOK}.widgets.find(cell => cell.model.sharedModel.source.includes(%s))"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page of JupyterLab on a course with chapter 1 and one homework, started by our command."""
    chromium.require()
    if not (find_spec("jupyterlab") and find_spec("ipywidgets") and find_spec("nbgrader")):
        text = "no JupyterLab with nbgrader here: install coursekit[lab,grading]"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(text)
    root, home = tmp_path_factory.mktemp("课 程"), tmp_path_factory.mktemp("home")
    (root / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / f"{CHAPTER}.ipynb", root / "notebooks")
    write_template(root, "assignment", "hw9_mean")
    authoring.build(root, ["hw9_mean"])
    shutil.copy(ROOT / "assignments" / "nbgrader_config.py", root / "assignments")
    made = session(root, browser=False)
    command = [part for part in made.command if not part.startswith("--ServerApp.port=")]  # the test finds one itself
    command.append("--LabApp.expose_app_in_browser=True")
    with running(command, made.folder, made.environment, home) as (base, login), browser() as page:
        page.root = root
        page.open(login, "!!window.jupyterapp", lands=f"{base}/lab/tree/build/lab/course/start.md")
        page.wait(f"document.querySelector('.jp-MarkdownViewer').innerText.includes({json.dumps(TITLE)})")
        yield page
    assert not [path.name for path in home.iterdir() if path.name.startswith((".jupyter", ".ipython", ".local"))]


def click(page, text):
    """Click the link with this text on the page to start from."""
    page.evaluate(
        f"[...document.querySelectorAll('.jp-MarkdownViewer a')].find(e => e.innerText === {json.dumps(text)}).click()"
    )


def cell(word):
    """The cell that holds a word, in JavaScript."""
    return CELL % json.dumps(word)


def test_the_menu_is_chinese_and_no_news_pops_up(page):
    """File is 文件; no dialogue, no notification."""
    page.wait("[...document.querySelectorAll('.lm-MenuBar-itemLabel')].some(e => e.innerText === '文件')")
    assert page.evaluate("document.querySelectorAll('.jp-Dialog, .Toastify__toast').length") == 0


def test_a_chapter_opens_by_one_click_and_runs(page):
    """Every cell runs; no error, no warning, as many pictures as are committed."""
    click(page, TITLE)
    page.wait(f"{BOOK}.model.cells.length > 50 && {CHAPTER_PANEL}.context.isReady")
    page.wait(f"{CHAPTER_PANEL}.sessionContext.session.kernel.status === 'idle'")
    page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)")
    outputs = f"{BOOK}.widgets.filter(w => w.outputArea).flatMap(w => w.outputArea.model.toJSON())"
    kinds = page.evaluate(f"{outputs}.map(o => o.output_type + (o.name || '') + Object.keys(o.data || {{}}))")
    committed = json.loads((page.root / "notebooks" / f"{CHAPTER}.ipynb").read_text("utf-8"))
    pictures = sum(
        "image/png" in json.dumps(list(o.get("data", {}))) for c in committed["cells"] for o in c.get("outputs", [])
    )
    assert not [kind for kind in kinds if kind.startswith(("error", "streamstderr"))]
    assert sum("image/png" in kind for kind in kinds) >= pictures > 10


def test_a_slider_moves_the_figure(page):
    """Another value, another picture, with the number of the new line in it."""
    found = cell("def squares(theta0=20_000")
    page.evaluate(f"{BOOK}.scrollToItem({BOOK}.widgets.indexOf({found}), 'center').then(() => true)")
    picture = f"{found}.node.querySelector('img').src"
    before = page.wait(picture)
    page.evaluate(f"{found}.node.querySelector('.noUi-handle').focus()")
    for _ in range(3):
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="PageUp", code="PageUp", windowsVirtualKeyCode=33)
    page.wait(f"{picture} !== {json.dumps(before)}")


def test_a_question_is_answered(page):
    """A click on a button, and the reason stands there."""
    found = cell(f'quiz.ask("{QUESTION}")')
    page.evaluate(f"{BOOK}.scrollToItem({BOOK}.widgets.indexOf({found}), 'center').then(() => true)")
    question = quiz.question(QUESTION)
    field = f"{found}.node.querySelector('input[type=text]')"
    page.wait(f"!!{field}")
    page.evaluate(f"{field}.id = 'written'")
    page.type("#written", str(question.value))
    page.wait(f"{found}.node.querySelector('[role=status]').textContent.includes('✓ 对')")


def test_playing_writes_nothing(page):
    """The chapter on the disk is as it was: nothing is saved by itself."""
    kept = (page.root / "notebooks" / f"{CHAPTER}.ipynb").read_bytes()
    assert kept == (ROOT / "notebooks" / f"{CHAPTER}.ipynb").read_bytes()


def test_validate_on_a_homework(page):
    """nbgrader's button: the teacher's own notebook passes."""
    path = "assignments/source/hw9_mean/hw9_mean.ipynb"
    page.evaluate(f"jupyterapp.commands.execute('docmanager:open', {{path: '{path}'}}).then(() => true)")
    page.wait(f"{PANEL % path}.sessionContext.session.kernel.status === 'idle'")
    button = (
        f"[...{PANEL % path}.node.querySelectorAll('button, jp-button')].find(e => e.innerText.includes('Validate'))"
    )
    page.wait(f"!!{button}")
    page.evaluate(f"{button}.click()")
    page.wait("document.querySelector('.jp-Dialog').innerText.includes('Success')")


def test_formgrader_knows_the_course(page):
    """nbgrader's panel for grading: it found the settings, and lists the homework."""
    asked = "fetch('/formgrader/api/assignments').then(answer => answer.json())"
    assert [found["name"] for found in page.evaluate(asked)] == ["hw9_mean"]
