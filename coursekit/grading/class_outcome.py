"""What a run over a class yielded: records, pages, figures and problems."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from coursekit.grading.course import Course
from coursekit.grading.results import NotebookResult


@dataclass
class ClassRun:
    """What a run over a class yielded.

    Attributes
    ----------
    course, assignment : Course, str
        What was graded.
    results : list of NotebookResult
        Sorted by student and notebook; those that were kept among them.
    pages : dict of (student, notebook) to Path
        The feedback pages.
    reasons : Counter
        How many notebooks were not kept, by reason (`class_plan.reason_words`).
    graded : int
        Notebooks that were really run, in `seconds`.
    left : int
        Notebooks that were not reached, because the run was stopped or nothing could be written any more.
    stopped : bool
        Whether somebody stopped it.
    problems : list of str
        What could not be written or graded; all other grades are safe.
    remarks : list of str
        What the teacher should know of the gradebook: cells that a corrected assignment no longer has, say.
    seconds : float
        Wall time of the grading phase, start of the engine left out.
    """

    course: Course
    assignment: str
    results: list[NotebookResult] = field(default_factory=list)
    pages: dict[tuple[str, str], Path] = field(default_factory=dict)
    reasons: Counter = field(default_factory=Counter)
    graded: int = 0
    left: int = 0
    stopped: bool = False
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @cached_property
    def titles(self) -> dict[str, str]:
        """The heading above each graded cell, by grade_id; read when somebody wants it."""
        from coursekit.grading.grade import load_assignments

        loaded = load_assignments(self.course, self.assignment)
        return {grade_id: title for assignment in loaded for grade_id, title in assignment.titles.items()}

    def trouble(self, text: str) -> None:
        """Note a problem once, however often it comes."""
        if text not in self.problems:
            self.problems.append(text)

    def add(self, result: NotebookResult) -> None:
        """Take a record in; the tracebacks of its cells stand in ``autograded/`` and are not kept."""
        for cell in result.cells:
            cell.detail = ""
        self.results.append(result)
        page = self.course.feedback(result.student, result.assignment) / f"{result.notebook}.html"
        self.pages[result.student, result.notebook] = page
