"""`inout`, `remote` and `source` at home, where test and student share a kernel."""

import sys

import pytest

from coursekit import checks
from coursekit.checks import session


def test_at_home_they_are_the_identity():
    """The function works on the very object; a class is the class."""
    scores = [3, 1, 2]
    list.sort(checks.inout(scores))
    assert scores == [1, 2, 3]
    assert checks.inout(scores) is scores
    assert checks.remote(dict) is dict


def test_the_source_of_the_last_cell_that_defines_a_name(monkeypatch):
    """Looked up in what IPython has run."""
    cells = ["def f(x):\n    return 1", "import numpy as np\ndef f(x):\n    return 2\n\nf(1)", "g = f"]
    monkeypatch.setattr(sys.modules["__main__"], "In", cells, raising=False)
    assert checks.source("f") == "def f(x):\n    return 2"
    assert checks.source("g") == "g = f"


def test_without_ipython_the_source_is_read_from_the_file(monkeypatch):
    """As `inspect` finds it."""

    def mine():
        return 1

    mine.__module__ = "__main__"
    monkeypatch.setattr(sys.modules["__main__"], "mine", mine, raising=False)
    assert checks.source("mine").strip().startswith("def mine():")


def test_what_a_library_defines_is_nobody_s_source(monkeypatch):
    """A function that the notebook has imported is found only as its import."""
    monkeypatch.setattr(sys.modules["__main__"], "points", session.points, raising=False)
    monkeypatch.setattr(sys.modules["__main__"], "session", session, raising=False)
    for name in ("points", "session"):
        with pytest.raises(checks.CheckFailed, match=name):
            checks.source(name)
    monkeypatch.setattr(sys.modules["__main__"], "In", ["from coursekit.checks import points as p"], raising=False)
    assert checks.source("p") == "from coursekit.checks import points as p"


def test_a_name_that_nobody_defines(monkeypatch):
    """A failed check says what to look for."""
    with pytest.raises(checks.CheckFailed, match="no_such_name"):
        checks.source("no_such_name")


def test_another_session_answers_where_one_is_installed(monkeypatch):
    """The examiner's."""

    class Other(session.HomeSession):
        def inout(self, value):
            return "marked"

    monkeypatch.setattr(session, "_session", Other())
    assert checks.inout([1]) == "marked"
