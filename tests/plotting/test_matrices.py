"""Confusion matrices: counts as in scikit-learn, both layouts, readable numbers."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from sklearn.metrics import confusion_matrix

from coursekit import plotting
from coursekit.plotting.matrices import count_pairs

ACTUAL, PREDICTED = [0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 2, 2]


def numbers(ax) -> list[list[str]]:
    k = len(ax.get_xticks())
    cells = {tuple(map(round, text.get_position())): text.get_text() for text in ax.texts}
    return [[cells[column, row] for column in range(k)] for row in range(k)]


@pytest.mark.filterwarnings("ignore:A single label")  # scikit-learn's, of one class alone
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40))
def test_counts_are_those_of_scikit_learn(pairs):
    """Rows actual, columns predicted, classes sorted."""
    actual, predicted = zip(*pairs, strict=True)
    counts, names = count_pairs(actual, predicted)
    classes = sorted({*actual, *predicted})
    assert (counts == confusion_matrix(actual, predicted, labels=classes)).all()
    assert names == [str(c) for c in classes]


def test_rows_are_actual_unless_the_layout_is_transposed():
    """The axes say which is which, and the numbers turn with them."""
    ax = plotting.confusion_matrix(ACTUAL, PREDICTED)
    assert numbers(ax) == [["2", "1", "0"], ["0", "1", "1"], ["0", "0", "1"]]
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("真实类别", "预测类别")
    turned = plotting.confusion_matrix(ACTUAL, PREDICTED, layout="transposed")
    assert numbers(turned) == [["2", "0", "0"], ["1", "1", "0"], ["0", "1", "1"]]
    assert (turned.get_ylabel(), turned.get_xlabel()) == ("预测类别", "真实类别")


@pytest.mark.parametrize("layout", ["sklearn", "transposed"])
def test_shares_are_of_the_actual_class_in_both_layouts(layout):
    """The diagonal is the recall, the count stands beneath."""
    cells = numbers(plotting.confusion_matrix(ACTUAL, PREDICTED, layout=layout, normalize=True))
    assert [cells[i][i] for i in range(3)] == ["67%\n(2)", "50%\n(1)", "100%\n(1)"]


def test_names_stand_for_sorted_classes_and_for_absent_ones():
    """Tensors are taken; a class without a sample keeps its row."""
    ax = plotting.confusion_matrix(torch.tensor([0, 2]), torch.tensor([0, 2]), ["甲", "乙", "丙"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["甲", "乙", "丙"]
    assert numbers(ax) == [["1", "0", "0"], ["0", "0", "0"], ["0", "0", "1"]]
    words = plotting.confusion_matrix(["猫", "虎"], ["猫", "猫"])
    assert sorted(label.get_text() for label in words.get_xticklabels()) == ["猫", "虎"]


def test_a_class_that_never_occurs_has_shares_of_zero():
    """No division by zero, no warning."""
    with np.errstate(all="raise"):
        cells = numbers(plotting.confusion_matrix([0, 0], [0, 1], normalize=True))
    assert cells[1] == ["0%\n(0)", "0%\n(0)"]


def test_every_number_stands_out_from_its_cell():
    """The letters' contrast with the shade beneath is at least 3 to 1, from the lightest to the darkest."""
    actual = np.repeat(range(10), range(1, 11))
    ax = plotting.confusion_matrix(actual, actual)
    image = ax.images[0]
    for text in ax.texts:
        column, row = map(round, text.get_position())
        lights = sorted(
            light(c) for c in (to_rgb(text.get_color()), image.cmap(image.norm(image.get_array()[row, column])))
        )
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 3


@pytest.mark.parametrize(
    ("arguments", "settings", "message"),
    [
        (([0, 1], [0]), {}, "真实类别有 2 个，预测类别有 1 个"),
        (([], []), {}, "至少一个"),
        (([0, 1], [0, 1], ["甲"]), {}, r"2 个类别 \[0, 1\]，名字却有 1 个"),
        (([0], [0]), {"layout": "rows"}, "'rows'"),
    ],
)
def test_what_does_not_fit_is_named(arguments, settings, message):
    """The message says what came."""
    with pytest.raises(ValueError, match=message):
        plotting.confusion_matrix(*arguments, **settings)


def light(color) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
