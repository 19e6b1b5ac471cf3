"""`coursekit build`, `new` and `release`: texts to notebooks, a text to start from, the student's version."""

import os
from enum import StrEnum
from pathlib import Path

import typer

from coursekit.cli.common import COURSE_OPTION, console, course_folder, project_root
from coursekit.lang import tr

CHAPTER_SECONDS = 15  # on a student's laptop; told, not enforced: another machine may be slower


class Kind(StrEnum):
    """What `coursekit new` makes."""

    chapter = "chapter"
    assignment = "assignment"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(
        "build",
        help=tr(
            "由文本生成 notebook，检查写法。例：coursekit build；coursekit build --run 05_ffn；coursekit build --check",
            "Make the notebooks of the texts and lint them. Example: coursekit build --run 05_ffn",
        ),
    )(build)
    app.command(
        "new",
        help=tr(
            "从模板开始写。例：coursekit new chapter 06_activation_loss；coursekit new assignment hw2_images",
            "A template to start from. Example: coursekit new chapter 06_activation_loss",
        ),
    )(new)
    app.command(
        "release",
        help=tr(
            "生成学生版作业。例：coursekit release hw1_house_prices",
            "Make the student's version. Example: coursekit release hw1_house_prices",
        ),
    )(release)


def build(
    names: list[str] = typer.Argument(None, metavar="[NAME…]", help=tr("只做这几个（默认全部）", "Only these")),
    run: bool = typer.Option(False, "--run", help=tr("执行章节，保存输出", "Execute the chapters, keep outputs")),
    force: bool = typer.Option(
        False, "--force", help=tr("没有变化的章节也执行", "With --run: execute unchanged chapters too")
    ),
    check: bool = typer.Option(
        False,
        "--check",
        help=tr(
            "只说哪些过期了，不写文件；加 --run 会执行并比较输出", "Only say what is stale; --run compares outputs too"
        ),
    ),
    from_notebook: str = typer.Option(
        None,
        "--from-notebook",
        metavar="NAME",
        help=tr("反过来：由 notebook 更新文本", "The other way: notebook to text"),
    ),
) -> None:
    root = project_root()
    if check:
        _check(root, names or None, run)
    elif from_notebook:
        _tell([_back_to_text(root, from_notebook)])
    else:
        _build(root, names or None, run, force)


def new(
    kind: Kind = typer.Argument(..., help=tr("章节 chapter 或作业 assignment", "chapter or assignment")),
    name: str = typer.Argument(..., help=tr("名字，章节以编号开头", "Its name, a chapter's number first")),
) -> None:
    from coursekit.authoring.template import write_template

    path = write_template(project_root(), kind.value, name)
    console.print(tr(f"已写好  {_short(path)}", f"written  {_short(path)}"), markup=False, soft_wrap=True)
    run = " --run" if kind is Kind.chapter else ""
    console.print(
        tr(f"改写它，再运行 coursekit build{run} {name}。", f"Rewrite it, then run coursekit build{run} {name}."),
        markup=False,
        soft_wrap=True,
        highlight=False,
    )


def release(name: str = typer.Argument(..., help=tr("作业名", "The assignment")), course: Path = COURSE_OPTION) -> None:
    from coursekit.grading.course import Course
    from coursekit.grading.release import release

    opened = Course(course_folder(course))
    require_sound(opened, [name])
    paths = release(opened, name)
    for path in paths:
        console.print(f"{tr('已发布', 'released')}  {_short(path)}", markup=False, soft_wrap=True)


def _build(root: Path, names: list[str] | None, run: bool, force: bool) -> None:
    from coursekit.authoring import chapters
    from coursekit.grading import authoring as assignments

    known = {pair.name for pair in chapters.chapter_pairs(root)}
    ours = None if names is None else [name for name in names if name in known]
    theirs = None if names is None else [name for name in names if name not in known]
    built = []
    if theirs is None or theirs:
        built = assignments.build(root, theirs)
        _tell(built)
    if ours is None or ours:
        _tell(chapters.build_and_run(root, ours, force=force) if run else chapters.build(root, ours))
        _lint(root, ours)
    if built:
        require_sound(assignments.course(root), [result.name for result in built])


def _back_to_text(root: Path, name: str):
    from coursekit.authoring import chapters
    from coursekit.grading import authoring as assignments

    is_chapter = name in {pair.name for pair in chapters.chapter_pairs(root)}
    return (chapters if is_chapter else assignments).build_from_notebook(root, name)


def _check(root: Path, names: list[str] | None, run: bool) -> None:
    from coursekit.authoring import chapters
    from coursekit.grading import authoring as assignments

    problems = assignments.stale(root) + chapters.stale(root)
    if run and not problems:
        problems = chapters.changed_outputs(root, names)
    _list(problems)
    if problems:
        advice = tr("请运行 coursekit build --run，并提交结果。", "Run coursekit build --run and commit the result.")
        console.print(advice)
        raise typer.Exit(1)
    console.print(tr("没有过期的 notebook。", "No notebook is stale."))


def _lint(root: Path, names: list[str] | None) -> None:
    from coursekit.authoring.lint import chapter_faults, write_glossary
    from coursekit.authoring.topics import write_index

    write_glossary(root)
    write_index(root)
    faults = chapter_faults(root, names)
    _list(faults)
    if faults:
        console.print(tr(f"{len(faults)} 处要改。", f"{len(faults)} to mend."))
        raise typer.Exit(1)


def require_sound(course, names: list[str]) -> None:
    """Lint assignments; list what is found, and end with status 1 if any of it is an error."""
    from coursekit.grading.platform import runs_engine

    if not runs_engine():
        console.print(tr("这里不是 Linux，没有检查作业的测试。", "Not Linux: tests of homework were not linted."))
        return
    from coursekit.grading.linter import lint

    errors, workers = 0, len(os.sched_getaffinity(0))
    for name in names:
        told = tr(f"检查 {name} 的测试（改动后第一次要几十秒）", f"linting {name} (the first time takes a while)")
        with console.status(told):
            findings = lint(course, name, workers=workers)
        _list([f"{name}  {finding}" for finding in findings])
        errors += sum(finding.error and not finding.reason for finding in findings)
    if errors:
        advice = tr(
            f"{errors} 处错误：改好测试，或在 metadata.coursekit 里写明理由豁免（assignments/README.md）。",
            f"{errors} errors: mend the tests, or exempt them with a reason (assignments/README.md).",
        )
        console.print(advice, markup=False, soft_wrap=True)
        raise typer.Exit(1)


def _tell(results: list) -> None:
    for result in results:
        word = tr("已更新", "written") if result.changed else tr("未变", "unchanged")
        seconds = getattr(result, "cpu_seconds", None)
        cost = "" if seconds is None else tr(f"  {seconds:.1f} CPU 秒", f"  {seconds:.1f} CPU s")
        if seconds is not None and seconds > CHAPTER_SECONDS:
            cost += tr(f"，一章不超过 {CHAPTER_SECONDS} 秒", f", a chapter has at most {CHAPTER_SECONDS}")
        console.print(f"{word}  {_short(result.path)}{cost}", markup=False, soft_wrap=True, highlight=False)


def _list(lines: list[str]) -> None:
    for line in lines:
        console.print(line, markup=False, soft_wrap=True, highlight=False)


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
