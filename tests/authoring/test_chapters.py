"""Chapters: texts to executed notebooks, and knowing when one is stale."""

import os

import pytest

from coursekit.authoring.chapters import build, build_and_run, build_from_notebook, changed_outputs, stale
from coursekit.authoring.errors import AuthoringError
from tests.authoring.conftest import CHAPTER


def test_the_set_up_cell_is_code_in_the_notebook_and_one_line_in_the_text(project):
    """The build puts the code in, going back takes it out, and neither makes anything stale."""
    assert "import coursekit" in project.cell("一格由程序生成").source
    project.edit_notebook(lambda notebook: notebook.cells[4].update(source=notebook.cells[4].source + "\n# 改过"))
    build_from_notebook(project.root, "03_mini")
    assert project.text.read_text("utf-8") == CHAPTER.replace(
        "assert (1 + 2 + 6) / 3 == 3\n", "assert (1 + 2 + 6) / 3 == 3\n# 改过\n"
    )
    assert not build(project.root)[0].changed


def test_a_new_address_of_the_course_makes_the_set_up_cell_stale(ran):
    """Where the course lives stands in one place; a build brings it into the chapter, without an execution."""
    (ran.root / "pyproject.toml").write_text(
        '[tool.coursekit]\nrepository = "https://host/a/b"\nrelease = "v0.3"\n', "utf-8"
    )
    assert len(stale(ran.root)) == 1
    assert build(ran.root)[0].changed
    assert "https://host/a/b/releases/download/v0.3/coursekit-0.3-py3-none-any.whl" in ran.path.read_text("utf-8")
    assert stale(ran.root) == []


def test_a_chapter_that_has_not_run_is_stale(project):
    """Sources alone are not enough: every code cell must have its outputs."""
    (line,) = stale(project.root)
    assert "--run" in line


def test_an_executed_chapter_is_not_stale(ran):
    """Neither time stamps nor a second build change that."""
    os.utime(ran.text, (2e9, 2e9))
    assert stale(ran.root) == []
    assert not build(ran.root)[0].changed


def test_changed_prose_needs_no_execution(ran):
    """Text that is no code: stale until built, then in step, outputs and all."""
    ran.edit("平均值是和除以个数", "平均值是总和除以个数")
    assert len(stale(ran.root)) == 1
    build(ran.root)
    assert stale(ran.root) == []
    assert ran.cell("3 * 2").outputs


def test_changed_code_needs_an_execution(ran):
    """A build drops the outputs of the changed cell, keeps the others, and the chapter stays stale until it ran."""
    ran.edit("3 * 2\n", "3 * 4\n")
    build(ran.root)
    assert ran.cell("3 * 4").outputs == []
    assert ran.cell("散列").outputs
    assert "--run" in stale(ran.root)[0]


def test_a_notebook_run_by_hand_is_stale(ran):
    """Outputs that no execution of ours wrote are told, though every source is the same."""

    def by_hand(notebook):
        notebook.cells[4].outputs[0].text += "别的"

    ran.edit_notebook(by_hand)
    assert "--run" in stale(ran.root)[0]


@pytest.mark.parametrize("lost", ["text", "notebook"])
def test_orphans_are_stale(ran, lost):
    (ran.text if lost == "text" else ran.path).unlink()
    assert len(stale(ran.root)) == 1


def test_an_edited_notebook_is_not_overwritten(ran):
    """What somebody wrote in JupyterLab is lost neither to a build nor to an execution."""
    ran.edit_notebook(lambda notebook: notebook.cells[7].update(source="3 * 5"))
    for write in (build, build_and_run):
        with pytest.raises(AuthoringError, match="--from-notebook 03_mini"):
            write(ran.root)
    assert "3 * 5" in ran.path.read_text("utf-8")


def test_two_executions_give_the_same_bytes(ran):
    """Another kernel changes nothing; what already ran here with this library does not run again unless forced."""
    before = ran.path.read_bytes()
    (second,) = build_and_run(ran.root)
    (third,) = build_and_run(ran.root)
    (forced,) = build_and_run(ran.root, force=True)
    assert second.cpu_seconds > 0 and third.cpu_seconds is None and forced.cpu_seconds > 0
    assert not (second.changed or third.changed or forced.changed)
    assert ran.path.read_bytes() == before
    assert changed_outputs(ran.root) == []


def test_an_output_that_differs_is_told_with_its_line(ran):
    """`--run --check` finds a single byte, names the cell, and writes nothing."""

    def fake(notebook):
        notebook.cells[4].outputs[0].text = notebook.cells[4].outputs[0].text.replace("平均值 3.0", "平均值 3.1")

    ran.edit_notebook(fake)
    before = ran.path.read_bytes()
    (line,) = changed_outputs(ran.root)
    number = CHAPTER[: CHAPTER.index("# %% ", CHAPTER.index("写作"))].count("\n") + 1
    assert f"03_mini.py:{number}:" in line
    assert ran.path.read_bytes() == before


def test_a_failing_cell_is_named_and_nothing_is_written(ran):
    """File and line of the statement, the error, and the notebook as it was."""
    before = ran.path.read_bytes()
    ran.edit("3 * 2\n", "x = 1\nx / 0\n")
    line = ran.text.read_text("utf-8").split("\n").index("x / 0") + 1
    with pytest.raises(AuthoringError, match=rf"03_mini.py:{line}: ZeroDivisionError"):
        build_and_run(ran.root)
    assert ran.path.read_bytes() == before


def test_one_failing_chapter_does_not_lose_the_others(ran):
    """The chapters that ran to their end are written."""
    other = ran.text.with_name("04_other.py")
    other.write_text("# %%\n1 / 0\n", "utf-8")
    ran.edit("3 * 2\n", "3 * 4\n")
    with pytest.raises(AuthoringError, match="04_other.py:2: ZeroDivisionError"):
        build_and_run(ran.root)
    assert "12" in ran.cell("3 * 4").outputs[0].data["text/plain"]


def test_a_cell_that_was_to_fail_must_fail(ran):
    ran.edit('raise ValueError("这里应当报错")', "x = 1")
    with pytest.raises(AuthoringError, match="应当报错，却没有"):
        build_and_run(ran.root)


def test_an_unknown_chapter(project):
    with pytest.raises(AuthoringError, match="没有 'nope' 的文本.*03_mini"):
        build(project.root, ["nope"])
