"""Learning and validation curves: what more samples, or another setting, do to both errors."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import numbers, one_of
from coursekit.plotting.labels import name_at_end, number
from coursekit.plotting.style import DASHES, INK, MARKERS, MUTED, PALETTE, axes, tint

WIDE = 100  # a hyper-parameter that spans more than this factor is drawn on a logarithmic axis


def learning_curve(sizes, train, valid, *, target=None, ylabel=None, splits=None, ax=None, title=None):
    """Draw the error on training and validation samples against the number of training samples.

    Parameters
    ----------
    sizes : array-like, shape (k,)
        Numbers of training samples.
    train, valid : array-like, shape (k,) or (k, repeats)
        Errors, or scores with a ``ylabel`` that says so; of several repeats the mean is drawn in a band of one
        standard deviation.
    target : float, optional
        What one hopes to reach, drawn as a line across.
    ylabel : str, optional
    splits : tuple of two str, optional
        Names of the two curves; 训练 and 验证 if not given.
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For lengths that differ or values that are no numbers.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.learning_curve([10, 100, 1000], train=[0.1, 0.2, 0.24], valid=[0.9, 0.4, 0.26])
    >>> print(plotting.alt_text(ax))
    学习曲线。10 个样本时训练 0.1、验证 0.9；1000 个时训练 0.24、验证 0.26。
    """
    sizes, means = _curves(sizes, train, valid, "sizes")
    ax = axes(ax)
    ylabel = ylabel or tr("误差", "error")
    ends = _draw(ax, sizes, means, splits)
    if target is not None:
        ax.axhline(target, color=MUTED, linestyle=DASHES[2], linewidth=2)
        ends.append((target, tr("目标", "target"), MUTED))
    ax.set_xlabel(tr("训练样本数 $n$", "training samples $n$"))
    _frame(ax, ylabel, title, ends)
    first, last = ([float(mean[place]) for mean, _ in means] for place in (0, -1))
    return describe(
        ax,
        tr(
            f"学习曲线。{sizes[0]:g} 个样本时训练 {number(first[0])}、验证 {number(first[1])}；"
            f"{sizes[-1]:g} 个时训练 {number(last[0])}、验证 {number(last[1])}。",
            f"Learning curve. With {sizes[0]:g} samples train {number(first[0])}, valid {number(first[1])}; "
            f"with {sizes[-1]:g} train {number(last[0])}, valid {number(last[1])}.",
        ),
    )


def validation_curve(
    values, train, valid, *, xlabel, best="min", ylabel=None, xscale=None, splits=None, ax=None, title=None
):
    """Draw the error on training and validation samples against a hyper-parameter, the best value marked.

    Parameters
    ----------
    values : array-like, shape (k,)
        The hyper-parameter.
    train, valid : array-like, shape (k,) or (k, folds)
        As for ``learning_curve``.
    xlabel : str
        What the hyper-parameter is: ``"正则化系数 $\\\\lambda$"``.
    best : {"min", "max", None}
        Mark the value of the smallest (an error) or largest (a score) validation mean.
    xscale : {"linear", "log"}, optional
        Logarithmic where all values are positive and span more than a factor of 100, if not given.
    ylabel, splits, ax, title
        As for ``learning_curve``.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For lengths that differ, values that are no numbers, or an unknown ``best`` or ``xscale``.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.validation_curve([1, 2, 9], [0.5, 0.2, 0.0], [0.6, 0.3, 4.0], xlabel="多项式的次数")
    >>> print(plotting.alt_text(ax))
    验证曲线，多项式的次数 从 1 到 9。验证最好的是 2，为 0.3。
    """
    one_of(best, ("min", "max", None), "best")
    one_of(xscale, ("linear", "log", None), "xscale")
    values, means = _curves(values, train, valid, "values")
    wide = values[0] > 0 and values[-1] / values[0] > WIDE
    ax = axes(ax)
    ax.set_xscale(xscale or ("log" if wide else "linear"))
    ends = _draw(ax, values, means, splits)
    ax.set_xlabel(xlabel)
    _frame(ax, ylabel or tr("误差", "error"), title, ends)
    text = tr(
        f"验证曲线，{xlabel} 从 {values[0]:g} 到 {values[-1]:g}。",
        f"Validation curve, {xlabel} from {values[0]:g} to {values[-1]:g}.",
    )
    if best is not None:
        mean = means[1][0]
        place = int(mean.argmin() if best == "min" else mean.argmax())
        _mark(ax, values[place], mean[place])
        text += tr(
            f"验证最好的是 {values[place]:g}，为 {number(mean[place])}。",
            f" Validation is best at {values[place]:g}: {number(mean[place])}.",
        )
    return describe(ax, text)


def _curves(x, train, valid, what: str):
    """Ascending x, and (mean, standard deviation or None) of both curves."""
    x = numbers(x, what)
    both = [numbers(train, "train", (1, 2)), numbers(valid, "valid", (1, 2))]
    if any(len(values) != len(x) for values in both):
        given = [values.shape for values in both]
        raise ValueError(
            tr(
                f"{what} 有 {len(x)} 个，train 和 valid 的第一维也要是 {len(x)}，得到的形状是 {given[0]} 和 {given[1]}",
                f"{what} has {len(x)} values, so train and valid need {len(x)} rows; got {given[0]} and {given[1]}",
            )
        )
    order = x.argsort(kind="stable")
    both = [values[order] for values in both]
    return x[order], [(v, None) if v.ndim == 1 else (v.mean(axis=1), v.std(axis=1)) for v in both]


def _draw(ax, x, means: list, splits) -> list:
    names = splits or (tr("训练", "train"), tr("验证", "valid"))
    for index, (mean, spread) in enumerate(means):
        color = PALETTE[index]
        look = {"linestyle": DASHES[index], "marker": MARKERS[index], "label": names[index]}
        ax.plot(x, mean, color=color, **look)
        if spread is not None:
            ax.fill_between(x, mean - spread, mean + spread, color=tint(color, 0.3), zorder=0, linewidth=0)
    return [(mean[-1], name, PALETTE[index]) for index, ((mean, _), name) in enumerate(zip(means, names, strict=True))]


def _frame(ax, ylabel: str, title: str | None, ends: list) -> None:
    ax.margins(y=0.12)
    ax.set_ylabel(ylabel)
    if title:
        ax.set_title(title)
    name_at_end(ax, ends)


def _mark(ax, x: float, y: float) -> None:
    ax.axvline(x, color=INK, linestyle=":", linewidth=1.8, zorder=1)
    ax.plot(x, y, "o", markersize=15, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=2.4, zorder=5)
    place = ax.transAxes.inverted().transform(ax.transData.transform((x, y)))
    right, low = place[0] < 0.6, place[1] > 0.5
    ax.annotate(
        tr(f"最佳 {number(x)}", f"best {number(x)}"),
        xy=(x, 0.03 if low else 0.97),
        xycoords=("data", "axes fraction"),
        xytext=(8 if right else -8, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="bottom" if low else "top",
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
        zorder=6,
    )
