"""Requests to a candidate: values, exceptions and alarms that come back, from honest peers and others."""

import io
import subprocess
import unittest

import numpy as np
import pytest
import torch
from sklearn.linear_model import LinearRegression

from coursekit.checks.failure import CheckFailed
from coursekit.grading.alarms import Alarm, Crashed, Misuse, Quota, StudentError, StudentExit
from coursekit.grading.wire import codec
from tests.support.served import scripted, served


def raised_by(code: str) -> BaseException:
    """What the examiner sees when a student's function runs this."""
    with served(f"def f():\n    {code}") as link:
        f = link.ask("get", "f")
        with pytest.raises(BaseException) as caught:
            f()
        assert link.alarmed is None
        return caught.value


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("raise ValueError('k 应为正数')", ValueError, "k 应为正数"),
        ("raise KeyError('k')", KeyError, "'k'"),
        ("{}['k']", KeyError, "'k'"),
        ("open('/no/such')", FileNotFoundError, "No such file"),
        ("import numpy; numpy.linalg.inv(numpy.zeros((2, 2)))", np.linalg.LinAlgError, "Singular"),
        ("import subprocess; raise subprocess.CalledProcessError(2, ['x'])", subprocess.CalledProcessError, "status 2"),
        ("raise type('Own', (ValueError,), {})('mine')", ValueError, "mine"),
        ("raise type('Own', (Exception,), {})('mine')", StudentError, "mine"),
        ("raise Exception('plain')", StudentError, "plain"),
        ("raise ValueError(object())", ValueError, "object object"),
        ("'\\udc00'.encode()", UnicodeEncodeError, "surrogates"),
        ("raise StopIteration('s')", StudentError, "s"),
        ("raise StopAsyncIteration('s')", StudentError, "s"),
        ("raise type('Own', (StopIteration,), {})('s')", StudentError, "s"),
        ("raise SystemExit(3)", StudentExit, "3"),
        ("raise KeyboardInterrupt", StudentExit, ""),
        ("raise GeneratorExit", StudentExit, ""),
        ("raise type('Own', (BaseException,), {})('b')", StudentExit, "b"),
        ("import subprocess; raise subprocess.CalledProcessError(object(), 'x')", StudentError, ""),
        ("raise ExceptionGroup('g', [ValueError(1)])", StudentError, "g"),
    ],
)
def test_only_exceptions_cross_and_only_known_ones_as_themselves(code, kind, text):
    """Subclasses of Exception that the examiner knows; all else becomes one of our two, both caught by `Exception`.

    A StopIteration that crossed as itself would end the loop of the test that called, which then passes.
    """
    error = raised_by(code)
    assert type(error) is kind
    assert text in str(error)


@pytest.mark.parametrize(
    "code",
    [
        "from coursekit.checks import CheckFailed; raise CheckFailed('a', say='SEEN')",
        "raise type('CheckFailed', (AssertionError,), {'__module__': 'coursekit.checks.failure', 'say': 'SEEN'})('a')",
        "from coursekit.grading.alarms import Crashed; raise Crashed('SEEN')",
        "from coursekit.grading.alarms import StudentError; raise StudentError('SEEN')",
    ],
)
def test_our_own_exceptions_do_not_cross(code):
    """A student cannot speak with the teacher's voice: no `say`, no alarm's message."""
    error = raised_by(code)
    assert not isinstance(error, (CheckFailed, Alarm))
    assert not hasattr(error, "say")


def test_a_claim_finds_our_exceptions_by_no_other_way():
    """A module that imports `checks`, as every test does, leads to its classes too."""
    claims = [[__name__, "CheckFailed"], ["builtins", "AssertionError"], ["builtins", "Exception"]]
    with scripted(["raise", 0, claims, [1, "a", "SEEN"], "text", None]) as link:
        with pytest.raises(AssertionError) as caught:
            link.ask("get", "x")
        assert type(caught.value) is AssertionError


@pytest.mark.parametrize("name", ["SkipTest", "_ShouldStop"])
def test_a_student_cannot_skip_the_test(name):
    """What ends a unittest as skipped or passed crosses as a failure."""

    class Test(unittest.TestCase):
        def test_it(self):
            with self.subTest():
                link.ask("get", "x")

    claims = [["unittest.case", name], ["builtins", "Exception"]]
    with scripted(["raise", 0, claims, [1, "a"], "text", None]) as link:
        assert not Test("test_it").run().wasSuccessful()


