"""Confusion matrices, in the layout of scikit-learn or turned."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import plain
from coursekit.plotting.style import INK, axes

LAYOUTS = ("sklearn", "transposed")
LONG_NAME = 5  # characters; longer names of many classes are slanted
# From white to the palette's blue: dark means many, in print and to colour-blind eyes too.
SHADES = ("#FFFFFF", "#BFDCEF", "#5AA3D0", "#0072B2", "#003F63")


def confusion_matrix(y_true, y_pred, labels=None, *, layout="sklearn", normalize=False, ax=None):
    """Draw how often each actual class was predicted as each class.

    Parameters
    ----------
    y_true, y_pred : array-like, shape (n,)
        Actual and predicted classes, integers or strings.
    labels : sequence of str, optional
        Names of the classes, in the order of their sorted values; for the classes 0…k−1 also those that do not occur.
    layout : {"sklearn", "transposed"}
        ``"sklearn"``: rows are actual, columns predicted. ``"transposed"``: rows are predicted, columns actual.
    normalize : bool
        Show the share of each actual class, its recall on the diagonal, with the count beneath.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For lengths that differ, no samples, another layout, or too few labels.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.confusion_matrix([0, 0, 0, 1, 1], [0, 0, 1, 1, 1], labels=["猫", "狗"])
    >>> print(plotting.alt_text(ax))
    2 类的混淆矩阵，5 个样本里 4 个判对，行是真实类别，各行是 [[2, 1], [0, 2]]。
    """
    if layout not in LAYOUTS:
        raise ValueError(
            tr(
                f'layout 只能是 "sklearn"（行是真实类别）或 "transposed"（列是真实类别），得到的是 {layout!r}',
                f'layout is "sklearn" (rows actual) or "transposed" (columns actual), got {layout!r}',
            )
        )
    counts, names = count_pairs(y_true, y_pred, labels)
    shares = counts / counts.sum(axis=1, keepdims=True).clip(min=1)
    if layout == "transposed":
        counts, shares = counts.T, shares.T
    ax = axes(ax, figsize=(7.0, 5.6))
    _cells(ax, counts, shares, normalize)
    _names(ax, names, layout)
    right = int(counts.trace())
    return describe(
        ax,
        tr(
            f"{len(names)} 类的混淆矩阵，{counts.sum()} 个样本里 {right} 个判对，"
            f"{_rows(layout)}，各行是 {counts.tolist()}。",
            f"Confusion matrix of {len(names)} classes, {right} of {counts.sum()} right; rows {counts.tolist()}.",
        ),
    )


def _rows(layout: str) -> str:
    return tr("行是真实类别", "rows actual") if layout == "sklearn" else tr("行是预测类别", "rows predicted")


def count_pairs(y_true, y_pred, labels=None):
    """Count the pairs (actual, predicted).

    Returns
    -------
    counts : int array, shape (k, k)
        Rows actual, columns predicted, as in ``sklearn.metrics.confusion_matrix``.
    names : list of str, length k
    """
    import numpy as np

    actual, predicted = plain(y_true).ravel(), plain(y_pred).ravel()
    if actual.shape != predicted.shape or not actual.size:
        raise ValueError(
            tr(
                f"真实类别有 {actual.size} 个，预测类别有 {predicted.size} 个：两者要一样多，而且至少一个",
                f"{actual.size} actual and {predicted.size} predicted classes: as many of both, and at least one",
            )
        )
    classes = _classes(np.union1d(actual, predicted), labels)
    names = [str(name) for name in (classes if labels is None else labels)]
    counts = np.zeros((len(classes), len(classes)), dtype=int)
    np.add.at(counts, (np.searchsorted(classes, actual), np.searchsorted(classes, predicted)), 1)
    return counts, names


def _classes(seen, labels):
    import numpy as np

    if labels is None or len(seen) == len(labels):
        return seen
    if np.issubdtype(seen.dtype, np.integer) and seen.min() >= 0 and seen.max() < len(labels):
        return np.arange(len(labels))
    raise ValueError(
        tr(
            f"数据里有 {len(seen)} 个类别 {seen.tolist()}，名字却有 {len(labels)} 个：{list(labels)}",
            f"the data has {len(seen)} classes {seen.tolist()}, but there are {len(labels)} names: {list(labels)}",
        )
    )


def _cells(ax, counts, shares, normalize: bool) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    shade = shares if normalize else counts / counts.max()
    size = ax.xaxis.label.get_size() * (1.25 if len(counts) <= 5 else 1.0 if len(counts) <= 8 else 0.75)
    ax.imshow(shade, cmap=LinearSegmentedColormap.from_list("counts", SHADES), vmin=0, vmax=1)
    for row in range(len(counts)):
        for column in range(len(counts)):
            color = "white" if shade[row, column] > 0.5 else INK
            count = str(counts[row, column])
            text = f"{shares[row, column]:.0%}\n({count})" if normalize else count
            ax.text(column, row, text, ha="center", va="center", color=color, fontsize=size, linespacing=1.35)
    ax.grid(False)
    ax.set_xticks([i - 0.5 for i in range(1, len(counts))], minor=True)
    ax.set_yticks([i - 0.5 for i in range(1, len(counts))], minor=True)
    ax.grid(which="minor", color="#999999", linewidth=1)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set(visible=True, color="#999999")


def _names(ax, names: list[str], layout: str) -> None:
    slanted = len(names) > 4 and max(map(len, names)) > LONG_NAME
    ax.set_xticks(range(len(names)), names, rotation=40 if slanted else 0, ha="right" if slanted else "center")
    ax.set_yticks(range(len(names)), names)
    actual, predicted = tr("真实类别", "actual"), tr("预测类别", "predicted")
    ax.set_xlabel(predicted if layout == "sklearn" else actual)
    ax.set_ylabel(actual if layout == "sklearn" else predicted)
