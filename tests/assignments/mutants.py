"""Small changes of a solution, one at a time: what a test that rests on values should notice."""

import ast
import copy
import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

_OPERATORS = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div, ast.Add],
    ast.Div: [ast.Mult, ast.FloorDiv],
    ast.FloorDiv: [ast.Div],
    ast.Mod: [ast.FloorDiv],
    ast.Pow: [ast.Mult],
    ast.MatMult: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
}
_COMPARISONS = {
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
}
_NAMES = {
    "mean": ["sum", "median"],
    "sum": ["mean"],
    "std": ["var"],
    "var": ["std"],
    "max": ["min"],
    "min": ["max"],
    "argmax": ["argmin"],
    "argmin": ["argmax"],
    "float": ["int"],
    "zeros": ["ones"],
    "ones": ["zeros"],
    "any": ["all"],
    "all": ["any"],
    "append": ["extend"],
    "sorted": ["list"],
    "copy": ["view"],
}
_SWAPPED = (ast.Sub, ast.Div, ast.FloorDiv, ast.MatMult, ast.Pow, ast.Mod)


@dataclass(frozen=True)
class Mutant:
    """One changed solution.

    Attributes
    ----------
    cell : str
        The solution cell.
    source : str
        Its changed text, as `ast.unparse` writes it.
    was, now : str
        The changed lines before and after, stripped, several joined by ``"; "``.
    diff : str
        The change as a unified diff without context.
    """

    cell: str
    source: str
    was: str
    now: str
    diff: str


def mutants(cell: str, source: str) -> list[Mutant]:
    """Return all mutants of a solution cell, each text once."""
    tree = ast.parse(source)
    plain = normal(source)
    found: dict[str, Mutant] = {}
    for put, node in _places(tree):
        for other in list(_variants(node)):
            put(other)
            text = ast.unparse(ast.fix_missing_locations(tree))
            if text != plain and text not in found:
                found[text] = _mutant(cell, plain, text)
        put(node)
    return list(found.values())


def _places(tree: ast.AST) -> Iterator[tuple[Callable[[ast.AST], None], ast.AST]]:
    """Yield each node of a tree, in the order of `ast.walk`, and what puts another in its place."""
    for parent in list(ast.walk(tree)):
        for name, value in ast.iter_fields(parent):
            if isinstance(value, ast.AST):
                yield partial(setattr, parent, name), value
            elif isinstance(value, list):
                for place, part in enumerate(value):
                    if isinstance(part, ast.AST):
                        yield partial(value.__setitem__, place), part


def normal(source: str) -> str:
    """Return a source as `ast.unparse` writes it: comments and layout gone."""
    return ast.unparse(ast.parse(source))


def _mutant(cell: str, before: str, after: str) -> Mutant:
    diff = list(difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0))[2:]
    lines = {sign: [line[1:].strip() for line in diff if line[0] == sign] for sign in "-+"}
    shown = "\n".join(line for line in diff if line[0] in "-+")
    return Mutant(cell, after, "; ".join(lines["-"]), "; ".join(lines["+"]), shown)


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in place of a node."""
    for kind, of_kind in _RULES:
        if isinstance(node, kind):
            yield from of_kind(node)


def _with(node: ast.AST, **fields) -> ast.AST:
    other = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _binary(node: ast.BinOp) -> Iterator[ast.AST]:
    yield from (_with(node, op=op()) for op in _OPERATORS.get(type(node.op), []))
    if isinstance(node.op, _SWAPPED):
        yield _with(node, left=node.right, right=node.left)
    yield from (node.left, node.right)


def _augmented(node: ast.AugAssign) -> Iterator[ast.AST]:
    yield from (_with(node, op=op()) for op in _OPERATORS.get(type(node.op), []))
    yield ast.Assign([node.target], node.value)


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS.get(type(operator), []):
            yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _logical(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    yield from node.values


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int):
        yield from (ast.Constant(value) for value in dict.fromkeys((node.value + 1, node.value - 1, 0)))
    elif isinstance(node.value, float):
        yield from (ast.Constant(value) for value in (node.value * 2, node.value + 1, 0.0))


def _unary(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _attribute(node: ast.Attribute) -> Iterator[ast.AST]:
    if node.attr == "T":
        yield node.value
    yield from (_with(node, attr=name) for name in _NAMES.get(node.attr, []))


def _name(node: ast.Name) -> Iterator[ast.AST]:
    if isinstance(node.ctx, ast.Load):
        yield from (_with(node, id=name) for name in _NAMES.get(node.id, []))


def _call(node: ast.Call) -> Iterator[ast.AST]:
    for place in range(len(node.args) - 1):
        swapped = [*node.args[:place], node.args[place + 1], node.args[place], *node.args[place + 2 :]]
        yield _with(node, args=swapped)
    for place in range(len(node.keywords)):
        yield _with(node, keywords=node.keywords[:place] + node.keywords[place + 1 :])
    yield from node.args


def _sequence(node: ast.Tuple | ast.List) -> Iterator[ast.AST]:
    for place in range(len(node.elts) - 1):
        yield _with(node, elts=[*node.elts[:place], node.elts[place + 1], node.elts[place], *node.elts[place + 2 :]])


def _conditional(node: ast.IfExp) -> Iterator[ast.AST]:
    yield from (node.body, node.orelse)


def _branch(node: ast.If | ast.While) -> Iterator[ast.AST]:
    yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.If):
        yield ast.Pass()


def _dropped(node: ast.stmt) -> Iterator[ast.AST]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        yield ast.Pass()


_RULES = [
    (ast.BinOp, _binary),
    (ast.AugAssign, _augmented),
    (ast.Compare, _compare),
    (ast.BoolOp, _logical),
    (ast.Constant, _constant),
    (ast.UnaryOp, _unary),
    (ast.Attribute, _attribute),
    (ast.Name, _name),
    (ast.Call, _call),
    ((ast.Tuple, ast.List), _sequence),
    (ast.IfExp, _conditional),
    ((ast.If, ast.While), _branch),
    ((ast.Expr, ast.Assign, ast.AugAssign, ast.For, ast.Raise), _dropped),
]
