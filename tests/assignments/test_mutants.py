"""Mutants of solutions: which changes are tried, and how they are told."""

import pytest

from tests.assignments.mutants import mutants

CHANGES = [
    ("a - b", "a + b"),
    ("a - b", "b - a"),
    ("X @ t", "t @ X"),
    ("X.T", "X"),
    ("X.mean(axis=0)", "X.mean(axis=1)"),
    ("X.mean(axis=0)", "X.mean()"),
    ("X.mean(axis=0)", "X.sum(axis=0)"),
    ("range(n)", "n"),
    ("range(n + 1)", "range(n - 1)"),
    ("x[1:]", "x[2:]"),
    ("x[-1]", "x[1]"),
    ("a < b", "a <= b"),
    ("a < b", "a > b"),
    ("a and b", "a or b"),
    ("f(a, b)", "f(b, a)"),
    ("(a, b)", "(b, a)"),
    ("a if c else b", "b"),
    ("True", "False"),
    ("0.5", "1.0"),
]


@pytest.mark.parametrize(("was", "now"), CHANGES)
def test_an_expression_changes(was, now):
    """Operators, order, constants, axes, comparisons, arguments, branches and attributes are changed, one at a time."""
    found = mutants("cell", f"y = {was}")
    assert f"y = {now}" in [mutant.now for mutant in found]
    assert {mutant.was for mutant in found} == {f"y = {was}"}


def test_a_statement_is_dropped():
    """Each statement that does something is left out once; a docstring and a return are not."""
    source = 'def f(x):\n    """Text."""\n    x += 1\n    if x:\n        raise ValueError\n    return x'
    dropped = {mutant.was for mutant in mutants("cell", source) if mutant.now == "pass"}
    assert dropped == {"x += 1", "if x:; raise ValueError", "raise ValueError"}


def test_no_mutant_is_the_solution_or_comes_twice():
    """Layout and comments are no change, and two ways to the same text give one mutant."""
    found = mutants("cell", "y = (1 +   1)  # two")
    texts = [mutant.source for mutant in found]
    assert "y = 1 + 1" not in texts and len(set(texts)) == len(texts)
