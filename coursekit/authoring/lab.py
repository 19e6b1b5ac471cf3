"""JupyterLab on a course: in Chinese, a page to start from, its settings in a folder of the course's own.

Nothing is read from or written to a person's own Jupyter or IPython folders: what is changed in the settings while
teaching stays in ``build/lab`` of the course.
"""

import json
import os
import shutil
import sys
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

import nbformat

from coursekit.atomic import write_text
from coursekit.authoring.chapters import FOLDER
from coursekit.authoring.editions import students_edition
from coursekit.authoring.pairs import serialise
from coursekit.authoring.structure import is_lecturer, title_of
from coursekit.authoring.topics import reading_order
from coursekit.lang import tr

STATE = Path("build") / "lab"
PAGES = STATE / "course"  # what the file browser shows first: the page to start from, and copies for the class
START = PAGES / "start.md"
# Defaults, each written once: what a person sets in JupyterLab later stays.
SETTINGS = {
    "@jupyterlab/translation-extension/plugin": {"locale": "zh_CN"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Chapters are generated: one that is played with is written only where somebody says so.
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False, "defaultViewers": {"markdown": "Markdown Preview"}},
}
_NBGRADER = """\
# Generated: where nbgrader's panels find the course.
c = get_config()
load_subconfig("nbgrader_config.py", path={folder!r})
c.CourseDirectory.root = {folder!r}
"""


@dataclass(frozen=True)
class Session:
    """How to start JupyterLab: the command, its environment, the folder to start it in."""

    command: list[str]
    environment: dict[str, str]
    folder: Path


def session(root: str | Path, chapter: str | None = None, port: int | None = None, browser: bool = True) -> Session:
    """Prepare JupyterLab on a course and return how to start it.

    Parameters
    ----------
    root : str or Path
        A project, or a students' folder: what holds ``notebooks/``.
    chapter : str, optional
        Open this chapter; the page to start from by default.
    port : int, optional
        The port; by default 8888 or the next that is free.
    browser : bool
        Whether a browser is opened.

    Raises
    ------
    ModuleNotFoundError
        JupyterLab is not installed.
    FileNotFoundError
        There is no such chapter.
    """
    import jupyterlab  # noqa: F401 - said here, before anything is written

    root = Path(root).resolve()
    state = root / STATE
    opened = START
    if chapter is not None:
        opened = Path(FOLDER) / f"{chapter}.ipynb"
        if chapter not in _chapters(root):
            known = ", ".join(_chapters(root))
            raise FileNotFoundError(tr(f"没有这一章：{chapter}。现有：{known}", f"no chapter {chapter}: {known}"))
    _write_settings(root, state)
    _write_class_copies(root)
    write_text(root / START, start_page(root))
    address = "/lab/tree/" + urllib.parse.quote(opened.as_posix())
    options = {
        "ServerApp.root_dir": str(root),
        "ServerApp.open_browser": str(browser),
        "ServerApp.port": str(port or 8888),
        "ServerApp.port_retries": "0" if port else "50",
        "LabApp.default_url": address,
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # in a container
    return Session(command, _environment(state), root)


def start_page(root: Path) -> str:
    """Return the page to start from as Markdown: each chapter and each homework is one click away."""
    lines = [f"# {tr('人工智能导论 · 模型训练与优化', 'Training models')}", "", f"## {tr('章节', 'Chapters')}", ""]
    for name in _chapters(root):
        path = root / FOLDER / f"{name}.ipynb"
        copy = root / PAGES / path.name
        notes = tr("备课版，有教师备注", "with the lecturer's notes")
        if copy.is_file():
            lines.append(f"- [{_title(path)}]({_link(root, copy)})（[{notes}]({_link(root, path)})）")
        else:
            lines.append(f"- [{_title(path)}]({_link(root, path)})")
    if homework := _homework(root):
        lines += ["", f"## {tr('作业', 'Homework')}", ""]
        lines += [f"- [{_title(path)}]({_link(root, path)}){note}" for path, note in homework]
    hint = tr(
        "改动不会自动保存，要留下就按 Ctrl + S。",
        "Nothing is saved by itself; to keep a change, press Ctrl + S.",
    )
    if next((root / PAGES).glob("*.ipynb"), None):
        hint += tr(
            "点章名打开的是课堂版：没有教师备注，可以投影，随便改；每次启动都是新的。",
            " A chapter's title opens a copy for the class, without the lecturer's notes, new at each start.",
        )
    return "\n".join([*lines, "", hint, ""])


def _write_class_copies(root: Path) -> None:
    """Write the students' edition of each chapter: what is projected shows no key, and no change of it is missed."""
    folder = root / PAGES
    shutil.rmtree(folder, ignore_errors=True)
    for path in (root / FOLDER / f"{name}.ipynb" for name in _chapters(root)):
        notebook = nbformat.read(path, 4)
        if any(is_lecturer(cell) for cell in notebook.cells):
            write_text(folder / path.name, serialise(students_edition(notebook)))


def _chapters(root: Path) -> list[str]:
    present = sorted(path.stem for path in (root / FOLDER).glob("*.ipynb"))
    ordered = [name for name in reading_order(root) if name in present]
    return ordered + [name for name in present if name not in ordered]


def _homework(root: Path) -> list[tuple[Path, str]]:
    """The notebooks of the homework: the teacher's, and the released ones; in a students' folder those alone."""
    folder = root / "assignments"
    found = []
    for step, note in (
        ("release", tr("（学生版）", " (students')")), ("source", tr("（教师版，有解答）", " (teacher's)")), (".", "")
    ):  # fmt: skip
        found += [(path, note) for path in sorted(folder.glob(f"{step}/*/*.ipynb")) if path.stem == path.parent.name]
    return sorted(found, key=lambda one: one[0].stem)


def _title(path: Path) -> str:
    return title_of(nbformat.read(path, 4).cells, path.stem)


def _link(root: Path, path: Path) -> str:
    """A link from the page to start from."""
    return urllib.parse.quote(os.path.relpath(path, root / PAGES).replace(os.sep, "/"))


def _write_settings(root: Path, state: Path) -> None:
    folder = state / "config" / "lab" / "user-settings"
    for name, values in SETTINGS.items():
        path = folder / f"{name}.jupyterlab-settings"
        if not path.is_file():
            write_text(path, json.dumps(values, ensure_ascii=False, indent=1) + "\n")
    config = state / "config" / "nbgrader_config.py"
    if (root / "assignments" / "nbgrader_config.py").is_file():
        write_text(config, _NBGRADER.format(folder=str(root / "assignments")))


def _environment(state: Path) -> dict[str, str]:
    own = {f"JUPYTER_{kind.upper()}_DIR": str(state / kind) for kind in ("config", "data", "runtime")}
    # nbgrader runs programs that lie beside Python; whoever starts us by a path has not put that folder first
    path = os.pathsep.join(filter(None, (str(Path(sys.executable).parent), os.environ.get("PATH"))))
    return {**os.environ, **own, "IPYTHONDIR": str(state / "ipython"), "PATH": path}
