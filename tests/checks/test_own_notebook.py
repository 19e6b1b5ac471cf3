"""Which notebook runs this code: Colab, Kaggle, Jupyter, VS Code, each imitated; and what to do where none tells."""

import sys

import nbformat
import pytest

from coursekit.checks import own_notebook as finding
from coursekit.checks.notebook import CheckError
from coursekit.checks.own_notebook import own_notebook, unsaved
from tests.checks.conftest import as_colab_sends_it, colab, saved
from tests.checks.test_notebook import homework

pytestmark = pytest.mark.usefixtures("desk")


def test_colab_sends_it(monkeypatch, desk):
    """As it stands in the browser, saved or not."""
    asked = []

    def answer(message, request="", timeout_sec=5):
        asked.append((message, timeout_sec))
        return as_colab_sends_it(homework())

    colab(monkeypatch, answer)
    own = own_notebook()
    assert own.name == "我的作业"
    assert own.folder == desk
    assert own.node.cells[1].source == "def f(x):\n    return x"
    assert own.node.cells[1].metadata.nbgrader.grade_id == "a"
    assert asked[0][0] == "get_ipynb" and asked[0][1] >= 30


@pytest.mark.parametrize("answer", [lambda *_, **__: None, lambda *_, **__: {}, lambda *_, **__: 1 / 0])
def test_colab_that_does_not_answer(monkeypatch, answer):
    """The page was closed, or the private call is another one: the student downloads the notebook by the menu."""
    colab(monkeypatch, answer)
    with pytest.raises(CheckError, match="下载 .ipynb"):
        own_notebook()


def test_kaggle_shows_it_while_it_saves_a_version(monkeypatch, desk):
    """Otherwise it must be downloaded by the menu; the message says how."""
    monkeypatch.setenv("KAGGLE_KERNEL_RUN_TYPE", "Batch")
    with pytest.raises(CheckError, match="Download Notebook"):
        own_notebook()
    saved(desk / "__notebook__.ipynb", homework())
    assert len(own_notebook().node.cells) == 3


def test_jupyter_tells_the_file(monkeypatch, desk):
    """By a variable of the kernel, also where several lie there; a name that is gone is passed over."""
    for name in ("a.ipynb", "b.ipynb"):
        saved(desk / name, homework())
    monkeypatch.setenv("JPY_SESSION_NAME", str(desk / "b.ipynb"))
    assert (own_notebook().name, own_notebook().folder) == ("b", desk)
    monkeypatch.setenv("JPY_SESSION_NAME", str(desk / "renamed.ipynb"))
    with pytest.raises(CheckError, match="a.ipynb、b.ipynb"):
        own_notebook()


def test_vs_code_tells_the_file(monkeypatch, desk):
    """By a name in the notebook's own namespace."""
    for name in ("a.ipynb", "b.ipynb"):
        saved(desk / name, homework())
    monkeypatch.setattr(sys.modules["__main__"], "__vsc_ipynb_file__", str(desk / "a.ipynb"), raising=False)
    assert own_notebook().name == "a"


def test_the_only_homework_in_the_folder(desk):
    """Other notebooks and files that were exported before do not count."""
    saved(desk / "hw.ipynb", homework())
    saved(desk / "other.ipynb", nbformat.v4.new_notebook())
    exported = homework()
    exported.metadata.coursekit["export"] = {"cells": []}
    saved(desk / "hw-export.ipynb", exported)
    assert own_notebook().name == "hw"
    (desk / "hw.ipynb").unlink()
    with pytest.raises(CheckError, match="没有作业"):
        own_notebook()


@pytest.mark.parametrize(
    ("ran", "expected"),
    [
        (["def f(x):\n    return x"], False),
        (["def f(x):\n    return 7", "def f(x):\n    return x  # 改好了"], False),
        (["def f(x):\n    return x", "def f(x):\n    return 7"], True),
        (["def g(x):\n    return 7", "f = 3", "%matplotlib inline\ndef f(): pass", "def f("], False),
        (["class f: pass"], True),
    ],
)
def test_what_was_run_but_not_saved(monkeypatch, desk, ran, expected):
    """What was run last is compared with the file; comments and cells that do not parse do not matter."""
    monkeypatch.setattr(sys.modules["__main__"], "In", ["", *ran])
    assert unsaved(homework()) is expected
    saved(desk / "hw.ipynb", homework())
    if expected:
        with pytest.raises(CheckError, match="还没有保存"):
            own_notebook()


def test_a_page_that_is_no_notebook(monkeypatch):
    """Nothing of another module's passes for Colab's answer."""
    colab(monkeypatch, lambda *_, **__: {"ipynb": {"cells": "x"}})
    with pytest.raises(CheckError, match="Colab"):
        finding.own_notebook()
