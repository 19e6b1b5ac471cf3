"""`coursekit build` and `coursekit release`: texts to notebooks, notebooks to the student's version."""

from pathlib import Path

import typer

from coursekit.cli.common import COURSE_OPTION, console, course_folder, project_root
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "build",
        help=tr(
            "由文本生成 notebook。例：coursekit build；coursekit build --check",
            "Make the notebooks of the texts. Example: coursekit build --check",
        ),
    )(build)
    app.command(
        "release",
        help=tr(
            "生成学生版作业。例：coursekit release hw1_house_prices",
            "Make the student's version. Example: coursekit release hw1_house_prices",
        ),
    )(release)


def build(
    check: bool = typer.Option(False, "--check", help=tr("只说哪些过期了，不写文件", "Only say what is stale")),
    from_notebook: str = typer.Option(
        None,
        "--from-notebook",
        metavar="NAME",
        help=tr("反过来：由 notebook 更新文本", "The other way: notebook to text"),
    ),
) -> None:
    from coursekit.grading.authoring import build, build_from_notebook, stale

    root = project_root()
    if check:
        problems = stale(root)
        for problem in problems:
            console.print(problem, markup=False, soft_wrap=True)
        if problems:
            console.print(tr("请运行 coursekit build，并提交结果。", "Run coursekit build and commit the result."))
            raise typer.Exit(1)
        console.print(tr("没有过期的 notebook。", "No notebook is stale."))
        return
    results = [build_from_notebook(root, from_notebook)] if from_notebook else build(root)
    for result in results:
        word = tr("已更新", "written") if result.changed else tr("未变", "unchanged")
        console.print(f"{word}  {_short(result.path)}", markup=False, soft_wrap=True)


def release(name: str = typer.Argument(..., help=tr("作业名", "The assignment")), course: Path = COURSE_OPTION) -> None:
    from coursekit.grading.course import Course
    from coursekit.grading.release import release

    paths = release(Course(course_folder(course)), name)
    for path in paths:
        console.print(f"{tr('已发布', 'released')}  {_short(path)}", markup=False, soft_wrap=True)


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
