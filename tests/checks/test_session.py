"""`points`, `file` and `seed` in an ordinary notebook."""

import pytest

from coursekit import checks


def test_a_block_that_passes_says_so(capsys):
    """At home a student reads which part passed, and what it is worth."""
    with checks.points(2, "线性层"):
        pass
    assert capsys.readouterr().out == "通过：线性层（2 分）\n"


def test_a_block_that_fails_raises_at_once_with_its_label():
    """At home nothing is counted: the failure shows, and names the block it stands in."""
    with pytest.raises(checks.CheckFailed) as caught, checks.points(1.5, "线性层"):
        checks.close(1.0, 2.0)
    assert any("线性层（1.5 分）" in note for note in caught.value.__notes__)


def test_an_interrupt_is_not_decorated():
    """Ctrl-C inside a block is no failure of it."""
    with pytest.raises(KeyboardInterrupt) as caught, checks.points(1, "线性层"):
        raise KeyboardInterrupt
    assert not hasattr(caught.value, "__notes__")


@pytest.mark.parametrize("value", [-1, "2", True, None, float("nan")])
def test_points_must_be_a_number_that_is_not_negative(value):
    """A block cannot take points away, and its worth is a number."""
    with pytest.raises(ValueError, match="非负"):
        checks.points(value, "x")


def test_file_gives_the_bytes(tmp_path, monkeypatch):
    """A file of the student's folder, by its relative path."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "结果").mkdir()
    (tmp_path / "结果" / "a.csv").write_bytes(b"Id\n1\n")
    assert checks.file("结果/a.csv") == b"Id\n1\n"


def test_file_says_what_is_missing_and_what_is_too_large(tmp_path, monkeypatch):
    """Both are failures of the check, with the file's name; a folder is no file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "big.csv").write_bytes(b"x" * 11)
    (tmp_path / "folder").mkdir()
    for name in ("none.csv", "folder"):
        with pytest.raises(checks.CheckFailed, match=name):
            checks.file(name)
    with pytest.raises(checks.CheckFailed, match="11 字节，上限是 10"):
        checks.file("big.csv", max_bytes=10)


@pytest.mark.parametrize("name", ["/etc/hostname", "../x", "a/../../x", ""])
def test_file_stays_in_the_folder(name):
    """An absolute path or one that leaves the folder is the test's mistake, whatever lies there."""
    with pytest.raises(ValueError, match="相对路径"):
        checks.file(name)


def test_seed_is_the_same_each_time():
    """Random tests repeat at home."""
    assert checks.seed() == checks.seed()
    assert type(checks.seed()) is int
