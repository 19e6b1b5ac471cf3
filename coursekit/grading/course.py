"""A course directory as nbgrader lays it out: where its assignments, submissions and generated folders lie.

Works on any such directory, that of ``nbgrader quickstart`` or ours; imports neither nbgrader nor SQLAlchemy.
"""

import difflib
import re
from pathlib import Path, PurePath

from coursekit.grading.course_config import CONFIG_NAME, load_config
from coursekit.grading.errors import CourseError
from coursekit.lang import tr

STEPS = ("source", "release", "submitted", "autograded", "feedback")
DEFAULT_STRUCTURE = "{nbgrader_step}/{student_id}/{assignment_id}"
MAX_NAME = 128  # width of the gradebook's columns for the names of students and assignments


def name_problem(name: str) -> str | None:
    """Say why nbgrader cannot hold `name` as the id of a student or an assignment; None if it can.

    ``+`` separates the fields of a submission in nbgrader's exchange, ``* ? [ ]`` are globs on its command line, and
    it strips blanks at both ends.
    """
    if not name or name != name.strip():
        return tr("名字为空，或首尾有空白", "it is empty, or blank at an end")
    if name.startswith("."):
        return tr("名字以点开头", "it begins with a dot")
    if len(name) > MAX_NAME:
        return tr(f"名字超过 {MAX_NAME} 个字符", f"it is longer than {MAX_NAME} characters")
    odd = sorted({char for char in name if char in "/\\+*?[]{}" or not char.isprintable()})
    if odd:
        return tr(f"名字里有不能用的字符：{''.join(odd)!r}", f"it has characters that cannot be used: {''.join(odd)!r}")
    return None


