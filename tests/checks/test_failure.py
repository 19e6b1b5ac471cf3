"""The one exception of all checks, and texts for values."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from coursekit.checks.failure import CheckFailed, show

CELL = """from coursekit import checks

def double(x):
    return x + "2"

def tried(function, given):
    try:
        return function(given)
    except TypeError as error:
        raise checks.CheckFailed("double(1)\\n运行时出错") from error

with checks.points(2, "两倍"):
    checks.equal(CALL, 2)
"""


def test_a_failure_is_an_assertion_error_that_begins_with_the_teachers_words():
    """`say` stands first and alone in its attribute; without it there is only the finding."""
    spoken, silent = CheckFailed("得到 1，应为 2", "负数也要翻倍"), CheckFailed("得到 1，应为 2")
    assert isinstance(spoken, AssertionError)
    assert str(spoken) == "负数也要翻倍\n得到 1，应为 2"
    assert spoken.say == "负数也要翻倍"
    assert str(silent) == "得到 1，应为 2"
    assert silent.say is None


def test_show_cuts_a_long_text():
    """A long value is shown up to the limit, and the cut is visible."""
    assert show([1, 2]) == "[1, 2]"
    assert show("x" * 500, limit=10) == "'xxxxxxxx…"


def test_show_survives_a_broken_repr():
    """A value whose repr fails is told by its type: the finding itself must not be lost."""

    class Broken:
        def __repr__(self):
            raise ValueError("no")

    assert "Broken" in show(Broken())
    assert "ValueError" in show(Broken())


@pytest.fixture
def shell(monkeypatch):
    """A shell, and the lines that it shows of an error."""
    monkeypatch.delenv("COURSEKIT_CHECKING", raising=False)
    shell, shown = InteractiveShell.instance(), []
    shell._showtraceback = lambda etype, value, lines: shown.append("\n".join(lines).split("\n"))
    yield lambda cell: shell.run_cell(cell) and shown.pop()
    InteractiveShell.clear_instance()


def test_a_student_sees_what_is_wrong_and_no_line_of_the_library(shell):
    """The finding, the part, and the line of the cell that checked: nothing to scroll past."""
    assert shell(CELL.replace("CALL", "3")) == [
        "\x1b[31m检查没有通过\x1b[0m",
        "值不对：得到 3，应为 2",
        "这一部分是：两倍（2 分）",
        "检查的是第 13 行：checks.equal(3, 2)",
    ]


def test_a_students_error_is_told_by_its_line(shell):
    """A test that calls the student's function says which line of it failed."""
    assert shell(CELL.replace("CALL", "tried(double, 1)"))[1:] == [
        "double(1)",
        "运行时出错",
        "这一部分是：两倍（2 分）",
        "检查的是第 13 行：checks.equal(tried(double, 1), 2)",
        '出错的是 double 的第 4 行：return x + "2"',
    ]


def test_a_class_is_read_where_no_history_is_kept(shell):
    """A runner may keep no `In`: what IPython holds for tracebacks is looked through."""
    run = InteractiveShell.instance().run_cell
    code = "class Stopper:\n    patience = 2\n"
    run(code, store_history=False)
    run("from coursekit import checks\nfound = checks.source('Stopper')", store_history=False)
    assert InteractiveShell.instance().user_ns["found"].strip() == code.strip()
