"""The shell of a candidate: cells run as in a notebook, outputs as nbformat has them."""

import base64

import pytest

from coursekit.grading.shell import OUTPUT_CAP, make_shell
from tests.grading.conftest import printed


@pytest.fixture(scope="module")
def shell():
    """A shell for tests that leave it as it is; the next test to ask IPython for its shell gets another."""
    shell = make_shell()
    yield shell
    type(shell).clear_instance()


def outputs(link, source: str) -> list[dict]:
    return link.run("k", source)["outputs"]


def test_cells_share_one_namespace(forked):
    """What one cell binds, the next one reads; the last expression is shown."""
    forked.run("a", "x = [1, 2]")
    (shown,) = outputs(forked, "x")
    assert shown["output_type"] == "execute_result"
    assert shown["data"]["text/plain"] == "[1, 2]"
    assert outputs(forked, "x;") == []


def test_streams_keep_their_names_and_order(forked):
    """stdout and stderr, joined where they follow each other."""
    code = "import sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')"
    assert [(item["name"], item["text"]) for item in outputs(forked, code)] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
    ]


def test_errors_are_outputs(forked):
    """With name, text and an uncoloured traceback; a syntax error too."""
    (item,) = outputs(forked, "1 / 0")
    assert (item["output_type"], item["ename"], item["evalue"]) == ("error", "ZeroDivisionError", "division by zero")
    assert not any("\x1b" in line for line in item["traceback"])
    assert forked.run("k", "def f(:")["ename"] == "SyntaxError"


def test_a_broken_exception_is_the_students_failure(forked):
    """An exception whose text cannot be made, or a text that no file takes, fails its cell only."""
    assert forked.run("k", "class E(Exception):\n    def __str__(self): raise ValueError\nraise E")["status"] == "error"
    assert forked.run("k", "x = '\udc00'")["status"] == "error"
    assert printed(forked, "print(1)") == "1\n"


def test_display_keeps_text_and_pictures(forked):
    """`display`, rich objects and figures; figures are closed after the cell."""
    (item,) = outputs(
        forked, "from IPython.display import display, Image\ndisplay(Image(data=b'\\x89PNG', format='png'))"
    )
    assert base64.b64decode(item["data"]["image/png"]) == b"\x89PNG"
    forked.run("k", "import matplotlib.pyplot as plt\nplt.plot([1, 2])")
    assert printed(forked, "print(len(plt.get_fignums()))") == "0\n"


def test_magics_work_as_in_a_notebook(forked):
    """The usual ones run; there is no history on disk."""
    assert forked.run("k", "%matplotlib inline\n%precision 3")["status"] == "ok"
    assert printed(forked, "print(get_ipython().history_manager.enabled)") == "False\n"


def test_outputs_are_capped(forked):
    """An endless print does not fill the line: it is cut, and says so."""
    items = outputs(forked, "for k in range(60):\n    print('x' * 100_000)\n    display(k)")
    assert sum(len(str(item)) for item in items) < 2 * OUTPUT_CAP
    assert "cut" in items[-1]["text"]


@pytest.mark.parametrize(
    "code", ["print(1, file=__import__('sys').stdout.buffer)", "import sys\nsys.stdout.write(b'x')"]
)
def test_streams_take_text_only(forked, code):
    """Bytes are refused, as by a notebook's streams."""
    assert forked.run("k", code)["status"] == "error"


@pytest.mark.parametrize(
    "source",
    [
        "x = 5\ny = x %3\nz = 'a?'\n# !b",
        "print(\n  1\n)",
        "%precision 3\nx = 1",
        "x = 1\nfiles = !true",
        "x = 1\nx?",
        ">>> x = 1\n>>> y = 2",
        '"""text\n>>> x\n"""',
        "\n\nx = 1",
        "  x = 1\n  y = 2",
        "pwd",
        "x = (1,\n",
        "async def f():\n    return 1\nx = await f()",
        "",
    ],
)
def test_a_cell_becomes_what_ipython_makes_of_it(shell, source):
    """Plain Python is not looked through for magics, and everything else is."""
    from IPython.core.interactiveshell import InteractiveShell

    assert shell.transform_cell(source) == InteractiveShell.transform_cell(shell, source)
    changed = {"transformed_cell": shell.transform_cell(source)}
    assert shell.should_run_async(source, **changed) == InteractiveShell.should_run_async(shell, source, **changed)


def test_a_transformation_of_a_cells_own_is_used(forked):
    """A notebook may bring a syntax of its own: plain Python goes through it too."""
    forked.run("a", "ip = get_ipython()\nip.input_transformers_post.append(lambda lines: ['print(7)\\n'])")
    assert printed(forked, "x = 1\ny = 2") == "7\n"


def test_an_error_is_not_rendered_again_for_a_history(forked):
    """IPython would read every library's sources for a coloured copy that nobody sees."""
    forked.run("a", "def f():\n    return 1 / 0\nf()")
    assert printed(forked, "print(get_ipython().history_manager.exceptions[1]['traceback'])") == "[]\n"
