"""`coursekit student`: the folder of all that students may see."""

import copy
from pathlib import Path

import typer

from coursekit.cli.authoring import require_sound
from coursekit.cli.common import JSON_OPTION, console, out, project_root, require_writable, write_json
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "student",
        help=tr(
            "生成学生文件夹：章节、作业、wheel，并证明里面没有解答、隐藏测试和教师单元。"
            "例：coursekit student；coursekit student --out ../public",
            "Make the students' folder, and prove that it gives nothing away. "
            "Example: coursekit student --out ../public",
        ),
    )(student)


def student(
    folder: Path = typer.Option(
        None,
        "--out",
        metavar="DIR",
        help=tr(
            "写到这个文件夹（默认 build/student）；可以是公开仓库的克隆", "Into this folder (build/student by default)"
        ),
    ),
    assignments: list[str] = typer.Option(
        None, "--assignment", metavar="NAME", help=tr("只放这几份作业（默认全部）", "Only these assignments")
    ),
    lint: bool = typer.Option(
        True, "--lint/--no-lint", help=tr("先检查作业的测试", "Lint the assignments' tests first")
    ),
    json_file: str = JSON_OPTION,
) -> None:
    from coursekit.grading.course import Course
    from coursekit.publishing import write_folder

    require_writable(json_file)
    root = project_root()
    course = Course(root / "assignments")
    names = list(assignments or course.assignments())
    for name in names:
        course.require_assignment(name)
    if lint:
        require_sound(course, names)
    target = folder or root / "build" / "student"
    with console.status(tr("生成学生文件夹，并逐个文件查找泄漏", "writing the folder and searching it")):
        written = write_folder(root, target, lambda released: release_into(course, names, released))
    files = written.files
    for entry in written.idle:
        told = tr("taught.toml 里这一条已经用不着", "this entry of taught.toml excuses nothing any more")
        console.print(f"{told}: {entry.file}: {entry.what}", markup=False, highlight=False, soft_wrap=True)
    if json_file:
        found = [
            {"path": path.relative_to(target.absolute()).as_posix(), "bytes": path.stat().st_size} for path in files
        ]
        write_json(json_file, {"folder": str(target), "files": found})
    if json_file != "-":
        megabytes = sum(path.stat().st_size for path in files) / 1e6
        told = tr(
            f"{len(files)} 个文件，{megabytes:.1f} MB；没有解答、隐藏测试、教师单元和学生的名字",
            f"{len(files)} files, {megabytes:.1f} MB; no solution, hidden test, lecturer's cell or student's name",
        )
        out.print(f"{target}  {told}", markup=False, highlight=False, soft_wrap=True)


def release_into(course, names: list[str], folder: Path) -> None:
    """Release assignments into a folder of our own: what the course has released stays as it is."""
    from coursekit.grading.course import Course
    from coursekit.grading.release import release

    config = copy.deepcopy(course.config)
    config.CourseDirectory.release_directory = str(folder)
    elsewhere = Course(course.root, config)
    for name in names:
        release(elsewhere, name)
