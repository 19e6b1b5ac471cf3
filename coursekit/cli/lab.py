"""`coursekit lab`: JupyterLab on the course."""

import os
import subprocess
from pathlib import Path

import typer

from coursekit.cli.common import console, project_root
from coursekit.errors import CourseError
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "lab",
        help=tr(
            "打开中文的 JupyterLab，从目录点进各章。例：coursekit lab 05_ffn",
            "JupyterLab on the course, in Chinese, with a page to start from. Example: coursekit lab 05_ffn",
        ),
    )(lab)


def lab(
    chapter: str = typer.Argument(None, metavar="[CHAPTER]", help=tr("直接打开这一章", "Open this chapter")),
    port: int = typer.Option(
        None, "--port", min=1, max=65535, help=tr("端口（默认 8888 或其后空着的）", "The port (8888 or the next free)")
    ),
    browser: bool = typer.Option(True, "--browser/--no-browser", help=tr("打开浏览器", "Open a browser")),
) -> None:
    from coursekit.authoring.lab import session

    root = _root()
    try:
        made = session(root, chapter, port, browser)
    except FileNotFoundError as error:
        raise CourseError(str(error)) from None
    told = tr("JupyterLab 的设置放在", "JupyterLab keeps its settings in")
    console.print(f"{told} {root / 'build' / 'lab'}", markup=False, highlight=False, soft_wrap=True)
    if os.name == "posix":  # Ctrl-C goes to Jupyter alone
        os.chdir(made.folder)
        os.execve(made.command[0], made.command, made.environment)
    raise typer.Exit(subprocess.call(made.command, env=made.environment, cwd=made.folder))


def _root() -> Path:
    """The folder to open: the nearest upwards that holds chapters, a students' folder too; else the project."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if next((folder / "notebooks").glob("*.ipynb"), None):
            return folder
    return project_root()
