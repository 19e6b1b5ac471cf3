"""`coursekit build` and `new`, as an author calls them."""

import pytest

from tests.authoring.conftest import CHAPTER, Project
from tests.cli.conftest import one_clear_line


@pytest.fixture
def project(tmp_path):
    """A repository with one chapter's text and no notebook yet."""
    made = Project(tmp_path / "我的 课程")
    (made.root / "assignments" / "src").mkdir(parents=True)
    made.text.parent.mkdir(parents=True)
    made.text.write_text(CHAPTER, "utf-8")
    return made


def test_help_has_an_example(coursekit):
    assert "coursekit new chapter" in coursekit("new", "--help").out
    assert "--run" in coursekit("build", "--help").out


def test_from_a_new_chapter_to_a_checked_notebook(coursekit, project):
    """Template, build, what is stale, execution, comparison: each says what it did, and its status can be trusted."""
    run = {"cwd": project.root}
    project.text.unlink()
    assert "04_new.py" in coursekit("new", "chapter", "04_new", **run).said
    assert coursekit("build", "--check", **run).status == 1
    built = coursekit("build", **run)
    assert built.status == 0 and "notebooks/04_new.ipynb" in built.said
    assert "--run" in coursekit("build", "--check", **run).said
    executed = coursekit("build", "--run", "04_new", **run)
    assert executed.status == 0 and "CPU" in executed.said, executed.said
    assert "平均值" in (project.root / "build" / "glossary.md").read_text("utf-8")
    again = coursekit("build", "--run", **run)
    assert "CPU" not in again.said and "未变" in again.said
    assert coursekit("build", "--run", "--check", **run).status == 0


def test_faults_of_style_are_listed_and_the_notebook_is_written(coursekit, project):
    """The author sees the page and the list; a script sees the status."""
    project.edit("# 平均值是和除以个数。", "# 平均值,是和除以个数。")
    ran = coursekit("build", cwd=project.root)
    assert ran.status == 1 and "Traceback" not in ran.said
    assert "03_mini.py:" in ran.said and "全角标点" in ran.said
    assert project.path.is_file()


def test_a_failing_cell_is_one_clear_line(coursekit, project):
    project.edit("3 * 2\n", "3 / 0\n")
    ran = coursekit("build", "--run", cwd=project.root)
    assert one_clear_line(ran), ran.said
    assert "ZeroDivisionError" in ran.err and "03_mini.py:" in ran.err


def test_from_notebook_finds_chapters(coursekit, project):
    """By their name, as homework."""
    coursekit("build", cwd=project.root)
    project.edit_notebook(lambda notebook: notebook.cells[7].update(source="3 * 5"))
    assert coursekit("build", "--from-notebook", "03_mini", cwd=project.root).status == 0
    assert "\n3 * 5\n" in project.text.read_text("utf-8")


@pytest.mark.parametrize(
    "args",
    [["build", "nope"], ["build", "--from-notebook", "nope"], ["new", "chapter", "x"], ["new", "chapter", "03_mini"]],
)
def test_bad_input_is_one_clear_line(coursekit, project, args):
    assert one_clear_line(coursekit(*args, cwd=project.root))
