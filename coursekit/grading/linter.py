"""Does each test of a homework test what it should? What `coursekit build` and `coursekit release` ask before all else.

Each test must pass on the solution, in one kernel as at home and examined alike; must fail on the notebook as released;
must notice when a function of the solution answers something else; and must not live on an import of the student's.
"""

import ast
import json
import os
import socket
from contextlib import closing, nullcontext
from dataclasses import asdict

from coursekit.grading.assignment import FREE, GIVEN, MANUAL, SOLUTION, TEST, Assignment, load_assignment
from coursekit.grading.bundle import Bundle
from coursekit.grading.course import Course
from coursekit.grading.errors import EngineFault
from coursekit.grading.exemptions import exempted
from coursekit.grading.findings import Finding, together
from coursekit.grading.imports import teachers_rung
from coursekit.grading.lines import Birth, WarmGone
from coursekit.grading.lint_cache import Cache
from coursekit.grading.magics import python
from coursekit.grading.ownership import Ownership
from coursekit.grading.statements import statements
from coursekit.grading.submission import Submission, arrange, solution_of
from coursekit.grading.warm import WarmProcess
from coursekit.grading.zygote import SINGLE_THREAD
from coursekit.lang import language, tr


def lint(
    course: Course, name: str, workers: int = 1, cache: bool = True, warm: WarmProcess | None = None
) -> list[Finding]:
    """Return the findings on an assignment, in order of its cells.

    Parameters
    ----------
    course, name : Course, str
        The assignment.
    workers : int
        Processes at a time.
    cache : bool
        Use the verdict of an earlier run on the same content by the same engine.
    warm : WarmProcess, optional
        Where the linter's process comes from; one of its own by default.

    Raises
    ------
    CourseError
        If there is no such assignment, or a cell cannot be read.
    EngineFault
        If the linter itself fails.
    """
    from coursekit.grading.release import graded_notebook, released_files

    assignments = [load_assignment(course, name, path) for path in course.notebooks(name).values()]
    nodes = [assignment.node for assignment in assignments]
    folder = course.source(name)
    files = {str(p.relative_to(folder)): str(p) for p in released_files(folder, nodes, nodes)}
    findings = []
    for assignment in assignments:
        stripped = graded_notebook(course, name, assignment.notebook, assignment.node)
        job = _job(assignment, [cell.source for cell in stripped.cells], files, workers)
        known = Cache(course.root, name, assignment.notebook, job)
        found = known.read() if cache else None
        if found is None:
            found = [asdict(finding) for finding in _lint(assignment, job, warm)]
            known.write(found)
        findings += together(exempted(assignment, [Finding(**finding) for finding in found]))
    return findings


def _job(assignment: Assignment, stripped: list[str], files: dict[str, str], workers: int) -> dict:
    cells = [
        {
            "key": cell.key,
            "role": cell.role,
            "source": cell.source,
            "visible": cell.visible,
            "code": python(cell.source),
            "points": cell.points,
        }
        for cell in assignment.cells
        if cell.kind == "code"
    ]
    return {
        "cells": cells,
        "steps": arrange(assignment, solution_of(assignment)),
        "stripped": arrange(assignment, _as_released(assignment, stripped)),
        "defined": sorted(_defined(assignment)),
        "files": files,
        "seed_key": f"{assignment.course_key}/{assignment.name}",
        "workers": workers,
        "straight": True,
        "language": language(),
    }


def _as_released(assignment: Assignment, stripped: list[str]) -> Submission:
    cells = [
        {"cell_type": c.kind, "source": stripped[c.index], "grade_id": c.grade_id, "outputs": []}
        for c in assignment.cells
        if c.grade_id or c.role == FREE
    ]
    return Submission(cells)


def _defined(assignment: Assignment) -> set[str]:
    """The names that solution cells bind, imports left out."""
    return {
        name
        for cell in assignment.cells
        if cell.role in (SOLUTION, MANUAL) and cell.kind == "code"
        for statement in statements(_tree(cell.source))
        if not statement.is_import
        for name in statement.binds
    }


def _tree(source: str) -> ast.Module:
    return ast.parse(python(source))


def _lint(assignment: Assignment, job: dict, warm: WarmProcess | None) -> list[Finding]:
    answers = _ask(job, warm)
    findings = _imports(assignment) + _given_away(assignment)
    findings += _at_home(answers) + _examined(assignment, answers) + _believed(answers)
    order = {cell.key: cell.index for cell in assignment.cells}
    return sorted(findings, key=lambda f: (order.get(f.cell, 0), f.line))


