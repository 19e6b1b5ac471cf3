"""Learning and validation curves: means and bands, the best value, axes that fit."""

import numpy as np
import pytest

from coursekit import plotting


def named(ax, text: str):
    return next(line for line in ax.lines if line.get_label() == text)


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_errors_stand_over_the_sizes_in_order():
    """Training solid, validation dashed, sizes ascending whatever their order, both named at their ends."""
    ax = plotting.learning_curve([200, 50, 100], [0.3, 0.1, 0.2], [0.4, 0.9, 0.6], target=0.25)
    assert named(ax, "训练").get_xdata().tolist() == [50, 100, 200]
    assert named(ax, "训练").get_ydata().tolist() == [0.1, 0.2, 0.3]
    assert named(ax, "验证").get_ydata().tolist() == [0.9, 0.6, 0.4]
    assert named(ax, "训练").get_linestyle() == "-" and named(ax, "验证").get_linestyle() == "--"
    assert texts(ax) == ["训练", "验证", "目标"]
    assert ax.get_xlabel() == "训练样本数 $n$" and ax.get_ylabel() == "误差"


def test_of_several_repeats_the_mean_runs_in_a_band_of_one_deviation():
    """Rows are sizes, columns are repeats."""
    valid = np.array([[0.2, 0.4], [0.1, 0.1]])
    ax = plotting.learning_curve([10, 20], [0, 0], valid)
    assert named(ax, "验证").get_ydata().tolist() == pytest.approx([0.3, 0.1])
    band = ax.collections[0].get_paths()[0].vertices
    assert sorted({round(float(y), 6) for x, y in band if x == 10}) == [0.2, 0.4]
    assert len(ax.collections) == 1  # the training errors have no repeats


@pytest.mark.parametrize(("best", "where"), [("min", 1.0), ("max", 0.01)])
def test_the_best_validation_value_is_marked(best, where):
    """The smallest error or the largest score, with a circle and a line across."""
    ax = plotting.validation_curve([0.01, 0.1, 1], [1, 2, 3], [[9, 7], [6, 6], [5, 5]], xlabel="$C$", best=best)
    circle = next(line for line in ax.lines if line.get_markersize() == 15)
    assert circle.get_xdata()[0] == where
    assert f"最佳 {where:g}" in texts(ax)


def test_nothing_is_marked_without_a_best():
    """The curves alone."""
    ax = plotting.validation_curve([1, 2], [1, 2], [3, 4], xlabel="$k$", best=None)
    assert len(ax.lines) == 2 and texts(ax) == ["训练", "验证"]


def test_a_wide_span_is_drawn_on_a_logarithmic_axis():
    """Positive values over more than a factor of 100; the caller may decide otherwise."""
    y = [1, 2, 3]
    assert plotting.validation_curve([1e-4, 1e-2, 1], y, y, xlabel="x").get_xscale() == "log"
    assert plotting.validation_curve([0, 1e-2, 1], y, y, xlabel="x").get_xscale() == "linear"
    assert plotting.validation_curve([1, 2, 3], y, y, xlabel="x").get_xscale() == "linear"
    assert plotting.validation_curve([1e-4, 1e-2, 1], y, y, xlabel="x", xscale="linear").get_xscale() == "linear"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plotting.learning_curve([1, 2], [1], [1, 2]), r"sizes 有 2 个.*\(1,\) 和 \(2,\)"),
        (lambda: plotting.learning_curve([1, 2], [1, np.nan], [1, 2]), "train 里有 1 个 nan"),
        (lambda: plotting.validation_curve([1], [1], [1], xlabel="x", best="median"), "best 只能是 'min', 'max', None"),
        (lambda: plotting.validation_curve([1], [1], [1], xlabel="x", xscale="symlog"), "xscale 只能是"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        call()
