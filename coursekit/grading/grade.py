"""Grading a class: the reference first, then the submissions, several at a time; each a pure function of its inputs."""

import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.assignment import Assignment, load_assignment
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError, EngineFault
from coursekit.grading.files import UnreadableSubmission, copy_files, copy_release
from coursekit.grading.results import NotebookResult
from coursekit.grading.submission import Submission, arrange, read_submission, solution_of
from coursekit.grading.supervisor import Examination, Limits, Outcome
from coursekit.grading.verdicts import judge, not_graded
from coursekit.grading.warm import WarmProcess
from coursekit.lang import language, tr

CPU_FLOOR, CPU_FACTOR = 2.0, 10.0  # a cell may take ten times the reference, and two seconds in any case
BUDGET_FLOOR, BUDGET_FACTOR = 60.0, 20.0


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

    Raises
    ------
    CourseError
        If there is no such assignment, or the teacher's own solution does not earn full marks.
    """

    def __init__(self, course: Course, name: str, warm: WarmProcess, data: Path | None = None):
        self.course, self.name, self.warm, self.data = course, name, warm, data
        self.assignments = [load_assignment(course, name, path) for path in course.notebooks(name).values()]
        self.files = _released_names(course, name, self.assignments)
        warm.wait_ready()
        self.limits = {a.notebook: self._measure(a) for a in self.assignments}

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
        cpu = {key: max(CPU_FLOOR, CPU_FACTOR * used) for key, used in seconds.items()}
        return Limits(cpu, budget=max(BUDGET_FLOOR, BUDGET_FACTOR * sum(seconds.values())))

    def grade(self, students: list[str], workers: int) -> Iterator[Graded]:
        """Yield the graded notebooks of these students as they are done, in no particular order."""
        jobs = [(student, assignment) for student in students for assignment in self.assignments]
        with ThreadPoolExecutor(workers) as pool:
            futures = [pool.submit(self.grade_one, student, assignment) for student, assignment in jobs]
            try:
                for future in as_completed(futures):
                    yield future.result()
            finally:
                for future in futures:
                    future.cancel()

    def grade_one(self, student: str, assignment: Assignment) -> Graded:
        """Grade one notebook of one student."""
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
            return self._examine(assignment, student, submission, folder, self.limits[assignment.notebook])
        except EngineFault as fault:
            reason = tr("评分程序出错，没有评完，请联系老师", "the grading program failed: tell the teacher")
            result = not_graded(assignment, student, reason, "crashed")
            return Graded(result, submission, fault=f"{student}: {fault}")

    def _examine(self, assignment, student, submission, folder, limits) -> Graded:
        job = {"steps": arrange(assignment, submission), "seed_key": f"{assignment.course_key}/{assignment.name}"}
        with tempfile.TemporaryDirectory(prefix="coursekit-") as work:
            own, trusted = Path(work, "candidate"), Path(work, "examiner")
            for target in (own, trusted):
                target.mkdir()
                copy_release(assignment.files, self.files, target)
            if folder is not None:
                copy_files(folder, own, set(self.files), submission.notes)
            outcome = Examination(self.warm, job, (str(own), str(trusted)), self._environment(), limits).run()
        return Graded(judge(assignment, student, outcome, submission.notes), submission, outcome)

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


def _released_names(course: Course, name: str, assignments: list[Assignment]) -> list[str]:
    from coursekit.grading.release import released_files

    folder = course.source(name)
    nodes = [assignment.node for assignment in assignments]
    return [str(path.relative_to(folder)) for path in released_files(folder, nodes, nodes)]


def default_workers() -> int:
    """Return the number of cores this process may use."""
    return len(os.sched_getaffinity(0))
