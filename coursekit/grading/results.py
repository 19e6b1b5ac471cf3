"""What grading yields: one record per student and notebook, one verdict per graded cell."""

from dataclasses import asdict, dataclass, field

# From best to worst: a record's status is its worst cell's. A manual cell that awaits its mark is not a failure.
STATUSES = ("passed", "manual", "partial", "failed", "error", "timeout", "crashed", "missing")


@dataclass
class CellResult:
    """The verdict on one graded cell.

    Attributes
    ----------
    grade_id : str
        nbgrader's name of the cell.
    score : float or None
        Points earned; None while a manual mark is pending.
    max_score : float
        Points that can be earned.
    status : str
        One of `STATUSES`.
    message : str
        What the student may read: never the text of a hidden test.
    seconds : float
        CPU seconds that the cell cost, the student's side and the examiner's together.
    detail : str
        What only the teacher may read (the traceback of the test); not part of the JSON record.
    """

    grade_id: str
    score: float | None
    max_score: float
    status: str
    message: str = ""
    seconds: float = 0.0
    detail: str = ""

    def as_json(self) -> dict:
        record = asdict(self)
        del record["detail"]
        return record


@dataclass
class NotebookResult:
    """The verdicts on one notebook of one student; `notes` are remarks for teacher and student alike."""

    student: str
    assignment: str
    notebook: str
    cells: list[CellResult] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Points earned so far; pending manual marks count nothing."""
        return sum(cell.score or 0.0 for cell in self.cells)

    @property
    def max_score(self) -> float:
        return sum(cell.max_score for cell in self.cells)

    @property
    def status(self) -> str:
        return max((cell.status for cell in self.cells), key=STATUSES.index, default="passed")

    def as_json(self) -> dict:
        """Return the record as `coursekit grade --json` writes it."""
        return {
            "student": self.student,
            "assignment": self.assignment,
            "notebook": self.notebook,
            "score": self.score,
            "max_score": self.max_score,
            "status": self.status,
            "cells": [cell.as_json() for cell in self.cells],
            "notes": list(self.notes),
        }
