"""Which file of an attempt is which notebook of the assignment: students rename, browsers number, copies say 副本."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.archive_names import printable
from coursekit.grading.archives import Parts
from coursekit.grading.attempts import Attempt
from coursekit.grading.course import Course
from coursekit.grading.placing import SECRET, TIMESTAMP
from coursekit.grading.transit import Arrived, look
from coursekit.lang import tr

SHOWN = 5  # names in one reason
_OTHER_FORMS = (".html", ".htm", ".pdf", ".py", ".md", ".docx", ".doc", ".png", ".jpg")


@dataclass(frozen=True)
class Wanted:
    """A notebook of the assignment: its name, the cells by which a renamed copy is known, the version released now."""

    name: str
    grade_ids: frozenset[str] = field(default_factory=frozenset)
    release: str = ""


def wanted_notebooks(course: Course, assignment: str) -> dict[str, Wanted]:
    """Return the assignment's notebooks by name.

    Raises
    ------
    CourseError
        There is no such assignment, or no notebook in it.
    """
    released = course.release(assignment)
    return {
        name: Wanted(name, look(path).grade_ids, look(released / path.name).release)
        for name, path in course.notebooks(assignment).items()
    }


@dataclass
class Arranged:
    """An attempt, laid out as a submission.

    Attributes
    ----------
    files : dict of str to Path
        By the relative path that they shall have.
    mended : dict of str to bytes
        What some of them shall hold instead.
    states : dict of str to str
        By notebook, what became of it on its way (`transit.Arrived.state`), of those that were exported or cannot be
        read.
    reason : str
        Why the attempt cannot be taken; empty if it can.
    """

    files: dict[str, Path] = field(default_factory=dict)
    mended: dict[str, bytes] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    reason: str = ""


def arranged(attempt: Attempt, wanted: dict[str, Wanted], notes: list[str]) -> Arranged:
    """Lay out an attempt's files, and leave remarks for the teacher.

    The notebooks get the names of the assignment's at the top; what lay in the same folder goes with them. A
    ``timestamp.txt`` of the student's is nobody's clock and is left out, as is what looks like the exchange's secret.
    """
    notebooks, chosen, superseded = attempt.notebooks(), {}, {}
    for one in wanted.values():
        candidates = _by_sign(one, {n: seen for n, seen in notebooks.items() if n not in chosen}, wanted)
        exported = [n for n, seen in notebooks.items() if n not in chosen and _is_export(seen, one, n in candidates)]
        if exported:
            # made to be handed in, so it goes before the rest, the last one before the others
            last = max(exported, key=lambda name: (notebooks[name].sealed.made, name))
            superseded |= dict.fromkeys({*candidates, *exported} - {last}, last)
            candidates = [last]
        if len(candidates) > 1:
            return Arranged(reason=_several(one.name, candidates))
        if candidates:
            chosen[candidates[0]] = one.name
        elif len(wanted) > 1:
            notes.append(tr(f"没有 {one.name}.ipynb", f"no {one.name}.ipynb"))
    if not chosen:
        return Arranged(reason=_none(attempt, wanted))
    notes += [_superseded(name, superseded[name]) for name in sorted(superseded)]
    made = Arranged(_paths(attempt, chosen, superseded, notes))
    for name, meant in chosen.items():
        seen, shown = notebooks[name], printable(name[-1])
        if name[-1] != f"{meant}.ipynb":
            notes.append(tr(f"{shown} 改名为 {meant}.ipynb", f"{shown} was renamed to {meant}.ipynb"))
        notes += seen.remarks(shown, wanted[meant].release)
        if seen.mended:
            made.mended[f"{meant}.ipynb"] = seen.mended
        if seen.state:
            made.states[meant] = seen.state
    return made


def _is_export(seen: Arrived, one: Wanted, found: bool) -> bool:
    return seen.state == "intact" and (seen.name == one.name or (found and not seen.name))


def _by_sign(one: Wanted, notebooks: dict[Parts, Arrived], wanted: dict[str, Wanted]) -> list[Parts]:
    """Return the files that may be a notebook, by the strongest sign that any of them bears."""
    exact = [name for name in notebooks if _bare(name) == one.name.lower()]
    if exact:
        return exact
    others = {name.lower() for name in wanted}
    left = {name: seen for name, seen in notebooks.items() if _bare(name) not in others}
    word = re.compile(rf"(?<![a-z0-9]){re.escape(one.name.lower())}(?![a-z0-9])")
    named = [name for name in left if word.search(name[-1].lower())]
    return named or [name for name, seen in left.items() if one.grade_ids & seen.grade_ids]


def _bare(name: Parts) -> str:
    """Return a notebook's name in lower case without suffixes."""
    return name[-1].lower().rpartition(".ipynb")[0]


def _paths(attempt: Attempt, chosen: dict[Parts, str], left: Container[Parts], notes: list[str]) -> dict[str, Path]:
    """Return the relative path of every file; those beside a notebook come up with it."""
    tops = sorted({name[:-1] for name in chosen}, key=len, reverse=True)
    found = {f"{meant}.ipynb": attempt.files[name] for name, meant in chosen.items()}
    for name, path in sorted(attempt.files.items()):
        if name in chosen or name in left:
            continue
        top = next((top for top in tops if name[: len(top)] == top), ())
        relative = "/".join(name[len(top) :])
        if relative.lower() in (TIMESTAMP, SECRET):
            notes.append(tr(f"没有取用提交里的 {relative}", f"the submission's own {relative} was left out"))
        elif relative in found:
            shown = printable("/".join(name))
            notes.append(tr(f"没有取用 {shown}：同名的文件已经有了", f"{shown} was left out: the name is taken"))
        else:
            found[relative] = path
    return found


def _superseded(name: Parts, taken: Parts) -> str:
    shown, graded = printable("/".join(name)), printable("/".join(taken))
    return tr(f"没有取用 {shown}：评的是导出的 {graded}", f"{shown} was left out: the exported {graded} is graded")


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
        return reason + tr("；rar 和 7z 读不了，请解开或改用 zip", "; rar and 7z are not read: unpack them, or use zip")
    if any(parts[-1].lower().endswith(_OTHER_FORMS) for parts in attempt.files):
        reason += tr(
            "；要交的是 .ipynb 文件本身，不是导出的网页、PDF 或代码",
            "; the .ipynb itself is wanted, no page or script of it",
        )
    return reason
