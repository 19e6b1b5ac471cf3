"""Right or wrong, and why."""

import pytest

from coursekit import quiz
from coursekit.quiz import QuizError
from coursekit.quiz.judging import judge
from tests.quiz.samples import NUMBER, number, one, order, read, several, size, text


@pytest.mark.parametrize("given", ["A", "a", " A ", "Ａ", ["A"], ("a",)])
def test_the_right_letter(given):
    """In any case and width, alone or in a list."""
    feedback = judge(one, given)
    assert feedback
    assert feedback.right
    assert feedback.reason == "**对**，$a<b$。"


def test_a_wrong_letter_gets_its_own_reason():
    """The reason of the option that was taken; nothing of the right one."""
    assert (judge(one, "B").right, judge(one, "B").reason) == (False, "再看看 $a$。")


@pytest.mark.parametrize("given", ["AC", "ca", "A,C", "A、C", "A 和 C", ["C", "A"], {"A", "C"}])
def test_several_letters(given):
    """In any order and notation; every right one with its reason."""
    feedback = judge(several, given)
    assert feedback.right
    assert feedback.reason == "A：甲对。\nC：丙对。"


def test_a_missing_letter_is_counted_not_named():
    """What was taken is right; how many are missing is told."""
    feedback = judge(several, "A")
    assert not feedback.right
    assert "漏了 1 个" in feedback.reason
    assert "C" not in feedback.reason


def test_a_letter_too_many_is_explained():
    """Only the wrong ones are explained: the question can be tried again."""
    feedback = judge(several, "ABC")
    assert (feedback.right, feedback.reason) == (False, "B：乙错。")


@pytest.mark.parametrize("given", ["E", "", "甲", 1, None, "A B D"])
def test_what_is_no_option_is_no_answer(given):
    """The letters are named."""
    with pytest.raises(QuizError, match="A 到 C"):
        judge(one, given)


@pytest.mark.parametrize("given", [0.769, "10/13", "0.7692", 10 / 13, 0.769231 + 0.001])
def test_a_number_within_tolerance(given):
    """The edge of the tolerance included."""
    assert judge(number, given).reason == "除一下。"


def test_a_number_beside_it():
    """A tempting one has its own reason, any other gets the hint."""
    assert judge(number, "13/10").reason == "反了。"
    assert judge(number, 0.7705).reason == judge(number, 5).reason == "十除以十三。"
    assert not judge(number, 5)


def test_shares_may_come_as_percents():
    """With unit % the numbers 75, "75%" and 0.75 are the same; without it 75 is 75."""
    share = read(NUMBER | {"value": 0.75, "unit": "%"})
    plain = read(NUMBER | {"value": 0.75})
    assert judge(share, 75)
    assert judge(share, "75%")
    assert judge(share, 0.75)
    assert not judge(plain, 75)


def test_a_size():
    """Its parts one by one; a tempting one has its own reason, any other gets the hint."""
    assert judge(size, "3×4").reason == "行随前，列随后。"
    assert judge(size, (4, 3)).reason == "转置了。"
    assert judge(size, [3, 4, 1]).reason == judge(size, "12").reason == "看行数和列数。"


def test_an_order():
    """The first step that stands wrong is told, and nothing of those behind it."""
    assert judge(order, "b c a").reason == "先买菜，再洗，再炒。"
    assert (judge(order, "BAC").right, judge(order, "BAC").reason) == (False, "第 2 步不是 A：没有洗过。")
    assert judge(order, "ABC").reason == "第 1 步不是 A：没有洗过。"


def test_a_text():
    """Any accepted form, in any case and with any blanks."""
    assert judge(text, "调和 平均").reason == "倒数的平均的倒数。"
    assert judge(text, "harmonic-MEAN")
    assert judge(text, "算术平均").reason == "那是直接平均。"
    assert judge(text, "平均").reason == "想想倒数。"


@pytest.mark.parametrize(
    ("id", "right", "wrong"),
    [
        ("ffn.edges", "4*10 + 10*3", 83),
        ("ffn.parameters", 74, 64),
        ("ffn.xor_best", "3/4", "100%"),
        ("ffn.initial_loss", "ln 3", "ln 2"),
        ("ffn.test_accuracy", "29/30", "9/10"),
        ("ffn.relu_error", 0.3, 0.0872),
        ("ffn.perceptron_update", "C", "A"),
        ("ffn.uat", "BCD", "ABCD"),
        ("ffn.layers", "A", "B"),
        ("ffn.argmax", 2, 2.1879),
    ],
)
def test_answers_of_the_lecture(id, right, wrong):
    """The numbers that the syllabus gives."""
    assert judge(quiz.question(id), right)
    assert not judge(quiz.question(id), wrong)
