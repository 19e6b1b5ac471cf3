"""Where a course keeps its things, and what it says when they are not there."""

import subprocess
import sys

import pytest

from coursekit.grading.course import Course, name_problem
from coursekit.grading.errors import CourseError


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "导论 2026"
    for name in ("hw1", "hw2"):
        folder = root / "source" / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text("{}", "utf-8")
    for student in ("s01", "张三"):
        (root / "submitted" / student / "hw1").mkdir(parents=True)
    return Course(root)


def test_lists_assignments_notebooks_and_students(course):
    """Names come from the folders; blanks and Chinese in paths are fine."""
    assert course.assignments() == ["hw1", "hw2"]
    assert course.notebooks("hw1") == {"hw1": course.root / "source" / "hw1" / "hw1.ipynb"}
    assert course.students("hw1") == ["s01", "张三"]
    assert course.submission("张三", "hw1") == course.root / "submitted" / "张三" / "hw1"
    assert course.db_url == f"sqlite:///{course.root}/gradebook.db"


def test_hidden_folders_are_no_students_or_assignments(course):
    """What Jupyter leaves behind is not taken for a submission."""
    (course.root / "submitted" / ".ipynb_checkpoints" / "hw1").mkdir(parents=True)
    (course.root / "source" / ".ipynb_checkpoints").mkdir()
    (course.root / "source" / "header.ipynb").write_text("{}", "utf-8")
    assert course.students("hw1") == ["s01", "张三"]
    assert course.refused_students("hw1") == {}
    assert course.assignments() == ["hw1", "hw2"]


def test_an_assignment_that_nbgrader_cannot_hold(course):
    """It is not listed, and asking for it says why."""
    (course.root / "source" / "a+b").mkdir()
    assert course.assignments() == ["hw1", "hw2"]
    with pytest.raises(CourseError, match=r"'a\+b' 不能用：.*'\+'"):
        course.notebooks("a+b")


def test_configuration_renames_folders(tmp_path):
    """Folder names, structure, root, database and course id of nbgrader_config.py hold."""
    (tmp_path / "nbgrader_config.py").write_text(
        "c = get_config()\n"
        "c.CourseDirectory.root = 'inner'\n"
        "c.CourseDirectory.course_id = 'ai '\n"
        "c.CourseDirectory.source_directory = 'src_nb'\n"
        "c.CourseDirectory.submitted_directory = 'in'\n"
        "c.CourseDirectory.release_directory = 'out'\n"
        "c.CourseDirectory.autograded_directory = 'graded'\n"
        "c.CourseDirectory.feedback_directory = 'fb'\n"
        "c.CourseDirectory.directory_structure = 'all/{nbgrader_step}/{assignment_id}-by-{student_id}'\n"
        "c.CourseDirectory.db_url = 'postgresql://db/grades'\n",
        "utf-8",
    )
    (tmp_path / "inner/all/in/hw-1-by-ann").mkdir(parents=True)
    (tmp_path / "inner/all/src_nb/hw-1-by-.").mkdir(parents=True)
    course = Course(tmp_path)
    assert course.assignments() == ["hw-1"]
    assert course.students("hw-1") == ["ann"]
    assert course.release("hw-1") == tmp_path / "inner/all/out/hw-1-by-."
    assert course.autograded("ann", "hw-1") == tmp_path / "inner/all/graded/hw-1-by-ann"
    assert course.feedback("ann", "hw-1") == tmp_path / "inner/all/fb/hw-1-by-ann"
    assert (course.db_url, course.course_id) == ("postgresql://db/grades", "ai")


def test_a_relative_gradebook_lies_in_the_course(tmp_path):
    """Wherever the command is run."""
    (tmp_path / "nbgrader_config.py").write_text("get_config().CourseDirectory.db_url = 'sqlite:///db/g.db'", "utf-8")
    assert Course(tmp_path).db_url == f"sqlite:///{tmp_path}/db/g.db"


def test_unknown_assignment_names_what_exists_and_the_nearest(course):
    """A typing error is answered with the list and a guess."""
    with pytest.raises(CourseError, match=r"'hw11'.*hw1、hw2.*你是不是想写 hw1"):
        course.notebooks("hw11")


def test_an_unbuilt_text_says_to_build(course):
    """A text without its notebook is not 'unknown': it wants building."""
    (course.root / "src").mkdir()
    (course.root / "src" / "hw3.py").write_text("# %%\n", "utf-8")
    with pytest.raises(CourseError, match="coursekit build"):
        course.notebooks("hw3")


def test_an_assignment_without_notebook(course):
    (course.root / "source" / "hw2" / "hw2.ipynb").unlink()
    with pytest.raises(CourseError, match="没有源 notebook"):
        course.notebooks("hw2")


def test_nothing_submitted_and_absent_students(course):
    with pytest.raises(CourseError, match="还没有提交"):
        course.students("hw2")
    with pytest.raises(CourseError, match="s02 没有提交作业 hw1.*你是不是想写 s01"):
        course.submission("s02", "hw1")


def test_messages_in_english(course, monkeypatch):
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    with pytest.raises(CourseError, match="no assignment 'x'. There are: hw1, hw2."):
        course.notebooks("x")


@pytest.mark.parametrize("name", ["", " a", "a ", ".a", "a/b", "a\\b", "a+b", "s*", "a\nb", "x" * 129, "{student_id}"])
def test_names_that_nbgrader_cannot_hold(course, name):
    """Such a name is refused with its reason, before any path is made of it."""
    assert name_problem(name)
    with pytest.raises(CourseError, match="不能用"):
        course.submission(name, "hw1")


def test_refused_folders_are_reported_not_graded(course):
    """One odd folder neither stops the others nor vanishes."""
    (course.root / "submitted" / "a+b" / "hw1").mkdir(parents=True)
    assert course.students("hw1") == ["s01", "张三"]
    assert list(course.refused_students("hw1")) == ["a+b"]


@pytest.mark.parametrize("name", ["s01", "2026-0001", "王 小明", "a.b@c.cn", "o'neill"])
def test_ordinary_names_are_fine(name):
    assert name_problem(name) is None


def test_a_folder_that_is_no_course(tmp_path):
    """The message tells an empty folder from a missing one, and knows the project's root."""
    with pytest.raises(CourseError, match="不是课程目录：没有 nbgrader_config.py"):
        Course(tmp_path)
    with pytest.raises(CourseError, match="文件夹不存在"):
        Course(tmp_path / "nowhere")
    (tmp_path / "assignments").mkdir()
    (tmp_path / "assignments" / "nbgrader_config.py").write_text("", "utf-8")
    with pytest.raises(CourseError, match="是不是 .*assignments"):
        Course(tmp_path)


@pytest.mark.parametrize("text", ["1 / 0", "def", "c = get_config()\nc.CourseDirectory.source_directory = 3\nc.x()"])
def test_a_broken_configuration_is_one_line(tmp_path, text):
    (tmp_path / "nbgrader_config.py").write_text(text, "utf-8")
    with pytest.raises(CourseError, match="nbgrader_config.py"):
        Course(tmp_path).assignments()


def test_a_setting_of_the_wrong_type(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("get_config().CourseDirectory.source_directory = 3", "utf-8")
    with pytest.raises(CourseError, match="source_directory 应为字符串"):
        Course(tmp_path)


def test_does_not_import_nbgrader_or_sqlalchemy():
    """The candidate's side may learn paths without loading the gradebook."""
    code = "import sys, coursekit.grading.sources; print([m for m in ('nbgrader', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
