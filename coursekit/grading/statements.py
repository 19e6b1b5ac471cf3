"""What a top-level statement binds, uses and changes, read off its syntax tree."""

import ast
import builtins
from dataclasses import dataclass, field

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
# Methods that put something into the object they belong to; methods that change it; functions that change arguments.
_FILLERS = frozenset(["append", "extend", "insert", "add", "update", "setdefault"])
_MUTATORS = _FILLERS | {
    *["clear", "discard", "pop", "popitem", "remove", "reverse", "sort"],
    *["fit", "fit_transform", "partial_fit", "load_state_dict", "set_params"],
}
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
        Functions it calls by name or hands to a call, and what its lambdas read.
    handed : dict of str to set of str
        By function that it calls by name, the names that it hands over: the function may change their objects.
    stores : set of str
        Names whose objects it surely changes: ``x[0] = …``, ``x.append(…)``.
    mutates : set of str
        Names whose objects it changes by a method: these, ``x.sort()``, ``x.fit(…)``, ``inplace=True``.
    filled : set of str
        Names that it hands to a function which returns nothing that is kept.
    informed : set of str
        Names whose methods it calls with something that is no constant: their objects may keep it.
    changes : set of str
        Names whose objects it may change: these, and all whose methods it calls.
    """

    node: ast.stmt
    binds: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    mutates: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    informed: set[str] = field(default_factory=set)
    stores: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    handed: dict[str, set[str]] = field(default_factory=dict)
    seeds: bool = False

    @property
    def is_import(self) -> bool:
        return isinstance(self.node, (ast.Import, ast.ImportFrom))

    @property
    def is_definition(self) -> bool:
        return isinstance(self.node, _DEFINITIONS)

    @property
    def is_delete(self) -> bool:
        return isinstance(self.node, ast.Delete)

    @property
    def lines(self) -> range:
        """The lines that it takes, its decorators among them."""
        first = min([self.node.lineno, *(part.lineno for part in getattr(self.node, "decorator_list", []))])
        return range(first, self.node.end_lineno + 1)

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
    found.mutates |= inner.mutates
    found.filled |= inner.filled
    found.informed |= inner.informed
    found.stores |= inner.stores
    for function, names in inner.handed.items():
        found.handed.setdefault(function, set()).update(names)


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
        found.filled |= {name for part in node.value.args for name in _base(part)}
    elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
        found.binds.add(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        found.binds.add(node.rest)
    found.mutates |= found.stores
    found.changes |= found.mutates | found.filled


def _note_call(node: ast.Call, found: Statement) -> None:
    if isinstance(node.func, ast.Attribute):
        found.changes |= _base(node.func)
        given = [*node.args, *(k.value for k in node.keywords)]
        found.informed |= set() if all(isinstance(part, ast.Constant) for part in given) else _base(node.func)
        found.seeds |= "seed" in node.func.attr
        found.stores |= _base(node.func) if node.func.attr in _FILLERS else set()
        found.mutates |= _base(node.func) if _changes_itself(node) else set()
    elif isinstance(node.func, ast.Name):
        found.calls.add(node.func.id)
        found.handed.setdefault(node.func.id, set()).update(_arguments(node))
        found.seeds |= "seed" in node.func.id
    found.calls |= _arguments(node)  # a function that is handed over may be called at once


def _arguments(node: ast.Call) -> set[str]:
    """The plain names among a call's arguments."""
    parts = [part.value if isinstance(part, ast.Starred) else part for part in node.args]
    return {part.id for part in [*parts, *(k.value for k in node.keywords)] if isinstance(part, ast.Name)}


def _changes_itself(node: ast.Call) -> bool:
    """Whether a method call changes the object, by its name or by ``inplace=True``."""
    name = node.func.attr
    in_place = any(k.arg == "inplace" and getattr(k.value, "value", None) is True for k in node.keywords)
    return name in _MUTATORS or in_place or (name.endswith("_") and not name.startswith("_"))


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
