"""ROC and precision-recall curves: how well scores put the positive samples first."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import scores_by_name, two_classes
from coursekit.plotting.labels import number
from coursekit.plotting.style import DASHES, INK, MUTED, PALETTE, axes

FEW = 40  # samples; of so few every step of the curve gets a point


def roc(y_true, scores, *, positive=1, chosen=None, ax=None, title=None):
    """Draw the ROC curve of one or several models, with the area under it.

    Parameters
    ----------
    y_true : array-like, shape (n,)
        Two classes.
    scores : array-like, shape (n,), or mapping of name to such
        The higher, the more the sample looks positive: a probability or a logit.
    positive
        The class that counts as positive.
    chosen : float, optional
        A threshold to be marked: samples with a score of at least this are called positive.
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For classes that are not two, or lengths that differ.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.roc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> print(plotting.alt_text(ax))
    ROC 曲线，AUC = 0.75。
    """
    from sklearn.metrics import roc_auc_score, roc_curve

    actual = two_classes(y_true, positive)
    several = scores_by_name(scores, len(actual))
    ax = axes(ax, figsize=(7.2, 5.8))
    ax.plot([0, 1], [0, 1], color=MUTED, linestyle=DASHES[2], linewidth=2, label=tr("随机猜", "guessing"))
    told = []
    for index, (name, values) in enumerate(several.items()):
        across, up, _ = roc_curve(actual, values, drop_intermediate=False)
        area = f"AUC = {number(roc_auc_score(actual, values))}"
        told.append(_named(name, area))
        ax.plot(across, up, label=told[-1], **_look(index, len(actual)))
        if chosen is not None:
            called = values >= chosen
            place = (called[~actual].mean(), called[actual].mean())
            _mark(ax, place, chosen if index == len(several) - 1 else None, below=True)
    ax.set_xlabel(tr("假正率 $FP/(FP+TN)$", "false positive rate $FP/(FP+TN)$"))
    ax.set_ylabel(tr("真正率 $TP/(TP+FN)$", "true positive rate $TP/(TP+FN)$"))
    ax.legend(loc="lower right")
    _frame(ax, title)
    return describe(ax, tr("ROC 曲线，", "ROC curve, ") + tr("；", "; ").join(told) + tr("。", "."))


def precision_recall(y_true, scores, *, positive=1, chosen=None, ax=None, title=None):
    """Draw precision against recall of one or several models, with the average precision (AP).

    The curve is a staircase, since the AP is the area under the stairs, not under a line through their corners.

    Parameters
    ----------
    y_true, scores, positive, chosen, ax, title
        As for ``roc``.

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
    >>> ax = plotting.precision_recall([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> print(plotting.alt_text(ax))
    查准率—查全率曲线，正类占 50%，AP = 0.833。
    """
    from sklearn.metrics import average_precision_score, precision_recall_curve

    actual = two_classes(y_true, positive)
    several = scores_by_name(scores, len(actual))
    ax = axes(ax, figsize=(7.2, 5.8))
    share = float(actual.mean())
    ax.axhline(share, color=MUTED, linestyle=DASHES[2], linewidth=2, label=tr("随机猜", "guessing"))
    told = []
    for index, (name, values) in enumerate(several.items()):
        precision, recall, _ = precision_recall_curve(actual, values)
        told.append(_named(name, f"AP = {number(average_precision_score(actual, values))}"))
        ax.plot(recall, precision, drawstyle="steps-post", label=told[-1], **_look(index, len(actual)))
        if chosen is not None:
            called = called_positive(values, chosen)
            place = (called[actual].mean(), actual[called].mean())
            _mark(ax, place, chosen if index == len(several) - 1 else None, below=False)
    ax.set_xlabel(tr("查全率 $R=TP/(TP+FN)$", "recall $R=TP/(TP+FN)$"))
    ax.set_ylabel(tr("查准率 $P=TP/(TP+FP)$", "precision $P=TP/(TP+FP)$"))
    ax.legend(loc="lower left")
    _frame(ax, title)
    text = tr(f"查准率—查全率曲线，正类占 {share:.0%}，", f"precision-recall curve, {share:.0%} positive, ")
    return describe(ax, text + tr("；", "; ").join(told) + tr("。", "."))


def called_positive(values, threshold: float):
    """Which scores reach a threshold, as a bool array; ValueError where none does: precision would be 0/0."""
    called = values >= threshold
    if not called.any():
        highest = number(values.max())
        raise ValueError(
            tr(
                f"阈值 {threshold} 比最高得分 {highest} 还高：没有一个样本判为正类，查准率是 0/0",
                f"the threshold {threshold} exceeds the highest score {highest}: nothing is positive, precision is 0/0",
            )
        )
    return called


def _named(name: str, measure: str) -> str:
    return f"{name}  {measure}" if name else measure


def _look(index: int, n: int) -> dict:
    look = {"color": PALETTE[index % len(PALETTE)], "linestyle": DASHES[index % len(DASHES)]}
    return {**look, "marker": "o", "markersize": 6} if n <= FEW else look


def _mark(ax, place: tuple, threshold: float | None, *, below: bool) -> None:
    """A circle on the curve, and beside the last one what it stands for."""
    ax.plot(*place, "o", markersize=13, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=2.4, zorder=5)
    if threshold is None:
        return
    text = tr(f"阈值 $t={threshold:g}$", f"threshold $t={threshold:g}$")
    right = place[0] < 0.6
    ax.annotate(
        text,
        xy=place,
        xytext=(12 if right else -12, -14 if below or place[1] > 0.9 else 14),
        textcoords="offset points",
        ha="left" if right else "right",
        va="center",
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1},
        zorder=6,
    )


def _frame(ax, title: str | None) -> None:
    ax.set_xlim(-0.02, 1.02)
    ax.set_ylim(-0.02, 1.04)
    if title:
        ax.set_title(title)
