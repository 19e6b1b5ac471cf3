"""Whose a delivered file is: the names that learning platforms give, the teacher's own pattern, plain folders.

Only the part of a path that the platform or the teacher chose is looked at. What lies below belongs to the same
student, whatever he called it: a file named like another student's must not become that student's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from coursekit.errors import CourseError
from coursekit.grading.archive_names import is_notebook
from coursekit.lang import tr

Parts = tuple[str, ...]

_MOODLE = re.compile(r"(?P<student>.+?)_(?P<person>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<file>.*))?")
_BLACKBOARD = re.compile(
    r".+?_(?P<student>[^_]+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)?"
)  # fmt: skip
_CANVAS = re.compile(r"(?P<student>[^_]+)(?P<late>_(?:LATE|late))?_(?P<person>\d+)_\d+_(?P<file>.+)")
_TIME = re.compile(
    r"(?<!\d)(\d{4})[-.年]?(\d\d)[-.月]?(\d\d)日?[-_ T]*(\d\d)[-_:.时]?(\d\d)(?:[-_:.分]?(\d\d)秒?)?(?!\d)"
)
_NUMBER = re.compile(r"\d+")
_ID = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{0,3}\d{6,}(?![A-Za-z0-9])")  # 学号
_AROUND_ID = re.compile(r"[^A-Za-z]*")  # 姓名, 班级, signs
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Owner:
    """Who handed a file in, and with which attempt.

    Attributes
    ----------
    person : str
        The platform's own number of the student: two may bear one name. Empty where there is none.
    attempt : str
        What tells the student's attempts apart; empty where there is one only.
    time : float or None
        When the attempt was made, as its name says; seconds since the epoch, the name in local time.
    number : int
        The attempt's number, as its name says; 0 for none.
    file : tuple of str
        The file's path within the attempt.
    late : bool
        Whether the platform's name says that it came late, but not when.
    """

    student: str
    file: Parts
    person: str = ""
    attempt: str = ""
    time: float | None = None
    number: int = 0
    late: bool = False


class Naming:
    """Tells the owner of a path.

    Parameters
    ----------
    names : iterable of str
        Of the assignment and its notebooks: files may be called ``STUDENT_NAME.ipynb``.
    pattern : str
        A regular expression of the teacher's with a group ``student``, perhaps ``attempt``, ``time`` and ``file``,
        searched for in the whole path with slashes; it takes the place of all others.
    zone : tzinfo, optional
        Where the clock stood by which the times in names are; this machine's by default.

    Raises
    ------
    CourseError
        The pattern is no regular expression, or names no student.
    """

    def __init__(self, names: Iterable[str], pattern: str = "", zone: tzinfo | None = None):
        names, self.zone = set(names), zone
        self._around = {*(name.lower() for name in names), "submitted", "submissions"}
        words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        self._named = re.compile(rf"(?P<student>.+?)[-_ ]+(?:{words})(?P<tail>(?:[^\w].*|[-_ ].*)?)", re.IGNORECASE)
        self._own = _compiled(pattern) if pattern else None

    @property
    def built_in(self) -> bool:
        """Whether names are read by the built-in rules."""
        return self._own is None

    def around(self, folder: str, files: Iterable[Parts]) -> bool:
        """Say whether a folder that holds everything is no student's, from what it is called and holds.

        Parameters
        ----------
        files : iterable of tuple of str
            Paths within the folder.
        """
        files = list(files)
        if all(_platform(parts[0], len(parts) == 1) for parts in files):
            return True
        if self.by_form((folder, "")):
            return False
        owners = {owner.student for parts in files if (owner := self.by_name(parts))}
        if student_number(folder) and len(owners) < 2:  # else the number is a date or a class
            return False
        if any(self.by_name(parts) is None for parts in files if len(parts) == 1):
            return False
        students = {parts[0] for parts in files if len(parts) == 1 or is_notebook(parts[-1])}
        # the only folder in a folder: which of the two is the student's?
        return len(students) > 1 or (folder.lower() in self._around and not students & self._around)

    def owner(self, parts: Parts) -> Owner | None:
        """Return the owner of a file; None where its name does not tell."""
        if self._own is not None:
            return self._by_pattern(parts)
        return self.by_name(parts) or (Owner(parts[0], parts[1:]) if len(parts) > 1 else None)

    def by_name(self, parts: Parts) -> Owner | None:
        """Return the owner if the first part of the path has a form that only a submission has."""
        if self._own is not None:
            return self._by_pattern(parts)
        if owner := self.by_form(parts):
            return owner
        first, is_file = parts[0], len(parts) == 1
        number = "" if is_file and not is_notebook(first) else student_number(first.split(".ipynb")[0])
        if not number:
            return None
        return self._owner(
            {"student": number, "attempt": first}, parts if is_file else parts[1:], _without(first, number)
        )

    def by_form(self, parts: Parts) -> Owner | None:
        """Return the owner by the names that platforms give, and by the assignment's in the name."""
        first, is_file = parts[0], len(parts) == 1
        if hit := _platform(first, is_file):
            said = hit.groupdict()
            file = (said.get("file") or first,) if is_file else parts[1:]
            said["student"] = student_number(said["student"]) or said["student"]
            return self._owner(said, file, said.get("time") or "")
        if hit := self._named.fullmatch(first):
            number = student_number(hit["student"])
            said = {"student": number or hit["student"], "attempt": hit["tail"] if is_file else ""}
            if number not in ("", hit["student"]):  # the same student may be called 学号-姓名 and 姓名-学号
                said["attempt"] = first
            return self._owner(said, parts if is_file else parts[1:], hit["tail"])
        return None

    def _by_pattern(self, parts: Parts) -> Owner | None:
        path = "/".join(parts)
        hit = self._own.search(path)
        if hit is None or not hit["student"]:
            return None
        said = hit.groupdict()
        if said.get("file"):
            file = tuple(part for part in said["file"].split("/") if part.strip("."))
        else:
            file = parts[path.count("/", 0, hit.end()) :]
        return self._owner(said, file or parts[-1:], f"{said.get('time') or ''} {said.get('attempt') or ''}")

    def _owner(self, said: dict, file: Parts, marks: str) -> Owner:
        """Make an owner; `marks` is the text in which a time or a number of the attempt may stand."""
        time = _time(marks, self.zone)
        numbers = [] if time is not None else _NUMBER.findall(marks)
        attempt = said.get("attempt") or said.get("time") or ""
        number, person = int(numbers[-1][:9]) if numbers else 0, said.get("person") or ""
        return Owner(said["student"].strip(), file, person, attempt, time, number, bool(said.get("late")))


