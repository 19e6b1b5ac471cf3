"""Whole or not at all."""

import pytest

from coursekit.atomic import replaced_folder, write_text


def test_write_text_says_whether_it_wrote(tmp_path):
    path = tmp_path / "新 folder" / "a.txt"
    assert write_text(path, "一")
    assert not write_text(path, "一")
    assert write_text(path, "二")
    assert path.read_text("utf-8") == "二"
    assert [child.name for child in path.parent.iterdir()] == ["a.txt"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_folder_is_replaced(tmp_path):
    folder = tmp_path / "hw"
    folder.mkdir()
    (folder / "old").touch()
    with replaced_folder(folder) as new:
        (new / "fresh").touch()
    assert [child.name for child in folder.iterdir()] == ["fresh"]
    assert [child.name for child in tmp_path.iterdir()] == ["hw"]


def test_an_error_leaves_the_old_folder(tmp_path):
    folder = tmp_path / "hw"
    folder.mkdir()
    (folder / "old").touch()
    with pytest.raises(RuntimeError), replaced_folder(folder) as new:
        (new / "half").touch()
        raise RuntimeError
    assert [child.name for child in folder.iterdir()] == ["old"]
    assert [child.name for child in tmp_path.iterdir()] == ["hw"]
