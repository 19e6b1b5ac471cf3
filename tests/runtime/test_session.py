"""Who looks on."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from coursekit import runtime
from coursekit.runtime import session


def at_work(monkeypatch):
    """Give the environment of a person: no CI, no test run (pytest sets its variable when the test itself begins)."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)


def kernel_asked(**content):
    return lambda: SimpleNamespace(get_parent=lambda: {"content": content})


def test_a_live_notebook_is_looked_on(monkeypatch):
    """Its requests allow input."""
    at_work(monkeypatch)
    monkeypatch.setattr(session, "_kernel", kernel_asked(allow_stdin=True))
    assert runtime.interactive()


@pytest.mark.parametrize("content", [{"allow_stdin": False}, {}])
def test_an_executed_notebook_is_not(monkeypatch, content):
    """nbclient and nbval say that nobody would answer."""
    at_work(monkeypatch)
    monkeypatch.setattr(session, "_kernel", kernel_asked(**content))
    assert not runtime.interactive()


@pytest.mark.parametrize("terminal", [True, False])
def test_outside_of_notebooks_a_terminal_decides(monkeypatch, terminal):
    """stderr is where a bar would go."""
    at_work(monkeypatch)
    monkeypatch.setattr(session, "_kernel", lambda: None)
    monkeypatch.setattr(sys, "stderr", SimpleNamespace(isatty=lambda: terminal))
    assert runtime.interactive() is terminal


@pytest.mark.parametrize("name", ["CI", "PYTEST_CURRENT_TEST"])
def test_machines_do_not_look(monkeypatch, name):
    """Neither CI nor a test run, whatever the front end says."""
    at_work(monkeypatch)
    monkeypatch.setattr(session, "_kernel", kernel_asked(allow_stdin=True))
    monkeypatch.setenv(name, "true")
    assert not runtime.interactive()


@pytest.mark.parametrize("value", ["", "0", "false"])
def test_ci_can_be_off(monkeypatch, value):
    """CI=false is a person's shell."""
    at_work(monkeypatch)
    monkeypatch.setattr(session, "_kernel", kernel_asked(allow_stdin=True))
    monkeypatch.setenv("CI", value)
    assert runtime.interactive()


def test_a_real_kernel_tells_by_its_requests():
    """The same cell, asked once with and once without the right to input."""
    manager = pytest.importorskip("jupyter_client.manager")
    source = "import os; os.environ.pop('CI', 0); os.environ.pop('PYTEST_CURRENT_TEST', 0)\n"
    source += "from coursekit.runtime import in_notebook, interactive; print(in_notebook(), interactive())"
    kernel, client = manager.start_new_kernel(kernel_name="python3")
    printed = []

    def hook(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"].strip())

    try:
        for allowed in (True, False):
            client.execute_interactive(source, allow_stdin=allowed, output_hook=hook, timeout=60)
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
    assert printed == ["True True", "True False"]


def test_importing_stays_light():
    """Neither training nor quiz loads torch, pandas, matplotlib or ipywidgets before a function needs them."""
    code = (
        "import sys; from coursekit import quiz, runtime, training; runtime.interactive(); quiz.ids();"
        "print([m for m in ('torch', 'pandas', 'numpy', 'matplotlib', 'ipywidgets', 'tqdm') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
