"""`coursekit grade`: grade what lies in ``submitted/``."""

import sys
from pathlib import Path

import typer

from coursekit.cli.common import COURSE_OPTION, JSON_OPTION, console, course_folder, require_writable, write_json
from coursekit.cli.tables import print_class, print_figures, print_plan
from coursekit.lang import tr

SHOWN_PROBLEMS = 20
UNSAFE_OPTION = typer.Option(
    False,
    "--unsafe",
    help=tr("这台机器没有沙箱时也批改：学生的代码以你的身份运行", "Without a sandbox too: students' code runs as you"),
)


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "grade",
        help=tr(
            "批改提交的作业，只批改有变化的。例：coursekit grade hw1_house_prices --workers 2 --csv 成绩.csv",
            "Grade what was handed in and has changed. Example: coursekit grade hw1_house_prices --csv scores.csv",
        ),
    )(grade)


def grade(
    name: str = typer.Argument(..., help=tr("作业名", "The assignment")),
    course: Path = COURSE_OPTION,
    student: list[str] = typer.Option([], "--student", help=tr("只批改这些学生", "Only these students")),
    workers: int = typer.Option(0, "--workers", min=0, help=tr("同时批改几份（0：核数）", "At a time (0: cores)")),
    json_file: str = JSON_OPTION,
    csv_file: Path = typer.Option(
        None, "--csv", metavar="FILE", help=tr("把成绩表写成 CSV（Excel 能直接打开）", "Write the scores as CSV")
    ),
    report: Path = typer.Option(None, "--report", help=tr("班级报告写到哪个 HTML", "Where to write the class report")),
    force: bool = typer.Option(False, "--force", help=tr("没有变化的也重新批改", "Grade the unchanged anew too")),
    dry_run: bool = typer.Option(
        False, "--dry-run", help=tr("只说要批改哪些、为什么", "Only say what would be graded, and why")
    ),
    unsafe: bool = UNSAFE_OPTION,
) -> None:
    from coursekit.grading.course import Course
    from coursekit.grading.platform import require_linux

    require_linux()
    require_writable(json_file, csv_file, report)
    place = Course(course_folder(course))
    place.require_assignment(name)
    students = [s for s in dict.fromkeys(student) if place.submission(s, name)] or place.students(name)
    if dry_run:
        _tell_plan(place, name, students, force, unsafe, json_file)
        return
    run, workers = run_class(place, name, students, workers, force=force, unsafe=unsafe)
    _write(run, workers, json_file, csv_file, report)
    if json_file != "-":
        print_class(run)
    print_figures(run)
    for folder, reason in place.refused_students(name).items():
        console.print(tr(f"没有批改 {folder}：{reason}", f"not graded {folder}: {reason}"), markup=False)
    tell_problems(run)
    if run.problems or run.left:
        raise typer.Exit(130 if run.stopped else 1)


def _tell_plan(place, name: str, students: list[str], force: bool, unsafe: bool, json_file: str | None) -> None:
    from coursekit.grading.class_plan import plan_class

    plan = plan_class(place, name, students, force=force, unsafe=unsafe)
    if json_file:
        parts = ("student", "notebook", "action", "reason")
        write_json(json_file, [{part: getattr(task, part) for part in parts} for task in plan.tasks])
    if json_file != "-":
        print_plan(plan)


def _write(run, workers: int, json_file: str | None, csv_file: Path | None, report: Path | None) -> None:
    if json_file:
        write_json(json_file, [result.as_json() for result in run.results])
    if csv_file:
        from coursekit.grading.scores_csv import write_csv

        write_csv(run.results, csv_file)
    if report:
        from coursekit.grading.report import write_report

        write_report(
            run.results, report, assignment=run.assignment, titles=run.titles, wall_seconds=run.seconds,
            workers=workers, feedback=run.pages,
        )  # fmt: skip


def tell_problems(run) -> None:
    """Print what the teacher should know of a run; of a problem that comes again and again, the first ones."""
    lines = [*run.remarks, *run.problems[:SHOWN_PROBLEMS]]
    more = len(run.problems) - SHOWN_PROBLEMS
    if more > 0:
        lines.append(tr(f"……还有 {more} 个这样的问题。", f"... and {more} more problems like these."))
    for line in lines:
        console.print(line, markup=False, soft_wrap=True)


def run_class(place, name: str, students: list[str], workers: int, warm=None, force=False, unsafe=False):
    """Grade with a progress bar; return the run and the number of workers.

    `warm` may be a process that has been importing already; it is closed at the end, whatever happens.
    """
    from coursekit.grading.class_run import default_workers, grade_class

    workers = workers or default_workers()
    stopping = tr(
        "正在停下：手上的评完就停；再按一次 Ctrl-C 立即结束", "stopping after those begun; Ctrl-C again: at once"
    )
    with _progress() as progress:
        task = progress.add_task(tr("启动评分进程", "starting the engine"), total=None)
        run = grade_class(
            place,
            name,
            students,
            workers,
            force=force,
            unsafe=unsafe,
            warm=warm,
            on_start=lambda count: progress.update(task, total=count, description=tr("批改", "grading")),
            on_done=lambda result: progress.advance(task),
            on_stop=lambda: progress.update(task, description=stopping),
        )
    return run, workers


def _progress():
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn(tr("剩余", "left")),
        TimeRemainingColumn(),
        console=console,
        disable=not sys.stderr.isatty(),
    )
