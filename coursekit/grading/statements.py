"""What a top-level statement binds, uses and changes, read off its syntax tree."""

import ast
import builtins
from dataclasses import dataclass, field

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Methods that change the object they belong to, and functions that change their arguments.
_FILLERS = frozenset(["append", "extend", "insert", "add", "update", "setdefault"])
_CHANGERS = frozenset(["shuffle", "put", "place", "copyto", "putmask", "fill_diagonal", "heappush", "heapify"])


@dataclass
class Statement:
    """One top-level statement.

    Attributes
    ----------
    binds : set of str
        Names it binds or deletes.
    uses : set of str
        Names it reads when it runs.
    later : set of str
        Names that the functions it defines read when they are called.
    calls : set of str
        Functions it calls by name, and what its lambdas read.
    stores : set of str
        Names whose objects it surely changes: ``x[0] = …``, ``x.append(…)``.
    changes : set of str
        Names whose objects it may change: these, and all whose methods it calls or that it hands to a function which
        returns nothing that is kept.
    """

    node: ast.stmt
    binds: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    stores: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    seeds: bool = False

    @property
    def is_import(self) -> bool:
        return isinstance(self.node, (ast.Import, ast.ImportFrom))

    @property
    def is_star(self) -> bool:
        return isinstance(self.node, ast.ImportFrom) and self.node.names[0].name == "*"


def statements(tree: ast.Module) -> list[Statement]:
    """Describe the top-level statements of a cell."""
    return [_describe(node) for node in tree.body]


def _describe(node: ast.stmt) -> Statement:
    found = Statement(node)
    _walk(node, found, deferred=False)
    if isinstance(node, _DEFINITIONS):
        found.uses -= found.binds
    return found


def _walk(node: ast.AST, found: Statement, deferred: bool) -> None:
    if isinstance(node, _DEFINITIONS):
        if not deferred:
            found.binds.add(node.name)
        for part in node.decorator_list:
            _walk(part, found, deferred)
    if isinstance(node, ast.Global):
        found.binds.update(node.names)
    elif isinstance(node, ast.ClassDef):
        inner = Statement(node)
        for part in [*node.bases, *node.keywords, *node.body]:
            _walk(part, inner, deferred)
        found.uses |= inner.uses - (inner.binds if node.body else set())
        found.later |= inner.later
        found.calls |= inner.calls
    elif isinstance(node, _SCOPES):
        annotations = [part.annotation for part in ast.walk(node.args) if isinstance(part, ast.arg)]
        for part in [*node.args.defaults, *node.args.kw_defaults, *annotations, getattr(node, "returns", None)]:
            if part is not None:
                _walk(part, found, deferred)
        body = node.body if isinstance(node.body, list) else [node.body]
        found.later |= _free_names(node, body)
        if isinstance(node, ast.Lambda) and getattr(found.node, "value", None) is not node:
            found.calls |= _free_names(node, body)  # handed to a function that may call it at once
        found.binds |= {name for part in ast.walk(node) if isinstance(part, ast.Global) for name in part.names}
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        _walk_comprehension(node, found, deferred)
    else:
        _note_name(node, found)
        for part in ast.iter_child_nodes(node):
            _walk(part, found, deferred)


def _walk_comprehension(node, found, deferred) -> None:
    inner = Statement(node)
    for part in ast.iter_child_nodes(node):
        _walk(part, inner, deferred)
    walrus = {n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr)}
    found.uses |= inner.uses - (inner.binds - walrus)
    found.binds |= walrus
    found.later |= inner.later
    found.calls |= inner.calls
    found.changes |= inner.changes
    found.stores |= inner.stores


def _note_name(node: ast.AST, found: Statement) -> None:
    if isinstance(node, ast.Name):
        (found.uses if isinstance(node.ctx, ast.Load) else found.binds).add(node.id)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        found.binds |= {(a.asname or a.name.partition(".")[0]) for a in node.names if a.name != "*"}
    elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        found.stores |= _base(node)
    elif isinstance(node, ast.AugAssign):
        found.uses |= _base(node.target)
        found.stores |= _base(node.target)
    elif isinstance(node, ast.Call):
        _note_call(node, found)
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _may_change_arguments(node.value.func):
        found.changes |= {name for part in node.value.args for name in _base(part)}
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        found.binds.add(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        found.binds.add(node.rest)
    found.changes |= found.stores


def _note_call(node: ast.Call, found: Statement) -> None:
    if isinstance(node.func, ast.Attribute):
        found.changes |= _base(node.func)
        found.seeds |= "seed" in node.func.attr
        if node.func.attr in _FILLERS:
            found.stores |= _base(node.func)
    elif isinstance(node.func, ast.Name):
        found.calls.add(node.func.id)
        found.seeds |= "seed" in node.func.id


def _may_change_arguments(function: ast.expr) -> bool:
    """Whether a call that keeps no result may be there for what it does to its arguments."""
    if isinstance(function, ast.Name):
        return not hasattr(builtins, function.id) and function.id != "display"
    return isinstance(function, ast.Attribute) and (function.attr in _CHANGERS or function.attr.endswith("_"))


def _base(node: ast.AST) -> set[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def _free_names(function: ast.AST, body: list) -> set[str]:
    """Names a function's body uses and does not bind itself; nested functions count with it."""
    uses, binds = set(), set()
    declared = {name for part in ast.walk(function) if isinstance(part, ast.Global) for name in part.names}
    for part in ast.walk(function):
        if isinstance(part, ast.arg):
            binds.add(part.arg)
    for statement in body:
        for part in ast.walk(statement):
            if isinstance(part, ast.Name):
                (uses if isinstance(part.ctx, ast.Load) else binds).add(part.id)
            elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                binds.add(part.name)
    return uses - (binds - declared)
