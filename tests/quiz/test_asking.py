"""Asking and answering: a form where somebody can use one, text everywhere else."""

import sys

import nbclient
import nbformat
import pytest

from coursekit import quiz
from coursekit.quiz import asking

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def shown(monkeypatch):
    """What a notebook would show, as MIME bundles."""
    bundles = []
    display = pytest.importorskip("IPython.display")
    monkeypatch.setattr(display, "display", lambda bundle, raw: bundles.append(bundle))
    monkeypatch.setattr(asking, "in_notebook", lambda: True)
    monkeypatch.setattr(asking, "interactive", lambda: True)
    return bundles


def test_outside_of_notebooks_the_question_is_printed(capsys):
    """In a terminal, without marks."""
    quiz.ask("ffn.edges")
    out = capsys.readouterr().out
    assert out.startswith("问题　全连接网络")
    assert 'quiz.answer("ffn.edges", 你算出的数)' in out


def test_an_answer_is_printed_and_returned(capsys):
    """The verdict with its reason, and a feedback that is true where the answer is right."""
    assert not quiz.answer("ffn.edges", 83)
    assert capsys.readouterr().out.startswith("不对。83 是参数的个数")
    feedback = quiz.answer("ffn.edges", "4*10+30")
    assert feedback.right
    assert feedback.id == "ffn.edges"
    assert capsys.readouterr().out.startswith("对。")


def test_a_live_notebook_shows_a_form_with_the_text_behind(shown):
    """A page that cannot show the form falls back to the text."""
    pytest.importorskip("ipywidgets")
    quiz.ask("ffn.layers")
    assert set(shown[0]) == {WIDGET, "text/markdown", "text/plain"}
    assert "- **A**" in shown[0]["text/markdown"]
    assert shown[0]["text/plain"].startswith("问题")


def test_where_a_machine_runs_it_the_text_stands_alone(shown, monkeypatch):
    """No widget, whose id would differ in every run."""
    monkeypatch.setattr(asking, "interactive", lambda: False)
    quiz.ask("ffn.layers")
    assert set(shown[0]) == {"text/markdown", "text/plain"}


def test_without_ipywidgets_the_text_stands_alone(shown, monkeypatch):
    """A missing package is no error."""
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    monkeypatch.setattr(asking, "find_spec", lambda name: None)
    quiz.ask("ffn.layers")
    assert set(shown[0]) == {"text/markdown", "text/plain"}


def test_an_answer_in_a_notebook_is_markdown(shown):
    """So that its formulas are set; the bold closes before the full stop."""
    quiz.answer("ffn.edges", 83)
    assert shown[0]["text/markdown"].startswith("**不对**。83")
    assert shown[0]["text/plain"].startswith("不对。83")


def test_executed_notebooks_hold_the_same_text_each_time():
    """Through nbclient: the question as text, no answer, no second output for the returned feedback."""
    cells = ["from coursekit import quiz\nquiz.ask('ffn.uat')", "quiz.ask('ffn.edges')", "quiz.answer('ffn.edges', 1)"]
    runs = []
    for _ in range(2):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        nbclient.NotebookClient(notebook, kernel_name="python3", record_timing=False, timeout=60).execute()
        runs.append([[dict(output) for output in cell.outputs] for cell in notebook.cells])
    assert runs[0] == runs[1]
    assert [len(outputs) for outputs in runs[0]] == [1, 1, 1]
    assert set(runs[0][0][0]["data"]) == {"text/markdown", "text/plain"}
    reason = quiz.question("ffn.edges").reason
    assert reason not in str(runs[0])
