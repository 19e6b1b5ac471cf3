"""Where the answers of a test cell may go, and the parts of its text that tell: checks, blocks of points, places."""

import ast
import builtins
from collections.abc import Iterable
from dataclasses import dataclass

Place = tuple[int, int, int, int]  # of an expression, as `Code.co_positions` gives it

_CHECKS = frozenset(["close", "equal"])
COUNTED = -1


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
    end : (int, int), optional
        Line and column where the first argument ends, if as far as the text shows nobody is asked for anything after
        it; else None, and for an answer that has a name.
    """

    place: Place
    name: str = ""
    item: int | None = None
    end: tuple[int, int] | None = None


@dataclass(frozen=True)
class Unpacked:
    """An answer that is unpacked into so many parts."""

    parts: int


@dataclass(frozen=True)
class Used:
    """An answer that is certainly called, or asked for an attribute or an entry, if the cell gets so far.

    Attributes
    ----------
    attribute : str
        The first attribute; an empty name stands for a call.
    shown : bool
        Whether one of its attributes certainly is what a check looks at, and nobody else has had the object till then.
    key : str, optional
        Of which entry it is asked, ``got["loss"]``; then the attribute is of no matter.
    """

    attribute: str
    shown: bool = False
    key: str | None = None


Goal = Check | Unpacked | Used


def checked(statement: ast.stmt) -> ast.expr | None:
    """Return what a statement checks; None where it is no check."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not (isinstance(call, ast.Call) and _of_checks(call.func) in _CHECKS):
        return None
    first = call.args[0] if call.args else None
    return None if has_star(call.args) else first


def check_of(call: ast.Call) -> Check:
    """Return the goal of what a check looks at without a name for it."""
    first = call.args[0]
    asks_nobody = all(map(_asks_nobody, [*call.args[1:], *call.keywords]))
    return Check(place_of(call), end=(first.end_lineno, first.end_col_offset) if asks_nobody else None)


def _asks_nobody(node: ast.AST) -> bool:
    """Whether an expression calls nothing of the student's, nor a function of the test's, as far as its text shows."""
    if isinstance(node, ast.Lambda):
        return True
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not hasattr(builtins, node.func.id):
        return False
    return all(map(_asks_nobody, ast.iter_child_nodes(node)))


def use_of(node: ast.AST) -> tuple[ast.expr, Used] | None:
    """Return what an expression calls or asks for an attribute or an entry, and for which; None for all others."""
    if isinstance(node, ast.Call):
        return node.func, Used("")
    if isinstance(node, ast.Attribute):
        return node.value, Used(node.attr)
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        return node.value, Used("", key=node.slice.value)
    return None


def shown(statement: ast.stmt) -> list[ast.expr]:
    """Return what a check looks at, item by item of a list; nothing where a statement is no check."""
    first = checked(statement)
    if isinstance(first, ast.List):
        return [item for _, item in items(first)]
    return [] if first is None else [first]


def items(row: ast.List) -> Iterable[tuple[int, ast.expr]]:
    """Yield the items of a list whose numbers are known: those before anything that is unpacked into it."""
    for number, item in enumerate(row.elts):
        if isinstance(item, ast.Starred):
            return
        yield number, item


def has_star(parts: list[ast.expr]) -> bool:
    """Whether some of these are as many as there will be."""
    return any(isinstance(part, ast.Starred) for part in parts)


def is_points(statement: ast.stmt) -> bool:
    """Whether a statement is a block of points, or several."""
    return isinstance(statement, ast.With) and all(
        isinstance(item.context_expr, ast.Call) and _of_checks(item.context_expr.func) == "points"
        for item in statement.items
    )


def _of_checks(function: ast.expr) -> str:
    of_checks = isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)
    return function.attr if of_checks and function.value.id == "checks" else ""


def place_of(node: ast.expr) -> Place:
    """Return where an expression stands."""
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset
