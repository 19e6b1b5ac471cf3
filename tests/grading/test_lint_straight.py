"""Which answers go straight to a check, read from a cell's text."""

import pytest

from coursekit.grading.lint_goals import COUNTED, Check, Unpacked, Used
from coursekit.grading.lint_straight import read_out_of_sight, straight

CHECK = "checks.close(got, 2.0)"


def goals(source: str, seen=frozenset()) -> list[tuple[int, object]]:
    """Where the answers of a cell go: line of the call, and number of parts, attribute, or name and item checked."""
    found = straight(source, None if seen is None else frozenset(seen)).items()
    return [(at[0], _told(goal)) for at, goal in found]


def _told(goal):
    if isinstance(goal, Check):
        return goal.name, goal.item
    return goal.parts if isinstance(goal, Unpacked) else goal.attribute


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("checks.close(f(1), 2.0)", [(1, ("", None))]),
        ("checks.equal(box.get(1), 2.0, say='x')", [(1, ("", None))]),
        (f"got = f(1)\n{CHECK}", [(1, ("got", None))]),
        (f"got = f(1)\nwanted = g(2)\nassert wanted\n{CHECK}", [(1, ("got", None))]),
        ("got = f(1)\nchecks.close(got, 2.0, likely={'x': lambda got: got is None})", [(1, ("got", None))]),
        ("checks.equal([f(1), 2, f(3)], [1, 2, 3])", [(1, ("", 0)), (1, ("", 2))]),
        (f"got = [f(i) for i in range(3)]\n{CHECK}", [(1, ("got", COUNTED))]),
        ("with checks.points(1, 'a'):\n    for i in x:\n        checks.close(f(i), 1)", [(3, ("", None))]),
        ("while x:\n    pass\nelse:\n    checks.close(f(1), 1)", [(4, ("", None))]),
        ("a, b = f(1)", [(1, 2)]),
        ("got = f(1)\nout = got(2)", [(1, "")]),
        ("got = f(1)\nprint(2, [got.size + 1][0], end=got_not)", [(1, "size")]),
        ("got, wanted = f(1), g(2)\nx = got(wanted)", [(1, "")]),
        ("got, wanted = f(1), g(2)\nchecks.close(wanted, 1)", [(1, ("wanted", None))]),
        ("got = f(1)\nx = got(2) + got(3)", [(1, "")]),
        ("got = f(1)\nx = g(got)\nassert x\ny = got.size", [(1, "size")]),
        ("got = f(1)\nwith checks.points(1, 'a'):\n    x = got.size", [(1, "size")]),
        ("got = a + b\nother = -got.size", [(1, "size")]),
        ("got = f(1).size", [(1, "size")]),
        ("for got, y in ((f(1), 2), (a * b, 3)):\n    x = got.size", [(1, "size"), (1, "size")]),
        ("checks.close([x.size, 2, *row, f(1)], [1, 2])", [(1, ("", 0))]),
        ("checks.close(x.size, float(y.item()))", [(1, ("", None))]),
        ("checks.close([x.size for x in row], wanted)", [(1, ("", COUNTED))]),
    ],
)
def test_where_an_answer_goes(source, expected):
    """To a check, at once or by a name, alone or in a list; or it is unpacked."""
    assert goals(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    checks.close(f(1), 2.0)\nexcept Exception:\n    pass",
        "with checks.raises(ValueError):\n    checks.close(f(1), 2.0)",
        "with checks.points(1, 'a'), other():\n    checks.close(f(1), 2.0)",
        "def look():\n    checks.close(f(1), 2.0)",
        "checks.close(2.0, f(1))",
        "checks.close(*f(1))",
        "checks.close(f(1) + 1, 2.0)",
        "checks.close((f(1), 2), (1, 2))",
        "checks.close({f(i) for i in x}, {1})",
        "checks.close([*f(1), f(2)], [1, 2])",
        "other.close(f(1), 2.0)",
        "checks.raises(f(1))",
        "checked = checks.close(f(1), 2.0)",
        f"got = f(1)\nprint(got)\n{CHECK}",
        f"got = f(1)\nif x:\n    pass\n{CHECK}",
        f"got = f(1)\nimport got\n{CHECK}",
        f"got = f(1)\ndef got(): pass\n{CHECK}",
        f"for i in x:\n    got = f(1)\n    continue\n    {CHECK}",
        "got = f(1)\nchecks.close(got, got)",
        "got = f(1)\nchecks.close(got, 1, likely={'x': lambda y=got: y})",
        "got = f(1)\nchecks.close(1, got)",
        f"got = f(1)\nif x:\n    {CHECK}",
        f"got = other = f(1)\n{CHECK}",
        f"got = f(got)\n{CHECK}",
        f"box.got = f(1)\n{CHECK}",
        "a, *b = f(1)",
        "got = f(1)\nx = y and got(2)",
        "got = f(1)\nx = got(2) if y else 1",
        "got = f(1)\nx = (got(i) for i in y)",
        "got = f(1)\nx = lambda: got(2)",
        "got = f(1)\nx = y + [got(2) for _ in z]",
        "got = f(1)\ngot = 2\nx = got.size",
        "got = f(1)\ndel got\nx = got.size",
        "got = f(1)\nfor i in x:\n    print(got.size)",
        "got = a < b\nx = got.size",
        "checks.close(got.size, g(2))",
        "wanted = [x.size]\nchecks.close(wanted, [1])",
        "checks.close([x.size + 1, *row, x.size], [1, 2])",
        "got = f(1)\nx = g(got)",
        "got = f(1)\nassert y, got(2)",
        "got = f(1)\nwith checks.raises(TypeError):\n    got(2)",
        "got = f(1)\ntry:\n    got(2)\nexcept TypeError:\n    pass",
        "try:\n    got = f(1)\n    got(2)\nexcept TypeError:\n    pass",
        "got, got = f(1), f(2)\nx = got(2)",
        "try:\n    a, b = f(1)\nexcept Exception:\n    pass",
    ],
)
def test_what_goes_another_way(source):
    """Something else may look at the answer, or at how the check ends."""
    assert goals(source) == []


