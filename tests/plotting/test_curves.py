"""Learning curves: epochs from 1, solid and dashed, names at the ends, the best epoch marked."""

import matplotlib.pyplot as plt
import pytest

from coursekit import plotting
from coursekit.training.history import History
from tests.plotting.samples import Run, run


def named(ax, text: str):
    return next(line for line in ax.lines if line.get_label() == text)


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_training_is_solid_validation_dashed_and_epochs_count_from_1():
    """Told apart without colour; the first value stands at epoch 1."""
    ax = plotting.curves(run(epochs=5, best=None))
    train, valid = named(ax, "训练"), named(ax, "验证")
    assert train.get_linestyle() == "-" and valid.get_linestyle() == "--"
    assert train.get_color() != valid.get_color()
    assert list(train.get_xdata()) == [1, 2, 3, 4, 5] and list(train.get_ydata()) == run(epochs=5)["loss"].tolist()
    assert texts(ax) == ["训练", "验证"]
    assert ax.get_xlabel() == "轮次（epoch）" and ax.get_ylabel() == "损失（loss）"


def test_a_history_of_a_training_is_drawn():
    """What `training.fit` returns is taken as it is, with its best epoch."""
    history = History()
    for value in (3.0, 2.0, 2.5):
        history.append({"loss": value, "valid_loss": value + 1})
    history.best_epoch = 1
    ax = plotting.curves(history)
    assert list(named(ax, "验证").get_ydata()) == [4.0, 3.0, 3.5]
    assert "最佳\n第 2 轮" in texts(ax)


def test_the_best_epoch_is_marked_on_both_lines():
    """A line across and an open circle on each curve at epoch best_epoch + 1, unless training ended there."""
    ax = plotting.curves(run(best=20))
    circles = [line for line in ax.lines if line.get_marker() == "o"]
    assert [circle.get_xdata()[0] for circle in circles] == [21, 21]
    assert [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":"] == [21]
    for unmarked in (None, 39):  # no best epoch, or the last of 40
        assert not [line for line in plotting.curves(run(best=unmarked)).lines if line.get_marker() == "o"]


def test_without_validation_there_is_one_line():
    """A missing valid_ series is no error."""
    ax = plotting.curves({"loss": [2.0, 1.0]})
    assert len(ax.lines) == 1 and texts(ax) == ["训练"]


def test_several_names_share_the_axes_each_in_its_colour():
    """Four lines of two colours, each named in full."""
    ax = plotting.curves(run(best=None), ("loss", "accuracy"), splits=("训练", "测试"))
    assert sorted(texts(ax)) == ["测试准确率", "测试损失", "训练准确率", "训练损失"]
    assert len({line.get_color() for line in ax.lines}) == 2


def test_one_epoch_is_a_visible_point():
    """A line of one value would be invisible, so it gets a marker."""
    assert plotting.curves({"loss": [2.0]}).lines[0].get_marker() == "o"


def test_given_axes_are_used_and_titled():
    """The Axes that were given come back with the title, and no new figure is made."""
    _, axes = plt.subplots(1, 2)
    assert plotting.curves(run(), ax=axes[1], title="损失") is axes[1]
    assert axes[1].get_title() == "损失" and len(plt.get_fignums()) == 1


def test_an_unknown_name_is_answered_with_those_there_are():
    """The message names the missing series and lists the known ones."""
    with pytest.raises(KeyError, match="f1.*loss, valid_loss"):
        plotting.curves(Run(loss=[1.0], valid_loss=[1.0]), "f1")


def test_a_loss_that_became_nan_is_drawn_as_far_as_it_goes():
    """Diverged trainings are looked at too."""
    ax = plotting.curves({"loss": [1.0, float("inf"), float("nan")], "valid_loss": [1.0, 2.0, 3.0]})
    ax.figure.canvas.draw()
    assert texts(ax) == ["训练", "验证"]
