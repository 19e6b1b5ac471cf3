"""Noting what a test asked: short, harmless, and without a question more."""

from types import SimpleNamespace

import numpy as np
import pytest

from coursekit.grading.handles import Handle
from coursekit.grading.lending import InOut
from coursekit.grading.link import Link
from coursekit.grading.originals import Watched
from coursekit.grading.trace import CALLS_CAP, TracedLink, shown

NOBODY = SimpleNamespace(dropped=[])  # the link of handles that nobody asks


class Fake(TracedLink):
    """A traced link whose candidate answers from a table of (op, first arguments)."""

    def __init__(self, answers):
        Watched.__init__(self)
        self.answers = answers
        self.labels = {}
        self._forget()


@pytest.fixture
def link(monkeypatch):
    monkeypatch.setattr(Link, "ask", lambda self, op, *args: self.answers(op, args))
    return Fake


def asked(link) -> list[tuple[str, str, str]]:
    return [(e["asked"], e["answer"], e["raised"]) for e in link.told()["exchanges"]]


def test_calls_read_like_the_test(link):
    """Names, attributes, items and arguments as the test has them; a mere look-up of a name is left out."""
    handles = {
        name: Handle(NOBODY, number, [["m", name]]) for number, name in enumerate(("function", "Net", "method", "list"))
    }
    replies = iter([handles["function"], handles["Net"], handles["method"], 3.5, handles["list"], "x"])
    traced = link(lambda op, args: next(replies))
    make = traced.ask("get", "get_net")
    net = traced.ask("call", make, (2,), {"p": 0.5})
    method = traced.ask("getattr", net, "loss")
    traced.ask("call", method, (np.zeros(2), net), {})
    layers = traced.ask("getattr", net, "layers")
    traced.ask("getitem", layers, 0)
    assert asked(traced) == [
        ("get_net(2, p=0.5)", "<Net>", ""),
        ("get_net(2, p=0.5).loss(array([0., 0.]), get_net(2, p=0.5))", "3.5", ""),
        ("get_net(2, p=0.5).layers[0]", "'x'", ""),
    ]


def test_an_argument_that_may_change_is_told_before_and_after(link):
    """By its value, not as the mark that it bears; where it stayed as it was, once."""
    fill, values, facts = Handle(NOBODY, 1, [["m", "fill"]]), [0, 0], {"a": 1}

    def answer(op, args):
        values[0] = 9
        if args[1][1:]:
            raise ValueError("after it")

    traced = link(answer)
    traced.labels[1] = "fill"
    traced.ask("call", fill, (InOut(values),), {"facts": InOut(facts)})
    values[0] = 0
    with pytest.raises(ValueError):
        traced.ask("call", fill, (InOut(values), 1), {})
    assert asked(traced) == [
        ("fill([0, 0] → [9, 0], facts={'a': 1})", "None", ""),
        ("fill([0, 0] → [9, 0], 1)", "", "ValueError: after it"),
    ]


def test_what_was_raised_is_noted_and_goes_on(link):
    """The test meets the error as ever."""

    def answer(op, args):
        raise ValueError("two\nlines")

    traced = link(answer)
    with pytest.raises(ValueError, match="two"):
        traced.ask("len", "x")
    assert asked(traced) == [("len('x')", "", "ValueError: two lines")]


def test_a_loop_is_cut_and_counted(link):
    """The last exchanges are kept, those nearest to the failure; a new cell begins with none."""
    traced = link(lambda op, args: args[0])
    for number in range(CALLS_CAP + 5):
        traced.ask("len", number)
    assert traced.told()["count"] == CALLS_CAP + 5
    assert asked(traced)[0][0] == "len(5)"
    traced.clear()
    assert traced.told() == {"count": 0, "exchanges": [], "printed": ""}


def test_showing_a_value_asks_the_student_nothing():
    """A handle is told by its claimed class; large values are cut; all on one line."""
    assert shown([Handle(NOBODY, 1, [["m", "Net"]]), 1]) == "[<Net>, 1]"
    assert len(shown("x" * 10_000)) < 200
    assert len(shown(list(range(10_000)))) < 200
    assert "\n" not in shown(np.arange(100.0).reshape(10, 10))