def test_a_name_that_others_may_read():
    """A function of a test's, the student's code, a later cell."""
    source = f"got = f(1)\n{CHECK}"
    assert goals(source, {"got"}) == goals(source, None) == []
    assert goals("got = f(1)\nx = got(2)", {"got"}) == []
    assert goals("checks.close(f(1), 2.0)", None) == [(1, ("", None))]


def test_the_place_is_that_of_the_running_call():
    """As the interpreter tells it: columns are bytes."""
    source = "checks.close(甲(1), 2.0)"
    ((at, goal),) = straight(source, frozenset()).items()
    places = set(compile(source, "x", "exec").co_positions())
    end = len("checks.close(甲(1)".encode())
    assert at in places and goal == Check((1, 1, 0, len(source.encode())), end=(1, end)) and goal.place in places


@pytest.mark.parametrize("source", ["checks.close(甲.size, 1)", "x = (甲 + b).size", "x = (-甲).size"])
def test_the_place_of_an_attribute_or_an_operation(source):
    """As the interpreter tells it too."""
    ((at, _),) = straight(source, frozenset()).items()
    assert at in set(compile(source, "x", "exec").co_positions())


def used(source: str) -> list[Used]:
    """What is certainly done with answers."""
    return [goal for goal in straight(source, frozenset()).values() if isinstance(goal, Used)]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("got = f(1)\nchecks.close(got.size, 2)", True),
        ("got = f(1)\nchecks.close([1, got.size, got.shape], [1, 2, 3])", True),
        ("got = f(1)\ngot.run()\nchecks.close(got.size, 2)", True),
        ("checks.close(f(1).size, 2)", True),
        ("for got, wanted in ((f(1), 2),):\n    checks.close(got.size, wanted)", True),
        ("got = f(1)\nx = got.size", False),
        ("got = f(1)\ngot.size = 2\nchecks.close(got.size, 2)", False),
        ("got = f(1)\nfill(got)\nchecks.close(got.size, 2)", False),
        ("got = f(1)\nchecks.close([fill(got), got.size], [None, 2])", False),
        ("got = f(1)\nchecks.close(got.size + 1, 2)", False),
        ("checks.close(float(f(1).size), 2)", False),
    ],
)
def test_an_attribute_that_a_check_looks_at(source, shown):
    """So that an object which has every attribute is refused there; who had it before may have set one."""
    assert [use.shown for use in used(source)] == [shown] or (not shown and used(source) == [])


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("got = f(1)\nassert got\nchecks.close(got['a'], 2)", "a"),
        ("got = f(1)\ngot.run()\nchecks.close(got['a'], 2)", "a"),
        ("checks.close(f(1)['a'], 2)", "a"),
        ("got = f(1)\nx = got.size\ny = got[0]", None),
    ],
)
def test_an_entry_that_is_asked_for(source, key):
    """By a name that stands in the cell."""
    assert [use.key for use in used(source)] == [key]


@pytest.mark.parametrize("leave", ["break", "return"])
def test_a_loop_that_may_be_left(leave):
    """Some of its row then have no turn."""
    source = f"for got, y in ((f(1), 2), (f(2), 3)):\n    x = got.size\n    if y:\n        {leave}"
    assert used(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def show(): return got", {"got"}),
        ("later = lambda: got", {"got"}),
        ("def show(got): return got", set()),
        ("rows = (row + got for row in x)", {"got"}),
        ("rows = [row + got for row in x]", set()),
        ("rows = [lambda: got for row in x]", {"got"}),
        ("def show():\n    return [row + got for row in ()]", {"got"}),
        ("class A:\n    def show(self): return got", {"got"}),
        ("def show():\n    global got\n    got = 1", {"got"}),
    ],
)
def test_names_that_functions_read(source, expected):
    """What runs later, or from elsewhere, may read a name between an answer and its check."""
    assert "x" not in expected and read_out_of_sight(["y = 1", source]) & {"got"} == expected


@pytest.mark.parametrize("source", ["print(globals())", "from sys import _getframe", "import gc", "eval('got')"])
def test_who_may_read_all_names(source):
    assert read_out_of_sight([source]) is None
