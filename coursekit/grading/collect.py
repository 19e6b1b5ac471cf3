"""Submissions from folders and from a learning platform's archives into ``submitted/STUDENT/ASSIGNMENT/``.

Each student's last attempt is taken; what is not taken is told with its reason, and what it replaces is kept aside.
"""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from coursekit.grading.archive_names import printable
from coursekit.grading.archive_readers import is_archive, stem
from coursekit.grading.archives import Found, Parts, Unpacker, folder_files
from coursekit.grading.attempts import Attempt, last_attempts
from coursekit.grading.course import Course, name_problem
from coursekit.grading.errors import CourseError
from coursekit.grading.handed_in import Wanted, arranged, wanted_notebooks
from coursekit.grading.owners import Naming
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
        work = any(name.lower().endswith(".ipynb") or is_archive(name) for name, _ in self.refused)
        return bool(self.students) and not work and all(one.status != "refused" for one in self.students)


def collect(
    course: Course,
    assignment: str,
    paths: Iterable[Path],
    *,
    pattern: str = "",
    trust_times: bool = False,
    dry_run: bool = False,
) -> Collection:
    """Collect the submissions to an assignment.

    Parameters
    ----------
    paths : iterable of Path
        Folders, archives and notebooks.
    pattern : str
        How files are called, where the built-in rules do not fit; see `owners.Naming`.
    trust_times : bool
        Take the files' times as the time of handing in. Without it only a time in a name is, since many a platform's
        archive, every copied folder and every student's own archive have other times.
    dry_run : bool
        Change nothing; the statuses say what would be.

    Raises
    ------
    CourseError
        Unknown assignment, a faulty pattern, or a path that does not exist.
    OSError
        Something cannot be read or written at all.
    """
    wanted = wanted_notebooks(course, assignment)
    naming = Naming([assignment, *wanted], pattern)
    collection, attempts = Collection(), []
    with tempfile.TemporaryDirectory(prefix=".collect-", dir=course.root) as work:
        unpacker = Unpacker(Path(work))
        for number, path in enumerate(paths):
            found = _delivered(path, unpacker, number, naming)
            collection.refused += found.refused
            attempts += _attempts(found, naming, path, collection, trust_times)
        for attempt, earlier in last_attempts(attempts):
            collection.students.append(_take(course, assignment, wanted, attempt, earlier, dry_run))
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
    notebooks = [parts for parts in found.files if parts[-1].lower().endswith(".ipynb")]
    if any(naming.by_name(parts) for parts in notebooks):
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
                (printable("/".join(inner)), tr("旁边已有同名的文件", "a file of that name lies beside its archive"))
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
        if owner.file in attempt.files:
            collection.refused.append(
                (printable("/".join(parts)), tr("同名的文件已经有了", "another file has that name"))
            )
            continue
        attempt.add(owner.file, file, found.times.get(parts), trust_times)
    return list(attempts.values())


def _take(
    course: Course, assignment: str, wanted: dict[str, Wanted], attempt: Attempt, earlier: list[Attempt], dry_run: bool
) -> Collected:
    """Put one attempt in its place."""
    one = Collected(printable(attempt.student), "refused")
    one.notes += [tr(f"没有取用更早的一次：{old}", f"an earlier attempt was not taken: {old}") for old in earlier]
    if problem := name_problem(attempt.student):
        one.reason = tr(f"学号不能用：{problem}", f"the student's id cannot be used: {problem}")
        return one
    files, reason = arranged(attempt, wanted, one.notes)
    if reason:
        one.reason = reason
        return one
    time = None if attempt.time is None else datetime.fromtimestamp(attempt.time, UTC)
    folder = course.folder("submitted", assignment, attempt.student)
    placed = place(files, folder, time, one.notes, dry_run)
    one.status, one.folder, one.kept = placed.status, str(folder), str(placed.kept or "")
    one.time = "" if time is None else time.isoformat()
    return one