class Course:
    """An nbgrader course directory.

    Parameters
    ----------
    root : str or Path
        The folder that holds ``nbgrader_config.py``, ``source/`` or both.
    config : traitlets.config.Config, optional
        Of an nbgrader that is running, whose course's root is `root`; by default what ``nbgrader_config.py`` says.

    Attributes
    ----------
    root : Path
        Absolute path of the course; ``CourseDirectory.root`` of the configuration where it is set.
    config : traitlets.config.Config
        What ``nbgrader_config.py`` sets; empty where there is none.

    Raises
    ------
    CourseError
        The folder is no course, or its configuration cannot be read.
    """

    def __init__(self, root: str | Path, config=None):
        folder = Path(root).absolute()
        self.config = load_config(folder) if config is None else config
        self.root = folder / self._setting("root", "") if config is None else folder
        self._structure = PurePath(self._setting("directory_structure", DEFAULT_STRUCTURE))
        self._names = {step: self._setting(f"{step}_directory", step) for step in STEPS}

    def __repr__(self) -> str:
        return f"Course({str(self.root)!r})"

    @property
    def db_url(self) -> str:
        """SQLAlchemy's URL of the gradebook: what the configuration says, else ``gradebook.db`` in the course.

        A relative SQLite file counts from the course's root, where nbgrader is run.
        """
        url = self._setting("db_url", "") or "sqlite:///gradebook.db"
        kind, separator, name = url.partition(":///")
        if kind.partition("+")[0] != "sqlite" or not name or name == ":memory:":
            return url
        return f"{kind}{separator}{self.root / name}"

    @property
    def course_id(self) -> str:
        return self._setting("course_id", "").strip()

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return the folder of an assignment at a step (`STEPS`), whether it exists or not."""
        ids = {"nbgrader_step": self._names[step], "student_id": student, "assignment_id": assignment}
        return self.root / str(self._structure).format(**ids)

    def source(self, assignment: str) -> Path:
        return self.folder("source", assignment)

    def release(self, assignment: str) -> Path:
        return self.folder("release", assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        return self.folder("autograded", assignment, student)

    def feedback(self, student: str, assignment: str) -> Path:
        return self.folder("feedback", assignment, student)

    def assignments(self) -> list[str]:
        """Return the names of the assignments that have a source folder, sorted."""
        found = self._scan("source", student=".")
        return sorted({ids["assignment_id"] for ids in found if not name_problem(ids["assignment_id"])})

    def notebooks(self, assignment: str) -> dict[str, Path]:
        """Return the source notebooks of an assignment by name without suffix, in order of name.

        Raises
        ------
        CourseError
            There is no such assignment, or no notebook in it.
        """
        self.require_assignment(assignment)
        folder = self.source(assignment)
        found = {path.stem: path for path in sorted(folder.glob("*.ipynb")) if not path.name.startswith(".")}
        if not found:
            raise CourseError(
                tr(
                    f"作业 {assignment} 没有源 notebook：{folder} 里没有 .ipynb 文件。{self._build_hint(assignment)}",
                    f"assignment {assignment} has no source notebook: no .ipynb in {folder}. "
                    f"{self._build_hint(assignment)}",
                )
            )
        return found

    def students(self, assignment: str) -> list[str]:
        """Return the ids of the students who handed the assignment in, sorted.

        Folders that nbgrader could not hold as a student are left out: see `refused_students`.

        Raises
        ------
        CourseError
            There is no such assignment, or nothing was handed in.
        """
        self.require_assignment(assignment)
        names = self._submitters(assignment)
        if not names:
            where = self.folder("submitted", assignment, "*")
            raise CourseError(
                tr(
                    f"作业 {assignment} 还没有提交：{where} 不存在。",
                    f"nothing submitted for {assignment}: no {where}.",
                )
            )
        return [name for name in names if not name_problem(name)]

    def refused_students(self, assignment: str) -> dict[str, str]:
        """Return the submission folders whose name nbgrader cannot hold, each with the reason."""
        return {name: problem for name in self._submitters(assignment) if (problem := name_problem(name))}

    def submission(self, student: str, assignment: str) -> Path:
        """Return the folder of what a student handed in.

        Raises
        ------
        CourseError
            There is no such assignment, or this student handed nothing in.
        """
        self.require_assignment(assignment)
        if problem := name_problem(student):
            raise CourseError(
                tr(f"学号 {student!r} 不能用：{problem}。", f"student id {student!r} cannot be used: {problem}.")
            )
        folder = self.folder("submitted", assignment, student)
        if not folder.is_dir():
            hint = _nearest(student, self._submitters(assignment))
            raise CourseError(
                tr(
                    f"{student} 没有提交作业 {assignment}：{folder} 不存在。{hint}",
                    f"{student} has not submitted {assignment}: no {folder}. {hint}".rstrip(),
                )
            )
        return folder

    def require_assignment(self, assignment: str) -> None:
        """Raise `CourseError` unless the assignment has a source folder; names what exists and the nearest match."""
        known = self.assignments()
        if assignment in known:
            return
        if problem := name_problem(assignment):
            raise CourseError(
                tr(
                    f"作业名 {assignment!r} 不能用：{problem}。",
                    f"assignment {assignment!r} cannot be used: {problem}.",
                )
            )
        listed = tr("、", ", ").join(known) or tr("（没有）", "(none)")
        hint = self._build_hint(assignment) or _nearest(assignment, known)
        raise CourseError(
            tr(
                f"没有作业 {assignment!r}。现有作业：{listed}。{hint}",
                f"no assignment {assignment!r}. There are: {listed}. {hint}".rstrip(),
            )
        )

    def _setting(self, name: str, default: str) -> str:
        value = self.config.CourseDirectory.get(name, default)
        if not isinstance(value, str):
            raise CourseError(
                tr(
                    f"{CONFIG_NAME} 里 CourseDirectory.{name} 应为字符串，得到 {value!r}。",
                    f"CourseDirectory.{name} in {CONFIG_NAME} must be a string, not {value!r}.",
                )
            )
        return value

    def _build_hint(self, assignment: str) -> str:
        if name_problem(assignment) or not (self.root / "src" / f"{assignment}.py").is_file():
            return ""
        return tr(
            f"src/{assignment}.py 存在，请先运行 coursekit build。",
            f"src/{assignment}.py exists: run coursekit build first.",
        )

    def _submitters(self, assignment: str) -> list[str]:
        return sorted({ids["student_id"] for ids in self._scan("submitted", assignment=assignment)})

    def _scan(self, step: str, **known: str) -> list[dict]:
        """Find the folders of a step, and read the ids that are not `known` off their paths."""
        ids = {"nbgrader_step": self._names[step]} | {f"{key}_id": value for key, value in known.items()}
        found = [(self.root, {})]
        for part in self._structure.parts:
            found = [hit for folder, read in found for hit in _descend(folder, part, ids | read)]
        return [ids | read for folder, read in found if folder.is_dir()]


def _descend(folder: Path, part: str, known: dict) -> list[tuple[Path, dict]]:
    """Follow one part of the directory structure below `folder`, with the ids that it tells."""
    unknown = [key for key in re.findall(r"\{(\w+)\}", part) if key not in known]
    if not unknown:
        return [(folder / part.format(**known), known)]
    if not folder.is_dir():
        return []
    pattern = re.compile(
        "".join(
            (re.escape(known[text]) if text in known else f"(?P<{text}>.+)") if odd else re.escape(text)
            for odd, text in ((i % 2, text) for i, text in enumerate(re.split(r"\{(\w+)\}", part)))
        )
    )
    children = sorted(child.name for child in folder.iterdir() if not child.name.startswith("."))
    return [(folder / name, known | hit.groupdict()) for name in children if (hit := pattern.fullmatch(name))]


def _nearest(name: str, known: list[str]) -> str:
    match = difflib.get_close_matches(name, known, n=1)
    return tr(f"你是不是想写 {match[0]}？", f"Did you mean {match[0]}?") if match else ""
