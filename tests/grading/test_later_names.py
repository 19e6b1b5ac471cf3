"""Names that the visible part of a test binds for later cells."""

import ast

import pytest

from coursekit.grading.later_names import VisibleNames, identifiers


def parts(source, *hidden, names=None):
    return (names or VisibleNames()).parts(ast.parse(source), frozenset(hidden))


def bound(source, *hidden, names=None):
    return [set(part.names) for part in parts(source, *hidden, names=names)]


def test_visible_runs_are_cut_by_hidden_lines():
    """Each run ends before the hidden lines begin; with several regions there are several runs."""
    found = parts("a = 1\nb = 2\nc = 3\nd = 4\ne = 5", 3)
    assert [(p.first, p.last, set(p.names)) for p in found] == [(1, 2, {"a", "b"}), (4, 5, {"d", "e"})]


def test_a_statement_with_a_hidden_line_is_hidden():
    """A loop or a block of points whose body is hidden in part."""
    assert bound("x = 1\nfor k in x:\n    y = 1\n    z = 2\nw = 3", 4) == [{"x"}, {"w"}]


@pytest.mark.parametrize(
    "visible",
    [
        "v = table",
        "v = [k for k in table]",
        "v = len(table)",
        "def v(): return table",
        "v = (lambda: table)()",
        "w = table[0]\nv = w",
        "v = 0\nv += table[0]",
        "class v(table): pass",
        "v = list(map(str, table))",
    ],
)
@pytest.mark.parametrize("hidden", ["table = [9]", "table.append(9)", "table[0] = 9", "fill(table)"])
def test_nothing_that_a_hidden_line_has_touched_is_sent(visible, hidden):
    """Not in this cell, and not in a later one."""
    names = VisibleNames()
    bound(f"table = [1]\n{hidden}", 2, names=names)
    (*before, last) = parts(f"first = 1\n{visible}", names=names)
    assert "v" not in last.names or last.last < visible.count("\n") + 2


@pytest.mark.parametrize(
    ("before", "hidden", "visible"),
    [
        ("def helper(): return table", "table = [9]", "v = helper()"),
        ("def helper(): return table\nh = helper", "table = [9]", "v = h()"),
        ("def inner(): return table\ndef helper(): return inner()", "table = [9]", "v = list(map(helper, [1]))"),
        ("get = lambda: table", "table = [9]", "v = get()"),
        ("class Box:\n    def get(self): return table\nbox = Box()", "table = [9]", "v = box.get()"),
        ("memo = {}\ndef helper(k): memo[k] = 1", "helper(secret)", "v = memo"),
        ("memo = {}\ndef helper(k):\n    memo.update(k)\n    return 1", "x = helper({9: 9})", "v = len(memo)"),
        ("memo = []\ndef helper(k, m): m.append(k)", "x = helper(9, memo)", "v = memo[0]"),
        ("class Box: pass\nbox = Box()", "box.content = 9", "v = box.content"),
        ("class Box: pass\nbox = Box()", "box.put(secret)", "v = box.content"),
        ("a = [1]\nb = a", "a.append(9)", "v = b[-1]"),
        ("a = [1]\nb = {'k': a}\nc = b['k']", "c.append(9)", "v = a"),
        ("def same(x): return x\na = [1]\nb = same(a)", "b.append(9)", "v = a"),
        ("a = [1]", "for k in (9,):\n    a[0] = k", "v = a"),
        ("a = [1]", "with x as y:\n    a[0] = 2", "v = a"),
        ("a = [1]", "a = [9]", "v = (lambda: a)()"),
        ("a = [1]", "def later(): return 9", "v = later()"),
    ],
)
@pytest.mark.parametrize("given", [True, False], ids=["given", "test"])
def test_nothing_secret_comes_round_about(before, hidden, visible, given):
    """Through functions of the teacher's, objects that keep what they are told, second names for one object."""
    names = VisibleNames()
    if given:
        names.given(ast.parse(before))
        bound(hidden, *range(1, 9), names=names)
    else:
        start = before.count("\n") + 2
        bound(f"{before}\n{hidden}", *range(start, start + 9), names=names)
    assert bound(visible, names=names) == []


@pytest.mark.parametrize(
    ("before", "hidden", "visible"),
    [
        ("net = Net(2)", "net.eval()", "v = net(1)"),
        ("X = load()", "assert f(X) == 1", "v = f(X)"),
        ("X = load()", "checks.close(f(X), X * 2)", "v = X.mean()"),
        ("rng = default_rng(0)", "y = rng.normal(3)", "v = rng.normal(3)"),
        ("a = [1]\nb = sorted(a)", "b.append(9)", "v = a"),
        ("def helper(x): return x + scale\nscale = 2", "z = helper(1)", "v = helper(scale)"),
    ],
)
def test_what_a_hidden_line_only_looks_at_stays_visible(before, hidden, visible):
    """Else every test after a hidden one would keep its names to itself."""
    names = VisibleNames()
    names.given(ast.parse("import checks\n" + before))
    bound(hidden, 1, names=names)
    assert bound(visible, names=names) == [{"v"}]


def test_a_visible_line_makes_a_name_visible_again():
    """The value of a hidden part is gone then."""
    names = VisibleNames()
    bound("table = [9]", 1, names=names)
    assert bound("table = [1]\nv = table", names=names) == [{"table", "v"}]


def test_a_library_that_hidden_lines_use_is_no_secret():
    """`np.put(…)` in a hidden line does not make every later use of numpy one."""
    names = VisibleNames()
    bound("import numpy as np\nnp.x = 3", 2, names=names)
    assert bound("v = np.ones(3)", names=names) == [{"v"}]


def test_definitions_and_imports_come_with_their_source():
    """They cross as text: a function of the examiner's must not run on a candidate's word."""
    (part,) = parts("import numpy as np\ndef f(x):\n    return x\ng = lambda: 1\nv = f")
    assert part.names == {
        "np": "import numpy as np",
        "f": "def f(x):\n    return x",
        "g": "g = lambda: 1",
        "v": "",
    }


def test_identifiers_need_no_parser():
    """Chinese names, f-strings, text that is no Python."""
    assert identifiers("print(损失, f'{net.w}') ((( 3x") >= {"print", "损失", "net", "w"}
