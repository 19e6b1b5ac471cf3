"""What the commands share: consoles, errors, JSON output, the places of the project."""

import errno
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import typer
from rich.console import Console

from coursekit.lang import tr

console = Console(stderr=True)  # what is told
out = Console()  # what was asked for

COURSE_OPTION = typer.Option(
    None, "--course", help=tr("课程目录（默认 assignments/ 或当前目录）", "The course directory")
)
JSON_OPTION = typer.Option(
    None, "--json", metavar="FILE", help=tr("写出 JSON；- 是标准输出", "Write JSON; - is stdout")
)


def expected_errors() -> tuple[type[Exception], ...]:
    """Return the errors that a command may end with: each is told in one line, anything else is a bug."""
    known: list[type[Exception]] = [OSError, ModuleNotFoundError]
    for module, name in (
        ("coursekit.errors", "CourseError"),
        ("coursekit.data", "DataError"),
        ("coursekit.checks.notebook", "CheckError"),
    ):
        if module in sys.modules:
            known.append(getattr(sys.modules[module], name))
    return tuple(known)


def explain(error: Exception) -> str:
    """Return an expected error as one line that says what to do; the engine's own errors say it already."""
    if isinstance(error, ModuleNotFoundError):
        install = "pip install 'coursekit[lab,grading]'"
        return tr(f"没有安装 {error.name}：{install}", f"{error.name} is not installed: {install}")
    if type(error).__module__.startswith("coursekit") or not isinstance(error, OSError) or error.errno is None:
        return str(error)
    causes = {
        errno.EACCES: tr(
            "没有权限：换一个文件夹，或检查文件的属主", "no permission: another folder, or check its owner"
        ),
        errno.EROFS: tr("只读的文件系统：换一个文件夹", "a read-only file system: name another folder"),
        errno.ENOSPC: tr("磁盘已满：腾出空间后再运行", "the disk is full: make room and run again"),
        errno.ENOENT: tr("不存在：检查路径", "it does not exist: check the path"),
        errno.ENOTDIR: tr("路径中间有一段不是文件夹", "a part of the path is no folder"),
        errno.EISDIR: tr("是文件夹，这里要的是文件", "it is a folder, a file is expected"),
    }
    return f"{error.filename or ''}: {causes.get(error.errno, error.strerror)}"


def run_alone(command: Callable[..., None]) -> None:
    """Run a function as the only command of a program, for what `make` starts with ``python -m``."""
    app = typer.Typer(add_completion=False)
    app.command()(command)
    try:
        app()
    except expected_errors() as error:
        console.print(explain(error), markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)


def require_writable(*targets: str | Path | None) -> None:
    """Make sure, before the work begins, that its result can be written; raise OSError where it cannot."""
    for target in targets:
        if target and str(target) != "-":
            path = Path(target)
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, "", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=path.parent):
                pass


def write_json(target: str, value) -> None:
    """Write a value as JSON to a file, or to stdout for ``-``."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    if target == "-":
        sys.stdout.write(text)
        return
    from coursekit.atomic import write_text

    write_text(Path(target), text)


def course_folder(course: Path | None) -> Path:
    """Return the course directory: the one named, the working directory if it is one, else its ``assignments/``."""
    if course is not None:
        return course
    here = Path.cwd()
    is_course = (here / "nbgrader_config.py").is_file() or (here / "source").is_dir()
    return here if is_course else here / "assignments"


def project_root() -> Path:
    """Return the repository: the nearest folder upwards that holds ``assignments/src``.

    Raises
    ------
    CourseError
        If there is none.
    """
    from coursekit.errors import CourseError

    for folder in (Path.cwd(), *Path.cwd().parents, *Path(__file__).parents):
        if (folder / "assignments" / "src").is_dir():
            return folder
    raise CourseError(
        tr(
            f"{Path.cwd()} 不在课程仓库里：找不到 assignments/src，请先 cd 到仓库的文件夹",
            f"{Path.cwd()} is not in the course's repository: no assignments/src; cd into it first",
        )
    )
