"""Answers that go straight to a check, as the text of a test cell shows.

    checks.close(f(x), expected)              got = [f(x) for x in inputs]
                                              checks.equal(got, expected)

Nothing looks at such an answer before the check does, and what the check raises ends the cell or its block of points.
So the test goes the same way whatever the answer is, up to the check: a lie may be told there. And what cannot be
unpacked, ``a, b = f(x)``, ends the cell or its block at once; so does what lacks an attribute or entry (`lint_uses`).
An attribute goes straight to a check too, ``checks.close([v.data, v.grad], expected)``.
"""

import ast
import symtable
from collections.abc import Iterable
from dataclasses import replace

from coursekit.grading.lint_goals import (
    COUNTED,
    Check,
    Goal,
    Place,
    Unpacked,
    check_of,
    checked,
    has_star,
    is_points,
    place_of,
    shown,
    use_of,
)
from coursekit.grading.lint_goals import items as items_of
from coursekit.grading.lint_uses import first_look, mentions

# Who uses one of these may read any name without naming it.
_ALL_NAMES = frozenset(
    ["eval", "exec", "globals", "locals", "vars", "dir", "get_ipython", "inspect", "gc", "sys", "__main__"]
)
_AT_ONCE = frozenset(["listcomp", "setcomp", "dictcomp"])  # scopes that run where they stand
# What an object may be the answer to. Of these only a call's own answer, and an attribute, are looked for at checks.
_MAKES_OBJECTS = (ast.Call, ast.BinOp, ast.UnaryOp)
_ENDS_A_LOOP = (ast.Break, ast.Return)


def read_out_of_sight(sources: Iterable[str]) -> frozenset[str] | None:
    """Return the global names that functions read, which may be called from anywhere; None where that can be any.

    Parameters
    ----------
    sources : iterable of str
        All cells that run where the tests do.
    """
    names: set[str] = set()
    for source in sources:
        tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and node.id in _ALL_NAMES:
                return None
            if isinstance(node, ast.Import | ast.ImportFrom) and _ALL_NAMES & _imported(node):
                return None
        for table in _put_off(symtable.symtable(source, "<cell>", "exec")):
            names.update(symbol.get_name() for symbol in table.get_symbols() if symbol.is_global())
    return frozenset(names)


def _put_off(table: symtable.SymbolTable, within: bool = False) -> Iterable[symtable.SymbolTable]:
    """Yield the scopes whose code may run later than where it stands, or from elsewhere."""
    for inner in table.get_children():
        later = within or inner.get_name() not in _AT_ONCE
        if later:
            yield inner
        yield from _put_off(inner, later)


def _imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    return {getattr(node, "module", None), *(alias.name for alias in node.names)}


def straight(source: str, seen: frozenset[str] | None) -> dict[Place, Goal]:
    """Return, by the place of the expression that gives the answer, where it goes.

    Parameters
    ----------
    source : str
        A test cell.
    seen : frozenset of str, optional
        Names that others may read while the cell runs; None for all names.
    """
    found: dict[Place, Goal] = {}
    _walk(ast.parse(source).body, seen, found)
    return found


def _walk(body: list[ast.stmt], seen: frozenset[str] | None, found: dict[Place, Goal]) -> None:
    for number, statement in enumerate(body):
        if isinstance(statement, ast.Assign | ast.Expr):
            found |= _used_at_once(statement)
        if (first := checked(statement)) is not None:
            found |= _answers(first, check_of(statement.value))
        elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
            for name, given in _bound(target, value):
                if _is_private(name, seen) and not list(mentions(value, name)):
                    found |= _answers(given, first_look(body[number + 1 :], name))
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Call) and not has_star(target.elts):
                found[place_of(value)] = Unpacked(len(target.elts))
        elif isinstance(statement, ast.For | ast.While | ast.If) or is_points(statement):
            if isinstance(statement, ast.For):
                found |= _in_turn(statement, seen)
            _walk(statement.body, seen, found)
            _walk(getattr(statement, "orelse", []), seen, found)


def _used_at_once(statement: ast.stmt) -> dict[Place, Goal]:
    """Return where answers go that have no name: ``f(1).size``, ``f(1)["loss"]``."""
    found: dict[Place, Goal] = {}
    looked_at = list(map(id, shown(statement)))
    for node in ast.walk(statement):
        target, use = use_of(node) or (None, None)
        if isinstance(target, _MAKES_OBJECTS):
            found[place_of(target)] = replace(use, shown=isinstance(node, ast.Attribute) and id(node) in looked_at)
    return found


def _is_private(name: str, seen: frozenset[str] | None) -> bool:
    """Whether nobody else reads a name while the cell runs."""
    return seen is not None and name not in seen


def _in_turn(loop: ast.For, seen: frozenset[str] | None) -> dict[Place, Goal]:
    """Return where answers go that stand in the row of a loop: ``for v, wanted in ((f(1), 2), (f(2), 4)):``.

    They are all there before the first turn; each has its turn, unless something has raised, or the loop is left.
    """
    if not isinstance(loop.iter, ast.Tuple | ast.List) or any(isinstance(n, _ENDS_A_LOOP) for n in ast.walk(loop)):
        return {}
    found: dict[Place, Goal] = {}
    for given in loop.iter.elts:
        for name, value in _bound(loop.target, given):
            if _is_private(name, seen) and not list(mentions(loop.iter, name)):
                goal = first_look(loop.body, name)
                found |= _answers(value, None if isinstance(goal, Check) else goal)
    return found


def _bound(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    """Return the names that an assignment binds, with the expression for each, where each has one of its own."""
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    pairs = []
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        pairs = [pair for target, value in zip(target.elts, value.elts, strict=True) for pair in _bound(target, value)]
    names = [name for name, _ in pairs]
    return pairs if len(set(names)) == len(names) else []


def _answers(value: ast.expr, goal: Goal | None) -> dict[Place, Goal]:
    """Return the expressions whose answers a value is, or is a list of, with where these go."""
    if goal is None:
        return {}
    if not isinstance(goal, Check):
        return {place_of(value): goal} if isinstance(value, _MAKES_OBJECTS) else {}
    if _answers_itself(value, goal):
        return {place_of(value): goal}
    if isinstance(value, ast.List):
        return {
            place_of(part): replace(goal, item=item) for item, part in items_of(value) if _answers_itself(part, goal)
        }
    if isinstance(value, ast.ListComp) and _answers_itself(value.elt, goal):
        return {place_of(value.elt): replace(goal, item=COUNTED)}
    return {}


def _answers_itself(value: ast.expr, goal: Check) -> bool:
    """Whether a value is what a call answers, or an attribute where it goes to the check at once.

    Lies about an attribute are told from now on: so there must be a moment after which nobody is asked for anything.
    """
    return isinstance(value, ast.Call) or (isinstance(value, ast.Attribute) and goal.end is not None)
