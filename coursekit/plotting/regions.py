"""Decision regions: which class a model gives each point of the plane."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import plain
from coursekit.plotting.style import INK, MARKERS, PALETTE, axes, tint

MARGIN = 0.15  # of the data's range, on each side
FEW, SOME = 10, 60  # samples that get large and middle-sized markers
FULL_WIDTH = 6.0  # inches; the markers of a narrower Axes shrink with it


def decision_regions(predict, X, y, *, labels=None, ax=None, resolution=200):
    """Draw the regions of a model's classes in the plane, with the samples on them.

    Parameters
    ----------
    predict : callable
        Takes a float32 array (m, 2) and returns class ids (m,), scores or probabilities (m, k), or the probability of
        class 1 (m,). Where ``y`` holds −1 and 1, real numbers (m,) are read by their sign. Tensors are fine.
    X : array-like, shape (n, 2)
    y : array-like of int, shape (n,)
    labels : sequence of str, optional
        Names of the classes, in the order of their sorted values.
    ax : Axes, optional
        Its limits are kept where they were set; otherwise they fit the samples. Of several Axes in a figure only the
        last one gets the legend.
    resolution : int
        Points of the grid in each direction.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For shapes that do not fit, with the shape that came.

    Examples
    --------
    >>> from coursekit import data
    >>> from coursekit import plotting
    >>> X, y = data.logic_gate("and")
    >>> ax = plotting.decision_regions(lambda X: X.sum(axis=1) > 1.5, X, y, labels=["假", "真"])
    >>> print(plotting.alt_text(ax))
    平面上 4 个样本和模型的决策区域，各类样本数：假 3、真 1。
    """
    import numpy as np

    X, y = plain(X).astype(float), plain(y).ravel()
    if X.ndim != 2 or X.shape[1] != 2 or len(X) != len(y) or not len(X):
        raise ValueError(
            tr(
                f"画决策区域要 X 形状 (n, 2)、y 形状 (n,)，得到的是 {X.shape} 和 {y.shape}",
                f"decision regions need X of shape (n, 2) and y of shape (n,), got {X.shape} and {y.shape}",
            )
        )
    ax = axes(ax, figsize=(8.0, 5.6))
    across, up = (np.linspace(low, high, resolution) for low, high in _limits(ax, X))
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    answers = plain(predict(grid.reshape(-1, 2).astype(np.float32)))
    classes, margins = _margins(answers, y, len(grid) * len(grid[0]))
    names = _names(classes, labels)
    _regions(ax, across, up, [margin.reshape(resolution, resolution) for margin in margins])
    _samples(ax, X, y, classes, names)
    _name_axes(ax, X)
    ax.set_xlim(across[0], across[-1])
    ax.set_ylim(up[0], up[-1])
    listed = tr("、", ", ").join(f"{name} {int((y == c).sum())}" for c, name in zip(classes, names, strict=True))
    return describe(
        ax,
        tr(
            f"平面上 {len(X)} 个样本和模型的决策区域，各类样本数：{listed}。",
            f"Decision regions of a model with {len(X)} samples in the plane: {listed}.",
        ),
    )


def _limits(ax, X) -> list[tuple[float, float]]:
    limits = []
    for axis, column in ((ax.xaxis, X[:, 0]), (ax.yaxis, X[:, 1])):
        low, high = float(column.min()), float(column.max())
        pad = MARGIN * (high - low) or 1.0
        fixed = not (ax.get_autoscalex_on() if axis is ax.xaxis else ax.get_autoscaley_on())
        limits.append(axis.get_view_interval() if fixed else (low - pad, high + pad))
    return limits


def _margins(answers, y, points: int):
    """Classes, and for each a field over the grid that is positive where it wins."""
    import numpy as np

    if len(answers) != points or answers.ndim > 2:
        raise ValueError(
            tr(
                f"predict 收到 {points} 个点，应返回 ({points},) 或 ({points}, k)，返回的是 {answers.shape}",
                f"predict got {points} points and should return ({points},) or ({points}, k), not {answers.shape}",
            )
        )
    seen = np.unique(y)
    if answers.ndim == 2 and answers.shape[1] > 1:
        k = answers.shape[1]
        others = [np.max(np.delete(answers, i, axis=1), axis=1) for i in range(k)]
        return np.arange(k), [answers[:, i] - others[i] for i in range(k)]
    answers = answers.ravel()
    if set(seen.tolist()) <= {-1, 1}:
        return np.array([-1, 1]), [-answers.astype(float), answers.astype(float)]
    if np.array_equal(answers, np.round(answers)):
        classes = np.union1d(seen, answers).astype(int)
        return classes, [np.where(answers == c, 1.0, -1.0) for c in classes]
    if answers.min() < 0 or answers.max() > 1:
        raise ValueError(
            tr(
                f"predict 返回的一列数在 {answers.min():.3g} 和 {answers.max():.3g} 之间，不是概率：先过 sigmoid",
                f"one column from {answers.min():.3g} to {answers.max():.3g} is no probability: apply a sigmoid first",
            )
        )
    return np.array([0, 1]), [0.5 - answers, answers - 0.5]


def _names(classes, labels) -> list[str]:
    if labels is None:
        return [tr(f"类别 {c}", f"class {c}") for c in classes]
    if len(labels) != len(classes):
        raise ValueError(
            tr(
                f"有 {len(classes)} 个类别 {classes.tolist()}，名字却有 {len(labels)} 个：{list(labels)}",
                f"there are {len(classes)} classes {classes.tolist()}, but {len(labels)} names: {list(labels)}",
            )
        )
    return [str(name) for name in labels]


def _regions(ax, across, up, margins: list) -> None:
    import numpy as np

    for index, margin in enumerate(margins):
        if margin.max() > 0:
            color = tint(PALETTE[index % len(PALETTE)], 0.25)
            ax.contourf(across, up, margin, levels=[0, np.inf], colors=[color], zorder=0)
        if margin.min() < 0 < margin.max() and (index or len(margins) > 2):  # of two classes one line is enough
            ax.contour(across, up, margin, levels=[0], colors=[INK], linewidths=2, zorder=1)
    ax.grid(False)


def _samples(ax, X, y, classes, names: list[str]) -> None:
    size = 220 if len(X) <= FEW else 80 if len(X) <= SOME else 36
    size *= min(1.0, ax.bbox.width / ax.figure.dpi / FULL_WIDTH)
    for index, (value, name) in enumerate(zip(classes, names, strict=True)):
        ax.scatter(
            *X[y == value].T,
            s=size,
            color=PALETTE[index % len(PALETTE)],
            marker=MARKERS[index % len(MARKERS)],
            edgecolor="white",
            linewidth=size**0.5 / 12,
            label=name,
            zorder=3,
        )
    if ax is ax.figure.axes[-1]:  # of several plots side by side the last one carries the names
        scale = (80 / size) ** 0.5 if size < 80 else 1.0
        ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), markerscale=scale, handlelength=1.2, handletextpad=0.4)


def _name_axes(ax, X) -> None:
    for axis, column, side, name in (
        (ax.xaxis, X[:, 0], "labelbottom", "$x_1$"),
        (ax.yaxis, X[:, 1], "labelleft", "$x_2$"),
    ):
        values = sorted(set(column.tolist()))
        if len(values) <= 2:  # a truth table: no ticks between its values
            axis.set_ticks(values)
        if not axis.label.get_text() and axis.get_tick_params().get(side, True):  # not within a row of shared axes
            axis.set_label_text(name)
