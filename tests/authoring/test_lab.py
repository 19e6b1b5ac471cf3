"""How JupyterLab is started on a course: its page to start from, its settings, and nobody else's touched."""

import json
import re
import shutil
import subprocess
import sys
import urllib.parse

import pytest

from coursekit.authoring.lab import SETTINGS, session, start_page

from .conftest import Project

pytest.importorskip("jupyterlab")


@pytest.fixture
def course(project: Project):
    """A project with a chapter, a homework in two versions, and nbgrader's settings."""
    for step in ("source", "release"):
        folder = project.root / "assignments" / step / "hw1_a"
        folder.mkdir(parents=True)
        shutil.copy(project.path, folder / "hw1_a.ipynb")
    (project.root / "assignments" / "nbgrader_config.py").write_text("c = get_config()\n")
    return project.root


def links(root):
    """The files that the links of the page to start from lead to, by their place in it."""
    page = (root / "build" / "lab" / "course" / "start.md").read_text("utf-8")
    found = re.finditer(r"\[([^\]]+)\]\(([^)]+)\)", page)
    return {hit.start(): (root / "build" / "lab" / "course" / urllib.parse.unquote(hit[2])).resolve() for hit in found}


def test_every_chapter_and_homework_is_one_click_away(course):
    """By its title; the teacher's version of a homework says that it holds the solution."""
    session(course)
    found = links(course)
    assert all(path.is_file() for path in found.values()) and len(found) == 4
    assert [path.relative_to(course).as_posix() for path in found.values()] == [
        "build/lab/course/03_mini.ipynb",
        "notebooks/03_mini.ipynb",
        "assignments/release/hw1_a/hw1_a.ipynb",
        "assignments/source/hw1_a/hw1_a.ipynb",
    ]
    page = (course / "build" / "lab" / "course" / "start.md").read_text("utf-8")
    assert page.index("（学生版）") < page.index("（教师版，有解答）")


def test_what_is_projected_shows_no_key(course):
    """The title of a chapter opens a copy for the class, without the lecturer's cells, new at each start."""
    session(course)
    copy = course / "build" / "lab" / "course" / "03_mini.ipynb"
    told = copy.read_text("utf-8")
    assert '"lecturer"' in (course / "notebooks" / "03_mini.ipynb").read_text("utf-8") and '"lecturer"' not in told
    copy.write_text("played with")
    session(course)
    assert copy.read_text("utf-8") == told


def test_a_students_folder_has_a_page_too(course, tmp_path):
    """No texts, no settings of nbgrader, homework in assignments/NAME/."""
    folder = tmp_path / "student"
    session(course)  # whose copies for the class are the students' edition
    shutil.copytree(course / "build" / "lab" / "course", folder / "notebooks", ignore=shutil.ignore_patterns("*.md"))
    shutil.copytree(course / "assignments" / "release", folder / "assignments")
    made = session(folder)
    assert [path.relative_to(folder).as_posix() for path in links(folder).values()] == [
        "notebooks/03_mini.ipynb",
        "assignments/hw1_a/hw1_a.ipynb",
    ]
    assert made.folder == folder and not (folder / "build" / "lab" / "config" / "nbgrader_config.py").exists()


def test_the_page_speaks_the_readers_language(course, monkeypatch):
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    assert "## Chapters" in start_page(course) and "(teacher's)" in start_page(course)


def test_settings_are_the_courses_own(course):
    """Chinese, no news, no saving by itself; every folder that Jupyter or IPython writes to lies in build/lab."""
    made = session(course)
    state = course / "build" / "lab"
    for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert made.environment[name].startswith(str(state))
    for name, values in SETTINGS.items():
        path = state / "config" / "lab" / "user-settings" / f"{name}.jupyterlab-settings"
        assert json.loads(path.read_text("utf-8")) == values
    assert SETTINGS["@jupyterlab/translation-extension/plugin"] == {"locale": "zh_CN"}


def test_what_a_person_sets_stays(course):
    """The defaults are written once."""
    session(course)
    path = next((course / "build" / "lab").rglob("plugin.jupyterlab-settings"))
    path.write_text('{"locale": "default"}')
    session(course)
    assert path.read_text() == '{"locale": "default"}'


def test_nbgraders_panels_find_the_course(course):
    """Its own settings are read, and its folder is the course's root."""
    from traitlets.config import PyFileConfigLoader

    (course / "assignments" / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'us'\n")
    session(course)
    config = PyFileConfigLoader("nbgrader_config.py", str(course / "build" / "lab" / "config")).load_config()
    assert config.CourseDirectory == {"course_id": "us", "root": str(course / "assignments")}


def test_the_command(course):
    """Port, browser, the chapter to open; a port that is named is not exchanged for another."""
    command = session(course, "03_mini", 9000, False).command
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    for option in ("ServerApp.port=9000", "ServerApp.port_retries=0", "ServerApp.open_browser=False"):
        assert f"--{option}" in command
    assert "--LabApp.default_url=/lab/tree/notebooks/03_mini.ipynb" in command
    free = session(course).command
    assert "--ServerApp.port_retries=50" in free and "--LabApp.default_url=/lab/tree/build/lab/course/start.md" in free


def test_a_chapter_that_is_not_there_is_named(course):
    """With those that are."""
    with pytest.raises(FileNotFoundError, match="99_x.*03_mini"):
        session(course, "99_x")


def test_without_jupyterlab_nothing_is_written(course):
    """The command says what to install."""
    code = "import sys; sys.modules['jupyterlab'] = None; sys.argv = ['coursekit', 'lab']; "
    code += "from coursekit.cli import main; main()"
    ran = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, text=True)
    assert ran.returncode == 1 and "pip install" in ran.stderr and "jupyterlab" in ran.stderr
    assert "Traceback" not in ran.stderr and not (course / "build" / "lab").exists()
