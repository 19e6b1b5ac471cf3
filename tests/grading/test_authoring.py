"""Building the notebooks of a course, and knowing when one is stale."""

import os
from pathlib import Path

import pytest

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import read_notebook, serialise
from coursekit.grading.authoring import build, build_from_notebook, stale

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")


@pytest.fixture
def project(tmp_path):
    """A project with one homework, built."""
    root = tmp_path / "项目 a"
    (root / "assignments" / "src").mkdir(parents=True)
    (root / "assignments" / "src" / "mini.py").write_text(TEXT, "utf-8")
    build(root)
    return root


def _text(project):
    return project / "assignments" / "src" / "mini.py"


def _notebook(project):
    return project / "assignments" / "source" / "mini" / "mini.ipynb"


def _edit_text(project, old, new):
    text = _text(project).read_text("utf-8")
    assert old in text
    _text(project).write_text(text.replace(old, new), "utf-8")


def _edit_notebook(project, index, source):
    notebook = read_notebook(_notebook(project))
    notebook.cells[index].source = source
    _notebook(project).write_text(serialise(notebook), "utf-8")


def test_build_writes_once(project):
    """A second build writes nothing, and the course directory serves as well as the project."""
    (result,) = build(project / "assignments")
    assert (result.name, result.changed) == ("mini", False)
    assert stale(project) == []


def test_touching_a_file_makes_nothing_stale(project):
    """Time stamps say nothing."""
    os.utime(_text(project), (2e9, 2e9))
    os.utime(_notebook(project), (1, 1))
    assert stale(project) == []


def test_an_edited_text_is_stale_until_built(project):
    """One character is enough, and a build mends it."""
    _edit_text(project, "写一个函数。", "写一个函数！")
    (line,) = stale(project)
    assert "mini.ipynb" in line and "不一致" in line
    assert build(project)[0].changed
    assert stale(project) == []


def test_an_edited_notebook_is_stale_and_not_overwritten(project):
    """What somebody wrote in JupyterLab is not lost to a build."""
    _edit_notebook(project, 4, "mean([1, 2, 3])")
    assert len(stale(project)) == 1
    with pytest.raises(AuthoringError, match="--from-notebook mini"):
        build(project)
    assert "mean([1, 2, 3])" in _notebook(project).read_text("utf-8")
    _notebook(project).unlink()
    build(project)
    assert stale(project) == []


def test_from_notebook(project):
    """The edit arrives in the text, the header stays, and the two are in step."""
    _edit_notebook(project, 4, "mean([1, 2, 3])")
    assert build_from_notebook(project, "mini").changed
    assert _text(project).read_text("utf-8") == TEXT.replace("\nmean([1, 2])\n", "\nmean([1, 2, 3])\n")
    assert stale(project) == []
    assert not build(project)[0].changed


def test_from_notebook_refuses_when_both_changed(project):
    """Neither side wins unasked."""
    _edit_text(project, "写一个函数。", "写一个函数！")
    _edit_notebook(project, 4, "mean([1, 2, 3])")
    before = _text(project).read_text("utf-8")
    with pytest.raises(AuthoringError, match="都改过"):
        build_from_notebook(project, "mini")
    assert _text(project).read_text("utf-8") == before
    _text(project).unlink()
    build_from_notebook(project, "mini")
    assert "mean([1, 2, 3])" in _text(project).read_text("utf-8")
    assert stale(project) == []


def test_from_notebook_after_only_the_text_changed(project):
    """Taking back an edit of the text on request is not refused: only the text changed."""
    _edit_text(project, "写一个函数。", "写一个函数！")
    build_from_notebook(project, "mini")
    assert _text(project).read_text("utf-8") == TEXT


def test_edited_metadata_of_the_notebook_reaches_the_text(project):
    """The list of files that go into the release, say."""
    notebook = read_notebook(_notebook(project))
    notebook.metadata.coursekit.files = ["表.csv", "note.txt"]
    _notebook(project).write_text(serialise(notebook), "utf-8")
    build_from_notebook(project, "mini")
    assert "表.csv" in _text(project).read_text("utf-8")
    assert read_notebook(_notebook(project)).metadata.coursekit.files == ["表.csv", "note.txt"]
    assert stale(project) == []


def test_orphans_are_stale(project):
    """A notebook without text, and a text without notebook."""
    _text(project).rename(_text(project).with_name("other.py"))
    assert sorted("没有对应的文本" in line for line in stale(project)) == [False, True]
    assert any("还没有生成" in line for line in stale(project))


def test_an_unknown_name(project):
    with pytest.raises(AuthoringError, match="没有 'nope' 的文本.*mini"):
        build(project, ["nope"])


def test_a_folder_without_assignments(tmp_path):
    with pytest.raises(AuthoringError, match="没有 assignments/"):
        build(tmp_path)


def test_a_faulty_text_writes_nothing(project):
    """Each fault names file and line; the other texts of the run are not built either."""
    (project / "assignments" / "src" / "a_good.py").write_text("# %%\nx = 1\n", "utf-8")
    _edit_text(project, "    ### END SOLUTION\n\n\nclass", "\n\nclass")
    with pytest.raises(AuthoringError, match=r"mini.py: 第 \d+ 行：BEGIN SOLUTION"):
        build(project)
    assert not (project / "assignments" / "source" / "a_good").exists()
    assert "mini.py" in stale(project)[1]