def test_an_exception_carries_no_reference():
    """Its text would be asked for when the failure is told, outside of the test."""
    arguments = [1, [20, 1, [["builtins", "object"]]]]
    with scripted(["raise", 0, [["builtins", "ValueError"]], arguments, "text", None]) as link, pytest.raises(Quota):
        link.ask("get", "x")


def test_what_a_call_prints_is_printed_here(capsys):
    """What a call printed appears in the test's own stdout, what it complained in its stderr, up to the cap."""
    with (
        served(
            "import sys\ndef f():\n    print('出')\n    print('err', file=sys.stderr)\n    raise ValueError"
        ) as link,
        pytest.raises(ValueError),
    ):
        link.ask("get", "f")()
    assert capsys.readouterr() == ("出\n", "err\n")


def test_the_first_alarm_sticks_until_the_next_cell():
    """Whatever a test does with an alarm, the link remembers it; `clear` begins a new cell."""
    with served("h = object()") as link:
        h = link.ask("get", "h")
        with pytest.raises(Misuse) as first:
            bool(h)
        with pytest.raises(Misuse):
            hash(h)
        assert link.alarmed is first.value
        link.clear()
        assert link.alarmed is None


class Own:
    """A class of a test's."""


@pytest.mark.parametrize(
    "value",
    [
        object(),
        Own(),
        io.StringIO("a"),
        torch.nn.Linear(1, 1),
        torch.optim.SGD([torch.ones(1)]),
        LinearRegression(),
        torch.ones(2).to_sparse(),
    ],
    ids=lambda v: type(v).__name__,
)
def test_what_cannot_be_sent_is_an_alarm(value):
    """An ordinary TypeError would pass `raises(TypeError)` whatever the student's function does."""
    with served("def f(x): return x") as link:
        f = link.ask("get", "f")
        with pytest.raises(Misuse, match=type(value).__name__):
            f([value])
        assert link.alarmed is not None


def test_what_is_too_deep_to_be_sent_is_an_alarm():
    """So is a value over the caps; the candidate lives on."""
    endless = []
    endless.append(endless)
    with served("def f(x): return 1") as link:
        f = link.ask("get", "f")
        with pytest.raises(Misuse):
            f(endless)
        assert f(1) == 1


def test_a_handle_goes_back_as_the_object_itself():
    """What the candidate gave can be passed to another of its functions; another candidate's cannot."""
    with served("o = object()\ndef same(x): return x is o") as link, served("h = object()") as other:
        same = link.ask("get", "same")
        assert same(link.ask("get", "o")) is True
        with pytest.raises(Misuse):
            same(other.ask("get", "h"))


GOOD = ["ok", 1, None]


@pytest.mark.parametrize(
    "reply",
    [
        ["yes", 1, None],
        ["ok", 1],
        ["ok", 1, ""],
        ["ok"],
        [["ok"], 1, None],
        ["ok", 1, ["", ""]],
        ["ok", 1, [1, "", [], None]],
        ["ok", 1, ["", 1, [], None]],
        ["ok", 1, ["", "", None, None]],
        ["ok", 1, ["", "", [["UserWarning", "x"]], None]],
        ["ok", 1, ["", "", [[[], 5]], None]],
        ["ok", [99], None],
        ["ok", [20], None],
        ["ok", [20, "1", []], None],
        ["ok", [20, 1, "x"], None],
        ["ok", [20, 1, [["a"]]], None],
        ["ok", [20, 1, [["a", 1]]], None],
        ["ok", [20, 1, [], [["a"]]], None],
        ["ok", [20, 1, [], [], []], None],
        ["ok", [20, "yours", 1], None],
        ["ok", [20, "yours", [1]], None],
        ["ok", [20, "name", "os", "system"], None],
        ["ok", [20, "copy", b"cos"], None],
        ["ok", [20, "dtype", 5], None],
        ["ok", [20, "tensor", 5], None],
        ["ok", [20, "tensor", [13, "<f8", [0], 0]], None],
        ["ok", [13, "<f8", [10**9], 0], None],
        ["stop", None, None],
        ["raise", 1, None],
        ["raise", 0, [["builtins", "ValueError"]], None, 5, None],
        ["raise", None, [["builtins", "ValueError"]], None, "x", None],
        ["raise", 0, [["builtins", 5]], None, "x", None],
        ["raise", 0, [["builtins", "ValueError"]], [99], "x", None],
        ["raise", 0, "builtins", None, "x", None],
        ["back", 1, None],
        ["back", 1, [1], [2], None, None],
        ["back", "1", [1], [2], None, None],
        ["back", 0, [1], [2], None, None],
        ["back", 0, [1, [0, 1], [0, 1], False], [2], None, None],
        ["back", 0, [1, [0], [0, 1], False], [2], None, None],
    ],
    ids=str,
)
def test_a_reply_that_no_candidate_writes_is_an_alarm(reply):
    """Malformed replies ring, never raise anything that a test could mistake for its student's exception."""
    with scripted(reply, GOOD) as link:
        with pytest.raises(Quota):
            link.ask("get", "x")
        assert isinstance(link.alarmed, Quota)


