"""What a test cell certainly does with a name, as its text shows, if it gets so far.

Statements that can only go on with the next one, or raise, are followed one after the other, into blocks of points too.
What raises ends the cell or its block, and costs points: so of something that must be asked for an attribute further
down, it does not matter who else looks at it before.
"""

import ast
from collections.abc import Iterable
from dataclasses import replace

from coursekit.grading.lint_goals import Check, Used, checked, is_points, place_of, shown, use_of

# What can do no more than go on with the next statement, or raise.
_SIMPLE = (
    *(ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Assert, ast.Delete, ast.Expr, ast.FunctionDef),
    *(ast.Import, ast.ImportFrom, ast.Pass),
)


def first_look(rest: list[ast.stmt], name: str) -> Check | Used | None:
    """Return the check that is the first to look at a name, or a use that is certain; None where neither is.

    Parameters
    ----------
    rest : list of ast.stmt
        What follows after the name is bound.
    name : str
        A name that nobody else reads or binds meanwhile.
    """
    for statement in rest:
        looks = list(mentions(statement, name))
        if looks:
            first = checked(statement)
            return Check(place_of(statement.value), name) if looks == [first] else certain_use(rest, name)
        if not isinstance(statement, _SIMPLE):
            break
    return certain_use(rest, name)


def certain_use(rest: list[ast.stmt], name: str) -> Used | None:
    """Return the first use of a name that is certain, if there is one."""
    first, alone = None, True
    for statement in _one_after_the_other(rest):
        looks = list(mentions(statement, name))
        if not all(isinstance(look, ast.Name) and isinstance(look.ctx, ast.Load) for look in looks):
            break  # bound again, perhaps after it was used, perhaps before
        uses = list(_uses(statement, name))
        # What has such an entry is a table of some kind: that is the most that can be known.
        first = next((use for use in uses if use.key is not None), first or next(iter(uses), None))
        if first is not None and first.key is not None:
            return first
        if alone and _shows(statement, name):
            return replace(first, shown=True)
        # Who gets the object itself may change its attributes, and so may the statement that sets one.
        alone = alone and len(looks) == len(uses)
    return first


def _one_after_the_other(body: list[ast.stmt]) -> Iterable[ast.stmt]:
    """Yield the statements that certainly run, if none before has raised."""
    for statement in body:
        if is_points(statement):
            yield from _one_after_the_other(statement.body)
        elif not isinstance(statement, _SIMPLE):
            return
        else:
            yield statement


def _uses(statement: ast.stmt, name: str) -> Iterable[Used]:
    """Yield for what a statement certainly asks a name."""
    if isinstance(statement, ast.Assign | ast.Expr):
        for node in _surely_run(statement.value):
            target, use = use_of(node) or (None, None)
            if _is_name(target, name):
                yield use


def _surely_run(node: ast.AST) -> Iterable[ast.AST]:
    """Yield the parts of an expression that are evaluated where it stands, whatever the others are."""
    yield node
    if isinstance(node, ast.Call | ast.Attribute | ast.keyword | ast.Starred | ast.BinOp | ast.UnaryOp | ast.Subscript):
        for child in ast.iter_child_nodes(node):
            yield from _surely_run(child)
    elif isinstance(node, ast.Tuple | ast.List):
        for part in node.elts:
            yield from _surely_run(part)


def _shows(statement: ast.stmt, name: str) -> bool:
    """Whether a statement checks an attribute of a name's, before it does anything else with the object."""
    item = next((item for item in shown(statement) if list(mentions(item, name))), None)
    return isinstance(item, ast.Attribute) and _is_name(item.value, name)


def _is_name(node: ast.expr | None, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def mentions(node: ast.AST, name: str) -> Iterable[ast.AST]:
    """Yield what mentions a name; what a lambda calls its argument is another."""
    if isinstance(node, ast.Lambda) and any(given.arg == name for given in ast.walk(node.args) if _is_argument(given)):
        yield from (found for default in _defaults(node.args) for found in mentions(default, name))
        return
    if (isinstance(node, ast.Name) and node.id == name) or name in (
        getattr(node, "name", None),
        getattr(node, "asname", None),
    ):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from mentions(child, name)


def _is_argument(node: ast.AST) -> bool:
    return isinstance(node, ast.arg)


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(default for default in arguments.kw_defaults if default is not None)]
