"""Answers between the call that gives them and their check."""

import sys

import pytest

from coursekit.grading.lies import Lie
from coursekit.grading.lint_goals import Check, Unpacked
from coursekit.grading.lint_on_the_way import Held, OnTheWay
from coursekit.grading.lint_straight import straight


class Cell:
    """A cell that is run with a function `f`, whose answers are held, and with `checks`, where they arrive."""

    def __init__(self, source: str):
        self.way = OnTheWay("cell", straight(source, frozenset()))
        self.goals, self.arrived = [], []
        self.names = {"f": self.answer, "g": lambda value: value, "checks": self}
        exec(compile(source, "<cell>", "exec"), self.names)

    def answer(self, value):
        goal = self.way.goal(sys._getframe(1))
        self.goals.append(goal)
        if goal is not None and not isinstance(goal, Unpacked):
            self.way.hold(Held("f", 1, goal, value, []))
        return value

    def close(self, actual, expected):
        self.arrived.append([held.value for held in self.way.arrived(sys._getframe(1), actual)])


@pytest.mark.parametrize(
    ("source", "arrived"),
    [
        ("checks.close(f('a'), 1)", [["a"]]),
        ("got = f('a')\nchecks.close(got, 1)\nchecks.close(got, 1)", [["a"], []]),
        ("for x in 'ab':\n    checks.close(f(x), 1)", [["a"], ["b"]]),
        ("checks.close([f('a'), 2, f('b')], 1)", [["a", "b"]]),
        ("got = [f(x) for x in 'abc']\nchecks.close(got, 1)", [["a", "b", "c"]]),
        ("for y in 'ab':\n    checks.close([f(x) for x in 'c' + y], 1)", [["c", "a"], ["c", "b"]]),
    ],
)
def test_an_answer_comes_to_its_check(source, arrived):
    """Alone or in a list, each time that the check is made."""
    cell = Cell(source)
    assert cell.arrived == arrived and not cell.way.astray


@pytest.mark.parametrize(
    "source",
    [
        "checks.close(g(f('a')), 1)",
        "def ask():\n    return f('a')\nchecks.close(ask(), 1)",
        "checks.close([g(f(x)) for x in 'ab'], 1)",
        "checks.close((lambda: f('a'))(), 1)",
    ],
)
def test_an_answer_that_somebody_else_gets(source):
    """The call that gives it is another one."""
    cell = Cell(source)
    assert set(cell.goals) == {None} and not cell.way.astray


@pytest.mark.parametrize(
    "source",
    [
        "checks.close([h(x) for h, x in ((g, 'b'), (f, 'a'))], 1)",
        "checks.close([h(x) for h, x in ((f, 'a'), (g, 'a'))], 1)",
    ],
)
def test_a_list_with_other_items(source):
    """Which item an answer is, its number does not tell."""
    cell = Cell(source)
    assert cell.arrived == [[]] and cell.way.astray


def test_an_answer_that_never_arrives():
    """It is missed at the end, and when the next one comes."""
    way = OnTheWay("cell", straight("checks.close(f(x), 1)", frozenset()))
    (goal,) = way.goals.values()
    way.hold(Held("f", 1, goal, "a", []))
    assert way.astray
    way.hold(Held("f", 1, goal, "b", []))
    way.held.clear()
    assert way.astray


def test_a_lie_takes_the_place_of_the_answer():
    """As an item of the very list, or under the name: what looks later sees it too."""
    names = {}
    row = Cell("got = [f(x) for x in 'ab']\nchecks.close(got, 1)").goals
    held, got = Held("f", 1, row[1], "b", []), ["a", "b"]
    assert held.in_place(got, None) == ["a", None] and got == ["a", "b"]
    assert held.swap(got, None, names) is got and got == ["a", None] and names == {}
    (goal,) = Cell("got = f('a')\nchecks.close(got, 1)").goals
    assert Held("f", 1, goal, "a", []).swap("a", None, names) is None and names == {"got": None}


def test_an_answer_in_another_cells_function():
    """It may stand at the same place of another text."""
    source = "checks.close(f('a'), 1)"
    cell = Cell(source)
    exec(compile(source, "<other>", "exec"), cell.names)
    assert cell.goals[0] is not None and cell.goals[1] is None and cell.arrived == [["a"], []]


class Asked:
    """An object whose attribute is an answer with lies that are told from now on."""

    def __init__(self, way: OnTheWay):
        self.way, self.held = way, []

    @property
    def x(self):
        goal = self.way.goal(sys._getframe(1))
        self.way.heard("x", goal if isinstance(goal, Check) else None)
        value = object()
        if isinstance(goal, Check):
            self.held.append(Held("x", 1, goal, value, [Lie("number", 0, 1.0, False, True)]))
            self.way.hold(self.held[-1])
        return value


@pytest.mark.parametrize(
    ("source", "others", "lost"),
    [
        ("checks.close([a.x, a.x], 1)", [False, False], False),
        ("checks.close([a.x, *ask(a)], 1)", [True], False),
        ("checks.close([a.x], a.x)", [True], True),
        ("checks.close(a.x, 1, say=str(a.x))", [True], True),
    ],
)
def test_a_further_answer_before_the_check(source, others, lost):
    """What goes into the checked value makes no answer right; what it is compared with may."""
    way = OnTheWay("cell", straight(source, frozenset()))
    asked = Asked(way)

    class Checks:
        def close(self, actual, expected, say=""):
            way.arrived(sys._getframe(1), actual)

    exec(compile(source, "<cell>", "exec"), {"a": asked, "checks": Checks(), "ask": lambda a: [a.x]})
    assert [held.others for held in asked.held] == others and way.astray is lost
