"""Letters, sizes and words as students write them, and what is no answer at all."""

import contextlib

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from coursekit.quiz import QuizError
from coursekit.quiz.reading import same_text, sequence, size, words
from tests.quiz.samples import order


@pytest.mark.parametrize("given", ["BCA", "b, c, a", "B→C→A", "B>C>A", "Ｂ、Ｃ、Ａ", ["B", "C", "A"], ("b", "c", "a")])
def test_an_order_in_many_notations(given):
    """Each letter once; commas, arrows and full-width letters do not matter."""
    assert sequence(order, given) == "BCA"


@pytest.mark.parametrize("given", ["", "BC", "BCAB", "BCD", "BBA", 3, None, "甲乙丙"])
def test_what_is_no_order(given):
    """A letter missing, twice, or unknown: the letters are named."""
    with pytest.raises(QuizError, match="A 到 C"):
        sequence(order, given)


@pytest.mark.parametrize(
    "given",
    ["3×4", "3x4", "3X4", "3 * 4", "(3, 4)", "[3,4]", "３×４", "3，4", "3 4", "3乘4", (3, 4), [3, 4],
     torch.Size([3, 4]), torch.zeros(3, 4).shape, "torch.Size([3, 4])"],
)  # fmt: skip
def test_a_size_in_many_notations(given):
    """As PyTorch prints it, as a tuple, with a cross."""
    assert size(given) == (3, 4)


@pytest.mark.parametrize("given", ["", "×", "3.5×4", "三乘四", "-3×4", None, 3.5, "3×", "1×" * 9 + "1", "x" * 5000])
def test_what_is_no_size(given):
    """Only whole numbers; a trailing cross is read as what stands before it."""
    if given == "3×":
        assert size(given) == (3,)
        return
    with pytest.raises(QuizError, match="3×4"):
        size(given)


def test_words_are_compared_without_what_does_not_matter():
    """Case, width, blanks, punctuation and hyphens."""
    assert words(" Early-Stopping。") == words("early stopping") == words("ＥＡＲＬＹ ＳＴＯＰＰＩＮＧ")
    assert same_text(words("调和 平均"), ("算术平均", "调和平均"))
    assert not same_text(words("调和"), ("调和平均",))


@pytest.mark.parametrize("given", ["", "  ", "。。。", None, "很" * 200])
def test_what_is_no_text(given):
    """Nothing left, or far too long."""
    with pytest.raises(QuizError, match="几个字"):
        words(given)


@given(st.text(max_size=50))
def test_any_text_gives_an_answer_or_a_message(text):
    """No other error, whatever is typed."""
    for read in (lambda given: sequence(order, given), size, words):
        with contextlib.suppress(QuizError):
            assert read(text)
