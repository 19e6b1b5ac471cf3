"""The forms in a live JupyterLab: a question of each kind answered by hand, the feedback read on the page."""

import json
import os
from importlib.util import find_spec

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook

from coursekit import quiz
from tests.support import chromium
from tests.support.browser import browser
from tests.support.jupyter import jupyter

pytestmark = pytest.mark.pages

CHOICE, SEVERAL, NUMBER = "loss.double_softmax", "activation.bounded", "metrics.precision"
SIZE, ORDER, TEXT = "tensors.weight_shape", "optim.adam_order", "metrics.harmonic"
ASKED = [CHOICE, SEVERAL, NUMBER, SIZE, ORDER, TEXT]
RUN = "jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)"


class Form:
    """The form of one question on the page."""

    def __init__(self, page, id):
        self.page, self.question = page, quiz.question(id)
        self.path = f"[...document.querySelectorAll('.jp-OutputArea-output .widget-vbox')][{ASKED.index(id)}]"

    def press(self, word):
        """Press the button that says this."""
        self.page.evaluate(
            f"[...{self.path}.querySelectorAll('button')].find(e => e.innerText.trim() === {json.dumps(word)}).click()"
        )

    def tick(self, letters):
        """Tick these boxes."""
        for index in map(self.question.letters.index, letters):
            self.page.evaluate(f"{self.path}.querySelectorAll('input[type=checkbox]')[{index}].click()")

    def point(self, letter):
        """Click the words of this option."""
        row = f"{self.path}.querySelectorAll('.widget-hbox')[{self.question.letters.index(letter)}]"
        self.page.evaluate(f"{row}.querySelector('[onclick]').click()")

    def write(self, text):
        """Write into the field, and leave it."""
        self.page.evaluate(f"{self.path}.querySelector('input[type=text]').id = 'written'")
        self.page.type("#written", text)
        self.page.evaluate("document.querySelector('#written').removeAttribute('id')")

    def told(self, *words):
        """Wait for a feedback that holds these words."""
        status = f"{self.path}.querySelector('[role=status]').textContent"
        self.page.wait(f"{json.dumps(words)}.every(word => {status}.includes(word))")


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page of JupyterLab whose notebook has asked the questions."""
    chromium.require()
    if not (find_spec("jupyterlab") and find_spec("ipywidgets")):
        text = "no JupyterLab with widgets here: install coursekit[lab]"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(text)
    root, home = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("home")
    cells = ["from coursekit import quiz", *(f'quiz.ask("{id}")' for id in ASKED)]
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    write(notebook, root / "quiz.ipynb")
    with jupyter(root, home, "--LabApp.expose_app_in_browser=True") as (base, login), browser() as page:
        page.open(f"{login}&next=%2Flab%2Ftree%2Fquiz.ipynb", "!!window.jupyterapp", lands=f"{base}/lab")
        page.wait("[...jupyterapp.shell.widgets('main')][0].sessionContext.session.kernel.status === 'idle'")
        page.evaluate(RUN)
        page.wait(f"document.querySelectorAll('.jp-OutputArea-output .widget-vbox').length === {len(ASKED)}")
        page.wait("document.querySelectorAll('[role=status]').length === 6 && !document.body.innerText.includes('$')")
        yield page


def test_a_choice_is_clicked(page):
    """The wrong button says why it tempts; the right one takes its place."""
    form = Form(page, CHOICE)
    form.press("B")
    form.told("B ✗ 不对", form.question.options[1].reason)
    form.press("A")
    form.told("A ✓ 对")


def test_the_words_of_an_option_answer_too(page):
    """A click beside the button counts as one on it."""
    form = Form(page, CHOICE)
    form.point("B")
    form.told("B ✗ 不对", form.question.options[1].reason)
    form.point("A")
    form.told("A ✓ 对")


def test_several_are_ticked(page):
    """Nothing, one too few, all; a click on an option's words ticks its box."""
    form = Form(page, SEVERAL)
    form.press("检查")
    form.told("先勾选")
    form.tick("B")
    form.press("检查")
    form.told("✗ 不对", "漏了 1 个")
    form.point("C")
    form.press("检查")
    form.told("✓ 对", form.question.options[1].reason)


@pytest.mark.parametrize(
    ("id", "unread", "wrong", "right"),
    [(NUMBER, "abc", "5/9", "10÷13"), (SIZE, "十", "4×10", "(10, 4)"), (TEXT, "。。", "算术", "调和平均")],
)
def test_what_is_written_is_judged(page, id, unread, wrong, right):
    """A number, a size and a word: what cannot be read, what tempts, what is right; each answer replaces the last."""
    form = Form(page, id)
    form.write(unread)
    form.told(unread)
    form.write(wrong)
    form.told("✗ 不对")
    form.write(right)
    form.told("✓ 对")


def test_an_order_is_clicked_together(page):
    """Letter by letter, and checked by the button."""
    form = Form(page, ORDER)
    form.press("检查")
    form.told("先按次序点")
    for letter in form.question.value:
        form.press(letter)
    page.wait(f"{form.path}.querySelector('input').value === {json.dumps(form.question.value)}")
    form.press("检查")
    form.told("✓ 对", form.question.reason)


def test_mathematics_is_set_in_options(page):
    """No dollar signs are left, and the formulas are drawn."""
    form = Form(page, ORDER)
    assert page.evaluate(f"{form.path}.querySelectorAll('mjx-container').length") >= 4


def test_a_question_is_answered_by_keys_alone(page):
    """Tab from A to B, Enter."""
    form = Form(page, CHOICE)
    page.evaluate(f"{form.path}.querySelector('button').focus()")
    for key, code, text in (("Tab", 9, ""), ("Enter", 13, "\r")):
        for kind in ("keyDown", "keyUp"):
            page.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                **({"text": text} if kind == "keyDown" and text else {}),
            )  # fmt: skip
    form.told("B ✗ 不对")
