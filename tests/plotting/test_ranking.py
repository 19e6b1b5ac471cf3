"""ROC and precision-recall: the numbers of the course's ten samples."""

import numpy as np
import pytest
import torch

from coursekit import plotting
from tests.plotting.samples import LABELS, SCORES


def curve(ax, text: str):
    return next(line for line in ax.lines if text in line.get_label())


def circles(ax) -> list[tuple]:
    return [tuple(float(c[0]) for c in line.get_data()) for line in ax.lines if line.get_markersize() == 13]


def test_the_roc_runs_through_every_threshold():
    """From (0, 0) to (1, 1), a point a score, the area in the legend, guessing on the diagonal."""
    ax = plotting.roc(LABELS, SCORES)
    across, up = curve(ax, "AUC = 0.8").get_data()
    assert across.tolist() == pytest.approx([0, 0, 0, 0.2, 0.2, 0.2, 0.4, 0.6, 0.6, 0.8, 1])
    assert up.tolist() == pytest.approx([0, 0.2, 0.4, 0.4, 0.6, 0.8, 0.8, 0.8, 1, 1, 1])
    assert [list(part) for part in curve(ax, "随机猜").get_data()] == [[0, 1], [0, 1]]
    assert ax.get_xlabel() == "假正率 $FP/(FP+TN)$" and ax.get_ylabel() == "真正率 $TP/(TP+FN)$"


def test_precision_recall_is_a_staircase_with_its_average():
    """Stairs, not a line through their corners; guessing is the share of positives."""
    ax = plotting.precision_recall(LABELS[:9], SCORES[:9])
    line = curve(ax, "AP = 0.835")
    assert line.get_drawstyle() == "steps-post"
    assert line.get_xdata()[0] == 1 and line.get_ydata()[-1] == 1
    assert curve(ax, "随机猜").get_ydata()[0] == pytest.approx(5 / 9)


@pytest.mark.parametrize(
    ("threshold", "precision", "recall", "false_alarms"),
    [(0.3, 0.625, 1, 0.6), (0.5, 2 / 3, 0.8, 0.4), (0.6, 0.8, 0.8, 0.2), (0.65, 0.75, 0.6, 0.2), (0.85, 1, 0.4, 0)],
)
def test_a_chosen_threshold_is_a_point_on_both_curves(threshold, precision, recall, false_alarms):
    """Samples that reach the threshold count as positive."""
    assert circles(plotting.roc(LABELS, SCORES, chosen=threshold)) == [pytest.approx((false_alarms, recall))]
    drawn = plotting.precision_recall(LABELS, SCORES, chosen=threshold)
    assert circles(drawn) == [pytest.approx((recall, precision))]
    assert f"阈值 $t={threshold:g}$" in [text.get_text() for text in drawn.texts]


def test_several_models_differ_in_more_than_colour():
    """Each has its dashes and its name with the area."""
    ax = plotting.roc(LABELS, {"甲": SCORES, "乙": torch.tensor(-SCORES)})
    first, second = curve(ax, "甲  AUC = 0.8"), curve(ax, "乙  AUC = 0.2")
    assert first.get_linestyle() == "-" and second.get_linestyle() == "--"
    assert first.get_color() != second.get_color()


def test_many_samples_get_no_points():
    """Points on each step would cover the curve."""
    labels = np.tile(LABELS, 10)
    assert curve(plotting.roc(labels, np.tile(SCORES, 10)), "AUC").get_marker() == "None"
    assert curve(plotting.roc(LABELS, SCORES), "AUC").get_marker() == "o"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plotting.roc([1, 1], [0.5, 0.2]), "正好有两个类别"),
        (lambda: plotting.roc([0, 1], [0.5]), "每个样本要有一个得分"),
        (lambda: plotting.precision_recall([0, 1], [0.5, 0.6], chosen=0.7), "阈值 0.7 比最高得分 0.6 还高"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        call()
