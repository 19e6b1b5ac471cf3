"""A command does without the slow grammars that jsonschema would import, and leaves no trace of having done so."""

import subprocess
import sys

import pytest

from coursekit.cli.quick_start import without_format_grammars, without_server_extensions

COMMAND = """
import sys
from coursekit.cli.quick_start import without_format_grammars, without_server_extensions
with without_format_grammars():
    import nbformat, jsonschema
    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.validate(node)
    node.cells[0].source = 5
    try:
        nbformat.validate(node)
    except nbformat.ValidationError:
        print("checked")
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("lark", "arrow", "rfc3987_syntax")))
"""


def test_notebooks_are_read_and_checked_without_the_grammars():
    """nbformat works, faults are found, and neither the grammar compiler nor the calendar library was imported."""
    done = subprocess.run([sys.executable, "-c", COMMAND], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["checked", "[]"]


def test_the_command_uses_it(monkeypatch):
    """`coursekit …` runs its command while the grammars are out of reach."""
    from coursekit import cli

    monkeypatch.delitem(sys.modules, "isoduration", raising=False)
    seen = []
    monkeypatch.setattr(cli, "app", lambda: seen.append(sys.modules.get("isoduration", "to be had")))
    cli.main()
    assert seen == [None]


def test_afterwards_the_packages_are_to_be_had_again(monkeypatch):
    """Also when the command failed; one that was imported before stays what it was."""
    monkeypatch.delitem(sys.modules, "isoduration", raising=False)
    monkeypatch.setitem(sys.modules, "rfc3987_syntax", here := object())
    with pytest.raises(KeyError), without_format_grammars():
        assert sys.modules["isoduration"] is None
        assert sys.modules["rfc3987_syntax"] is here
        raise KeyError
    assert "isoduration" not in sys.modules
    assert sys.modules["rfc3987_syntax"] is here


GRADER = """
import sys
from coursekit.cli.quick_start import without_server_extensions
with without_server_extensions():
    import nbgrader.api, nbgrader.preprocessors
    print(sorted(name for name in sys.modules if name.partition(".")[0] == "jupyter_server"))
called = []
from nbgrader.server_extensions import formgrader
formgrader.load_jupyter_server_extension = called.append
nbgrader.load_formgrader("server")
print(called)
"""


def test_nbgrader_comes_without_the_server():
    """Its database and preprocessors are there; who serves with it later, in the same process, gets the real thing."""
    done = subprocess.run([sys.executable, "-c", GRADER], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n['server']\n"


def test_an_extension_that_was_imported_before_stays(monkeypatch):
    """Nothing of it is hidden, and nothing of it is taken away."""
    name = "nbgrader.server_extensions.formgrader"
    monkeypatch.setitem(sys.modules, name, here := object())
    with without_server_extensions():
        assert sys.modules[name] is here
    assert sys.modules[name] is here
