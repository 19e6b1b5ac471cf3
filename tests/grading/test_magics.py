"""IPython in the teacher's cells."""

import pytest

from coursekit.grading.magics import ExamShell, display, python


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1", "x = 1\n"),
        ("%%time\nx = f()\nassert x", "pass\nx = f()\nassert x\n"),
        ("%%capture out\nx = f()", "pass\nx = f()\n"),
        ("%%timeit -n 3\nf()", "pass\nf()\n"),
        ("%time x = f()", "x = f()\n"),
        ("if a:\n    %time x = f()", "if a:\n    x = f()\n"),
        ("%matplotlib inline\ny = 1", "get_ipython().run_line_magic('matplotlib', 'inline')\ny = 1\n"),
        ("!pip install x", "get_ipython().system('pip install x')\n"),
        ("f = !ls", "f = get_ipython().getoutput('ls')\n"),
    ],
)
def test_magics_become_python(source, expected):
    """Timing is taken off, so that names are seen; the rest become calls, as in a notebook."""
    assert python(source) == expected


@pytest.mark.parametrize("source", ["\n\nx = 1\n%time y = 2", "\n%%time\n\nx = 1", "  \n", "%%time\n"])
def test_lines_keep_their_number(source):
    """Hidden lines are known by their number: a blank line lost at the top would show one."""
    lines = python(source).rstrip("\n").split("\n")
    assert [n for n, line in enumerate(lines) if "x = 1" in line] == [
        n for n, line in enumerate(source.split("\n")) if "x = 1" in line
    ]


@pytest.fixture
def shell():
    return ExamShell({"f": lambda: 3})


def test_timed_statements_run_once(shell):
    """`%timeit` runs its statement: what it raises fails the test."""
    assert shell.run_line_magic("timeit", "-n 10 -r 2 f()") == 3
    shell.run_line_magic("timeit", "x = f()")
    assert shell.user_ns["x"] == 3
    with pytest.raises(ZeroDivisionError):
        shell.run_line_magic("time", "1 / 0")


def test_settings_of_the_display_do_nothing(shell):
    for name in ("matplotlib", "config", "load_ext"):
        assert shell.run_line_magic(name, "x") is None
    shell.run_cell_magic("html", "", "<b>")
    assert display([1], clear=True) is None


def test_files_that_a_cell_writes_are_written(shell, tmp_path):
    """A module that the next cell imports."""
    path = tmp_path / "助手 1.py"
    shell.run_cell_magic("writefile", f"'{path}'", "x = 1\n")
    shell.run_cell_magic("writefile", f"-a '{path}'", "y = 2\n")
    assert path.read_text("utf-8") == "x = 1\ny = 2\n"


@pytest.mark.parametrize(
    "call",
    [
        lambda s: s.run_line_magic("run", "x.py"),
        lambda s: s.run_cell_magic("bash", "", "ls"),
        lambda s: s.system("ls"),
        lambda s: s.getoutput("ls"),
    ],
)
def test_what_an_examiner_cannot_run_is_refused(shell, call):
    """Silently leaving it out would pass tests that rest on it."""
    with pytest.raises(NotImplementedError, match="checks.file"):
        call(shell)
