"""Test cells made ready: parsed, rewritten and compiled once, where many examiners are forked from one process."""

from collections.abc import Iterable
from contextlib import suppress

from coursekit.grading.testcell import TestCell


class CompiledCells:
    """The test cells that this process has compiled, by all that goes into them; a fork has those of its parent."""

    def __init__(self):
        self._cells: dict[str, TestCell] = {}

    def get(self, step: dict, source: str, hidden: Iterable[int]) -> TestCell:
        """Return the cell of a test's step, its whole text or the visible part.

        Raises
        ------
        SyntaxError
            If the text is no Python: the visible part of a block whose body is hidden.
        """
        parts = step["key"], source, step["points"], hidden, step.get("shares", ()), step.get("until")
        name = repr(parts)
        if name not in self._cells:
            self._cells[name] = TestCell(*parts)
        return self._cells[name]

    def get_ready(self, steps: Iterable[dict]) -> None:
        """Compile the tests among the steps of an examination, as they stand when no cell of a student's reads them."""
        for step in steps:
            if step["op"] == "test":
                with suppress(SyntaxError):
                    self.get(step, step["source"], step["hidden"])
