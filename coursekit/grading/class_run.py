"""A whole class: grade, and as each notebook is done write its record, its feedback page and its autograded copy."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.autograded import autograded
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError, GradebookError
from coursekit.grading.feedback import write_feedback
from coursekit.grading.grade import Graded, Grader
from coursekit.grading.rebuild import Rebuilder
from coursekit.grading.results import NotebookResult
from coursekit.grading.warm import WarmProcess
from coursekit.lang import tr


@dataclass
class ClassRun:
    """What a run over a class yielded.

    Attributes
    ----------
    results : list of NotebookResult
        Sorted by student and notebook.
    pages : dict of (student, notebook) to Path
        The feedback pages.
    problems : list of str
        What could not be written or graded; all other grades are safe.
    remarks : list of str
        What the teacher should know of the gradebook: cells that a corrected assignment no longer has, say.
    seconds : float
        Wall time of the grading phase, start of the engine left out.
    """

    results: list[NotebookResult] = field(default_factory=list)
    pages: dict[tuple[str, str], Path] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def trouble(self, text: str) -> None:
        """Note a problem once, however often it comes."""
        if text not in self.problems:
            self.problems.append(text)


def grade_class(
    course: Course,
    name: str,
    students: list[str],
    workers: int,
    data: Path | None = None,
    warm: WarmProcess | None = None,
    on_start: Callable[[int], None] = lambda count: None,
    on_done: Callable[[NotebookResult], None] = lambda result: None,
) -> ClassRun:
    """Grade an assignment for these students.

    Parameters
    ----------
    course, name, students : Course, str, list of str
        What to grade.
    workers : int
        Submissions at a time.
    data : Path, optional
        The folder that notebooks see as ``COURSEKIT_DATA``.
    warm : WarmProcess, optional
        One that was started before, to import while the caller did other things; it is closed at the end.
    on_start : callable
        Called with the number of notebooks when grading begins.
    on_done : callable
        Called with each record as it is there.

    Raises
    ------
    CourseError
        If nothing can be graded at all.
    """
    run = ClassRun()
    warm = warm or WarmProcess()  # it imports in a process of its own, this one meanwhile what the gradebook needs
    with closing(warm):
        from coursekit.grading.gradebook import GradebookWriter

        with GradebookWriter(course) as book:
            run.remarks = book.sync(name)
            grader = Grader(course, name, warm, data)
            rebuilders = {a.notebook: Rebuilder(course, a) for a in grader.assignments}
            for assignment in grader.assignments:
                run.titles |= assignment.titles
            on_start(len(students) * len(grader.assignments))
            start = time.monotonic()
            for graded in grader.grade(students, workers):
                rebuilder = rebuilders[graded.result.notebook]
                _record(book, rebuilder, graded, run)
                _write_pages(course, rebuilder, graded, run)
                run.results.append(graded.result)
                run.problems += [graded.fault] if graded.fault else []
                on_done(graded.result)
            run.seconds = time.monotonic() - start
    run.results.sort(key=lambda result: (result.student, result.notebook))
    return run


def _record(book, rebuilder: Rebuilder, graded: Graded, run: ClassRun) -> None:
    """Write a record into the gradebook; where that fails the run goes on, and its other outputs have the grade."""
    try:
        book.write(graded.result, answers=rebuilder.answers(graded.submission))
    except GradebookError as error:
        run.trouble(str(error))


def _write_pages(course: Course, rebuilder: Rebuilder, graded: Graded, run: ClassRun) -> None:
    """Write what people look at; a full disk here costs a page, never a grade."""
    result = graded.result
    try:
        folder = course.feedback(result.student, result.assignment)
        page = write_feedback(result, graded.submission.cells, folder, titles=rebuilder.assignment.titles)
        run.pages[result.student, result.notebook] = page
        autograded(result, rebuilder.notebook(graded.submission, graded.outcome), course)
    except (OSError, CourseError) as error:
        run.trouble(tr(f"{result.student} 的反馈没有写成：{error}", f"no feedback for {result.student}: {error}"))
