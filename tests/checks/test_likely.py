"""`call=` and `likely=` of the comparing checks: what a public test tells about a wrong answer."""

import numpy as np
import pytest

from coursekit import checks
from tests.support.names import steady

COLUMN = np.array([[2.0], [3.0]])
MISTAKES = {
    "忘了除以 n": np.array([4.0, 6.0]),
    "应是一维的": COLUMN,
    "正负号反了": lambda got: (got < 0).all(),
    "应是数组": [2.0, 3.0],
}


def told(check, *arguments, **options) -> str:
    """Return what a check that fails says."""
    with pytest.raises(checks.CheckFailed) as caught:
        check(*arguments, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("got", "hint"),
    [
        (np.array([4.0, 6.0]), "忘了除以 n"),
        (COLUMN, "应是一维的"),
        (np.array([-2.0, -3.0]), "正负号反了"),
        (np.array([-7.0, -0.1]), "正负号反了"),
        ([2.0, 3.0], "应是数组"),
        (np.array([4.0 + 1e-9, 6.0]), "忘了除以 n"),
    ],
)
def test_the_mistake_that_fits_is_told_after_the_finding(got, hint):
    """The call first, then what came back and what was expected, then the likely mistake, each in a line of its own."""
    text = told(checks.close, got, np.array([2.0, 3.0]), call="mean([…])", likely=MISTAKES)
    first, second, last = text.split("\n")
    assert first == "mean([…])" and "得到" in second and "应为" in second
    assert last == f"可能错在：{hint}"


@pytest.mark.parametrize(
    "got", [None, "4", np.array([4.0, 6.1]), np.array([[4.0, 6.0]]), object(), (1, object())], ids=steady
)
def test_what_no_known_mistake_gives_gets_no_hint(got):
    """Another value or kind of thing; a function that cannot look at what came back does not fit."""
    text = told(checks.close, got, np.array([2.0, 3.0]), call="mean([…])", likely=MISTAKES)
    assert "可能错在" not in text and text.startswith("mean([…])\n")


def test_the_first_that_fits_is_told():
    """In the order in which they are written."""
    likely = {"太大": lambda got: got > 3, "大得多": lambda got: got > 100}
    assert told(checks.close, 200.0, 1.0, likely=likely).endswith("可能错在：太大")


def test_mistakes_are_compared_as_the_check_compares():
    """`tol` counts for them too; `equal` wants them exact."""
    assert "翻倍" in told(checks.close, 4.1, 2.0, tol=0.2, likely={"翻倍": 4.0})
    assert "翻倍" not in told(checks.close, 4.1, 2.0, likely={"翻倍": 4.0})
    assert "反了" in told(checks.equal, [2, 1], [1, 2], call="f()", likely={"反了": [2, 1]})
    assert "反了" not in told(checks.equal, [2.5, 1], [1, 2], likely={"反了": [2, 1]})


def test_a_right_answer_passes_whatever_is_likely():
    """Nothing is told."""
    checks.close(np.array([2.0, 3.0]), np.array([2.0, 3.0]), call="mean([…])", likely=MISTAKES)
    checks.equal([1, 2], [1, 2], call="f()", likely={"反了": [2, 1]})


def test_the_wrong_element_type_comes_with_its_call():
    """`dtype=` is a finding like any other."""
    assert told(checks.close, np.ones(2), np.ones(2), dtype="float32", call="f()").startswith("f()\ndtype不对")


@pytest.mark.parametrize(
    "likely",
    [
        {"忘了除以 n": 2.0},
        {"忘了除以 n": 2.0 + 1e-9},
        {"太大": lambda got: got > 1},
        {"忘了除以 n": 4.0, "乘错了": 4.0},
    ],
)
def test_an_example_must_tell_its_mistakes_apart(likely):
    """One that gives the right result, or what another gives, is an error of the test, whatever came back."""
    for got in (2.0, 7.0):
        with pytest.raises(ValueError, match="分不开"):
            checks.close(got, 2.0, likely=likely)


def test_a_function_is_never_asked_about_an_object():
    """An object of the student's refuses questions in the examiner, which would fail more than this check."""

    def never(got):
        raise SystemExit

    for got in (object(), [1.0, object()], {"a": (object(),)}):
        assert "可能错在" not in told(checks.close, got, [1.0], likely={"x": lambda got: got != [1.0] and never(got)})


def test_say_is_the_only_part_for_hidden_checks():
    """What was called and the likely mistake stand in the text alone; `say` is what the teacher gives away."""
    with pytest.raises(checks.CheckFailed) as caught:
        checks.close(4.0, 2.0, say="看看大小", call="f(3)", likely={"翻倍": 4.0})
    assert caught.value.say == "看看大小"
    assert str(caught.value) == "看看大小\nf(3)\n数值不对：得到 4.0，应为 2.0（最大误差 2）\n可能错在：翻倍"


@pytest.mark.parametrize("check", [checks.close, checks.equal])
def test_the_place_of_a_wrong_element_is_told(check):
    """Within lists, tuples and dictionaries, as Python would write it."""
    assert told(check, [1.0, {"loss": (2.0, 3.0)}], [1.0, {"loss": (2.0, 4.0)}]).startswith("[1]['loss'][1] 的")


def test_nothing_is_put_into_words_for_a_right_answer(monkeypatch):
    """Each known mistake is compared with the right result at each check: only a student's mistake is written out."""
    written = []
    monkeypatch.setattr(np, "array2string", lambda array, **options: written.append(array) or "words")
    right = np.arange(5.0)
    checks.close(right, right, likely={"差一": right + 1, "差二": right + 2})
    assert not written
    with pytest.raises(checks.CheckFailed, match="得到 words，应为 words"):
        checks.close(right + 1, right, likely={"差一": right + 1})
    assert len(written) == 2
