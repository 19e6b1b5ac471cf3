"""Files of a submission: regular ones, no link followed, capped."""

import os

import pytest

from coursekit.grading import files
from coursekit.grading.files import UnreadableSubmission, read_files, read_regular


@pytest.fixture
def source(tmp_path):
    """A submission's folder with a secret beside it."""
    (tmp_path / "submitted").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "submitted"


def taken_along(source, taken=(), notes=None):
    return set(read_files(source, taken, [] if notes is None else notes))


def test_regular_files_come_along(source):
    """With their folders; notebooks and hidden files stay behind."""
    for name in ("模 型.pt", "a/b/data.csv", "hw.ipynb", ".hidden", ".git/config", "a/.x", "a/other.ipynb"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(name.encode())
    assert taken_along(source) == {"模 型.pt", "a/b/data.csv"}
    assert read_files(source, (), [])["a/b/data.csv"] == b"a/b/data.csv"


def test_links_are_not_followed(source):
    """Neither a link to a file nor one to a folder; a note says so."""
    (source / "link.txt").symlink_to("../secret.txt")
    (source / "folder").symlink_to("..")
    notes = []
    assert taken_along(source, notes=notes) == set()
    assert [name in note for name, note in zip(("folder", "link.txt"), notes, strict=True)] == [True, True]


def test_names_of_the_release_are_the_teachers(source):
    """A student's file that bears the name of a released one is not taken."""
    (source / "data.csv").write_text("mine")
    assert taken_along(source, taken=["data.csv"]) == set()


def test_a_file_in_the_way_is_left_out(source):
    """Where the release has a folder of that name, or a file where the student has a folder: a note, no failure."""
    (source / "data").write_text("x")
    (source / "model").mkdir()
    (source / "model" / "w.pt").write_text("x")
    notes = []
    assert taken_along(source, ["data/a.csv", "model"], notes) == set()
    assert len(notes) == 2


def test_number_and_size_are_capped(source, monkeypatch):
    """One file too large is left out with a note; too many or too much in all ends the reading."""
    for k in range(5):
        (source / f"{k}.txt").write_bytes(b"x" * 10)
    (source / "00.txt").write_bytes(b"x" * 21)
    monkeypatch.setattr(files, "FILE_CAP", 20)
    monkeypatch.setattr(files, "FILES_CAP", 35)
    notes = []
    assert taken_along(source, notes=notes) == {"0.txt", "1.txt", "2.txt"}
    assert len(notes) == 2
    monkeypatch.setattr(files, "FILES_CAP", 10**6)
    monkeypatch.setattr(files, "FILE_COUNT_CAP", 4)
    assert len(taken_along(source)) == 4


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


def test_a_name_may_be_any_bytes(source):
    """A name that is no UTF-8 comes along, or is told in text that a report can hold."""
    (source / os.fsdecode(b"\xff.txt")).write_text("x")
    (source / os.fsdecode(b"\xfe.txt")).symlink_to("nowhere")
    notes = []
    assert len(taken_along(source, notes=notes)) == 1
    "".join(notes).encode()


def test_a_submission_full_of_traps(source):
    """Pipes, sockets, devices, sparse giants, odd names and deep folders: told, not read, and nothing blocks."""
    os.mkfifo(source / "pipe")
    with (source / "sparse.bin").open("wb") as file:
        file.truncate(2**40)
    (source / "a\nb\x1b[31m.txt").write_text("x")
    (source / "zero").symlink_to("/dev/zero")
    deep = source
    for _ in range(40):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "bottom.txt").write_text("x")
    notes = []
    assert taken_along(source, notes=notes) == {"a\nb\x1b[31m.txt"}
    assert len(notes) == 4
    assert not any("\n" in note or "\x1b" in note for note in notes)


def test_a_hard_link_to_another_persons_file_is_refused(source):
    """A link of the student's own files is fine; one to a file of someone else's may be a secret."""
    os.link(source.parent / "secret.txt", source / "own.txt")
    assert taken_along(source) == {"own.txt"}
    if os.geteuid() != 0:
        pytest.skip("only the superuser can give files away")
    os.chown(source.parent / "secret.txt", 12345, 12345)
    notes = []
    assert taken_along(source, notes=notes) == set()
    assert "硬链接" in notes[0]


def test_a_hundred_thousand_names_are_not_looked_at(source, monkeypatch):
    """After so many names the rest is left, with one remark."""
    monkeypatch.setattr(files, "ENTRY_CAP", 50)
    for k in range(60):
        (source / f".{k}").write_text("hidden ones count too")
    (source / "folder").mkdir()
    (source / "folder" / "a.txt").write_text("x")
    notes = []
    assert taken_along(source, notes=notes) == set()
    assert len(notes) == 1
    assert "太多" in notes[0]


def test_remarks_are_few(source, monkeypatch):
    """A thousand links make no thousand lines."""
    monkeypatch.setattr(files, "NOTES_CAP", 3)
    for k in range(20):
        (source / f"{k}").symlink_to("nowhere")
    notes = []
    assert taken_along(source, notes=notes) == set()
    assert len(notes) == 4
    assert "更多" in notes[3]


def test_files_that_vanish_or_grow_while_they_are_read(source, monkeypatch):
    """The listing is one moment, the reading another: what has gone is told, what has grown is over the cap."""
    for name in ("gone.txt", "grown.txt", "kept.txt"):
        (source / name).write_text("x")
    plain = os.open

    def opened(path, *args, **options):
        if str(path) == "gone.txt":
            (source / "gone.txt").unlink()
        return plain(path, *args, **options)

    monkeypatch.setattr(files.os, "open", opened)
    monkeypatch.setattr(files, "FILE_CAP", 4)
    read = files._read
    monkeypatch.setattr(
        files, "_read", lambda file, name, cap: read(_Growing(file) if name == "grown.txt" else file, name, cap)
    )
    notes = []
    assert taken_along(source, notes=notes) == {"kept.txt"}
    assert len(notes) == 2


class _Growing:
    """A file that someone is writing to."""

    def __init__(self, file):
        self.file = file

    def read(self, size):
        return (self.file.read() + b"y" * 100)[:size]


def test_a_folder_that_cannot_be_listed_is_told(source, monkeypatch):
    """Neither silence nor an error: the other files come along."""
    (source / "closed").mkdir()
    (source / "a.txt").write_text("x")
    plain = os.open

    def opened(path, *args, **options):
        if str(path) == "closed":
            raise PermissionError(13, "Permission denied")
        return plain(path, *args, **options)

    monkeypatch.setattr(files.os, "open", opened)
    notes = []
    assert taken_along(source, notes=notes) == {"a.txt"}
    assert "closed" in notes[0]


def test_a_folder_that_becomes_a_link_is_not_entered(source, monkeypatch):
    """Between listing and entering, a folder is replaced by a link to the secret's folder."""
    (source / "data").mkdir()
    (source.parent / "elsewhere").mkdir()
    (source.parent / "elsewhere" / "secret.csv").write_text("secret")
    plain = os.open

    def opened(path, *args, **options):
        if str(path) == "data" and not (source / "data").is_symlink():
            (source / "data").rmdir()
            (source / "data").symlink_to("../elsewhere")
        return plain(path, *args, **options)

    monkeypatch.setattr(files.os, "open", opened)
    assert taken_along(source) == set()
