"""Which process owns a name, decided from the teacher's source alone.

A name last bound by a solution cell, or by a free cell, is the student's, and so is one whose object such a cell
surely changes (``table["ratio"] = …``, ``model.fit(X, y)``). A name bound by a locked cell is the teacher's, unless the
statement that binds it uses a student's name: then it is the student's as well. An import in the teacher's notebook is
that import, done in the examiner.

The analysis also says which statements of locked cells the examiner must run itself, so that the tests find the
teacher's names: those that bind or change what a test needs, directly or through other such statements.
"""

import ast

from coursekit.grading.statements import Statement, statements

STUDENT, TEACHER, IMPORT, TEST, GONE = "student", "teacher", "import", "test", "gone"


class Ownership:
    """Walks a teacher's cells in order and keeps who owns each name.

    Attributes
    ----------
    taught : list of (int, Statement)
        Statements of the teacher's that can run in the examiner, with the index of their cell.
    owned_at : dict of int to frozenset
        For each test cell, the names that the student owns there.
    classes_at : dict of int to frozenset
        For each test cell, the names that the solution binds to classes of its own.
    scorers_at : dict of int to frozenset
        For each test cell, the classes above it that define a method `score`, the solution's and the teacher's.
    imported_by : dict of str to set of str
        For each name that an import binds, the roles of the cells in which it does.
    """

    def __init__(self):
        self.owner: dict[str, str] = {}
        self.taught: list[tuple[int, Statement]] = []
        self.owned_at: dict[int, frozenset[str]] = {}
        self.needed: set[str] = set()
        self.bodies: dict[str, set[str]] = {}
        self.imported_by: dict[str, set[str]] = {}
        self.classes: set[str] = set()
        self.classes_at: dict[int, frozenset[str]] = {}
        self.scorers: set[str] = set()
        self.scorers_at: dict[int, frozenset[str]] = {}

    def add(self, index: int, role: str, tree: ast.Module) -> None:
        """Take the next cell: its role is ``given``, ``solution``, ``free`` or ``test``."""
        if role == "test":
            self.owned_at[index] = frozenset(n for n, who in self.owner.items() if who == STUDENT)
            self.classes_at[index] = frozenset(self.classes)
            self.scorers_at[index] = frozenset(self.scorers)
        else:
            self.scorers |= {node.name for node in ast.walk(tree) if _defines_score(node)}
        for statement in statements(tree):
            if statement.is_import:
                self._bind(statement, IMPORT)
                for name in statement.binds:
                    self.imported_by.setdefault(name, set()).add(role)
                if role != "test":
                    self.taught.append((index, statement))
            elif role == "test":
                self.needed |= statement.uses | statement.later | statement.changes
                lent = {name for name in _declared_global(statement.node) if self.owner.get(name) == STUDENT}
                self.owner.update(dict.fromkeys(statement.binds - lent, TEST))
            elif role == "given":
                self._given(index, statement)
            else:
                changed = {name for name in statement.mutates if self.owner.get(name, IMPORT) != IMPORT}
                self.owner.update(dict.fromkeys(statement.binds | changed, STUDENT))
                self.classes -= statement.binds
                if isinstance(statement.node, ast.ClassDef):
                    self.classes |= statement.binds

    def _given(self, index: int, statement: Statement) -> None:
        if statement.is_delete and not statement.uses:
            deleted = {name for name in statement.binds if self.owner.get(name) != TEACHER}
            if deleted:  # the candidate deletes them; the examiner never had them
                self.owner.update(dict.fromkeys(deleted, GONE))
                return
        touched = statement.uses | statement.changes | self._reached(statement.calls)
        if any(self.owner.get(name) == STUDENT for name in touched):
            # A method that only looks, `y_test.sub(predict(X)).mean()`, gives nothing of the teacher's away.
            given_away = {name for name in statement.stores if self.owner.get(name) != IMPORT}
            self.owner.update(dict.fromkeys(statement.binds | given_away, STUDENT))
        else:
            self._bind(statement, TEACHER)
            self.taught.append((index, statement))
            self.bodies.update(dict.fromkeys(statement.binds, statement.later))

    def _reached(self, names: set[str]) -> set[str]:
        """The names that calling these functions reads, through other functions of the teacher's too."""
        reached: set[str] = set()
        todo = set(names)
        while todo:
            name = todo.pop()
            reached.add(name)
            if self.owner.get(name) == TEACHER:
                todo |= self.bodies.get(name, set()) - reached
        return reached

    def _bind(self, statement: Statement, owner: str) -> None:
        self.owner.update(dict.fromkeys(statement.binds, owner))

    def slices(self) -> dict[int, list[ast.stmt]]:
        """Return, by cell, the statements that the examiner must run for the tests, in their order."""
        return closure(self.taught, self.needed)


def _declared_global(node: ast.stmt) -> set[str]:
    """The names that functions here declare global: a call may bind them, and whose they are stays as it is."""
    functions = (part for part in ast.walk(node) if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))
    declared = {part for function in functions for part in ast.walk(function) if isinstance(part, ast.Global)}
    return {name for part in declared for name in part.names} - {getattr(node, "name", "")}


def _defines_score(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any(getattr(part, "name", "") == "score" for part in node.body)


def closure(taught: list[tuple[int, Statement]], needed: set[str]) -> dict[int, list[ast.stmt]]:
    """Return, by cell, the statements that names need: those that bind or change them, and what those need in turn.

    Statements that seed, and star imports, are always among them.
    """
    defined = {name for _, statement in taught if statement.is_definition for name in statement.binds}
    chosen: set[int] = set()
    needed = set(needed)
    more = {i for i, (_, s) in enumerate(taught) if s.seeds or s.is_star or _touched(s, defined) & needed}
    while more:
        chosen |= more
        needed |= {name for i in more for name in taught[i][1].uses | taught[i][1].later}
        more = {i for i, (_, s) in enumerate(taught) if i not in chosen and _touched(s, defined) & needed}
    result: dict[int, list[ast.stmt]] = {}
    for i in sorted(chosen):
        index, statement = taught[i]
        result.setdefault(index, []).append(statement.node)
    return result


def _touched(statement: Statement, defined: set[str]) -> set[str]:
    """The names that a statement binds or may change, through functions of the notebook's own too."""
    handed = {name for function, names in statement.handed.items() if function in defined for name in names}
    return statement.binds | statement.changes | handed
