"""What is printed inside a block."""

import pytest

from coursekit import checks


def test_what_is_printed_is_collected():
    """Text and lines, during the block and after it; outside nothing is caught."""
    with checks.output() as out:
        print("a", 1)
        assert out.text == "a 1\n"
        print("b")
    print("c")
    assert (out.text, out.lines, str(out)) == ("a 1\nb\n", ["a 1", "b"], "a 1\nb\n")


def test_blocks_nest_and_exceptions_pass():
    """The inner block takes its own; an error goes on, with what was printed before it."""
    with pytest.raises(ValueError), checks.output() as outer:
        print("x")
        with checks.output() as inner:
            print("y")
        raise ValueError
    assert (outer.text, inner.text) == ("x\n", "y\n")


def test_output_is_capped():
    """What is beyond the cap is dropped; text only."""
    with checks.output(max_chars=5) as out:
        print("1234567")
        print("8")
        with pytest.raises(TypeError):
            __import__("sys").stdout.write(b"1")
    assert out.text == "12345"