def _ask(job: dict, warm: WarmProcess | None = None) -> dict:
    """Run the passes in a process that has one thread, and the libraries of the notebook."""
    rung = teachers_rung(cell["code"] for cell in job["cells"])
    environment = {**os.environ, **dict.fromkeys(SINGLE_THREAD, "1"), "MPLBACKEND": "agg", "CUDA_VISIBLE_DEVICES": ""}
    content = {"job": json.dumps(job).encode(), "environment": json.dumps(environment).encode()}
    ours, theirs = socket.socketpair()
    with nullcontext(warm) if warm else closing(WarmProcess()) as parent, ours, Bundle(content) as bundle:
        try:
            (child,) = parent.fork(Birth(theirs, rungs=(rung,), files=[bundle], lints=True))
            said = b"".join(iter(lambda: ours.recv(2**20), b""))
            status = child.status()
        except WarmGone as gone:
            raise EngineFault(tr("作业检查的进程被终止了", "the linter's process has been killed")) from gone
    answers = json.loads(said) if said else {"stopped": f"status {status}"}
    if "stopped" in answers:
        told = answers["stopped"].strip()[-2000:]
        raise EngineFault(tr(f"作业检查没有运行到底：{told}", f"the linter has not run to its end: {told}"))
    return answers


def _imports(assignment: Assignment) -> list[Finding]:
    """Find names of tests that only an import of the student's binds."""
    ownership, found = Ownership(), []
    for cell in assignment.cells:
        if cell.kind != "code" or cell.role not in (GIVEN, SOLUTION, FREE, TEST, MANUAL):
            continue
        tree = _tree(cell.source)
        ownership.add(cell.index, SOLUTION if cell.role == MANUAL else cell.role, tree)
        for statement in statements(tree) if cell.role == TEST else ():
            for name in sorted(statement.uses | statement.later):
                if ownership.imported_by.get(name, {GIVEN}) <= {SOLUTION, FREE}:
                    text = tr(
                        f"测试用到 {name}，它只由学生的单元导入；请在教师的单元或测试里也导入它",
                        f"only a cell of the student's imports {name}: import it in a locked cell or in the test",
                    )
                    found.append(Finding(cell.key, statement.lines.start, "import", text))
    return found


def _given_away(assignment: Assignment) -> list[Finding]:
    """Find values of hidden parts that go to the student's code, because they are bound to a name of the student's."""
    found = []
    for cell in assignment.cells:
        for statement in statements(_tree(cell.source)) if cell.role == TEST and cell.hidden else ():
            names = statement.binds & cell.owned
            if names and not cell.hidden.isdisjoint(statement.lines) and not (statement.uses & cell.owned):
                name = min(names)
                text = tr(
                    f"隐藏测试给学生的名字 {name} 赋值，这个值会传给学生的代码；如果它是答案，请换一个名字",
                    f"a hidden test binds {name}, which the student owns: his code gets the value; rename it if it is "
                    "what you expect",
                )
                found.append(Finding(cell.key, statement.lines.start, "handed", text, error=False))
    return found


def _at_home(answers: dict) -> list[Finding]:
    found = []
    for name, where in (
        ("home", tr("在一个普通内核里", "in one plain kernel")),
        ("visible", tr("在一个普通内核里、去掉隐藏测试后", "in one plain kernel, hidden tests left out")),
    ):
        if "fault" in answers[name]:
            raise EngineFault(answers[name]["fault"])
        for failed in answers[name]["failed"]:
            text = tr(
                f"教师的解答{where}出错：{failed['text']}；请修正这个单元或解答",
                f"the solution fails {where}: {failed['text']}; mend this cell or the solution",
            )
            found.append(Finding(failed["cell"], failed["line"], name, text))
    return found


def _examined(assignment: Assignment, answers: dict) -> list[Finding]:
    """Compare the scores of the two examinations with what they should be."""
    found = []
    for name in ("examined", "stripped"):
        if "fault" in answers[name]:
            raise EngineFault(answers[name]["fault"])
    for cell in assignment.graded:
        if cell.role != TEST or cell.points <= 0:
            continue
        score = answers["examined"]["scores"].get(cell.grade_id, 0.0)
        if score < cell.points:
            line, said = answers["examined"]["failures"].get(cell.grade_id, [0, ""])
            text = tr(
                f"教师的解答按值评分时只得 {score:g}/{cell.points:g} 分：{said}；"
                "什么能传、怎样改写，见 assignments/README.md",
                f"examined by value the solution earns {score:g}/{cell.points:g}: {said}; "
                "assignments/README.md says what crosses and how to write it",
            )
            found.append(Finding(cell.key, line, "examined", text))
        earned = answers["stripped"]["scores"].get(cell.grade_id, 0.0)
        if earned > 0:
            text = tr(
                f"没有作答的学生版也得到 {earned:g}/{cell.points:g} 分：测试里要有没有作答就通不过的检查",
                f"the notebook as released earns {earned:g}/{cell.points:g}: check what only an answer can pass",
            )
            found.append(Finding(cell.key, 0, "stripped", text, error=earned >= cell.points))
    return found


def _believed(answers: dict) -> list[Finding]:
    """The lies that were believed, but for cells that fail anyway."""
    lost = answers["examined"]["failures"]
    return [
        Finding(lie["cell"], lie["line"], lie["lie"], function=lie["function"], error=lie["other"])
        for lie in answers["examined"]["believed"]
        if lie["cell"] not in lost
    ]
