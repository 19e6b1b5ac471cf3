"""Cross-validation: every cell of the picture is what the split says."""

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from sklearn.model_selection import KFold, LeaveOneOut, TimeSeriesSplit

from coursekit import plotting
from coursekit.plotting.folds import TEST, TRAIN

KINDS = {(1.0, 1.0, 1.0): 0, to_rgb(TRAIN): 1, to_rgb(TEST): 2}


def table(ax) -> list[list[int]]:
    return [[KINDS[bar.get_facecolor()[:3]] for bar in row] for row in ax.containers]


def written(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_the_cells_are_those_of_the_split():
    """1 where a fold trains, 2 where it tests; tested samples carry their number."""
    ax = plotting.folds(KFold(4).split(np.zeros(8)))
    assert table(ax) == [[2 if column // 2 == row else 1 for column in range(8)] for row in range(4)]
    assert written(ax) == [str(k) for k in range(8)]
    assert [label.get_text() for label in ax.get_yticklabels()] == [f"第 {k} 折" for k in (1, 2, 3, 4)]


def test_each_is_left_out_once():
    """Leave-one-out has the tested samples on the diagonal."""
    assert (np.array(table(plotting.folds(LeaveOneOut().split(np.zeros(5))))) == 1 + np.eye(5)).all()


def test_samples_that_a_fold_does_not_use_stay_white():
    """The future of a time series is in neither part, and the legend says so."""
    ax = plotting.folds(TimeSeriesSplit(3).split(np.zeros(8)))
    assert table(ax)[0] == [1, 1, 2, 2, 0, 0, 0, 0]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["训练", "测试", "不用"]


def test_classes_and_groups_stand_beneath():
    """A row each; equal classes have equal colours, and short names are written."""
    ax = plotting.folds(KFold(2).split(np.zeros(4)), y=["猫", "猫", "狗", "猫"], groups=[7, 7, 8, 9])
    classes, groups = ([bar.get_facecolor() for bar in row] for row in ax.containers[2:])
    assert classes[0] == classes[1] == classes[3] != classes[2]
    assert len(set(groups)) == 3 and groups[0] == groups[1]
    assert written(ax)[4:] == ["猫", "猫", "狗", "猫", "7", "7", "8", "9"]
    assert [label.get_text() for label in ax.get_yticklabels()][2:] == ["类别", "组"]


def test_of_many_folds_some_are_labelled_and_many_samples_have_no_numbers():
    """Texts never crowd."""
    ax = plotting.folds(LeaveOneOut().split(np.zeros(40)))
    assert len(ax.get_yticklabels()) <= 16 and not written(ax)


@pytest.mark.parametrize(
    ("splits", "settings", "message"),
    [
        ([], {}, r"KFold\(5\)"),
        ([([0], [1], [2])], {}, "训练下标, 测试下标"),
        ([([0, 1], [1])], {}, r"第 1 折里样本 \[1\] 既在训练集又在测试集"),
        ([([0, 1], [5])], {"n": 4}, "0 到 3 之间，得到的是 0 到 5"),
        ([([0, 1], [2])], {"y": [1, 2]}, "y 要有 3 个，得到 2 个"),
    ],
)
def test_what_does_not_fit_is_named(splits, settings, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        plotting.folds(splits, **settings)
