"""From an examination's outcome to the record of one student: scores, statuses and words the student may read."""

import builtins

from coursekit.grading.assignment import MANUAL, Assignment, TeacherCell
from coursekit.grading.results import CellResult, NotebookResult
from coursekit.grading.terms import Outcome
from coursekit.grading.testcell import tell
from coursekit.lang import tr

NOTES_CAP = 20  # cells that are named one by one


def judge(assignment: Assignment, student: str, outcome: Outcome, notes: list[str]) -> NotebookResult:
    """Return the record of a graded notebook."""
    cells = [_cell_result(cell, outcome) for cell in assignment.graded]
    notes = [*notes, *_run_notes(assignment, outcome)]
    return NotebookResult(student, assignment.name, assignment.notebook, cells, notes)


def not_graded(assignment: Assignment, student: str, reason: str, status: str = "missing") -> NotebookResult:
    """Return the record of a notebook that is absent or cannot be read: no points, and the reason."""
    cells = [CellResult(cell.grade_id, 0.0, cell.points, status, reason) for cell in assignment.graded]
    return NotebookResult(student, assignment.name, assignment.notebook, cells, [reason])


def _cell_result(cell: TeacherCell, outcome: Outcome) -> CellResult:
    seconds = round(outcome.seconds.get(cell.grade_id, 0.0), 4)
    if cell.role == MANUAL:
        return CellResult(cell.grade_id, None, cell.points, "manual", tr("等待人工评分", "awaits its mark"), seconds)
    verdict = outcome.verdicts.get(cell.grade_id)
    if verdict is None:
        status = outcome.overrun.get(cell.grade_id, "crashed")
        text = tr("这个测试没能运行到底", "this test did not run to its end")
        return CellResult(cell.grade_id, 0.0, cell.points, status, text, seconds)
    score = round(verdict["score"], 6)
    message = "\n".join(_message(cell.grade_id, failure, outcome) for failure in verdict["failures"])
    return CellResult(cell.grade_id, score, cell.points, verdict["status"], message, seconds, verdict["detail"])


def _message(grade_id: str, failure: dict, outcome: Outcome) -> str:
    text = failure["text"]
    if failure["unsafe"]:
        generic = tr(
            "公开测试未通过，在你自己的 notebook 里运行这个单元就能看到原因",
            "a public test did not pass: run this cell in your own notebook to see why",
        )
        text = outcome.words.get((grade_id, failure["line"], failure["block"]), generic)
    return tell(failure["block"], text)


def _run_notes(assignment: Assignment, outcome: Outcome) -> list[str]:
    """A line for each of the student's cells that did not run through; no text of the run, which may carry secrets."""
    notes = []
    titles = {cell.key: cell.grade_id for cell in assignment.cells}
    failed = {
        k: report for k, report in outcome.reports.items() if report["status"] != "ok" and not report.get("unsafe")
    }
    failed |= {key: report for key, report in outcome.troubles.items() if key not in failed}
    left_out = len(failed) - NOTES_CAP
    for key, report in list(failed.items())[:NOTES_CAP]:
        name = titles.get(key) or tr(f"第 {key.removeprefix('free-')} 个自由单元", key)
        if kept_back := "、".join(report.get("kept_back", ())):
            text = tr(
                f"{name}：运行出错（NameError）：{kept_back} 是测试单元里造的对象，评分时传不到后面的单元，与得分无关",
                f"{name}: NameError: {kept_back} was made in a test cell and cannot be sent to later cells; no points",
            )
            notes.append(text)
        elif report["status"] == "error":
            known = isinstance(getattr(builtins, report["ename"], None), type)
            kind = report["ename"] if known else tr("异常", "an exception")
            notes.append(tr(f"{name}：运行出错（{kind}）", f"{name}: {kind}"))
        else:
            notes.append(tr(f"{name}：{report['evalue']}", f"{name}: {report['evalue']}"))
    if left_out > 0:
        notes.append(tr(f"还有 {left_out} 个单元没有运行成功", f"{left_out} more cells did not run through"))
    return notes
