"""Grading a class: the reference first, then the submissions, several at a time; each a pure function of its inputs."""

import json
import os
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, nullcontext
from dataclasses import dataclass, field
from itertools import cycle, islice, repeat
from pathlib import Path

from coursekit.grading.assignment import Assignment, load_assignment
from coursekit.grading.beginning import STEPS, leading
from coursekit.grading.bundle import Bundle
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError, EngineFault
from coursekit.grading.files import UnreadableSubmission, read_files
from coursekit.grading.imports import notebook_rung, students_rung
from coursekit.grading.platform import require_confinement
from coursekit.grading.results import NotebookResult
from coursekit.grading.sandbox import make_plan
from coursekit.grading.submission import Submission, arrange, read_submission, solution_of
from coursekit.grading.supervisor import Examination
from coursekit.grading.terms import Limits, Outcome, Setting
from coursekit.grading.verdicts import judge, not_graded
from coursekit.grading.warm import WarmProcess
from coursekit.lang import language, tr

AHEAD = 2  # notebooks a worker that are begun or waiting, so that none idles while a result is written or forked for
POLL = 1.0  # seconds after which a wish to stop is noticed
CPU_FLOOR, CPU_FACTOR = 2.0, 10.0  # a cell may take ten times the reference, and two seconds in any case
BUDGET_FLOOR, BUDGET_FACTOR = 60.0, 20.0
_worker = threading.local()  # its core, see `_cores`


@dataclass
class Graded:
    """One graded notebook, with what the pages and the gradebook need besides the record."""

    result: NotebookResult
    submission: Submission
    outcome: Outcome = field(default_factory=Outcome)
    fault: str = ""


