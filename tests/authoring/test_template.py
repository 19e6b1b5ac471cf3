"""Templates: a new chapter passes the lint and runs, a new homework builds, releases and passes its own tests."""

import pytest

from coursekit.authoring.chapters import build_and_run, stale
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.lint import chapter_faults, text_faults
from coursekit.authoring.pairs import to_notebook
from coursekit.authoring.percent import text_header, to_text
from coursekit.authoring.template import write_template


def test_a_new_chapter_passes_the_lint_and_runs(tmp_path):
    """From the template to an executed notebook without a fault."""
    path = write_template(tmp_path, "chapter", "06_activation")
    build_and_run(tmp_path)
    assert "第 6 章" in path.read_text("utf-8")
    assert chapter_faults(tmp_path) == []
    assert stale(tmp_path) == []


def test_a_chapter_number_with_a_letter(tmp_path):
    """As in 12a and 12b, which share a number."""
    text = write_template(tmp_path, "chapter", "12a_cnn").read_text("utf-8")
    assert "## 12a.1 " in text
    assert text_faults(text) == []


def test_a_new_assignment_builds_releases_and_passes_its_tests(tmp_path):
    """The teacher's solution earns every point, and the release shows none of it."""
    from coursekit.grading.authoring import build
    from coursekit.grading.course import Course
    from coursekit.grading.release import release

    write_template(tmp_path, "assignment", "hw2_images")
    build(tmp_path)
    course = Course(tmp_path / "assignments")
    (path,) = release(course, "hw2_images")
    assert "一个数也没有" not in path.read_text("utf-8").replace("# 一个数也没有时", "").replace("一个数也没有时", "")
    from coursekit.authoring.pairs import read_notebook

    namespace = {}
    for cell in read_notebook(course.notebooks("hw2_images")["hw2_images"]).cells:
        if cell.cell_type == "code":
            exec(cell.source, namespace)  # noqa: S102 - our own template


@pytest.mark.parametrize(("kind", "name"), [("chapter", "06_a"), ("assignment", "hw2")])
def test_templates_are_written_in_the_one_style(tmp_path, kind, name):
    text = write_template(tmp_path, kind, name).read_text("utf-8")
    assert to_text(to_notebook(text), text_header(text)) == text


@pytest.mark.parametrize(
    ("kind", "name"),
    [("chapter", "act"), ("chapter", "6_a"), ("chapter", "06_A"), ("assignment", "../hw"), ("assignment", "作业")],
)
def test_names_that_do_not_fit_are_refused(tmp_path, kind, name):
    """With an example of one that does; nothing is written."""
    with pytest.raises(AuthoringError, match="06_activation_loss|hw2_images"):
        write_template(tmp_path, kind, name)
    assert list(tmp_path.rglob("*.py")) == []


def test_a_text_that_is_there_is_not_overwritten(tmp_path):
    path = write_template(tmp_path, "chapter", "06_a")
    path.write_text("mine", "utf-8")
    with pytest.raises(AuthoringError, match="已经有了"):
        write_template(tmp_path, "chapter", "06_a")
    assert path.read_text("utf-8") == "mine"
