"""`coursekit build` and `new`, as an author calls them."""

import pytest

from tests.authoring.conftest import CHAPTER, Project
from tests.cli.conftest import one_clear_line
from tests.grading.conftest import SmallCourse


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
    assert (project.root / "build" / "index.md").read_text("utf-8").startswith("# 课程索引")
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


@pytest.fixture
def homework(coursekit, project):
    """A project with the homework of the template, and the text of it."""
    assert coursekit("new", "assignment", "hw2_mean", cwd=project.root).status == 0
    return project.root / "assignments" / "src" / "hw2_mean.py"


def test_build_lints_the_homework(coursekit, project, homework):
    """The template is sound; a test that nobody can fail ends the build with what to do, and mended it goes through."""
    run = {"cwd": project.root}
    sound = coursekit("build", "hw2_mean", **run)
    assert sound.status == 0, sound.said
    text = homework.read_text("utf-8")
    homework.write_text(text.replace("    checks.close(mean([1, 2, 6]), 3.0)\n", "    mean([1, 2, 6])\n"), "utf-8")
    lax = coursekit("build", "hw2_mean", **run)
    assert lax.status == 1 and "Traceback" not in lax.said
    assert "test_mean 第 2 行" in lax.said and "checks.close" in lax.said
    kept = coursekit("release", "hw2_mean", **run)
    assert kept.status == 1 and not (project.root / "assignments" / "release").exists()
    homework.write_text(text, "utf-8")
    assert coursekit("build", "hw2_mean", **run).status == 0


def test_release_says_what_it_exempts(coursekit, tmp_path):
    """An exempted weakness stops nothing, and is told with its reason each time."""
    from nbformat.v4 import new_notebook

    from tests.grading.conftest import cell, graded, solution

    test = graded("double(2.0)\nassert double(3.0) == 6.0", "test_double", 1)
    kinds = ["none", "empty", "nan", "shape", "text", "complex", "bool", "object", "huge"]
    test.metadata["coursekit"] = {"lint": {"exempt": kinds, "reason": "只看它跑不跑得动"}}
    answer = solution("### BEGIN SOLUTION\ndef double(x): return 2 * x\n### END SOLUTION", "double")
    small = SmallCourse(tmp_path, new_notebook(cells=[cell("import numpy", "setup"), answer, test]))
    for _ in range(2):
        ran = coursekit("release", "hw", cwd=small.root)
        assert ran.status == 0 and "只看它跑不跑得动" in ran.said, ran.said
