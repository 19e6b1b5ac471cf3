"""Which file of an attempt is which notebook of the assignment: students rename, browsers number, copies say 副本."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.archive_names import printable
from coursekit.grading.archives import Parts
from coursekit.grading.attempts import Attempt
from coursekit.grading.course import Course
from coursekit.grading.files import UnreadableSubmission
from coursekit.grading.submission import read_submission
from coursekit.lang import tr

SHOWN = 5  # names in one reason


@dataclass(frozen=True)
class Wanted:
    """A notebook of the assignment: its name, and the cells by which a renamed copy is known."""

    name: str
    grade_ids: frozenset[str] = field(default_factory=frozenset)


def wanted_notebooks(course: Course, assignment: str) -> dict[str, Wanted]:
    """Return the assignment's notebooks by name.

    Raises
    ------
    CourseError
        There is no such assignment, or no notebook in it.
    """
    return {name: Wanted(name, _grade_ids(path)) for name, path in course.notebooks(assignment).items()}


def arranged(attempt: Attempt, wanted: dict[str, Wanted], notes: list[str]) -> tuple[dict[str, Path], str]:
    """Return an attempt's files by the relative path that they shall have, and a reason if it cannot be taken.

    The notebooks get the names of the assignment's at the top; what lay in the same folder goes with them. A
    ``timestamp.txt`` of the student's is nobody's clock and is left out.
    """
    notebooks = {name: path for name, path in attempt.files.items() if name[-1].lower().endswith(".ipynb")}
    chosen: dict[Parts, str] = {}
    for one in wanted.values():
        candidates = _candidates(one, {n: p for n, p in notebooks.items() if n not in chosen}, wanted)
        if len(candidates) > 1:
            return {}, _several(one.name, candidates)
        if candidates:
            chosen[candidates[0]] = one.name
        elif len(wanted) > 1:
            notes.append(tr(f"没有 {one.name}.ipynb", f"no {one.name}.ipynb"))
    if not chosen:
        return {}, _none(attempt, wanted)
    for name, meant in chosen.items():
        if name[-1] != f"{meant}.ipynb":
            shown = printable(name[-1])
            notes.append(tr(f"{shown} 改名为 {meant}.ipynb", f"{shown} was renamed to {meant}.ipynb"))
    return _paths(attempt, chosen, notes), ""


def _candidates(one: Wanted, notebooks: dict[Parts, Path], wanted: dict[str, Wanted]) -> list[Parts]:
    """Return the files that may be a notebook, by the strongest sign that any of them bears."""
    exact = [name for name in notebooks if name[-1].lower() == f"{one.name}.ipynb".lower()]
    if exact:
        return exact
    others = {f"{name}.ipynb".lower() for name in wanted}
    left = {name: path for name, path in notebooks.items() if name[-1].lower() not in others}
    word = re.compile(rf"(?<![a-z0-9]){re.escape(one.name.lower())}(?![a-z0-9])")
    named = [name for name in left if word.search(name[-1].lower())]
    return named or [name for name, path in left.items() if one.grade_ids & _grade_ids(path)]


def _paths(attempt: Attempt, chosen: dict[Parts, str], notes: list[str]) -> dict[str, Path]:
    """Return the relative path of every file; those beside a notebook come up with it."""
    tops = sorted({name[:-1] for name in chosen}, key=len, reverse=True)
    found = {f"{meant}.ipynb": attempt.files[name] for name, meant in chosen.items()}
    for name, path in sorted(attempt.files.items()):
        if name in chosen:
            continue
        top = next((top for top in tops if name[: len(top)] == top), ())
        relative = "/".join(name[len(top) :])
        if relative.lower() == "timestamp.txt":
            notes.append(tr("没有取用提交里的 timestamp.txt", "the submission's own timestamp.txt was left out"))
        elif relative in found:
            shown = printable("/".join(name))
            notes.append(tr(f"没有取用 {shown}：同名的文件已经有了", f"{shown} was left out: the name is taken"))
        else:
            found[relative] = path
    return found


def _grade_ids(path: Path) -> frozenset[str]:
    try:
        return frozenset(cell["grade_id"] for cell in read_submission(path).cells if cell["grade_id"])
    except UnreadableSubmission:
        return frozenset()


def _several(name: str, candidates: list[Parts]) -> str:
    listed = ", ".join(printable("/".join(parts)) for parts in candidates[:SHOWN])
    return tr(
        f"有 {len(candidates)} 个文件都可能是 {name}.ipynb：{listed}；只留一个，或改成这个名字",
        f"{len(candidates)} files may be {name}.ipynb: {listed}; leave one, or give it that name",
    )


def _none(attempt: Attempt, wanted: dict[str, Wanted]) -> str:
    names = ", ".join(f"{name}.ipynb" for name in wanted)
    listed = ", ".join(printable("/".join(parts)) for parts in sorted(attempt.files)[:SHOWN])
    reason = tr(f"没有找到 {names}；交来的是：{listed}", f"no {names}; what was handed in: {listed}")
    if any(parts[-1].lower().endswith((".rar", ".7z")) for parts in attempt.files):
        reason += tr("；rar 和 7z 读不了，请解开或改用 zip", "; rar and 7z are not read: unpack them, or use zip")
    return reason
