"""Paths of optimisers: drawn where they went, as far as they went."""

import numpy as np
import pytest
import torch

from coursekit import plotting


def bowl(x, y):
    return x**2 + 10 * y**2


PATH = [(4.0, 1.0), (2.0, -0.5), (1.0, 0.25)]


def named(ax, text: str):
    return next(line for line in ax.lines if line.get_label() == text)


def test_paths_starts_ends_and_the_minimum_are_drawn():
    """Each path in full; hollow marks at both ends; a cross at the minimum."""
    ax = plotting.optimiser_paths(bowl, {"甲": PATH, "乙": torch.tensor(PATH) * -1}, minimum=(0, 0))
    assert named(ax, "甲").get_xydata().tolist() == [list(point) for point in PATH]
    assert named(ax, "起点").get_xydata().tolist() == [[4, 1], [-4, -1]]
    assert named(ax, "终点").get_xydata().tolist() == [[1, 0.25], [-1, -0.25]]
    assert named(ax, "最低点").get_xydata().tolist() == [[0, 0]]
    assert named(ax, "甲").get_marker() != named(ax, "乙").get_marker()


def test_the_contours_are_those_of_the_surface():
    """On every contour line the function has the line's value."""
    ax = plotting.optimiser_paths(bowl, PATH, levels=6)
    lines = next(c for c in ax.collections if not c.get_fill() or not len(c.get_facecolor()))
    for level, path in zip(lines.levels, lines.get_paths(), strict=True):
        assert np.allclose(bowl(*path.vertices.T), level, rtol=0.02, atol=0.02)
    assert len(lines.levels) == 6


def test_the_limits_hold_every_path_unless_they_are_given():
    """With a margin around all points; a given side is kept."""
    ax = plotting.optimiser_paths(bowl, PATH, ylim=(-3, 3))
    assert ax.get_xlim()[0] < 1 and ax.get_xlim()[1] > 4 and ax.get_ylim() == (-3, 3)


def test_a_path_that_leaves_for_infinity_is_cut_there():
    """What comes after the first nan is left out."""
    ax = plotting.optimiser_paths(bowl, {"发散": [(1, 1), (-9, 9), (np.inf, 0), (0, 0)]})
    assert named(ax, "发散").get_xydata().tolist() == [[1, 1], [-9, 9]]
    assert "走 1 步" in plotting.alt_text(ax)


def test_nine_optimisers_differ_in_marker_or_dash():
    """No two of nine look the same without colour."""
    ax = plotting.optimiser_paths(bowl, {str(k): np.array(PATH) + k for k in range(9)})
    looks = [(named(ax, str(k)).get_marker(), str(named(ax, str(k))._dash_pattern)) for k in range(9)]
    assert len(set(looks)) == 9


@pytest.mark.parametrize(
    ("surface", "paths", "message"),
    [
        (bowl, [[1, 2, 3]], r"\(步数 \+ 1, 2\)，得到的是 \(1, 3\)"),
        (bowl, {}, "一条路径也没有"),
        (bowl, [[np.nan, 0]], "起点是 nan"),
        (lambda x, y: x[:3], PATH, r"\(161, 161\).*\(3, 161\)"),
        (lambda x, y: 0 * x, PATH, "常数"),
    ],
)
def test_what_does_not_fit_is_named(surface, paths, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        plotting.optimiser_paths(surface, paths)
