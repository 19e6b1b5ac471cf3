"""The bootstrap: counts of each draw, samples out of the bag, the interval of a statistic."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from coursekit import plotting
from coursekit.plotting.bootstrap import OUT

DRAWS = [[0, 0, 1, 3], [2, 2, 2, 2]]


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def test_every_cell_says_how_often_the_sample_was_drawn():
    """Counts by resample; the share that was never drawn stands beside its row."""
    ax = plotting.bootstrap_draws(DRAWS)
    assert texts(ax)[:8] == ["2", "1", "0", "1", "0", "0", "4", "0"]
    assert texts(ax)[8:] == ["袋外 25%", "袋外 75%"]


def test_what_is_out_of_the_bag_differs_in_colour_and_hatching():
    """Not by colour alone; often drawn is darker."""
    first, second = plotting.bootstrap_draws(DRAWS).containers
    assert [to_hex(bar.get_facecolor()) == OUT.lower() for bar in first] == [False, False, True, False]
    assert [bar.get_hatch() for bar in first] == [None, None, "//", None]
    assert sum(second[2].get_facecolor()) < sum(first[0].get_facecolor()) < sum(first[1].get_facecolor())


def test_many_samples_have_a_legend_in_place_of_numbers():
    """A hundred columns are too narrow to be written in."""
    ax = plotting.bootstrap_draws(np.random.default_rng(0).integers(0, 100, (3, 100)))
    assert not texts(ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["0 次", "1 次", "2 次", "3 次", "≥ 4 次"]
    assert "平均 37" in plotting.alt_text(ax) or "平均 36" in plotting.alt_text(ax)


def test_the_interval_cuts_equal_tails():
    """Of 0…100 a level of 90 % leaves out five on either side."""
    ax = plotting.bootstrap_distribution(np.arange(101), observed=48, level=0.9)
    places = [line.get_xdata()[0] for line in ax.lines]
    assert places == pytest.approx([5, 95, 48])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["90% 区间\n[5, 95]", "原样本 48"]
    assert sum(bar.get_height() for bar in ax.containers[0]) == 101


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plotting.bootstrap_draws([0, 1]), r"形状.*int64 \(2,\)"),
        (lambda: plotting.bootstrap_draws([[0.5, 1]]), "整数下标"),
        (lambda: plotting.bootstrap_draws([[0, 7]]), "0 到 1 之间，得到的是 0 到 7"),
        (lambda: plotting.bootstrap_distribution([1, 2], level=95), "0 和 1 之间，得到 95"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        call()
