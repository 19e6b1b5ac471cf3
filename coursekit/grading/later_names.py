"""Names that the visible part of a test binds and later cells of the student's read.

At home they all share one kernel: `model, losses = fit(…)` stands in a test, `plt.plot(losses)` in a cell after it. So
such names are sent to the candidate, but nothing of a hidden part is: no name that a hidden line binds or changes, and
none that a visible line has computed from one.
"""

import ast
import re
from dataclasses import dataclass

from coursekit.grading.statements import Statement, statements

_IDENTIFIER = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class VisiblePart:
    """A run of visible statements that read nothing of a hidden one.

    Attributes
    ----------
    first, last : int
        Its lines, from 1.
    names : dict of str to str
        What it binds, with the source where that is a definition or an import, else an empty text.
    """

    first: int
    last: int
    names: dict[str, str]


class VisibleNames:
    """Walks a teacher's cells in order and keeps which names may carry what is hidden.

    Attributes
    ----------
    secret : set of str
        Names that may carry what is hidden.
    seen : set of str
        Names that visible lines of tests bind: a student knows of these.

    Notes
    -----
    It errs on the side of secrecy: a function that a hidden line calls may have changed whatever it can reach, and an
    object changed under one name is changed under every name that may lead to it. A call of a library's function is
    taken to return something new.
    """

    def __init__(self):
        self.secret: set[str] = set()
        self.seen: set[str] = set()
        self.imported: set[str] = set()
        self._reads: dict[str, set[str]] = {}  # by function of the teacher's: what it reads when it is called
        self._spoils: dict[str, set[str]] = {}  # … and what it may change
        self._aliases: dict[str, set[str]] = {}

    def given(self, tree: ast.Module) -> None:
        """Take a locked cell: its functions run in the examiner too."""
        for statement in statements(tree):
            self._note(statement)

    def parts(self, tree: ast.Module, hidden: frozenset[int]) -> list[VisiblePart]:
        """Return the visible parts of the next test cell; a statement with one hidden line is hidden."""
        found: list[VisiblePart] = []
        joins = False
        for statement in statements(tree):
            self._note(statement)
            is_visible = hidden.isdisjoint(statement.lines)
            self.seen |= statement.binds if is_visible else set()
            if not is_visible or not self.secret.isdisjoint(self._read(statement)):
                self.secret |= (statement.binds | self._changed(statement)) - self.imported
                joins = False
                continue
            self.secret -= statement.binds
            before = found.pop() if joins else VisiblePart(statement.lines.start, 0, {})
            found.append(VisiblePart(before.first, statement.lines.stop - 1, before.names | _names(statement)))
            joins = True
        return found

    def _note(self, statement: Statement) -> None:
        """Keep what the names of a statement lead to."""
        used = statement.uses | statement.calls
        if statement.is_import:
            self.imported |= statement.binds
        for name in statement.binds - (self.imported if statement.is_import else set()):
            self._reads[name] = statement.later | set().union(*(self._reads.get(n, set()) for n in used))
            self._spoils[name] = _spoiled(statement.node) | set().union(*(self._spoils.get(n, set()) for n in used))
            if not statement.is_definition and statement.calls <= self._reads.keys():
                for other in used - self.imported - {name}:
                    self._aliases.setdefault(name, set()).add(other)
                    self._aliases.setdefault(other, set()).add(name)

    def _read(self, statement: Statement) -> set[str]:
        return _closure(statement.uses | statement.later | statement.calls, self._reads)

    def _changed(self, statement: Statement) -> set[str]:
        called = _closure(statement.calls | statement.changes, self._reads)
        handed = {n for function, names in statement.handed.items() if function in self._reads for n in names}
        spoiled = set().union(*(self._spoils.get(name, set()) for name in called))
        changed = statement.mutates | statement.filled | statement.informed | handed | spoiled
        return _closure(changed, self._aliases)


def _closure(names: set[str], leads: dict[str, set[str]]) -> set[str]:
    """Return the names and all that they lead to."""
    reached, todo = set(), set(names)
    while todo:
        name = todo.pop()
        reached.add(name)
        todo |= leads.get(name, set()) - reached
    return reached


def _spoiled(node: ast.stmt) -> set[str]:
    """The names whose objects the functions in a statement may change when they are called."""
    bodies = [part.body for part in ast.walk(node) if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
    found = [inner for body in bodies for inner in statements(ast.Module(body, []))]
    return {name for inner in found for name in inner.mutates | inner.filled | inner.informed}


def _names(statement: Statement) -> dict[str, str]:
    whole = statement.is_import or statement.is_definition or _is_lambda(statement.node)
    return dict.fromkeys(statement.binds, ast.unparse(statement.node) if whole else "")


def _is_lambda(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda)


def identifiers(source: str) -> set[str]:
    """Return all names in a text, comments and strings included: what is sent too many is what a notebook has anyway.

    A student's text is never parsed here: a hostile one could take the parser down.
    """
    return set(_IDENTIFIER.findall(source))
