"""The threshold sweep: what precision, recall and F1 become as the cut moves."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import numbers, two_classes
from coursekit.plotting.labels import name_at_end, number
from coursekit.plotting.ranking import called_positive
from coursekit.plotting.style import DASHES, INK, MARKERS, PALETTE, axes


def threshold_sweep(y_true, scores, *, positive=1, chosen=None, ax=None, title=None):
    """Draw precision, recall and F1 against the threshold.

    Parameters
    ----------
    y_true : array-like, shape (n,)
        Two classes.
    scores : array-like, shape (n,)
        A sample is called positive where its score is at least the threshold.
    positive
        The class that counts as positive.
    chosen : float, optional
        The threshold to be marked; by default the one with the largest F1 (the lowest of equals).
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For classes that are not two, lengths that differ, or a threshold above every score.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.threshold_sweep([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> print(plotting.alt_text(ax))
    指标随阈值的变化。阈值 0.35 处：查准率 0.667、查全率 1、F1 0.8。
    """
    actual = two_classes(y_true, positive)
    values = numbers(scores, "scores")
    if len(values) != len(actual):
        raise ValueError(
            tr(
                f"每个样本要有一个得分：y_true 有 {len(actual)} 个，scores 有 {len(values)} 个",
                f"one score a sample: y_true has {len(actual)}, scores has {len(values)}",
            )
        )
    thresholds, measures = _sweep(actual, values)
    best = thresholds[int(measures["F1"].argmax())] if chosen is None else float(chosen)
    called_positive(values, best)
    ax = axes(ax)
    # Between two scores no sample changes sides: a threshold up to the next score gives that score's counts.
    for index, (name, heights) in enumerate(measures.items()):
        look = {"color": PALETTE[index], "linestyle": DASHES[index], "label": name}
        ax.plot(thresholds, heights, drawstyle="steps-pre", **look)
    place = int(thresholds.searchsorted(best))
    at = {name: float(heights[place]) for name, heights in measures.items()}
    _mark(ax, best, at)
    ax.set_ylim(-0.02, 1.05)
    ax.set_xlabel(tr("阈值 $t$（得分 $\\geq t$ 判为正类）", "threshold $t$ (positive where the score $\\geq t$)"))
    name_at_end(ax, [(heights[-1], name, PALETTE[i]) for i, (name, heights) in enumerate(measures.items())])
    if title:
        ax.set_title(title)
    told = tr("、", ", ").join(f"{name} {number(value)}" for name, value in at.items())
    at_best = number(best)
    return describe(ax, tr(f"指标随阈值的变化。阈值 {at_best} 处：{told}。", f"At the threshold {at_best}: {told}."))


def _sweep(actual, values):
    """Thresholds (the scores that occur, ascending) and precision, recall and F1 at each."""
    from sklearn.metrics import precision_recall_curve

    precision, recall, thresholds = precision_recall_curve(actual, values)
    precision, recall = precision[:-1], recall[:-1]  # the last point belongs to no threshold
    both = precision + recall
    harmonic = 2 * precision * recall / both.clip(min=1e-300)
    return thresholds, {tr("查准率", "precision"): precision, tr("查全率", "recall"): recall, "F1": harmonic}


def _mark(ax, threshold: float, at: dict) -> None:
    ax.axvline(threshold, color=INK, linestyle=":", linewidth=1.8, zorder=1)
    for index, value in enumerate(at.values()):
        face = {"markerfacecolor": "white", "markeredgewidth": 2.2, "zorder": 5}
        ax.plot(threshold, value, MARKERS[index], color=PALETTE[index], **face)
    lines = [f"$t={threshold:.3g}$", *(f"{name} {number(value)}" for name, value in at.items())]
    left, right = ax.get_xlim()
    rightwards = threshold < (left + right) / 2
    ax.annotate(
        "\n".join(lines),
        xy=(threshold, 0.04),
        xycoords=("data", "axes fraction"),
        xytext=(8 if rightwards else -8, 0),
        textcoords="offset points",
        ha="left" if rightwards else "right",
        va="bottom",
        linespacing=1.3,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
        zorder=6,
    )
