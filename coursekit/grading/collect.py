"""Submissions from folders and from a learning platform's archives into ``submitted/STUDENT/ASSIGNMENT/``.

Each student's last attempt is taken; what is not taken is told with its reason, and what it replaces is kept aside.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from coursekit.grading.archive_names import is_notebook, printable
from coursekit.grading.archive_readers import is_archive, stem
from coursekit.grading.archives import Found, Parts, Unpacker, folder_files
from coursekit.grading.attempts import Attempt, last_attempts
from coursekit.grading.collect_settings import collect_settings
from coursekit.grading.course import Course, name_problem
from coursekit.grading.due_dates import DueDates
from coursekit.grading.errors import CourseError
from coursekit.grading.handed_in import Wanted, arranged, wanted_notebooks
from coursekit.grading.owners import Naming, student_number
from coursekit.grading.placing import place
from coursekit.lang import tr

STATUSES = ("new", "replaced", "unchanged", "refused")


@dataclass
class Collected:
    """What became of one student's submission.

    Attributes
    ----------
    status : str
        One of `STATUSES`.
    folder : str
        Where the submission lies now; empty if it was refused.
    kept : str
        Where the submission lies that it replaced.
    time : str
        When it was handed in, ISO 8601 in UTC, where that is known.
    checked : dict of str to str
        By notebook, what its checksum tells: ``intact``, ``changed`` or ``damaged`` since a check exported it; or
        ``unreadable``. Of the others there is no entry. It is the student's word, and no mark rests on it.
    reason : str
        Why it was refused.
    notes : list of str
        What else the teacher should know: earlier attempts, renamed notebooks, files left out.
    """

    student: str
    status: str
    folder: str = ""
    kept: str = ""
    time: str = ""
    checked: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass
class Collection:
    """What `collect` did: students in order of name, and the files that belong to nobody or were refused."""

    students: list[Collected] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def complete(self) -> bool:
        """Whether every submission that was delivered lies in its place; single files left out do not matter."""
        work = any(is_notebook(name) or is_archive(name) for name, _ in self.refused)
        return bool(self.students) and not work and all(one.status != "refused" for one in self.students)


def collect(
    course: Course,
    assignment: str,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    **settings,
) -> Collection:
    """Collect the submissions to an assignment.

    Parameters
    ----------
    paths : iterable of Path
        Folders, archives and notebooks.
    dry_run : bool
        Change nothing; the statuses say what would be.
    **settings
        In place of the course's own: see `collect_settings.CollectSettings`.

    Raises
    ------
    CourseError
        Unknown assignment, faulty settings, or a path that does not exist.
    OSError
        Something cannot be read or written at all.
    """
    wanted, how = wanted_notebooks(course, assignment), collect_settings(course, **settings)
    naming = Naming([assignment, *wanted], how.pattern, how.zone)
    due = DueDates(course, assignment).of if how.before_duedate else None
    collection, attempts = Collection(), []
    with tempfile.TemporaryDirectory(prefix=".collect-", dir=course.root) as work:
        unpacker = Unpacker(Path(work), zone=how.zone)
        for number, path in enumerate(paths):
            found = _delivered(path, unpacker, number, naming)
            collection.refused += found.refused
            attempts += _attempts(found, naming, path, collection, how.trust_times)
        for attempt, others in last_attempts(attempts, due):
            collection.students.append(_take(course, assignment, wanted, attempt, others, dry_run))
    collection.students.sort(key=lambda one: one.student)
    return collection


def _delivered(path: Path, unpacker: Unpacker, number: int, naming: Naming) -> Found:
    """Return all files of one path, archives unpacked, paths without the folders that say nothing."""
    if path.is_dir():
        found = folder_files(path)
        for parts in [parts for parts in found.files if is_archive(parts[-1])]:
            _unpack_in_place(parts, found, unpacker, number)
        return _without_prefix(found, naming)
    if not path.is_file():
        raise CourseError(
            tr(
                f"{path} 不存在：要给出文件夹、压缩包或 notebook。",
                f"{path} does not exist: name a folder, an archive or a notebook.",
            )
        )
    if not is_archive(path.name):
        return Found({(path.name,): path}, {(path.name,): path.stat().st_mtime})
    found = _without_prefix(_moved(unpacker.unpack(path, (f"{number}",)), 1, ()), naming)
    return _moved(found, 0, (stem(path.name),)) if _one_students(found, stem(path.name), naming) else found


def _one_students(found: Found, name: str, naming: Naming) -> bool:
    """Say whether an archive holds one student's work: notebooks lie loose in it, or it is called like that."""
    if not naming.built_in:
        return False
    notebooks = [parts for parts in found.files if is_notebook(parts[-1])]
    owners = {owner.student for parts in notebooks if (owner := naming.by_name(parts))}
    if owners and (len(owners) > 1 or not student_number(name)):
        return False
    loose = any(len(parts) == 1 for parts in notebooks)
    return loose or (naming.by_name((name,)) is not None and len({parts[0] for parts in notebooks}) == 1)


