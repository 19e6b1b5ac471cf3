"""Code by its syntax: the same whatever its layout, its comments or its names."""

import ast
import hashlib
import textwrap
import warnings
from collections.abc import Iterator

SMALLEST_SHAPE = 45  # syntax nodes of a statement that is known by its shape alone


def unparsed(code: str) -> str:
    """Return code as Python's unparser writes it, without comments; empty where it is no Python."""
    tree = parsed(code)
    return ast.unparse(tree) if tree else ""


def pieces(code: str) -> Iterator[str]:
    """Yield the statements of a code and the expressions in them, as the unparser writes them."""
    tree = parsed(code)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.stmt | ast.expr):
            yield ast.unparse(node)


def shapes(code: str) -> dict[str, list[ast.stmt]]:
    """Return the larger statements and bodies of a code by shape; none where it is no Python."""
    tree = parsed(code)
    found: dict[str, list[ast.stmt]] = {}

    def size(node: ast.AST) -> int:
        children = [(child, size(child)) for child in ast.iter_child_nodes(node)]
        count = 1 + sum(number for _, number in children)
        if isinstance(node, ast.stmt):
            keep([node], count)
        if isinstance(body := getattr(node, "body", None), list):
            body = body[1:] if _is_docstring(body[0]) else body
            keep(body, sum(number for child, number in children if child in body))
        return count

    def keep(statements: list[ast.stmt], count: int) -> None:
        if count >= SMALLEST_SHAPE:
            found[_shape(statements)] = statements

    if tree and tree.body:
        size(tree)
    return found


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def parsed(code: str) -> ast.Module | None:
    """Return the syntax tree of a code, which may be the body of a function; None where it is no Python."""
    code = textwrap.dedent(code)
    with warnings.catch_warnings(action="ignore"):
        for attempt in (code, "def f():\n" + textwrap.indent(code, "    ")):
            try:
                return ast.parse(attempt)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
    return None


def _shape(statements: list[ast.stmt]) -> str:
    """A digest of what stays of statements when their names and texts are changed."""
    names: dict[str, int] = {}
    parts = []
    for node in (node for statement in statements for node in ast.walk(statement)):
        parts.append(type(node).__name__)
        for key in ("id", "arg", "name"):
            if isinstance(value := getattr(node, key, None), str):
                parts.append(str(names.setdefault(value, len(names))))
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
        elif isinstance(node, ast.Constant) and not isinstance(node.value, str):
            parts.append(repr(node.value))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()
