"""Numbers as students write them, and nothing that is not one."""

import contextlib
import math
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from coursekit.quiz import QuizError
from coursekit.quiz.arithmetic import number


@pytest.mark.parametrize(
    ("given_text", "value"),
    [
        ("10/13", 10 / 13),
        ("4*10 + 10*3", 70),
        ("4×10＋10×3", 70),
        ("１０／１３", 10 / 13),
        ("−0.5", -0.5),
        ("-(1 + 2)^2", -9),
        ("2**10", 1024),
        ("6 ÷ 4", 1.5),
        ("75 %", 0.75),
        ("75％", 0.75),
        ("ln(3)", math.log(3)),
        ("ln 3", math.log(3)),
        ("log(3)", math.log(3)),
        ("sqrt(2)", math.sqrt(2)),
        ("exp(1)", math.e),
        ("e", math.e),
        ("π/2", math.pi / 2),
        ("1,050", 1050),
        ("1,234,567.5", 1234567.5),
        (" .3 ", 0.3),
        ("1e-3", 0.001),
        (83, 83),
        (np.float32(0.5), 0.5),
        (torch.tensor(2), 2),
        (Fraction(10, 13), 10 / 13),
    ],
)
def test_what_counts_as_a_number(given_text, value):
    """Fractions, products, percents, logarithms, full-width characters, numbers of any library."""
    assert number(given_text) == pytest.approx(value, rel=1e-7)


@pytest.mark.parametrize(
    "bad",
    [
        "", "  ", "%", "abc", "1/0", "1 2", "1,2", "0x", "9**9**9", "2**65", "(-8)**0.5", "ln(0)", "ln(-1)", "1e999",
        "sqrt", "e(1)", "exp(1000)", "9" * 101, "(" * 60 + "1" + ")" * 60, "__import__('os').system('true')",
        "().__class__", "[1]", "'1'", "1 if 1 else 2", "lambda: 1", "True", "1j", "x:=1",
        None, True, [1], float("nan"), float("inf"), 1j, torch.ones(2), np.ones(3),
    ],
)  # fmt: skip
def test_what_does_not(bad):
    """Text that is no arithmetic, what is not finite, and what would run code or fill the memory."""
    with pytest.raises(QuizError, match="10/13"):
        number(bad)


@given(st.integers(-(10**6), 10**6), st.integers(1, 10**4), st.sampled_from("+-*/"))
def test_arithmetic_is_python_s(a, b, sign):
    """Precedence, signs and brackets as everywhere."""
    assert number(f"2*({a}{sign}{b})-1") == pytest.approx(eval(f"2*({a}{sign}{b})-1"), rel=1e-12)


@given(st.text(max_size=40))
def test_any_text_gives_a_number_or_a_message(text):
    """No other error, whatever is typed."""
    with contextlib.suppress(QuizError):
        assert math.isfinite(number(text))
