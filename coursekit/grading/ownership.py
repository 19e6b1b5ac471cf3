"""Which process owns a name, decided from the teacher's source alone.

A name last bound by a solution cell, or by a free cell, is the student's. A name bound by a locked cell is the
teacher's, unless the statement that binds it uses a student's name: then it is the student's as well. An import in the
teacher's notebook is that import, done in the examiner.

The analysis also says which statements of locked cells the examiner must run itself, so that the tests find the
teacher's names: those that bind or change what a test needs, directly or through other such statements.
"""

import ast

from coursekit.grading.statements import Statement, statements

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
        self.bodies: dict[str, set[str]] = {}

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
        chosen: set[int] = {i for i, (_, s) in enumerate(self.taught) if s.seeds or s.is_star}
        needed = set(self.needed)
        for i in chosen:
            needed |= self.taught[i][1].uses | self.taught[i][1].later
        while True:
            more = {i for i, (_, s) in enumerate(self.taught) if i not in chosen and (s.binds | s.changes) & needed}
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
