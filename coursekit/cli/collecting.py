"""`coursekit collect`: submissions from a folder or a learning platform's archive."""

from dataclasses import asdict
from pathlib import Path

import typer

from coursekit.cli.common import COURSE_OPTION, JSON_OPTION, console, course_folder, out, require_writable, write_json
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "collect",
        help=tr(
            "把下载的提交收进 submitted/。例：coursekit collect hw1_house_prices 下载/全部提交.zip",
            "Put what was downloaded into submitted/. Example: coursekit collect hw1_house_prices all.zip",
        ),
    )(collect)


def collect(
    name: str = typer.Argument(..., help=tr("作业名", "The assignment")),
    paths: list[Path] = typer.Argument(
        ...,
        metavar="PATH…",
        help=tr("文件夹、压缩包（zip、tar）或 notebook", "Folders, archives (zip, tar) or notebooks"),
    ),
    course: Path = COURSE_OPTION,
    pattern: str = typer.Option(
        "",
        "--pattern",
        help=tr(
            "文件路径的正则表达式，含 (?P<student>…)，可有 attempt、time、file；"
            "默认认得 Moodle、Canvas、Blackboard、学号_作业名、学号-姓名 和 学号/ 文件夹",
            "Regular expression of paths with (?P<student>…), perhaps attempt, time, file. Known by themselves: "
            "Moodle, Canvas, Blackboard, STUDENT_NAME, 学号-姓名 and folders STUDENT/",
        ),
    ),
    trust_times: bool = typer.Option(
        False,
        "--trust-times",
        help=tr(
            "把文件的修改时间当作提交时间（迟交扣分据此计算）",
            "Take the files' times as the time of handing in (late penalties rest on it)",
        ),
    ),
    timezone: str = typer.Option(
        "",
        "--timezone",
        help=tr(
            "文件名和 zip 里的时间是哪个时区的，例如 Asia/Shanghai（默认：这台机器的）",
            "Time zone of times in names and zips, e.g. Asia/Shanghai (this machine's)",
        ),
    ),
    before_duedate: bool = typer.Option(
        False,
        "--before-duedate",
        help=tr("取截止前的最后一次（默认取最后一次）", "Take the last attempt in time (the last one by default)"),
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help=tr("只说会怎样，不改文件", "Only say what would be done")),
    json_file: str = JSON_OPTION,
) -> None:
    from coursekit.grading.collect import collect as run
    from coursekit.grading.course import Course

    require_writable(json_file)
    place = Course(course_folder(course))
    settings = {
        "pattern": pattern,
        "timezone": timezone,
        "trust_times": trust_times,
        "before_duedate": before_duedate,
    }
    done = run(place, name, paths, dry_run=dry_run, **settings)
    if json_file:
        refused = [{"path": path, "reason": reason} for path, reason in done.refused]
        write_json(json_file, {"students": [asdict(one) for one in done.students], "refused": refused})
    if json_file != "-":
        _print(done, dry_run)
    if not done.complete:
        raise typer.Exit(1)


def _print(done, dry_run: bool) -> None:
    words = {
        "new": tr("收到", "collected"),
        "replaced": tr("替换了旧的", "replaced the old one"),
        "unchanged": tr("没有变化", "unchanged"),
        "refused": tr("没有收", "refused"),
    }

    def say(text: str) -> None:
        out.print(text, markup=False, highlight=False, soft_wrap=True)

    for one in done.students:
        say(f"{one.student}  {words[one.status]}{tr('：', ': ') + one.reason if one.reason else ''}")
        if one.kept:
            say(tr(f"    旧的在 {one.kept}", f"    the old one lies in {one.kept}"))
        for note in one.notes:
            say(f"    {note}")
    for path, reason in done.refused:
        say(tr(f"没有取用 {path}：{reason}", f"left out {path}: {reason}"))
    counts = {status: sum(one.status == status for one in done.students) for status in words}
    told = tr("，", ", ").join(f"{words[status]} {count}" for status, count in counts.items() if count)
    ending = tr("（只是试运行，什么也没有改）", " (dry run: nothing was changed)") if dry_run else ""
    console.print((told or tr("什么也没有收到", "nothing was collected")) + ending, markup=False, highlight=False)
