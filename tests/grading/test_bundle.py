"""Files handed over as sealed memory."""

import os
from pathlib import Path

import pytest

from coursekit.grading.bundle import Bundle, unpack, write_files


def copies(*bundles):
    """The descriptors as a child would have received them."""
    return [os.dup(bundle.descriptor) for bundle in bundles]


def test_files_come_out_as_they_went_in():
    """Any name that a file may bear, any bytes; as often as wanted."""
    files = {"模 型.pt": b"\0\xff", "a/b.csv": b"", os.fsdecode(b"\xff.txt"): b"x" * 10**6}
    with Bundle(files) as bundle:
        assert bundle.names == set(files)
        assert unpack(copies(bundle)) == files
        assert unpack(copies(bundle)) == files


def test_of_two_with_one_name_the_first_counts():
    """What the release has, a student cannot replace."""
    with Bundle({"a": b"given", "b": b"given"}) as given, Bundle({"a": b"own", "c": b"own"}) as own:
        assert unpack(copies(given, own)) == {"a": b"given", "b": b"given", "c": b"own"}
    assert unpack([]) == {}


def test_nobody_can_change_it():
    """A child that holds the descriptor can neither write to it, nor make it longer or shorter."""
    with Bundle({"a": b"given"}) as bundle:
        for change in (
            lambda: os.write(bundle.descriptor, b"x"),
            lambda: os.ftruncate(bundle.descriptor, 0),
            lambda: os.ftruncate(bundle.descriptor, 10**6),
        ):
            with pytest.raises(OSError):
                change()
        assert unpack(copies(bundle)) == {"a": b"given"}


def test_descriptors_are_closed(tmp_path):
    """Reading closes them, and they are not inherited by other programs."""
    with Bundle({}) as bundle:
        assert not os.get_inheritable(bundle.descriptor)
        copy = copies(bundle)
        unpack(copy)
        with pytest.raises(OSError):
            os.fstat(copy[0])
    with pytest.raises(OSError):
        os.fstat(bundle.descriptor)
    forgotten = Bundle({}).descriptor
    with pytest.raises(OSError):
        os.fstat(forgotten)


def test_files_are_written_with_their_folders(tmp_path):
    """By their relative names."""
    write_files(tmp_path, {"img/a.png": b"png", "b": b""})
    assert Path(tmp_path, "img", "a.png").read_bytes() == b"png"
    assert Path(tmp_path, "b").read_bytes() == b""
