"""The threshold sweep: precision, recall and F1 at every cut."""

import numpy as np
import pytest

from coursekit import plotting
from tests.plotting.samples import LABELS, SCORES

# At each cut: precision, recall, F1.
TABLE = {0.3: (0.625, 1, 0.769), 0.5: (0.667, 0.8, 0.727), 0.65: (0.75, 0.6, 0.667), 0.85: (1, 0.4, 0.571)}


def lines(ax) -> dict:
    return {line.get_label(): line for line in ax.lines if len(line.get_xdata()) > 2}


def points(ax) -> list[float]:
    return [float(line.get_ydata()[0]) for line in ax.lines if len(line.get_xdata()) == 1]


@pytest.mark.parametrize("cut", TABLE)
def test_the_marked_values_are_those_of_the_cut(cut):
    """Three open markers stand at the threshold, and the numbers beside them."""
    ax = plotting.threshold_sweep(LABELS, SCORES, chosen=cut)
    assert points(ax) == pytest.approx(TABLE[cut], abs=6e-4)
    note = next(text.get_text() for text in ax.texts if text.get_text().startswith("$t="))
    assert f"$t={cut:g}$" in note and f"{TABLE[cut][2]}" in note


def test_between_two_scores_nothing_changes():
    """The lines are stairs: up to the next score a cut gives that score's counts."""
    drawn = lines(plotting.threshold_sweep(LABELS, SCORES))
    assert list(drawn) == ["查准率", "查全率", "F1"]
    assert {line.get_drawstyle() for line in drawn.values()} == {"steps-pre"}
    assert drawn["查全率"].get_xdata().tolist() == sorted(SCORES)
    assert drawn["查全率"].get_ydata().tolist() == pytest.approx([1, 1, 1, 0.8, 0.8, 0.8, 0.6, 0.4, 0.4, 0.2])


def test_without_a_choice_the_largest_f1_is_marked():
    """At 0.6 both precision and recall are 0.8."""
    ax = plotting.threshold_sweep(LABELS, SCORES)
    assert [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":" and len(line.get_xdata()) == 2] == [
        0.6
    ]
    assert points(ax) == pytest.approx([0.8, 0.8, 0.8])


def test_a_cut_that_finds_no_positive_is_no_division_by_zero():
    """Precision and recall both 0: F1 is 0."""
    with np.errstate(all="raise"):
        ax = plotting.threshold_sweep([0, 1], [0.9, 0.1], chosen=0.5)
    assert points(ax) == [0, 0, 0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plotting.threshold_sweep(LABELS, SCORES[:3]), "y_true 有 10 个，scores 有 3 个"),
        (lambda: plotting.threshold_sweep(LABELS, SCORES, chosen=0.96), "比最高得分 0.95 还高"),
        (lambda: plotting.threshold_sweep([1, 1], [0, 1]), "两个类别"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        call()
