"""Carrying out a plan: each notebook's page and autograded copy, then its scores and stored record in one transaction.

In this order: a run that is killed in between has no new record, so the next one writes all of it again. Importing
this takes the notebook library and nbgrader along.
"""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from coursekit.grading.autograded import autograded, rescale_copy
from coursekit.grading.class_outcome import ClassRun
from coursekit.grading.class_plan import GRADE, PAGE, RESCALE, ClassPlan, Task
from coursekit.grading.data_folder import data_folder
from coursekit.grading.errors import CourseError, GradebookError
from coursekit.grading.feedback import get_ready, write_feedback
from coursekit.grading.files import UnreadableSubmission
from coursekit.grading.grade import Graded, Grader, load_assignments
from coursekit.grading.gradebook import GradebookWriter
from coursekit.grading.interrupts import Interrupts
from coursekit.grading.rebuild import Rebuilder
from coursekit.grading.records import Record, pack
from coursekit.grading.rescale import whole_cells
from coursekit.grading.results import NotebookResult
from coursekit.grading.submission import Submission, read_submission
from coursekit.grading.warm import WarmProcess
from coursekit.lang import tr

TURN = 0.0005  # seconds after which writing lets a thread that an examiner waits for go first


class ClassWork:
    """The writing side of a run.

    Parameters
    ----------
    plan : ClassPlan
        What to do.
    run : ClassRun
        Gets records, problems and figures.
    on_start, on_done : callable
        See `class_run.grade_class`.
    interrupts : Interrupts
        Says when to stop.
    """

    def __init__(
        self,
        plan: ClassPlan,
        run: ClassRun,
        on_start: Callable[[int], None],
        on_done: Callable[[NotebookResult], None],
        interrupts: Interrupts,
    ):
        self.plan, self.run, self.course, self.name = plan, run, plan.course, plan.assignment
        self.on_start, self.on_done, self.interrupts = on_start, on_done, interrupts
        assignments = load_assignments(self.course, self.name)
        self.rebuilders = {a.notebook: Rebuilder(self.course, a) for a in assignments}
        run.titles = {grade_id: title for a in assignments for grade_id, title in a.titles.items()}
        get_ready()

    def carry_out(self, warm: WarmProcess | None, workers: int) -> None:
        """Do everything that the plan says.

        A gradebook that cannot be written ends the work: what was written before stays, and the next run goes on.

        Raises
        ------
        CourseError
            The gradebook cannot be opened, or the teacher's own solution does not earn full marks.
        """
        with GradebookWriter(self.course) as book:
            self.run.remarks = book.sync(self.name)
            self.book = book
            todo = self.plan.doing(PAGE, RESCALE, GRADE)
            self.run.left = len(todo)
            try:
                for task in self.plan.doing(PAGE, RESCALE):
                    self._without_run(task)
                if self.plan.doing(GRADE):
                    self._grade(warm, workers)
            except GradebookError as error:
                self.run.trouble(str(error))
            self.run.stopped = self.interrupts.wanted and bool(self.run.left)

    def _grade(self, warm: WarmProcess, workers: int) -> None:
        tasks = {(task.student, task.notebook): task for task in self.plan.doing(GRADE)}
        notebooks = {notebook for _, notebook in tasks}
        data = data_folder(self.course, self.name)
        grader = Grader(self.course, self.name, warm, data, notebooks, self.plan.unsafe)
        assignments = {assignment.notebook: assignment for assignment in grader.assignments}
        self.on_start(len(tasks))
        start, interval = time.monotonic(), sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        gc.freeze()  # some hundred thousand objects of libraries: the collector would go through them again and again
        try:
            # The longest notebooks first: none of them is left at the end, for one worker while the others wait.
            order = sorted(tasks, key=lambda task: -grader.seconds[task[1]])
            jobs = ((student, assignments[notebook]) for student, notebook in order)
            for graded in grader.grade(jobs, workers, lambda: self.interrupts.wanted):
                self._graded(graded, tasks[graded.result.student, graded.result.notebook])
        finally:
            self.run.seconds = time.monotonic() - start
            sys.setswitchinterval(interval)
            gc.unfreeze()

    def _graded(self, graded: Graded, task: Task) -> None:
        result, rebuilder = graded.result, self.rebuilders[task.notebook]
        if graded.fault:
            self.run.trouble(graded.fault)
        written = self._written(
            result,
            lambda: autograded(result, rebuilder.notebook(graded.submission, graded.outcome), self.course),
            lambda: self._page(result, graded.submission),
        )
        whole = whole_cells(result, graded.outcome.verdicts)
        self._book(task, result, whole, graded.submission, keep=written and not graded.fault)
        self.run.graded += 1
        self.on_done(result)

    def _without_run(self, task: Task) -> None:
        """Write again what a stored verdict yields."""
        try:
            folder = self.course.folder("submitted", self.name, task.student)
            submission = read_submission(folder / f"{task.notebook}.ipynb")
        except UnreadableSubmission:
            submission = Submission([])
        written = self._written(
            task.result,
            lambda: self._page(task.result, submission),
            lambda: rescale_copy(task.result, self.course),
        )
        self._book(task, task.result, task.whole, submission, keep=written)

    def _page(self, result: NotebookResult, submission: Submission) -> Path:
        folder = self.course.feedback(result.student, result.assignment)
        titles = self.rebuilders[result.notebook].assignment.titles
        return write_feedback(result, submission.cells, folder, titles=titles)

    def _written(self, result: NotebookResult, *writers: Callable[[], Path]) -> bool:
        """Write what people look at; a full disk here costs a page, never a grade."""
        try:
            for writer in writers:
                writer()
        except (OSError, CourseError) as error:
            self.run.trouble(
                tr(f"{result.student} 的反馈没有写成：{error}", f"no feedback for {result.student}: {error}")
            )
            return False
        return True

    def _book(
        self, task: Task, result: NotebookResult, whole: frozenset[str], submission: Submission, keep: bool
    ) -> None:
        """Write scores and, where all else was written, the record that the next run keeps."""
        record = Record(task.key, pack(result, whole)) if keep else None
        self.book.write(result, answers=self.rebuilders[task.notebook].answers(submission), record=record)
        self.run.left -= 1
        self.run.add(result)
