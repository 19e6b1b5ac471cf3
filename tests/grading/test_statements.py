"""What a statement binds, uses, changes and calls."""

import ast

import pytest

from coursekit.grading.statements import statements


def only(code: str):
    (found,) = statements(ast.parse(code))
    return found


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("a = b = 1", "a b"),
        ("(a, [b, *c]), d.x, e[0] = y", "a b c"),
        ("a: int = 1", "a"),
        ("a += 1", "a"),
        ("del a", "a"),
        ("for a, b in x: c = 1", "a b c"),
        ("with x as a, y as (b, c): pass", "a b c"),
        ("try: pass\nexcept E as a: b = 1", "a b"),
        ("if x:\n    a = 1\nelse:\n    b = 2", "a b"),
        ("def a(b=1): c = 2", "a"),
        ("class a(b):\n    c = 2", "a"),
        ("import a.b, c as d", "a d"),
        ("from x import a, b as c", "a c"),
        ("from x import *", ""),
        ("def a():\n    global b\n    b = 1", "a b"),
        ("(a := 1)", "a"),
        ("[a := b for b in x]", "a"),
        ("x = [b for b in y]", "x"),
        ("match x:\n    case [a, *b]: pass\n    case {'k': c, **d}: pass\n    case C() as e: pass", "a b c d e"),
        ("f = lambda a: (b := a)", "f"),
    ],
)
def test_binds(code, names):
    """Every way Python binds a name at the top level of a cell, and none that it binds inside."""
    assert only(code).binds == set(names.split())


@pytest.mark.parametrize(
    ("code", "uses", "later"),
    [
        ("a = b + c.d[e]", "b c e", ""),
        ("a += b", "a b", ""),
        ("def f(a=b, *, c=d): return e", "b d", "e"),
        ("def f(a: b, *c: d) -> e: return a", "b d e", ""),
        ("@a\ndef f(): pass", "a", ""),
        ("def f():\n    def g(): return x\n    y = 1\n    return g, y", "", "x"),
        ("f = lambda a: a + b", "", "b"),
        ("class A(B, metaclass=M):\n    x = y\n    z = x\n    def m(self): return w", "B M y", "w"),
        ("x = [a + b for a in c if a]", "b c", ""),
        ("f'{a!r:{b}}'", "a b", ""),
    ],
)
def test_uses_now_and_later(code, uses, later):
    """What runs with the statement, defaults and annotations too; what runs when its functions are called."""
    found = only(code)
    assert found.uses == set(uses.split())
    assert found.later == set(later.split())


@pytest.mark.parametrize(
    ("code", "stores", "changes"),
    [
        ("a.b = 1", "a", "a"),
        ("a[0].b = 1", "a", "a"),
        ("del a[0]", "a", "a"),
        ("a.b += 1", "a", "a"),
        ("a.append(1)", "a", "a"),
        ("a.sort()", "", "a"),
        ("a.sub(b).mean()", "", "a"),
        ("rng.shuffle(a)", "", "rng a"),
        ("nn.init.zeros_(a.weight)", "", "nn a"),
        ("fill(a)", "", "a"),
        ("print(a)", "", ""),
        ("display(a)", "", ""),
        ("x = f(a)", "", ""),
    ],
)
def test_changes(code, stores, changes):
    """What is surely changed, and what may be: methods, and functions called for what they do to their arguments."""
    found = only(code)
    assert found.stores == set(stores.split())
    assert found.changes == set(changes.split())


@pytest.mark.parametrize(
    ("code", "calls"),
    [("x = f(g(1))", "f g"), ("x = h(lambda v: p(v))", "h p"), ("f = lambda v: p(v)", ""), ("def f(): return p()", "")],
)
def test_calls(code, calls):
    """Functions called at once, and what a lambda that is handed on may call."""
    assert only(code).calls == set(calls.split())


@pytest.mark.parametrize("code", ["torch.manual_seed(0)", "np.random.seed(1)", "seed_everything(0)", "random.seed(2)"])
def test_seeding_is_seen(code):
    """A statement that seeds is run on both sides."""
    assert only(code).seeds
    assert not only("torch.rand(2)").seeds


@pytest.mark.parametrize(
    ("code", "mutates", "filled"),
    [
        ("a[0] = 1", "a", ""),
        ("a.b.append(1)", "a", ""),
        ("a.sort()", "a", ""),
        ("a.sort_values('x', inplace=True)", "a", ""),
        ("a.sort_values('x', inplace=False)", "", ""),
        ("history = a.fit(X, y)", "a", ""),
        ("a.zero_()", "a", ""),
        ("a.__len__()", "", ""),
        ("a.mean()", "", ""),
        ("train(a, b)", "", "a b"),
        ("x = train(a, b)", "", ""),
    ],
)
def test_mutates_and_filled(code, mutates, filled):
    """What a method surely changes, and what a function that returns nothing may have filled."""
    found = only(code)
    assert found.mutates == set(mutates.split())
    assert found.filled == set(filled.split())


def test_handed():
    """Which function by name gets which names: starred and by keyword too."""
    assert (
        only("x = f(a, *b, k=c)\ng(a)").handed
        if False
        else only("x = f(a, *b, k=g(c))").handed
        == {
            "f": {"a", "b"},
            "g": {"c"},
        }
    )


def test_lines_hold_the_decorators():
    """A hidden decorator hides its function."""
    assert list(only("@a\n@b\ndef f():\n    pass").lines) == [1, 2, 3, 4]