def student_number(text: str) -> str:
    """Return the student's number where a name is made of that and perhaps Chinese: 2026001-张三, 张三(2026001).

    Empty for anything else: two numbers, Latin words, fewer than six digits.
    """
    found = _ID.findall(text)
    rest = _without(text, found[0]) if len(found) == 1 else "x"
    return found[0] if _AROUND_ID.fullmatch(rest) and (_HAN.search(rest) or not rest.strip(" -_()（）.")) else ""


def _without(text: str, part: str) -> str:
    return text.replace(part, "", 1)


def _platform(name: str, is_file: bool) -> re.Match | None:
    forms = (_MOODLE, _BLACKBOARD, _CANVAS) if is_file else (_MOODLE, _BLACKBOARD)
    return next((hit for form in forms if (hit := form.fullmatch(name))), None)


def _compiled(pattern: str) -> re.Pattern:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise CourseError(
            tr(
                f"--pattern 不是合法的正则表达式：{error}",
                f"--pattern is no regular expression: {error}",
            )
        ) from None
    if "student" not in compiled.groupindex:
        raise CourseError(
            tr(
                "--pattern 里没有 (?P<student>…)：它要说明哪一段是学生",
                "--pattern has no (?P<student>…) to say which part is the student",
            )
        )
    return compiled


def _time(text: str, zone: tzinfo | None) -> float | None:
    hit = _TIME.search(text)
    try:
        return datetime(*(int(part or 0) for part in hit.groups()), tzinfo=zone).timestamp() if hit else None
    except (ValueError, OverflowError, OSError):
        return None