class Grader:
    """Grades the notebooks of one assignment.

    Parameters
    ----------
    course : Course
        Where the assignment and the submissions lie.
    name : str
        The assignment.
    warm : WarmProcess
        Where children come from; it may still be starting.
    data : Path, optional
        The folder that notebooks see as ``COURSEKIT_DATA``.
    notebooks : collection of str, optional
        Names of those that will be graded; all by default.
    unsafe : bool
        Run the candidates without a sandbox where the machine gives none.

    Raises
    ------
    CourseError
        If there is no such assignment, the machine gives no sandbox, or the teacher's own solution does not earn full
        marks.
    """

    def __init__(
        self,
        course: Course,
        name: str,
        warm: WarmProcess,
        data: Path | None = None,
        notebooks: Collection[str] | None = None,
        unsafe: bool = False,
    ):
        self.course, self.name, self.warm, self.data = course, name, warm, data
        self.plan = make_plan(require_confinement(unsafe), data)
        self.assignments = load_assignments(course, name)
        wanted = [a for a in self.assignments if notebooks is None or a.notebook in notebooks]
        paths = course.notebooks(name)
        self.rungs = {assignment.notebook: notebook_rung(paths[assignment.notebook]) for assignment in wanted}
        for rung in self.rungs.values():
            warm.prepare((rung,), self.plan)
        self.ahead = {assignment.notebook: _ahead(assignment) for assignment in wanted}
        files = _released_names(course, name, self.assignments)
        self.release = Bundle({file: (course.source(name) / file).read_bytes() for file in files})
        self.turns = nullcontext()  # who holds one may run a notebook
        self.seconds: dict[str, float] = {}  # CPU time of the reference, by notebook
        self.limits = {assignment.notebook: self._measure(assignment) for assignment in wanted}

    def _measure(self, assignment: Assignment) -> Limits:
        """Grade the teacher's solution: it sets the clocks, and it must be right."""
        graded = self._examine(assignment, "", solution_of(assignment), None, Limits(other_cpu=120.0, budget=600.0))
        lost = [c for c in graded.result.cells if c.score is not None and c.score < c.max_score]
        if lost:
            told = "\n".join(
                f"  {c.grade_id}: {c.score:g}/{c.max_score:g} {c.status} {c.detail or c.message}" for c in lost
            )
            raise CourseError(
                tr(
                    f"{self.name}：教师自己的解答没有得到满分，请先修正作业：\n{told}",
                    f"{self.name}: the teacher's own solution does not earn full marks; mend that first:\n{told}",
                )
            )
        seconds = graded.outcome.seconds
        self.seconds[assignment.notebook] = sum(seconds.values())
        cpu = {key: max(CPU_FLOOR, CPU_FACTOR * used) for key, used in seconds.items()}
        return Limits(cpu, budget=max(BUDGET_FLOOR, BUDGET_FACTOR * self.seconds[assignment.notebook]))

    def grade(
        self, jobs: Iterable[tuple[str, Assignment]], workers: int, stopping: Callable[[], bool] = lambda: False
    ) -> Iterator[Graded]:
        """Yield these graded notebooks as they are done, in no particular order.

        Parameters
        ----------
        jobs : iterable of (student, Assignment)
            Read as workers become free, and what is done is not kept: memory does not grow with the class.
        workers : int
            Notebooks at a time.
        stopping : callable
            Asked before a notebook is begun; those that have been begun are finished.
        """
        todo, running = iter(jobs), set()
        # Where there are cores to spare, the next notebooks are read and forked for while others run.
        threads = AHEAD * workers if workers < len(os.sched_getaffinity(0)) else workers
        self.turns = threading.Semaphore(workers)
        pool = ThreadPoolExecutor(threads, initializer=_take_core, initargs=(_cores(workers),))
        try:
            while True:
                if stopping():
                    running -= {future for future in running if future.cancel()}
                    todo = iter(())
                for student, assignment in islice(todo, AHEAD * workers - len(running)):
                    running.add(pool.submit(self.grade_one, student, assignment))
                if not running:
                    return
                done, running = wait(running, timeout=POLL, return_when=FIRST_COMPLETED)
                while done:
                    yield done.pop().result()
        finally:
            # Whoever leaves early closes the warm process next, which ends what is still running.
            pool.shutdown(wait=False, cancel_futures=True)

    def grade_one(self, student: str, assignment: Assignment, traced: str = "") -> Graded:
        """Grade one notebook of one student; with `traced` only as far as this test cell, and note its calls."""
        try:
            folder = self.course.submission(student, self.name)
        except CourseError:
            reason = tr("没有提交", "nothing was handed in")
            return Graded(not_graded(assignment, student, reason), Submission([]))
        path = folder / f"{assignment.notebook}.ipynb"
        if not path.is_symlink() and not path.exists():
            reason = tr(f"没有提交 {path.name}", f"{path.name} was not handed in")
            return Graded(not_graded(assignment, student, reason), Submission([]))
        try:
            submission = read_submission(path)
        except UnreadableSubmission as problem:
            return Graded(not_graded(assignment, student, str(problem)), Submission([]))
        try:
            return self._examine(assignment, student, submission, folder, self.limits[assignment.notebook], traced)
        except EngineFault as fault:
            reason = tr("评分程序出错，没有评完，请联系老师", "the grading program failed: tell the teacher")
            result = not_graded(assignment, student, reason, "crashed")
            return Graded(result, submission, fault=f"{student}: {fault}")

    def _examine(self, assignment, student, submission, folder, limits, traced="") -> Graded:
        steps = arrange(assignment, submission)
        job = {"steps": steps, "seed_key": f"{assignment.course_key}/{assignment.name}", "trace": traced}
        if traced:
            job["steps"] = steps[: next(n for n, step in enumerate(steps, 1) if step["key"] == traced)]
        teachers = self.rungs[assignment.notebook]
        more = students_rung((step["source"] for step in steps if step["op"] == "run"), teachers)
        files = {} if folder is None else read_files(folder, self.release.names, submission.notes)
        with Bundle(files) as own:
            ahead = None if traced else self.ahead[assignment.notebook]
            rungs, own_files = (teachers, more), [own] if files else []
            core = getattr(_worker, "core", None)
            setting = Setting(self.plan, rungs, self._environment(), [self.release], own_files, ahead, core)
            outcome = self._run(Examination(self.warm, job, setting, limits))
        return Graded(judge(assignment, student, outcome, submission.notes), submission, outcome)

    def _run(self, examination: Examination) -> Outcome:
        with closing(examination):
            examination.prepare()
            with self.turns:
                return examination.run()

    def _environment(self) -> dict[str, str]:
        """The environment of candidate and examiner, their folders left out."""
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "MPLBACKEND": "agg",
            "COURSEKIT_LANG": language(),
        }
        if self.data is not None:
            environment["COURSEKIT_DATA"] = str(self.data)
        return environment


def _take_core(cores: Iterator[int | None]) -> None:
    _worker.core = next(cores)


def _cores(workers: int) -> Iterator[int | None]:
    """Give each worker a core of its own; where there are more cores than workers, let the kernel choose."""
    cores = sorted(os.sched_getaffinity(0))
    return cycle(cores) if workers >= len(cores) else repeat(None)


def _ahead(assignment: Assignment) -> Bundle:
    """Pack what every examiner of a notebook does first, and the tests that it will run."""
    steps = arrange(assignment, solution_of(assignment))
    tests = [step for step in steps if step["op"] == "test"]
    return Bundle({STEPS: json.dumps([*leading(steps), tests]).encode()})


def load_assignments(course: Course, name: str) -> list[Assignment]:
    """Return the notebooks of an assignment in order of name, ready to be graded."""
    return [load_assignment(course, name, path) for path in course.notebooks(name).values()]


def _released_names(course: Course, name: str, assignments: list[Assignment]) -> list[str]:
    from coursekit.grading.release import released_files

    folder = course.source(name)
    nodes = [assignment.node for assignment in assignments]
    return [str(path.relative_to(folder)) for path in released_files(folder, nodes, nodes)]
