"""A stream that keeps what is written up to a cap."""

import pytest

from coursekit.grading.capped import CappedText


def test_text_is_kept_up_to_the_cap():
    """What is over the cap is dropped; the writer does not notice."""
    stream = CappedText(5)
    assert stream.write("abc") == 3
    assert stream.write("defg") == 4
    assert stream.write("h") == 1
    assert stream.text() == "abcde"


def test_it_stands_in_for_stdout():
    """`print` works on it; what is no text is refused as by a real stream."""
    stream = CappedText(100)
    print("你好", 1, file=stream, flush=True)
    assert stream.text() == "你好 1\n"
    assert stream.writable()
    with pytest.raises(TypeError):
        stream.write(b"x")
