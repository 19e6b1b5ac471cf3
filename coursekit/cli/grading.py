"""`coursekit grade`: grade what lies in ``submitted/``."""

import sys
from contextlib import closing
from pathlib import Path

import typer

from coursekit.cli.common import COURSE_OPTION, JSON_OPTION, console, course_folder, out, require_writable, write_json
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "grade",
        help=tr(
            "批改提交的作业。例：coursekit grade hw1_house_prices --workers 2 --json grades.json",
            "Grade what was handed in. Example: coursekit grade hw1_house_prices --workers 2 --json grades.json",
        ),
    )(grade)


def grade(
    name: str = typer.Argument(..., help=tr("作业名", "The assignment")),
    course: Path = COURSE_OPTION,
    student: list[str] = typer.Option([], "--student", help=tr("只批改这些学生", "Only these students")),
    workers: int = typer.Option(0, "--workers", min=0, help=tr("同时批改几份（0：核数）", "At a time (0: cores)")),
    json_file: str = JSON_OPTION,
    report: Path = typer.Option(None, "--report", help=tr("班级报告写到哪个 HTML", "Where to write the class report")),
) -> None:
    from coursekit.grading.course import Course
    from coursekit.grading.platform import require_linux
    from coursekit.grading.report import write_report

    require_linux()
    require_writable(json_file, report)
    place = Course(course_folder(course))
    place.require_assignment(name)
    students = [s for s in dict.fromkeys(student) if place.submission(s, name)] or place.students(name)
    run, workers = run_class(place, name, students, workers)
    if json_file:
        write_json(json_file, [result.as_json() for result in run.results])
    if json_file != "-":
        print_table(run)
    for folder, reason in place.refused_students(name).items():
        console.print(tr(f"没有批改 {folder}：{reason}", f"not graded {folder}: {reason}"), markup=False)
    if report:
        write_report(
            run.results, report, assignment=name, titles=run.titles, wall_seconds=run.seconds, workers=workers,
            feedback=run.pages,
        )  # fmt: skip
    for problem in [*run.remarks, *run.problems]:
        console.print(problem, markup=False, soft_wrap=True)
    if run.problems:
        raise typer.Exit(1)


def run_class(place, name: str, students: list[str], workers: int, warm=None):
    """Grade with a progress bar; return the run and the number of workers.

    `warm` may be a process that has been importing already; it is closed at the end, whatever happens.
    """
    from coursekit.grading.warm import WarmProcess

    with closing(warm or WarmProcess()) as warm:
        return _run_class(place, name, students, workers, warm)


def _run_class(place, name: str, students: list[str], workers: int, warm):
    from coursekit.grading.class_run import grade_class
    from coursekit.grading.data_folder import data_folder
    from coursekit.grading.grade import default_workers

    workers = workers or default_workers()
    console.print(
        tr(
            "提醒：还没有沙箱，学生的代码以你的身份运行。只批改你信得过的提交，或在容器里批改。",
            "Note: there is no sandbox yet; students' code runs as you. Grade what you trust, or inside a container.",
        ),
        style="yellow",
        soft_wrap=True,
    )
    with _progress() as progress:
        task = progress.add_task(tr("启动评分进程", "starting the engine"), total=None)
        run = grade_class(
            place,
            name,
            students,
            workers,
            data_folder(place, name),
            warm,
            on_start=lambda count: progress.update(task, total=count, description=tr("批改", "grading")),
            on_done=lambda result: progress.advance(task),
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


def print_table(run) -> None:
    """Print the class: a line each, and the sum."""
    from rich.table import Table

    from coursekit.grading.pages import points, status_word

    several = len({result.notebook for result in run.results}) > 1
    table = Table(header_style="bold")
    table.add_column(tr("学生", "student"))
    if several:
        table.add_column("notebook")
    table.add_column(tr("得分", "score"), justify="right")
    table.add_column(tr("自动部分满分", "automatic"), justify="right")
    table.add_column(tr("状态", "status"))
    table.add_column(tr("失分的单元", "points lost in"))
    manual = {cell.grade_id for result in run.results for cell in result.cells if cell.score is None}
    for result in run.results:
        automatic_cells = [cell for cell in result.cells if cell.grade_id not in manual]
        lost = [cell for cell in automatic_cells if cell.score < cell.max_score]
        told = ", ".join(f"{c.grade_id} −{points(c.max_score - c.score)}" for c in lost)
        automatic = sum(cell.max_score for cell in automatic_cells)
        row = [result.student, *([result.notebook] if several else [])]
        table.add_row(*row, points(result.score), points(automatic), status_word(result.status), told)
    out.print(table)
    count, seconds = len(run.results), run.seconds
    console.print(tr(f"{count} 份，{seconds:.1f} 秒。", f"{count} notebooks in {seconds:.1f} s."))
