"""Files of a submission: regular ones, no link followed, capped."""

import os

import pytest

from coursekit.grading import files
from coursekit.grading.files import UnreadableSubmission, copy_files, copy_release, read_regular


@pytest.fixture
def folders(tmp_path):
    """A submission's folder with a secret beside it, and a target."""
    for name in ("submitted", "target"):
        (tmp_path / name).mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "submitted", tmp_path / "target"


def copied(folders, taken=(), notes=None):
    source, target = folders
    copy_files(source, target, set(taken), [] if notes is None else notes)
    return {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}


def test_regular_files_come_along(folders):
    """With their folders; notebooks and hidden files stay behind."""
    source, target = folders
    for name in ("模 型.pt", "a/b/data.csv", "hw.ipynb", ".hidden", ".git/config", "a/.x", "a/other.ipynb"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(name.encode())
    assert copied(folders) == {"模 型.pt", "a/b/data.csv"}
    assert (target / "a/b/data.csv").read_bytes() == b"a/b/data.csv"


def test_links_are_not_followed(folders):
    """Neither a link to a file nor one to a folder; a note says so."""
    source, _ = folders
    (source / "link.txt").symlink_to("../secret.txt")
    (source / "folder").symlink_to("..")
    notes = []
    assert copied(folders, notes=notes) == set()
    assert len(notes) == 1
    assert "link.txt" in notes[0]


def test_names_of_the_release_are_the_teachers(folders):
    """A student's file that bears the name of a released one is not taken."""
    source, _ = folders
    (source / "data.csv").write_text("mine")
    assert copied(folders, taken=["data.csv"]) == set()


def test_a_file_in_the_way_is_left_out(folders):
    """Where the release has a folder of that name, or a file where the student has a folder: a note, no failure."""
    source, target = folders
    (target / "data").mkdir()
    (source / "data").write_text("x")
    (target / "model").write_text("x")
    (source / "model").mkdir()
    (source / "model" / "w.pt").write_text("x")
    notes = []
    copied(folders, notes=notes)
    assert len(notes) == 2


def test_number_and_size_are_capped(folders, monkeypatch):
    """One file too large is left out with a note; too many or too much in all ends the copying."""
    source, _ = folders
    for k in range(5):
        (source / f"{k}.txt").write_bytes(b"x" * 10)
    (source / "00.txt").write_bytes(b"x" * 21)
    monkeypatch.setattr(files, "FILE_CAP", 20)
    monkeypatch.setattr(files, "FILES_CAP", 35)
    notes = []
    assert copied(folders, notes=notes) == {"0.txt", "1.txt", "2.txt"}
    assert len(notes) == 2
    monkeypatch.setattr(files, "FILES_CAP", 10**6)
    monkeypatch.setattr(files, "FILE_COUNT_CAP", 4)
    assert len(copied(folders)) == 4


def test_what_is_no_file_is_refused(tmp_path):
    """A pipe does not block the reader, a folder, a device and a missing file are told."""
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "none", tmp_path / "x\udcff"):
        with pytest.raises(UnreadableSubmission) as caught:
            read_regular(path, 100)
        str(caught.value).encode()


def test_the_cap_is_exact(tmp_path):
    """A file of the cap's size is read, one byte more is refused."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert read_regular(path, 10) == b"x" * 10
    with pytest.raises(UnreadableSubmission, match="上限"):
        read_regular(path, 9)


def test_a_name_may_be_any_bytes(folders):
    """A name that is no UTF-8 is copied, or told in text that a report can hold."""
    source, _ = folders
    (source / os.fsdecode(b"\xff.txt")).write_text("x")
    (source / os.fsdecode(b"\xfe.txt")).symlink_to("nowhere")
    notes = []
    assert len(copied(folders, notes=notes)) == 1
    "".join(notes).encode()


def test_the_release_is_copied_with_its_folders(folders):
    """The files that come with an assignment, by their relative names."""
    source, target = folders
    (source / "img").mkdir()
    (source / "img" / "a.png").write_bytes(b"png")
    copy_release(source, ["img/a.png"], target)
    assert (target / "img" / "a.png").read_bytes() == b"png"
