"""One archive of all pages: its names are safe, its bytes the same each time."""

import os
import zipfile

import pytest

from coursekit.grading.page_archive import safe_name, safe_names, write_archive


@pytest.fixture
def pages(tmp_path):
    found = {}
    for student in ("s2", "王小明", "s1"):
        page = tmp_path / "feedback" / student / "hw.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<p>{student}</p>", "utf-8")
        found[student, "hw"] = page
    return found


def test_a_folder_for_each_student(pages, tmp_path):
    """Sorted, names whole, contents as they lie there."""
    target = tmp_path / "新 文件夹" / "反馈.zip"
    write_archive(pages, target)
    with zipfile.ZipFile(target) as archive:
        assert archive.namelist() == ["s1/hw.html", "s2/hw.html", "王小明/hw.html"]
        assert archive.read("王小明/hw.html").decode() == "<p>王小明</p>"
        assert archive.testzip() is None
    assert [path.name for path in target.parent.iterdir()] == ["反馈.zip"]


def test_the_same_pages_make_the_same_bytes(pages, tmp_path):
    """Whatever the clock says and the order in which they are given."""
    write_archive(pages, tmp_path / "a.zip")
    for page in pages.values():
        os.utime(page, (2_000_000_000, 2_000_000_000))
    write_archive(dict(reversed(pages.items())), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_an_error_leaves_the_old_archive(pages, tmp_path):
    """A page that cannot be read: no half archive, and nothing left beside it."""
    target = tmp_path / "out" / "a.zip"
    write_archive(pages, target)
    before = target.read_bytes()
    pages["s1", "hw"].unlink()
    with pytest.raises(OSError, match="hw.html"):
        write_archive(pages, target)
    assert target.read_bytes() == before
    assert len(list(target.parent.iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("s1", "s1"),
        ("王小明", "王小明"),
        ('a<b>:"|?*', "a_b______"),
        ("a/b\\c", "a_b_c"),
        ("dot.", "dot"),
        ("blank ", "blank"),
        ("...", "_"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("console", "console"),
        ("a\tb", "a_b"),
    ],
)
def test_names_that_windows_takes(name, safe):
    """No forbidden character, no ending in a dot or blank, no device."""
    assert safe_name(name) == safe


def test_names_differ_where_case_does_not_count():
    """Two students whose names Windows would take for one."""
    assert safe_names(["Anna", "anna", "a?", "a*"]) == {"Anna": "Anna", "anna": "anna~2", "a?": "a_", "a*": "a_~2"}
