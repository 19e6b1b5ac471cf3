"""What a run over a class has to do: for each notebook whether its stored verdict still holds, and if not, why."""

from collections import Counter
from dataclasses import dataclass

from coursekit.grading.course import Course
from coursekit.grading.digests import (
    NotebookDigest,
    assignment_digests,
    data_digest,
    engine_digest,
    source_digest,
    submission_digests,
)
from coursekit.grading.records import Key, Record, read_stored, unpack
from coursekit.grading.rescale import rescaled
from coursekit.grading.results import NotebookResult
from coursekit.lang import tr

KEEP, PAGE, RESCALE, GRADE = "keep", "page", "rescale", "grade"
# The parts of a key that a verdict rests on, each with the reason for grading anew where it differs.
_PARTS = {"submission": "submission", "code": "assignment", "data": "data", "engine": "engine"}


@dataclass
class Task:
    """One notebook of one student.

    Attributes
    ----------
    action : str
        ``keep`` (nothing to do), ``page`` (write the student's page again), ``rescale`` (only points changed, and no
        run is needed to tell the new scores) or ``grade``.
    reason : str
        Why it is not kept; one of the names in `reason_words`.
    key : Key
        What its verdict rests on now.
    result : NotebookResult or None
        The verdict as it will stand; None where it is to be graded.
    whole : frozenset of str
        Its cells that are all or nothing, see `rescale`.
    """

    student: str
    notebook: str
    action: str
    reason: str
    key: Key
    result: NotebookResult | None = None
    whole: frozenset[str] = frozenset()


@dataclass
class ClassPlan:
    """The tasks of a run, and the points of the assignment's graded cells by notebook.

    `in_step` says whether the gradebook's cells are those of the source, `unsafe` whether a run may do without a
    sandbox.
    """

    course: Course
    assignment: str
    tasks: list[Task]
    digests: dict[str, NotebookDigest]
    in_step: bool
    unsafe: bool = False

    def doing(self, *actions: str) -> list[Task]:
        return [task for task in self.tasks if task.action in actions]

    @property
    def reasons(self) -> Counter:
        """How many notebooks are not kept, by reason."""
        return Counter(task.reason for task in self.tasks if task.action != KEEP)


def reason_words(reason: str) -> str:
    """Return a reason as people read it."""
    return {
        "forced": tr("要求重评（--force）", "forced (--force)"),
        "new": tr("新的", "new"),
        "submission": tr("提交有变化", "changed submission"),
        "assignment": tr("作业有更正", "corrected assignment"),
        "points": tr("分值有变化", "changed points"),
        "engine": tr("评分程序、它的库或语言有变化", "another engine, library or language"),
        "data": tr("数据有变化", "changed data"),
        "gradebook": tr("成绩库里的分数被别的程序改过", "scores changed by another program"),
        "copy": tr("缺 autograded 副本", "no autograded copy"),
        "page": tr("缺反馈页", "no feedback page"),
        "prose": tr("题目的文字有变化", "changed prose"),
    }[reason]


def plan_class(
    course: Course, assignment: str, students: list[str], *, force: bool = False, unsafe: bool = False
) -> ClassPlan:
    """Compare what is stored with what lies in the course; writes nothing.

    Raises
    ------
    CourseError
        There is no such assignment, or the gradebook cannot be read.
    """
    digests = assignment_digests(course, assignment)
    engine, data = engine_digest(unsafe), data_digest(course, assignment)
    stored = read_stored(course, assignment)
    tasks = []
    for student in students:
        handed_in = submission_digests(course.folder("submitted", assignment, student), digests)
        for notebook, digest in digests.items():
            key = Key(digest.code, digest.look, handed_in[notebook], engine, data)
            record = stored.records.get((student, notebook))
            reason = "forced" if force else _reason(record, key) or _lacking(course, assignment, student, notebook)
            tasks.append(_task(assignment, student, notebook, key, record, reason, digest.points))
    return ClassPlan(course, assignment, tasks, digests, stored.source == source_digest(digests), unsafe)


def _reason(record: Record | None, key: Key) -> str:
    """Say why a stored verdict does not hold; empty where it does."""
    if record is None:
        return "new"
    for part, reason in _PARTS.items():
        if getattr(record.key, part) != getattr(key, part):
            return reason
    return "gradebook" if record.altered else ""


def _lacking(course: Course, assignment: str, student: str, notebook: str) -> str:
    """Say which of the files that a run writes is lacking."""
    if not (course.autograded(student, assignment) / f"{notebook}.ipynb").exists():
        return "copy"
    return "" if (course.feedback(student, assignment) / f"{notebook}.html").exists() else "page"


def _task(
    assignment: str, student: str, notebook: str, key: Key, record: Record | None, reason: str, points: dict
) -> Task:
    if reason not in ("", "page"):
        return Task(student, notebook, GRADE, reason, key)
    result, whole = unpack(student, assignment, notebook, record.verdict)
    if {cell.grade_id: cell.max_score for cell in result.cells} != points:
        result = rescaled(result, whole, points)
        return Task(student, notebook, RESCALE if result else GRADE, "points", key, result, whole)
    if record.key.look != key.look:
        reason = "prose"
    return Task(student, notebook, PAGE if reason else KEEP, reason, key, result, whole)
