"""Paths of optimisers on a surface, seen from above."""

from collections.abc import Mapping

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import numbers
from coursekit.plotting.labels import number
from coursekit.plotting.style import DASHES, INK, MARKERS, PALETTE, axes, tint

GRID = 161  # points of the surface in each direction
MARGIN = 0.12
COLOURS = (*PALETTE[:4], PALETTE[7], PALETTE[4], PALETTE[5])  # without the yellow, which the white swallows
MARKS = 10  # markers along a path, about


def optimiser_paths(surface, paths, *, xlim=None, ylim=None, minimum=None, levels=14, ax=None, title=None):
    """Draw the contours of a function of two variables, and the paths that optimisers take on it.

    Parameters
    ----------
    surface : callable
        ``surface(x, y)`` of two arrays of one shape, element by element.
    paths : array-like of shape (steps + 1, 2), or mapping of name to such
        Points of each path, the start first. A path that leaves for infinity is drawn as far as it goes.
    xlim, ylim : tuple of two float, optional
        If not given, what the paths need.
    minimum : tuple of two float, optional
        The lowest point, drawn as a cross.
    levels : int
        Number of contours; as much area lies between any two neighbours.
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For paths of another shape, or a surface that does not take arrays.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.optimiser_paths(lambda x, y: x**2 + 4 * y**2, {"梯度下降": [[2, 1], [1, 0.2], [0.5, 0]]})
    >>> print(plotting.alt_text(ax))
    等高线上的优化路径。梯度下降 走 2 步到 (0.5, 0)。
    """
    several = paths if isinstance(paths, Mapping) else {tr("路径", "path"): paths}
    several = {str(name): _checked(path) for name, path in several.items()}
    if not several:
        raise ValueError(tr("paths 里一条路径也没有", "paths holds no path"))
    ax = axes(ax, figsize=(8.0, 5.2))
    _limits(ax, several.values(), minimum, xlim, ylim)
    _contours(ax, surface, levels)
    for index, (name, path) in enumerate(several.items()):
        _path(ax, index, name, path)
    _ends(ax, several, minimum)
    ax.set_xlabel("$x_1$")
    ax.set_ylabel("$x_2$")
    if title:
        ax.set_title(title)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=2.4, handletextpad=0.5)
    told = tr("；", "; ").join(_told(name, path) for name, path in several.items())
    return describe(ax, tr(f"等高线上的优化路径。{told}。", f"Paths of optimisers on contours. {told}."))


def _checked(path):
    points = numbers(path, "paths", (2,), finite=False)
    if points.shape[1] != 2:
        raise ValueError(
            tr(
                f"每条路径的形状要是 (步数 + 1, 2)，得到的是 {points.shape}",
                f"each path has shape (steps + 1, 2), got {points.shape}",
            )
        )
    import numpy as np

    lost = np.flatnonzero(~np.isfinite(points).all(axis=1))
    if lost.size and lost[0] == 0:
        raise ValueError(tr("路径的起点是 nan 或无穷大", "a path starts at nan or infinity"))
    return points[: lost[0]] if lost.size else points


def _limits(ax, paths, minimum, xlim, ylim) -> None:
    import numpy as np

    points = np.concatenate([*paths, *([np.array([minimum], float)] if minimum is not None else [])])
    for given, values, set_limits in ((xlim, points[:, 0], ax.set_xlim), (ylim, points[:, 1], ax.set_ylim)):
        low, high = values.min(), values.max()
        pad = MARGIN * (high - low) or 1.0
        set_limits(given or (low - pad, high + pad))


def _contours(ax, surface, levels: int) -> None:
    import numpy as np
    from matplotlib.colors import LinearSegmentedColormap

    across, up = (np.linspace(*limits, GRID) for limits in (ax.get_xlim(), ax.get_ylim()))
    X, Y = np.meshgrid(across, up)
    Z = numbers(surface(X, Y), "surface(x, y)", (0, 2), finite=False)
    if Z.shape != X.shape:
        raise ValueError(
            tr(
                f"surface(x, y) 要对两个 {X.shape} 的数组逐个元素计算，返回的形状却是 {Z.shape}",
                f"surface(x, y) works on two arrays {X.shape} element by element, but returned {Z.shape}",
            )
        )
    heights = np.unique(np.nanquantile(Z[np.isfinite(Z)], np.linspace(0, 1, levels + 2)))
    if len(heights) < 2:
        raise ValueError(tr("surface 在这个范围里是常数，没有等高线", "the surface is constant here: no contours"))
    shades = LinearSegmentedColormap.from_list("depth", [tint(PALETTE[0], 0.38), "#FFFFFF"])
    ax.contourf(X, Y, Z, levels=heights, colors=shades(np.linspace(0, 1, len(heights) - 1)), zorder=0)
    ax.contour(X, Y, Z, levels=heights[1:-1], colors=[tint(INK, 0.4)], linewidths=0.9, linestyles="solid", zorder=1)
    ax.grid(False)


def _path(ax, index: int, name: str, path) -> None:
    color = COLOURS[index % len(COLOURS)]
    look = {"linestyle": DASHES[(index + index // len(COLOURS)) % len(DASHES)], "marker": MARKERS[index % len(MARKERS)]}
    every = max(1, len(path) // MARKS)
    edge = {"markersize": 7, "markeredgecolor": "white", "markeredgewidth": 0.8}
    ax.plot(*path.T, color=color, label=name, markevery=(0, every), zorder=3 + index / 100, **look, **edge)


def _ends(ax, several: dict, minimum) -> None:
    """Where the paths start, where they end, and where they should."""
    hollow = {"linestyle": "none", "markerfacecolor": "white", "markeredgecolor": INK, "markeredgewidth": 2}
    for place, marker, size, name in ((0, "o", 12, tr("起点", "start")), (-1, "s", 9, tr("终点", "end"))):
        stops = [path[place] for path in several.values()]
        ax.plot(*zip(*stops, strict=True), marker=marker, markersize=size, label=name, zorder=5, **hollow)
    if minimum is not None:
        cross = {"marker": "x", "markersize": 15, "markeredgewidth": 3, "color": INK, "linestyle": "none"}
        ax.plot(*minimum, label=tr("最低点", "minimum"), zorder=6, **cross)


def _told(name: str, path) -> str:
    (x, y), steps = path[-1], len(path) - 1
    return tr(
        f"{name} 走 {steps} 步到 ({number(x)}, {number(y)})", f"{name}: {steps} steps to ({number(x)}, {number(y)})"
    )
