"""What plotting functions take, and how they refuse the rest."""

import numpy as np
import pytest
import torch

from coursekit.plotting.inputs import numbers, one_of, plain, scores_by_name, two_classes


def test_a_tensor_with_a_gradient_is_taken():
    """It is detached; its values are the same."""
    assert plain(torch.tensor([1.0, 2.0], requires_grad=True)).tolist() == [1.0, 2.0]


def test_the_positive_class_may_have_any_name():
    """Strings, −1 and 1, bool: the samples of the positive class are True."""
    assert two_classes([1, -1, 1]).tolist() == [True, False, True]
    assert two_classes(["猫", "狗"], "狗").tolist() == [False, True]


def test_one_model_or_several():
    """A list of scores is a model without a name."""
    assert list(scores_by_name([1, 2], 2)) == [""]
    assert {name: v.tolist() for name, v in scores_by_name({"甲": [1, 2]}, 2).items()} == {"甲": [1.0, 2.0]}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: numbers("很多", "sizes"), "sizes 要是一组数，得到的是 str"),
        (lambda: numbers([], "sizes"), r"sizes 要是 1 维、不空的数组，得到的形状是 \(0,\)"),
        (lambda: numbers([[[1]]], "train", (1, 2)), r"train 要是 1或2 维.*\(1, 1, 1\)"),
        (lambda: numbers([1, np.nan, np.inf], "scores"), "scores 里有 2 个 nan"),
        (lambda: two_classes([1, 1]), r"正类 1；得到的类别是 \[1\]"),
        (lambda: two_classes([0, 1, 2]), r"得到的类别是 \[0, 1, 2\]"),
        (lambda: two_classes(["猫", "狗"]), r"positive="),
        (lambda: scores_by_name({"甲": [1.0]}, 2), r"y_true 有 2 个，scores 有 \[1\] 个"),
        (lambda: one_of("median", ("min", "max"), "best"), "best 只能是 'min', 'max'，得到的是 'median'"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        call()
