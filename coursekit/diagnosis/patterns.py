"""What each label rests on: the findings of a curve that has it, the weightiest first.

Each function takes the smoothed training curve, the smoothed validation curve or None, and the features.
"""

import numpy as np

from coursekit.diagnosis.features import Smoothed, rest_of
from coursekit.diagnosis.wording import Evidence, percent, short
from coursekit.lang import tr

FALLING = 0.15


def _rising(t, v, found):
    n = len(t.values)
    if t.best == 0:
        text = tr(
            f"训练损失从 {short(t.start)} 升到 {short(t.end)}",
            f"the training loss rose from {short(t.start)} to {short(t.end)}",
        )
    else:
        text = tr(
            f"训练损失在第 {t.best + 1} 轮最低（{short(t.low)}），此后又升到 {short(t.end)}",
            f"the training loss was lowest in epoch {t.best + 1} ({short(t.low)}) and rose to {short(t.end)}",
        )  # fmt: skip
    return [Evidence(text, (t.best + 1, n))]


def _flat_train(t, v, found):
    n = len(t.values)
    return [
        Evidence(
            tr(
                f"验证损失从 {short(v.start)} 降到 {short(v.end)}（降了 {percent(found['valid_fall'])}）",
                f"the validation loss fell from {short(v.start)} to {short(v.end)} ({percent(found['valid_fall'])})",
            ),
            (1, n),
            "valid",
        ),
        Evidence(
            tr(
                f"同一段训练损失只从 {short(t.start)} 到 {short(t.end)}",
                f"over the same epochs the training loss went from {short(t.start)} to {short(t.end)} only",
            ),
            (1, n),
        ),
    ]


def _jitter(t, v, found):
    n = len(t.values)
    return [
        Evidence(
            tr(
                f"各轮上下偏离走势约 {short(t.noise)}，是整条曲线落差的 {percent(found['noise'])}",
                f"epochs lie about {short(t.noise)} off the trend, {percent(found['noise'])} of the whole fall",
            ),
            (n - 2 * n // 5 + 1, n),
        )
    ]


def _stuck(t, v, found):
    n = len(t.values)
    moved = tr("降了", "fell") if found["fall"] >= 0 else tr("升了", "rose")
    return [
        Evidence(
            tr(
                f"{n} 轮里训练损失从 {short(t.start)} 到 {short(t.end)}，只{moved} {percent(abs(found['fall']))}",
                f"in {n} epochs the training loss {moved} {percent(abs(found['fall']))}, "
                f"{short(t.start)} to {short(t.end)}",
            ),
            (1, n),
        )
    ]


def _memorising(t, v, found):
    n = len(t.values)
    return [
        Evidence(
            tr(
                f"训练损失降了 {percent(found['fall'])}（{short(t.start)} → {short(t.end)}）",
                f"the training loss fell by {percent(found['fall'])} ({short(t.start)} to {short(t.end)})",
            ),
            (1, n),
        ),
        Evidence(
            tr(
                f"验证损失最低也有 {short(v.low)}，最后是 {short(v.end)}：没有比起点好多少",
                f"the validation loss is {short(v.low)} at best, {short(v.end)} in the end: no better than at first",
            ),
            (1, n),
            "valid",
        ),
    ]


def _overfitting(t, v, found):
    n, best = len(t.values), v.best
    return [
        Evidence(
            tr(
                f"验证损失在第 {best + 1} 轮最低（{short(v.low)}），此后上升 {percent(v.rise)}，到 {short(v.end)}",
                f"the validation loss is lowest in epoch {best + 1} ({short(v.low)}) and rises by "
                f"{percent(v.rise)} to {short(v.end)}",
            ),
            (best + 1, n),
            "valid",
        ),
        Evidence(
            tr(
                f"同一段训练损失从 {short(t.values[best])} 到 {short(t.end)}",
                f"over the same epochs the training loss goes from {short(t.values[best])} to {short(t.end)}",
            ),
            (best + 1, n),
        ),
    ]


def still_falling(t: Smoothed) -> float:
    """Return which share of the fall lies in the second half of the epochs."""
    return float((t.course[len(t.course) // 2] - t.end) / max(t.start - t.end, 1e-12))


def _underfitting(t, v, found):
    n = len(t.values)
    late = still_falling(t)
    said = [
        Evidence(
            tr(
                f"最后的训练损失仍是起点的 {percent(1 - found['fall'])}（{short(t.start)} → {short(t.end)}）",
                f"the training loss still ends at {percent(1 - found['fall'])} of its start "
                f"({short(t.start)} to {short(t.end)})",
            ),
            (1, n),
        )
    ]
    return [
        *said,
        Evidence(
            tr(
                f"后一半轮次完成了全部下降的 {percent(late)}："
                + ("到最后还在降" if late > FALLING else "早已不再降了"),
                f"the second half of the epochs did {percent(late)} of the fall: "
                + ("it is still falling" if late > FALLING else "it has long stopped"),
            ),
            (n // 2 + 1, n),
        ),
    ]


def reached(v: Smoothed) -> int:
    """Return the epoch (from 1) in which the curve had done 95 % of its fall."""
    return int(np.argmax(v.course <= v.start - 0.95 * (v.start - v.lowest))) + 1


def _plateau(t, v, found):
    n, since = len(t.values), reached(v)
    times = tr("至少 ", "at least ") if found["gap_ratio"] >= 99 else ""
    return [
        Evidence(
            tr(
                f"验证损失从第 {since} 轮起几乎没有再降（{short(v.course[since - 1])} → {short(v.end)}）",
                f"the validation loss hardly falls after epoch {since}: {short(v.course[since - 1])} to {short(v.end)}",
            ),
            (since, n),
            "valid",
        ),
        Evidence(
            tr(
                f"最后验证损失（{short(v.end)}）是训练损失（{short(t.end)}）的{times} {found['gap_ratio']:.2g} 倍",
                f"in the end validation ({short(v.end)}) is {times}{found['gap_ratio']:.2g} "
                f"times training ({short(t.end)})",
            ),
            (n, n),
        ),
    ]


def _staircase(t, v, found):
    start, length = rest_of(t.course)
    text = tr(
        f"第 {start + 1}–{start + length} 轮几乎没有进展，"
        f"之后又从 {short(t.course[start + length])} 降到 {short(t.end)}",
        f"no progress in epochs {start + 1} to {start + length}, then down from {short(t.course[start + length])} "
        f"to {short(t.end)}",
    )
    return [Evidence(text, (start + 1, start + length))]


def _smooth(t, v, found):
    n = len(t.values)
    text = tr(
        f"训练损失从 {short(t.start)} 降到 {short(t.end)}，降了 {percent(found['fall'])}",
        f"the training loss fell from {short(t.start)} to {short(t.end)}, by {percent(found['fall'])}",
    )
    return [Evidence(text, (1, n))]


def _converging(t, v, found):
    n = len(t.values)
    text = tr(
        f"验证损失跟着降：{short(v.start)} → {short(v.end)}，"
        f"与训练损失（{short(t.end)}）相差 {short(abs(v.end - t.end))}",
        f"validation falls too: {short(v.start)} to {short(v.end)}, {short(abs(v.end - t.end))} from training",
    )
    return [*_smooth(t, v, found), Evidence(text, (1, n), "valid")]


SAID = {
    "rising": _rising,
    "flat_train": _flat_train,
    "jitter": _jitter,
    "stuck": _stuck,
    "memorising": _memorising,
    "overfitting": _overfitting,
    "underfitting": _underfitting,
    "plateau": _plateau,
    "staircase": _staircase,
    "smooth": _smooth,
    "converging": _converging,
}