@pytest.mark.parametrize(
    "claims",
    [
        [],
        [["builtins", "KeyboardInterrupt"], ["builtins", "Exception"]],
        [["builtins", "StopIteration"], ["builtins", "Exception"]],
        [["builtins", "int"]],
        [["coursekit.grading.alarms", "Crashed"], ["builtins", "Exception"]],
        [["coursekit.checks.failure", "CheckFailed"]],
        [["os", "_exit"], ["builtins", "Exception"]],
        [["no.such.module", "Error"], ["builtins", "Exception"]],
    ],
    ids=str,
)
def test_claimed_ancestries_end_in_our_two_exceptions(claims):
    """However a candidate names the class of what it raised, nothing but an ordinary exception comes of it."""
    with scripted(["raise", 0, claims, [1, "x"], "text", None]) as link, pytest.raises((StudentError, StudentExit)):
        link.ask("get", "x")


def test_a_closed_line_says_why_and_stays_closed():
    """The alarm is the supervisor's; every later request raises it again."""
    with scripted(GOOD) as link:
        assert link.ask("get", "x") == 1
        for _ in range(2):
            with pytest.raises(Crashed, match="gone"):
                link.ask("get", "x")
        link.clear()
        with pytest.raises(Crashed):
            link.ask("get", "x")
        assert link.gone


def test_iteration_is_told_from_stopping():
    """A StopIteration ends `next` and nothing else."""
    with scripted(["stop", None], ["stop", None]) as link:
        assert link.next(None) == (True, None)
        assert link.ask("get", "x") is None


def test_repr_is_text_or_an_alarm():
    """What should be text is text."""
    with scripted(["ok", 5, None]) as link, pytest.raises(Quota):
        link.text("repr", None)


OK = {"status": "ok", "ename": "", "evalue": "", "count": 1, "outputs": [0]}  # as nodes: a tag begins each list


def report(**changes):
    node = [2]
    for key, value in {**OK, **changes}.items():
        node += [key, value]
    return ["ok", node, None]


def test_a_cells_report_is_plain_data():
    """What a cell did: status, exception, outputs."""
    with scripted(report()) as link:
        assert link.run("k", "x = 1") == {**OK, "outputs": []}
    with served() as link:
        assert link.run("k", "x = 1")["status"] == "ok"
        failed = link.run("k", "1 / 0")
        assert (failed["status"], failed["ename"], failed["evalue"]) == (
            "error",
            "ZeroDivisionError",
            "division by zero",
        )


@pytest.mark.parametrize(
    "reply",
    [
        ["ok", None, None],
        ["ok", [2, "status", "ok"], None],
        report(status="timeout"),
        report(status=None),
        report(ename=5),
        report(evalue=None),
        report(outputs=None),
        report(outputs=[0, [20, 1, []]]),
        report(outputs=[0, [14, "<f8", b"12345678"]]),
        report(outputs=[0, 2**64 - 1]),
        report(outputs=[0, [5, "f" * 30]]),
        report(outputs=[0, [2, 1, 2]]),
        report(outputs=[0, [3]]),
        report(extra=[1]),
        report(kept_back=[0, "SEEN"]),
        report(unsafe=False),
        report(ename="x" * 201),
        report(evalue="x" * 4001),
    ],
    ids=lambda reply: str(reply)[:60],
)
def test_a_report_of_another_form_is_an_alarm(reply):
    """Nothing of a candidate's goes to the supervisor but what JSON holds, in the form it should have."""
    with scripted(reply) as link, pytest.raises(Quota):
        link.run("k", "x = 1")


def test_a_cell_that_broke_the_shell_is_a_failed_cell():
    """An exception out of the shell itself is the student's failure, not the engine's."""
    with served() as link:
        link.shell.run_cell = None
        assert link.run("k", "x = 1")["status"] == "error"


def test_a_value_over_the_caps_ends_the_line(monkeypatch):
    """Too many elements: the alarm rings, whatever the candidate says."""
    with served("x = [0] * 50") as link:
        monkeypatch.setattr("coursekit.grading.wire.decoder.MAX_NODES", 10)
        assert codec.MAX_NODES > 10
        with pytest.raises(Quota):
            link.ask("get", "x")
