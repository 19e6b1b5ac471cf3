"""Answers that go straight to a check, as the text of a test cell shows.

    checks.close(f(x), expected)              got = [f(x) for x in inputs]
                                              checks.equal(got, expected)

Nothing looks at such an answer before the check does, and what the check raises ends the cell or its block of points.
So the test goes the same way whatever the answer is, up to the check: a lie may be told there. And what cannot be
unpacked, ``a, b = f(x)``, ends the cell or its block at once.
"""

import ast
import symtable
from collections.abc import Iterable
from dataclasses import dataclass, replace

Place = tuple[int, int, int, int]  # of an expression, as `Code.co_positions` gives it

_CHECKS = frozenset(["close", "equal"])
# What can do no more than go on with the next statement, or raise.
_SIMPLE = (
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Assert, ast.Delete, ast.Expr, ast.FunctionDef),
    *(ast.Import, ast.ImportFrom, ast.Pass),
)
# Who uses one of these may read any name without naming it.
_ALL_NAMES = frozenset(
    ["eval", "exec", "globals", "locals", "vars", "dir", "get_ipython", "inspect", "gc", "sys", "__main__"]
)
COUNTED = -1
_AT_ONCE = frozenset(["listcomp", "setcomp", "dictcomp"])  # scopes that run where they stand


@dataclass(frozen=True)
class Check:
    """Where an answer goes.

    Attributes
    ----------
    place : Place
        Of the call of `checks.close` or `checks.equal`, whose first argument the answer is.
    name : str
        The name that it, or its list, is bound to meanwhile; empty for none.
    item : int, optional
        Which item of a list it is, where a list of answers is checked; `COUNTED` in a list comprehension.
    """

    place: Place
    name: str = ""
    item: int | None = None


@dataclass(frozen=True)
class Unpacked:
    """An answer that is unpacked into so many parts."""

    parts: int


@dataclass(frozen=True)
class Used:
    """An answer that is first called, or asked for an attribute; an empty name stands for a call."""

    attribute: str


Goal = Check | Unpacked | Used


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
    """Return, by the place of the call that gives the answer, where it goes.

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
        if (checked := _checked(statement)) is not None:
            found |= _answers(checked, Check(_place(statement.value)))
        elif isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
            for name, given in _bound(target, value):
                if seen is not None and name not in seen and not list(_mentions(value, name)):
                    found |= _answers(given, _first_look(body[number + 1 :], name))
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Call) and not _has_star(target.elts):
                found[_place(value)] = Unpacked(len(target.elts))
        elif isinstance(statement, ast.For | ast.While | ast.If) or _is_points(statement):
            _walk(statement.body, seen, found)
            _walk(getattr(statement, "orelse", []), seen, found)


def _bound(target: ast.expr, value: ast.expr) -> list[tuple[str, ast.expr]]:
    """Return the names that an assignment binds, with the expression for each, where each has one of its own."""
    if isinstance(target, ast.Name):
        return [(target.id, value)]
    pairs = []
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        pairs = [pair for target, value in zip(target.elts, value.elts, strict=True) for pair in _bound(target, value)]
    names = [name for name, _ in pairs]
    return pairs if len(set(names)) == len(names) else []


def _answers(value: ast.expr, check: Goal | None) -> dict[Place, Goal]:
    """Return the calls whose answers a value is, or is a list of, with where these go."""
    if isinstance(value, ast.Call) and check is not None:
        return {_place(value): check}
    if not isinstance(check, Check):
        return {}
    if isinstance(value, ast.List) and not _has_star(value.elts):
        parts = enumerate(value.elts)
        return {_place(part): replace(check, item=item) for item, part in parts if isinstance(part, ast.Call)}
    if isinstance(value, ast.ListComp) and isinstance(value.elt, ast.Call):
        return {_place(value.elt): replace(check, item=COUNTED)}
    return {}


def _first_look(rest: list[ast.stmt], name: str) -> Check | Used | None:
    """Return what is the first to look at a name, if nothing can come between."""
    for statement in rest:
        mentions = list(_mentions(statement, name))
        if mentions:
            first = _checked(statement)
            return Check(_place(statement.value), name) if mentions == [first] else _use(statement, name)
        if not isinstance(statement, _SIMPLE):
            return None
    return None


def _use(statement: ast.stmt, name: str) -> Used | None:
    """Return the first thing that a statement certainly does with a name: call it, or ask it for an attribute."""
    if not isinstance(statement, ast.Assign | ast.Expr):
        return None
    uses = []
    for node in _surely_run(statement.value):
        if isinstance(node, ast.Call) and _is_name(node.func, name):
            uses.append(Used(""))
        elif isinstance(node, ast.Attribute) and _is_name(node.value, name):
            uses.append(Used(node.attr))
    return uses[0] if len(list(_mentions(statement, name))) == len(uses) == 1 else None


def _surely_run(node: ast.AST) -> Iterable[ast.AST]:
    """Yield the parts of an expression that are evaluated where it stands, whatever the others are."""
    yield node
    if isinstance(node, ast.Call | ast.Attribute | ast.keyword | ast.Starred | ast.BinOp | ast.Subscript):
        for child in ast.iter_child_nodes(node):
            yield from _surely_run(child)
    elif isinstance(node, ast.Tuple | ast.List):
        for part in node.elts:
            yield from _surely_run(part)


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _mentions(node: ast.AST, name: str) -> Iterable[ast.AST]:
    """Yield what mentions a name; what a lambda calls its argument is another."""
    if isinstance(node, ast.Lambda) and any(given.arg == name for given in ast.walk(node.args) if _is_argument(given)):
        yield from (found for default in _defaults(node.args) for found in _mentions(default, name))
        return
    if (isinstance(node, ast.Name) and node.id == name) or name in (
        getattr(node, "name", None),
        getattr(node, "asname", None),
    ):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _mentions(child, name)


def _is_argument(node: ast.AST) -> bool:
    return isinstance(node, ast.arg)


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]


def _checked(statement: ast.stmt) -> ast.expr | None:
    """Return what a statement checks; None where it is no check."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not (isinstance(call, ast.Call) and _of_checks(call.func) in _CHECKS):
        return None
    first = call.args[0] if call.args else None
    return None if _has_star(call.args) else first


def _has_star(parts: list[ast.expr]) -> bool:
    return any(isinstance(part, ast.Starred) for part in parts)


def _is_points(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.With) and all(
        isinstance(item.context_expr, ast.Call) and _of_checks(item.context_expr.func) == "points"
        for item in statement.items
    )


def _of_checks(function: ast.expr) -> str:
    of_checks = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return function.attr if of_checks and function.value.id == "checks" else ""


def _place(node: ast.expr) -> Place:
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset
