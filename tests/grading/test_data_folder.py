"""The data that graded notebooks see."""

import pytest
from nbformat.v4 import new_notebook

from coursekit.grading.data_folder import data_folder
from coursekit.grading.errors import CourseError
from tests.grading.conftest import SmallCourse, cell, graded


@pytest.fixture(autouse=True)
def no_data(monkeypatch):
    monkeypatch.delenv("COURSEKIT_DATA", raising=False)


def test_an_assignment_without_data_needs_none(tmp_path):
    """Nothing is written for notebooks that load nothing of ours."""
    assert data_folder(SmallCourse(tmp_path).course, "hw") is None
    assert not (tmp_path / ".coursekit").exists()


def test_the_folder_named_is_used(tmp_path, monkeypatch):
    """COURSEKIT_DATA, made absolute: the candidate works in another folder."""
    (tmp_path / "数 据").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSEKIT_DATA", "数 据")
    assert data_folder(SmallCourse(tmp_path / "c").course, "hw") == tmp_path / "数 据"


def test_a_folder_that_does_not_exist_is_told(tmp_path, monkeypatch):
    """Before any submission is graded without data."""
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path / "none"))
    with pytest.raises(CourseError, match="none"):
        data_folder(SmallCourse(tmp_path / "c").course, "hw")


def with_data(tmp_path):
    source = "from coursekit.data import house_prices\nX = 1"
    return SmallCourse(tmp_path, new_notebook(cells=[cell(source, "setup"), graded("assert X", "t", 1)])).course


def test_the_embedded_set_is_written_once_a_course(tmp_path):
    """Files of the course's own, the same at the next run."""
    course = with_data(tmp_path / "课 程")
    folder = data_folder(course, "hw")
    files = sorted(path.name for path in (folder / "house-prices").iterdir())
    assert "train.csv" in files
    written = (folder / "house-prices" / "train.csv").read_bytes()
    assert data_folder(course, "hw") == folder
    assert (folder / "house-prices" / "train.csv").read_bytes() == written


def test_data_that_cannot_be_written_is_told(tmp_path):
    """A file in the way of the folder, say."""
    course = with_data(tmp_path)
    (tmp_path / ".coursekit").write_text("in the way")
    with pytest.raises(CourseError, match="数据不能用"):
        data_folder(course, "hw")
