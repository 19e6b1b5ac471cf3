"""`coursekit student` and `lab`, as a lecturer calls them."""

import json
import shutil

import pytest

from coursekit.authoring.chapters import build_and_run
from coursekit.authoring.template import write_template
from coursekit.grading import authoring
from tests.authoring.conftest import CHAPTER, Project
from tests.cli.conftest import one_clear_line

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "coursekit"
version = "0.0.1"
requires-python = ">=3.11"
[tool.coursekit]
repository = "https://github.com/us/course"
release = "v0.0.1"
kaggle = "us/course"
[tool.hatch.build.targets.wheel]
packages = ["library/coursekit"]
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small course: a library of one line, one executed chapter, one homework from the template."""
    project = Project(tmp_path_factory.mktemp("made") / "课程")
    project.text.parent.mkdir(parents=True)
    project.text.write_text(CHAPTER, "utf-8")
    (project.root / "pyproject.toml").write_text(PYPROJECT)
    (project.root / "LICENSE").write_text("MIT\n")
    (project.root / "library" / "coursekit").mkdir(parents=True)
    (project.root / "library" / "coursekit" / "__init__.py").write_text('"""A library."""\n')
    write_template(project.root, "assignment", "hw1_mean")
    authoring.build(project.root)
    build_and_run(project.root)
    return project


@pytest.fixture
def project(made, tmp_path):
    """A copy of it, in a folder with a blank in its name."""
    shutil.copytree(made.root, tmp_path / "我的 课程")
    return Project(tmp_path / "我的 课程")


def test_help_has_an_example(coursekit):
    assert "coursekit student --out" in coursekit("student", "--help").out
    assert "coursekit lab 05_ffn" in coursekit("lab", "--help").out


def test_from_a_course_to_a_students_folder(coursekit, project):
    """One line that says what was written, the same for a program; what the course has released is left alone."""
    ran = coursekit("student", "--no-lint", "--json", "found.json", cwd=project.root)
    assert ran.status == 0, ran.said
    assert "build/student" in ran.out and "没有解答" in ran.out
    found = json.loads((project.root / "found.json").read_text("utf-8"))
    names = {file["path"] for file in found["files"]}
    assert names == {
        "README.md", "LICENSE", "environment.yml", "index.md", "glossary.md", "dataset-metadata.json",
        "notebooks/03_mini.ipynb", "assignments/hw1_mean/hw1_mean.ipynb", "coursekit-0.0.1-py3-none-any.whl",
    }  # fmt: skip
    assert not (project.root / "assignments" / "release").exists()
    readme = (project.root / "build" / "student" / "README.md").read_text("utf-8")
    assert "github/us/course/blob/v0.0.1/notebooks/03_mini.ipynb" in readme
    again = coursekit("student", "--no-lint", "--out", "build/student", cwd=project.root, COURSEKIT_LANG="en")
    assert again.status == 0 and "no solution" in again.out


def test_a_leak_is_told_and_nothing_is_written(coursekit, project):
    """A chapter that gives the homework's solution away: which file, which cell, and how to excuse it."""
    project.edit("3 * 2\n", "float(sum([3]) / len([3])); raise_if = 'return float(sum(values) / len(values))'\n")
    assert "03_mini" in coursekit("build", "--run", cwd=project.root).said
    ran = coursekit("student", "--no-lint", cwd=project.root)
    assert ran.status == 1 and "Traceback" not in ran.said
    assert "notebooks/03_mini.ipynb" in ran.err and "hw1_mean mean (solution)" in ran.err and "taught.toml" in ran.err
    assert not (project.root / "build" / "student").exists()
    excused = (
        '[[taught]]\nfile = "notebooks/03_mini.ipynb"\nhomework = "hw1_mean"\ncells = ["mean"]\nreason = "shown"\n'
    )
    (project.root / "assignments" / "taught.toml").write_text(excused)
    assert coursekit("student", "--no-lint", cwd=project.root).status == 0


def test_bad_input_is_one_clear_line(coursekit, project):
    """No such assignment, somebody else's folder, no such chapter."""
    assert one_clear_line(coursekit("student", "--assignment", "hw9", cwd=project.root))
    ran = coursekit("student", "--no-lint", "--out", ".", cwd=project.root)
    assert one_clear_line(ran) and "--out" in ran.err
    ran = coursekit("lab", "99_none", cwd=project.root)
    assert one_clear_line(ran) and "03_mini" in ran.err
