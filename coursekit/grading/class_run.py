"""A run over a class: what still holds is kept, the rest is graded; killed at any moment, the next run goes on.

This module is the light door: an unchanged class costs no start of the engine and no import of nbgrader.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from coursekit.grading.class_outcome import ClassRun
from coursekit.grading.class_plan import GRADE, KEEP, ClassPlan, plan_class
from coursekit.grading.course import Course
from coursekit.grading.errors import GradebookError
from coursekit.grading.exchange import prepare_feedback
from coursekit.grading.interrupts import Interrupts
from coursekit.grading.penalties import update_penalties
from coursekit.grading.results import NotebookResult

if TYPE_CHECKING:
    from coursekit.grading.warm import WarmProcess

__all__ = ["ClassRun", "grade_class"]


def grade_class(
    course: Course,
    name: str,
    students: list[str],
    workers: int,
    *,
    force: bool = False,
    unsafe: bool = False,
    warm: "WarmProcess | None" = None,
    on_start: Callable[[int], None] = lambda count: None,
    on_done: Callable[[NotebookResult], None] = lambda result: None,
    on_stop: Callable[[], None] = lambda: None,
) -> ClassRun:
    """Grade an assignment for these students.

    Parameters
    ----------
    course, name, students : Course, str, list of str
        What to grade.
    workers : int
        Submissions at a time.
    force : bool
        Grade anew what has not changed too.
    unsafe : bool
        Grade without a sandbox.
    warm : WarmProcess, optional
        One that was started before, to import while the caller did other things; it is closed at the end.
    on_start : callable
        Called with the number of notebooks to grade when grading begins; not called where none is.
    on_done : callable
        Called with each graded record as it is there.
    on_stop : callable
        Called when somebody presses Ctrl-C: what has been begun is finished, a second Ctrl-C ends it at once.

    Raises
    ------
    CourseError
        If nothing can be graded at all.
    """
    with ExitStack() as stack:
        if warm is not None:
            stack.enter_context(closing(warm))
        plan = plan_class(course, name, students, force=force, unsafe=unsafe)
        run = ClassRun(course, name, reasons=plan.reasons)
        if _has_work(plan):
            if plan.doing(GRADE):
                warm = warm or stack.enter_context(closing(_start()))
                _prepare(warm, plan)
            with _uncollected():
                from coursekit.grading.class_work import ClassWork

            with Interrupts(on_stop) as interrupts:
                ClassWork(plan, run, on_start, on_done, interrupts).carry_out(warm, workers)
        try:
            run.remarks += update_penalties(course, name)
            prepare_feedback(course, name)
        except (GradebookError, OSError) as error:
            run.trouble(str(error))
        for task in plan.doing(KEEP):
            run.add(task.result)
        run.results.sort(key=lambda result: (result.student, result.notebook))
    return run


@contextmanager
def _uncollected() -> Iterator[None]:
    """Import much without looking for garbage meanwhile: there is none, and each look goes through all that is."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _start() -> "WarmProcess":
    from coursekit.grading.warm import WarmProcess

    return WarmProcess()


def _prepare(warm: "WarmProcess", plan: ClassPlan) -> None:
    """Let the engine import, in processes of its own, while this one imports what it needs itself."""
    from coursekit.grading.imports import notebook_rung

    for path in plan.course.notebooks(plan.assignment).values():
        warm.prepare((notebook_rung(path),))


def _has_work(plan: ClassPlan) -> bool:
    return not plan.in_step or len(plan.doing(KEEP)) < len(plan.tasks)


def default_workers() -> int:
    """Return the number of cores this process may use."""
    return len(os.sched_getaffinity(0))
