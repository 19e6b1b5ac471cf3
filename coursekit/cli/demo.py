"""`coursekit demo`: the whole homework loop on an embedded class."""

from contextlib import closing
from pathlib import Path

import typer

from coursekit.cli.common import console, out, project_root
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "demo",
        help=tr(
            "演示：发布作业、批改 24 人的班、写出反馈和报告。例：coursekit demo",
            "The homework loop on a class of 24, with feedback and a report. Example: coursekit demo",
        ),
    )(demo)


def demo(
    folder: Path = typer.Option(None, "--folder", help=tr("写到哪里（默认 build/demo）", "Where (default build/demo)")),
    workers: int = typer.Option(0, "--workers", min=0, help=tr("同时批改几份（0：核数）", "At a time (0: cores)")),
) -> None:
    from datetime import datetime

    from coursekit.cli.grading import run_class
    from coursekit.cli.tables import print_class, print_figures
    from coursekit.grading.demo import HOMEWORK, prepare
    from coursekit.grading.platform import require_linux
    from coursekit.grading.report import write_report
    from coursekit.grading.warm import WarmProcess

    require_linux()
    project = project_root()
    target = folder or project / "build" / "demo"
    words = {
        "build": tr("1  由文本生成教师版 notebook", "1  text -> the teacher's notebook"),
        "release": tr(
            "2  发布学生版：没有解答，也没有隐藏测试", "2  the student's version: no solution, no hidden test"
        ),
        "hand in": tr("3  收到全班的提交", "3  the class hands in"),
    }
    console.print(tr("作业演示，约 20 秒。", "The homework loop, about 20 s."), style="bold")
    with closing(WarmProcess()) as warm:  # it imports while the course is laid out
        prepared = prepare(project, target, lambda step: console.print(words[step]))
        console.print(tr("4  批改", "4  grading"))
        run, workers = run_class(prepared.course, HOMEWORK, [s.id for s in prepared.members.students], workers, warm)
    print_class(run)
    print_figures(run)
    report = write_report(
        run.results,
        prepared.report,
        assignment=HOMEWORK,
        titles=run.titles,
        wall_seconds=run.seconds,
        workers=workers,
        feedback=run.pages,
        graded_at=datetime.now(),
    )
    _look_further(prepared, report)
    mistakes = prepared.mistakes(run)
    for line in [*mistakes, *run.problems]:
        console.print(line, style="red", markup=False, soft_wrap=True)
    if mistakes or run.problems:
        raise typer.Exit(1)
    count = len(prepared.members.students)
    told = tr(f"{count} 人都得到了应得的分数。", f"All {count} got exactly the score they deserve.")
    console.print(told, style="bold green")


def _look_further(prepared, report: Path) -> None:
    course = prepared.course
    rows = (
        (tr("班级报告", "class report"), report),
        (tr("学生的反馈", "feedback"), course.root / "feedback"),
        (tr("学生版作业", "released homework"), course.root / "release"),
        (tr("成绩库（nbgrader）", "gradebook (nbgrader)"), course.root / "gradebook.db"),
    )
    console.print(tr("接下来可以看：", "Where to look next:"), style="bold")
    for name, path in rows:
        shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
        out.print(f"  {name}  {shown}", markup=False, highlight=False, soft_wrap=True)
    out.print(
        tr("  用浏览器打开报告：", "  Open the report in a browser: ") + report.absolute().as_uri(), soft_wrap=True
    )
