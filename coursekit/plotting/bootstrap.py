"""The bootstrap as a picture: how often each sample was drawn, and what the statistic did."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import numbers, plain
from coursekit.plotting.labels import number
from coursekit.plotting.style import DASHES, INK, PALETTE, axes, tint

FEW = 24  # samples; so few have their counts written
MOST_LABELS = 16
OUT = PALETTE[4]
DARKEST = 4  # drawn so often or more, a cell has the full colour


def bootstrap_draws(draws, n=None, *, ax=None, title=None):
    """Draw a resample a row and a sample a column: how often it was drawn, and which are out of the bag.

    Parameters
    ----------
    draws : array-like of int, shape (resamples, drawn)
        Indices from 0, drawn with replacement.
    n : int, optional
        Number of samples; as many as were drawn if not given.
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For another shape, or indices outside 0…n−1.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.bootstrap_draws([[0, 0, 2], [1, 2, 2]])
    >>> print(plotting.alt_text(ax))
    2 次自助采样，每次从 3 个样本里有放回地抽 3 个；平均 33.3% 的样本一次也没抽到（袋外）。
    """
    counts = _counts(draws, n)
    rows, n = counts.shape
    ax = axes(ax, figsize=(8.0, min(7.5, max(3.2, 0.42 * rows + 1.9))))
    _cells(ax, counts)
    out = (counts == 0).mean(axis=1)
    _frame(ax, counts, out)
    if title:
        ax.set_title(title)
    return describe(
        ax,
        tr(
            f"{rows} 次自助采样，每次从 {n} 个样本里有放回地抽 {counts[0].sum()} 个；"
            f"平均 {out.mean():.1%} 的样本一次也没抽到（袋外）。",
            f"{rows} bootstrap resamples of {n} samples, {counts[0].sum()} drawn each; "
            f"{out.mean():.1%} of the samples are out of the bag on average.",
        ),
    )


def bootstrap_distribution(statistics, *, observed=None, level=0.95, xlabel=None, ax=None, title=None):
    """Draw the histogram of a statistic over resamples, with its percentile interval.

    Parameters
    ----------
    statistics : array-like, shape (resamples,)
        The statistic of each resample.
    observed : float, optional
        The statistic of the sample itself.
    level : float
        Confidence of the interval, between 0 and 1.
    xlabel : str, optional
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For values that are no numbers, or a level outside 0 to 1.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import plotting
    >>> ax = plotting.bootstrap_distribution(np.arange(101), observed=50, level=0.9)
    >>> print(plotting.alt_text(ax))
    101 次重采样的统计量的直方图，均值 50，标准误 29.3，90% 区间从 5 到 95。
    """
    import numpy as np

    values = numbers(statistics, "statistics")
    if not 0 < level < 1:
        raise ValueError(tr(f"level 要在 0 和 1 之间，得到 {level}", f"level lies between 0 and 1, got {level}"))
    low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
    ax = axes(ax)
    ax.hist(values, bins="auto", color=tint(PALETTE[0], 0.4), edgecolor="white")
    ax.axvspan(low, high, color=tint(PALETTE[4], 0.25), zorder=0)
    percent = f"{level:.0%}"
    interval = f"{percent} " + tr("区间", "interval") + f"\n[{number(low, 4)}, {number(high, 4)}]"
    for end in (low, high):
        ax.axvline(end, color=PALETTE[1], linestyle=DASHES[1], label=interval if end == low else None)
    if observed is not None:
        name = tr("原样本", "sample") + f" {number(observed, 4)}"
        ax.axvline(observed, color=INK, linestyle=DASHES[0], label=name)
    ax.set_xlabel(xlabel or tr("每次重采样算出的统计量", "statistic of a resample"))
    ax.set_ylabel(tr("次数", "count"))
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), labelspacing=1.0)
    if title:
        ax.set_title(title)
    return describe(
        ax,
        tr(
            f"{len(values)} 次重采样的统计量的直方图，均值 {number(values.mean(), 4)}，"
            f"标准误 {number(values.std(ddof=1) if len(values) > 1 else 0.0)}，"
            f"{percent} 区间从 {number(low, 4)} 到 {number(high, 4)}。",
            f"Histogram of a statistic over {len(values)} resamples, mean {number(values.mean(), 4)}, "
            f"{percent} interval from {number(low, 4)} to {number(high, 4)}.",
        ),
    )


def _counts(draws, n):
    import numpy as np

    drawn = plain(draws)
    if drawn.ndim != 2 or not drawn.size or not np.issubdtype(drawn.dtype, np.integer):
        raise ValueError(
            tr(
                f"draws 要是整数下标，形状 (次数, 每次抽的个数)，得到的是 {drawn.dtype} {drawn.shape}",
                f"draws holds integer indices of shape (resamples, drawn), got {drawn.dtype} {drawn.shape}",
            )
        )
    n = drawn.shape[1] if n is None else int(n)
    if drawn.min() < 0 or drawn.max() >= n:
        raise ValueError(
            tr(
                f"下标要在 0 到 {n - 1} 之间，得到的是 {drawn.min()} 到 {drawn.max()}（样本数用 n= 指定）",
                f"indices go from 0 to {n - 1}, got {drawn.min()} to {drawn.max()} (give the number of samples by n=)",
            )
        )
    return np.array([np.bincount(row, minlength=n) for row in drawn])


def _cells(ax, counts) -> None:
    import numpy as np

    few = counts.shape[1] <= FEW
    size = ax.xaxis.get_ticklabels()[0].get_size()
    columns = np.arange(counts.shape[1])
    for row, line in enumerate(counts):
        colours = [_colour(count) for count in line]
        edge = {"edgecolor": "white", "linewidth": 1.2 if few else 0.0}
        cells = ax.bar(columns, 0.9, width=1.0, bottom=row - 0.45, color=colours, **edge)
        for column, count in enumerate(line if few else ()):
            color = "white" if count >= DARKEST - 1 else INK
            ax.text(column, row, str(count), color=color, ha="center", va="center", fontsize=size)
            if not count:
                cells[column].set(hatch="//", edgecolor="white")


def _colour(count: int):
    return OUT if count == 0 else tint(PALETTE[0], min(1.0, 0.1 + 0.9 * count / DARKEST))


def _frame(ax, counts, out) -> None:
    from matplotlib.ticker import MaxNLocator

    rows, n = counts.shape
    shown = range(0, rows, -(-rows // MOST_LABELS))
    ax.set_yticks(shown, [tr(f"第 {row + 1} 次", f"draw {row + 1}") for row in shown])
    ax.set_ylim(rows - 0.5, -0.55)
    ax.set_xlim(-0.5, n - 0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12, min_n_ticks=1))
    ax.tick_params(axis="y", length=0)
    ax.spines[:].set_visible(False)
    ax.grid(False)
    if n > FEW:
        ax.set_xlabel(tr("样本编号 $i$", "sample $i$"))
        _key(ax)
        return
    ax.set_xlabel(tr("样本编号 $i$（斜线：一次也没抽到）", "sample $i$ (hatched: out of the bag)"))
    size = ax.xaxis.get_ticklabels()[0].get_size()
    place = {"xycoords": ("axes fraction", "data"), "xytext": (8, 0), "textcoords": "offset points"}
    for row in shown:
        ax.annotate(tr(f"袋外 {out[row]:.0%}", f"{out[row]:.0%} out"), (1, row), va="center", fontsize=size, **place)


def _key(ax) -> None:
    """What the colours mean, where cells are too narrow for numbers."""
    from matplotlib.patches import Patch

    often = [Patch(color=_colour(count), label=tr(f"{count} 次", f"{count}×")) for count in range(DARKEST)]
    often.append(Patch(color=_colour(DARKEST), label=tr(f"≥ {DARKEST} 次", f"≥ {DARKEST}×")))
    ax.legend(handles=often, loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=1.2, handletextpad=0.5)