def _unpack_in_place(parts: Parts, found: Found, unpacker: Unpacker, number: int) -> None:
    archive, time = found.files.pop(parts), found.times.pop(parts)
    top = (f"{number}", f"{len(found.files)}-{parts[-1]}")
    below = _moved(unpacker.unpack(archive, top, printable("/".join(parts))), 2, (*parts[:-1], stem(parts[-1])))
    for inner, path in below.files.items():
        if found.files.setdefault(inner, path) is not path:
            found.refused.append(
                (
                    printable("/".join(inner)),
                    tr("压缩包旁边已有同名的文件：请改名", "a file of that name lies beside its archive: rename it"),
                )
            )
    found.times |= {inner: time for inner in below.files if found.files[inner] == below.files[inner]}
    found.refused += below.refused


def _moved(found: Found, drop: int, prefix: Parts) -> Found:
    """Return the same files with the first parts of their paths replaced."""
    files = {(*prefix, *parts[drop:]): path for parts, path in found.files.items()}
    times = {(*prefix, *parts[drop:]): time for parts, time in found.times.items()}
    return Found(files, times, found.refused)


def _without_prefix(found: Found, naming: Naming) -> Found:
    """Drop folders around everything, as long as they are not a student's."""
    while naming.built_in and len({parts[0] for parts in found.files}) == 1 and all(len(p) > 1 for p in found.files):
        top = next(iter(found.files))[0]
        if not naming.around(top, [parts[1:] for parts in found.files]):
            break
        found = _moved(found, 1, ())
    return found


def _attempts(found: Found, naming: Naming, path: Path, collection: Collection, trust_times: bool) -> list[Attempt]:
    """Sort the files of one path by who handed them in and when."""
    attempts: dict[tuple[str, str, str], Attempt] = {}
    for parts, file in found.files.items():
        owner = naming.owner(parts)
        if owner is None:
            name = printable("/".join(parts))
            reason = tr(
                "看不出是谁的：放进以学号命名的文件夹，或用 --pattern 说明命名规则",
                "it does not tell whose it is: use a folder named after the student, or say it with --pattern",
            )
            collection.refused.append((name, reason))
            continue
        key = (owner.student, owner.person, owner.attempt)
        attempt = attempts.setdefault(key, Attempt(owner.student, owner.person, owner.time, owner.number, path.name))
        attempt.late, attempt.label = attempt.late or owner.late, owner.attempt
        if owner.file in attempt.files:
            collection.refused.append(
                (printable("/".join(parts)), tr("同名的文件已经有了：请改名", "another file has that name: rename it"))
            )
            continue
        attempt.add(owner.file, file, found.times.get(parts), trust_times)
    return list(attempts.values())


def _take(
    course: Course, assignment: str, wanted: dict[str, Wanted], attempt: Attempt, others: list[Attempt], dry_run: bool
) -> Collected:
    """Put one attempt in its place."""
    one = Collected(printable(attempt.student), "refused")
    one.notes += [_passed_over(other, attempt) for other in others]
    if attempt.late and attempt.time is None:
        one.notes.append(
            tr(
                "平台说是迟交，但没有说何时：迟交扣分要手工处理",
                "the platform calls it late, but not since when: see to it",
            )
        )
    if problem := name_problem(attempt.student):
        one.reason = tr(f"学号不能用：{problem}", f"the student's id cannot be used: {problem}")
        return one
    made = arranged(attempt, wanted, one.notes)
    one.checked, one.reason = made.states, made.reason
    if made.reason:
        return one
    time = None if attempt.time is None else datetime.fromtimestamp(attempt.time, UTC)
    folder = course.folder("submitted", assignment, attempt.student)
    placed = place(made.files, folder, time, one.notes, dry_run, made.mended)
    one.status, one.folder, one.kept = placed.status, str(folder), str(placed.kept or "")
    one.time = "" if time is None else time.isoformat()
    return one


def _passed_over(other: Attempt, taken: Attempt) -> str:
    """Say why an attempt does not count."""
    if other.worth < taken.worth:
        why = next((seen.problem for seen in other.notebooks().values()), tr("没有 notebook", "no notebook"))
        return tr(f"没有取用 {other}：{why}", f"{other} was not taken: {why}")
    if None not in (other.time, taken.time) and other.time > taken.time:
        return tr(
            f"没有取用更晚的一次，它过了截止时间：{other}",
            f"a later attempt, after the due date, was not taken: {other}",
        )
    return tr(f"没有取用更早的一次：{other}", f"an earlier attempt was not taken: {other}")
