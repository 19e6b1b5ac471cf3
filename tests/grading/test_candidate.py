"""The student's side of the line: whatever the student's code does, the examiner gets a value or an end."""

import os

import pytest

from coursekit.grading.alarms import Crashed, StudentError
from coursekit.grading.hearing import PRINTED_CAP, TEXT_CAP
from tests.grading.conftest import printed
from tests.support.served import served


def test_names_are_read_set_and_deleted():
    """Requests on names act on the namespace in which the student's cells run."""
    with served("x = 1") as link:
        link.ask("set", "y", [2])
        assert link.run("k", "z = x + y[0]")["status"] == "ok"
        assert link.ask("get", "z") == 3
        link.ask("delete", "z")
        link.ask("delete", "z")
        with pytest.raises(NameError, match="'z'"):
            link.ask("get", "z")


@pytest.mark.parametrize(
    "code",
    [
        "class E(Exception):\n    def __str__(self): raise ValueError\ndef f(): raise E",
        "class E(Exception):\n    def __str__(self): raise SystemExit\ndef f(): raise E",
        "class E(Exception):\n    args = 5\ndef f(): raise E",
        "def f():\n    x = []\n    x.append(x)\n    return x",
        "def f(): return 1 << 10**6",
        "def f(): return f()",
    ],
)
def test_a_reply_that_cannot_be_made_is_an_exception_or_an_end(code):
    """Broken exceptions, endless values and recursion are told; none is taken for a value."""
    with served(code) as link, pytest.raises((Exception, Crashed)):
        link.ask("get", "f")()


def test_texts_and_prints_are_capped(capsys):
    """Long messages, reprs and outputs of a call are cut on the way."""
    code = "class L:\n    def __repr__(self): return 'x' * 10**6\nl = L()\ndef f():\n    print('y' * 10**6)\n"
    code += "    raise ValueError('z' * 10**6)"
    with served(code) as link:
        assert len(repr(link.ask("get", "l"))) == TEXT_CAP
        with pytest.raises(ValueError) as caught:
            link.ask("get", "f")()
        assert len(str(caught.value)) <= 10**6
        assert len(capsys.readouterr().out) == PRINTED_CAP


def test_seeding_reaches_three_libraries():
    """The same seed gives the same draws on the student's side."""
    code = "import random, numpy, torch\ndef f(): return random.random(), numpy.random.rand(), torch.rand(1).item()"
    with served(code) as link:
        draws = []
        for _ in range(2):
            for library in ("random", "numpy", "torch"):
                link.ask("seed", library, 7)
            draws.append(link.ask("get", "f")())
    assert draws[0] == draws[1]


def test_files_are_bytes_a_size_or_nothing(tmp_path, monkeypatch):
    """Regular files only; one over the cap is told by its size."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_bytes(b"abc")
    (tmp_path / "link.csv").symlink_to("a.csv")
    with served() as link:
        assert link.ask("file", "a.csv", 3) == b"abc"
        assert link.ask("file", "a.csv", 2) == 3
        assert link.ask("file", "link.csv", 10) is None
        assert link.ask("file", ".", 10) is None
        assert link.ask("file", "none", 10) is None


def test_iteration_keeps_its_place():
    """Two iterations over one object do not disturb each other; generators end."""
    with served("def g():\n    yield from range(3)\nxs = type('Xs', (list,), {})([1, 2])") as link:
        xs = link.ask("get", "xs")
        assert [(a, b) for a in xs for b in xs] == [(1, 1), (1, 2), (2, 1), (2, 2)]
        assert list(link.ask("get", "g")()) == [0, 1, 2]


def test_a_generator_that_raises_stop_iteration_does_not_end_the_loop():
    """Inside an iterator, StopIteration is its end; out of a call it is an exception."""
    with served("def f(): return next(iter([]))") as link:
        f = link.ask("get", "f")
        with pytest.raises(StudentError):
            [f() for _ in range(2)]


def test_a_forked_candidate_knows_no_engine_of_the_teachers(forked):
    """Its process has loaded neither nbgrader nor SQLAlchemy, nor a module that reads assignments."""
    code = "import sys\nprint([m for m in sys.modules if m.split('.')[0] in ('nbgrader', 'sqlalchemy') or m in " + repr(
        ["coursekit.grading.assignment", "coursekit.grading.course", "coursekit.grading.release"]
    )
    assert printed(forked, code + "])") == "[]\n"


def test_a_forked_candidate_works_in_its_folder_with_its_environment_only(forked):
    """Nothing of the teacher's environment, no open file but the line, nothing to read from stdin."""
    home, *names = printed(forked, "import os\nprint(os.getcwd(), *os.environ)").split()
    assert printed(forked, "print(os.environ['HOME'])").strip() == home
    assert set(names) <= {"COURSEKIT_CHECKING", "HOME", "LANG", "LOGNAME", "MPLCONFIGDIR", "PATH", "TMPDIR", "USER"}
    assert int(printed(forked, "print(len(os.listdir('/proc/self/fd')))")) <= 5
    assert forked.run("k", "input()")["ename"] in ("EOFError", "StdinNotImplementedError")


def test_exit_in_a_cell_ends_nothing(forked):
    """`exit()` and `quit()` are no end, SystemExit and KeyboardInterrupt are errors of their cell."""
    for code in ("exit()", "quit()", "raise SystemExit(1)", "raise KeyboardInterrupt"):
        forked.run("k", code)
    assert printed(forked, "print('still here')") == "still here\n"


def test_the_end_of_the_process_is_the_end_of_the_line(forked):
    """`os._exit` breaks the line, and the examiner asks why."""
    with pytest.raises(Crashed):
        forked.run("k", f"import os\nassert os.getpid() != {os.getpid()}\nos._exit(3)")
