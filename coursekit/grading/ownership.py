"""Which process owns a name, decided from the teacher's source alone.

A name last bound by a solution cell, or by a free cell, is the student's. A name bound by a locked cell is the
teacher's, unless the statement that binds it uses a student's name: then it is the student's as well. An import in the
teacher's notebook is that import, done in the examiner.

The analysis also says which statements of locked cells the examiner must run itself, so that the tests find the
teacher's names: those that bind or change what a test needs, directly or through other such statements.
"""

import ast
from dataclasses import dataclass, field

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass
class Statement:
    """One top-level statement: what it binds, what it uses when it runs, and what its functions use later."""

    node: ast.stmt
    binds: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    uses: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
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
    found.uses -= {name for name in found.binds if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    return found


def _walk(node: ast.AST, found: Statement, deferred: bool) -> None:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
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
    elif isinstance(node, _SCOPES):
        for part in [*node.args.defaults, *node.args.kw_defaults]:
            if part is not None:
                _walk(part, found, deferred)
        body = node.body if isinstance(node.body, list) else [node.body]
        found.later |= _free_names(node, body)
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
    found.changes |= inner.changes


def _note_name(node: ast.AST, found: Statement) -> None:
    if isinstance(node, ast.Name):
        (found.uses if isinstance(node.ctx, ast.Load) else found.binds).add(node.id)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        found.binds |= {(a.asname or a.name.partition(".")[0]) for a in node.names if a.name != "*"}
    elif isinstance(node, (ast.Attribute, ast.Subscript)) and not isinstance(node.ctx, ast.Load):
        found.changes |= _base(node)
    elif isinstance(node, ast.AugAssign):
        found.uses |= _base(node.target)
        found.changes |= _base(node.target)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        found.changes |= _base(node.func)
        found.seeds |= "seed" in node.func.attr
    elif isinstance(node, ast.ExceptHandler) and node.name:
        found.binds.add(node.name)


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


STUDENT, TEACHER, IMPORT, TEST = "student", "teacher", "import", "test"


class Ownership:
    """Walks a teacher's cells in order and keeps who owns each name.

    Attributes
    ----------
    taught : list of (int, Statement)
        Statements of the teacher's that can run in the examiner, with the index of their cell.
    owned_at : dict of int to frozenset
        For each test cell, the names that the student owns there.
    """

    def __init__(self):
        self.owner: dict[str, str] = {}
        self.taught: list[tuple[int, Statement]] = []
        self.owned_at: dict[int, frozenset[str]] = {}
        self.needed: set[str] = set()

    def add(self, index: int, role: str, tree: ast.Module) -> None:
        """Take the next cell: its role is ``given``, ``solution``, ``free`` or ``test``."""
        if role == "test":
            self.owned_at[index] = frozenset(n for n, who in self.owner.items() if who == STUDENT)
        for statement in statements(tree):
            if statement.is_import:
                self._bind(statement, IMPORT)
                if role != "test":
                    self.taught.append((index, statement))
            elif role == "test":
                self.needed |= statement.uses | statement.later | statement.changes
                self._bind(statement, TEST)
            elif role == "given":
                self._given(index, statement)
            else:
                self._bind(statement, STUDENT)

    def _given(self, index: int, statement: Statement) -> None:
        tainted = any(self.owner.get(name) == STUDENT for name in statement.uses | statement.changes)
        if tainted:
            touched = {name for name in statement.changes if self.owner.get(name) != IMPORT}
            self.owner.update(dict.fromkeys(statement.binds | touched, STUDENT))
        else:
            self._bind(statement, TEACHER)
            self.taught.append((index, statement))

    def _bind(self, statement: Statement, owner: str) -> None:
        self.owner.update(dict.fromkeys(statement.binds, owner))

    def slices(self) -> dict[int, list[ast.stmt]]:
        """Return, by cell, the statements that the examiner must run for the tests, in their order."""
        chosen: set[int] = {i for i, (_, s) in enumerate(self.taught) if s.seeds or s.is_star}
        needed = set(self.needed)
        for i in chosen:
            needed |= self.taught[i][1].uses | self.taught[i][1].later
        while True:
            more = {
                i for i, (_, s) in enumerate(self.taught) if i not in chosen and (s.binds | s.changes) & needed
            }
            if not more:
                break
            chosen |= more
            for i in more:
                needed |= self.taught[i][1].uses | self.taught[i][1].later
        result: dict[int, list[ast.stmt]] = {}
        for i in sorted(chosen):
            index, statement = self.taught[i]
            result.setdefault(index, []).append(statement.node)
        return result
