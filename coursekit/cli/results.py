"""`coursekit explain` and `coursekit feedback`: what teachers ask, and what students get, after grading."""

from pathlib import Path

import typer

from coursekit.cli.common import COURSE_OPTION, JSON_OPTION, console, course_folder, out, require_writable, write_json
from coursekit.cli.grading import UNSAFE_OPTION
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "explain",
        help=tr(
            "为什么丢了这几分：把一个学生的一个单元再跑一遍，给老师看全部细节。例：coursekit explain s01 test_rmsle",
            "Why were these points lost? One cell again, with all details. Example: coursekit explain s01 test_rmsle",
        ),
    )(explain)
    app.command(
        "feedback",
        help=tr(
            "由已存的成绩重写反馈页，可打包上传。例：coursekit feedback hw1_house_prices --zip 反馈.zip",
            "Write the pages anew, for upload too. Example: coursekit feedback hw1_house_prices --zip feedback.zip",
        ),
    )(feedback)


def explain(
    student: str = typer.Argument(..., help=tr("学号", "The student")),
    cell: str = typer.Argument(..., help=tr("计分单元的 grade_id", "The graded cell's grade_id")),
    assignment: str = typer.Option("", "--assignment", help=tr("作业名（单元名唯一时可省略）", "The assignment")),
    course: Path = COURSE_OPTION,
    json_file: str = JSON_OPTION,
    unsafe: bool = UNSAFE_OPTION,
) -> None:
    from coursekit.grading.course import Course
    from coursekit.grading.explain import explain_cell
    from coursekit.grading.platform import require_linux

    require_linux()
    require_writable(json_file)
    told = explain_cell(Course(course_folder(course)), student, cell, assignment, unsafe)
    if json_file:
        write_json(json_file, told.as_json())
    if json_file != "-":
        _print(told)


def feedback(
    name: str = typer.Argument(..., help=tr("作业名", "The assignment")),
    course: Path = COURSE_OPTION,
    archive: Path = typer.Option(None, "--zip", metavar="FILE", help=tr("打成一个 zip", "One archive of all pages")),
    json_file: str = JSON_OPTION,
) -> None:
    from coursekit.grading.class_pages import write_class_pages
    from coursekit.grading.course import Course
    from coursekit.grading.page_archive import write_archive

    require_writable(json_file, archive)
    found = write_class_pages(Course(course_folder(course)), name)
    if archive:
        write_archive(found.pages, archive)
    lacking = {"ungraded": found.ungraded, "changed": found.changed}
    if json_file:
        pages = [{"student": s, "notebook": n, "page": str(page)} for (s, n), page in sorted(found.pages.items())]
        listed = {kind: [{"student": s, "notebook": n} for s, n in names] for kind, names in lacking.items()}
        write_json(json_file, {"pages": pages, **listed})
    count = len(found.pages)
    console.print(tr(f"{count} 份反馈。", f"{count} pages."), highlight=False)
    words = {
        "ungraded": tr("还没有批改，没有反馈页", "not graded yet, no page"),
        "changed": tr("批改之后提交有变化，反馈页还是旧的", "handed in again since: the page is of the older one"),
    }
    for kind, names in lacking.items():
        for student, notebook in names:
            console.print(f"{student} {notebook}: {words[kind]}", markup=False, highlight=False)
    if any(lacking.values()):
        console.print(tr(f"先运行 coursekit grade {name}。", f"Run coursekit grade {name} first."), highlight=False)
        raise typer.Exit(1)


def _print(told) -> None:
    """Print an `Explanation`, the most telling first."""
    from coursekit.grading.figures import points, seconds, status_word

    score = "–" if told.score is None else points(told.score)
    out.rule(f"{told.student} · {told.cell} {told.title}")
    head = f"{score} / {points(told.max_score)}  {status_word(told.status)}"
    _say(tr(f"得分 {head}", f"score {head}"))
    if told.recorded is not None and told.recorded != told.score:
        was = points(told.recorded)
        _say(tr(f"注意：成绩库里记的是 {was}，这次不同", f"Note: the gradebook has {was}, this run differs"))
    used, limit = seconds(told.seconds), seconds(told.limit)
    _say(tr(f"CPU 时间 {used}，上限 {limit}", f"CPU time {used}, limit {limit}"))
    _part(tr("学生读到的", "what the student reads"), told.message)
    for failure in told.failures:
        where = tr(f"测试第 {failure['line']} 行", f"line {failure['line']} of the test")
        hidden = tr("（隐藏）", " (hidden)") if failure["hidden"] else ""
        _part(f"{where}{hidden}", "\n".join(x for x in (failure["code"], failure["block"], failure["text"]) if x))
    for answer in told.answers:
        how = " ".join(x for x in (answer.status, answer.error) if x)
        _part(tr(f"学生的答案 {answer.grade_id}  {how}", f"the answer {answer.grade_id}  {how}"), answer.source)
        _part(tr("它的输出", "its output"), answer.printed)
    calls = [f"{call['asked']}  →  {call['raised'] or call['answer']}" for call in told.calls]
    left_out = told.calls_total - len(calls)
    if left_out:
        calls.insert(0, tr(f"……前面还有 {left_out} 次", f"... {left_out} before these"))
    _part(tr("测试问了什么、得到什么", "what the test asked, and what came back"), "\n".join(calls))
    _part(tr("打印的内容", "printed"), told.printed)
    _part("traceback", told.traceback)
    _part(tr("备注", "notes"), "\n".join(told.notes))


def _say(text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def _part(title: str, text: str) -> None:
    if text.strip():
        out.print(title, style="bold", markup=False, highlight=False, soft_wrap=True)
        _say("\n".join(f"  {line}" for line in text.rstrip().split("\n")))
