"""A diagnosis as a picture: the curves, and on them what decided."""

import numpy as np

from coursekit.diagnosis import labels
from coursekit.diagnosis.features import Smoothed, rest_of
from coursekit.diagnosis.patterns import reached
from coursekit.diagnosis.wording import percent, short
from coursekit.lang import tr

TALL = 50  # a loss that goes so many times above its median is drawn on a logarithmic axis


def draw(diagnosis, ax=None):
    """Draw a `Diagnosis` on an Axes, a new one if there is none; return it."""
    from coursekit.plotting import curves as draw_curves
    from coursekit.plotting.alt import describe
    from coursekit.plotting.style import axes

    ax = axes(ax)
    read = diagnosis.curves
    shown = {"loss": read.train} | ({} if read.valid is None else {"valid_loss": read.valid})
    shown = {name: np.where(np.isfinite(values), values, np.nan) for name, values in shown.items()}
    title = tr(
        f"{labels.name(diagnosis.label)}（{diagnosis.confidence:.0%}）",
        f"{labels.name(diagnosis.label)} ({diagnosis.confidence:.0%})",
    )
    if any(np.isfinite(values).any() for values in shown.values()):
        _scale(ax, shown, diagnosis.label)
        draw_curves(shown, ax=ax, title=title)
        _mark(ax, diagnosis, shown)
    else:
        ax.set_title(title)
        ax.text(0.5, 0.5, diagnosis.evidence[0].text, ha="center", va="center", transform=ax.transAxes)
        ax.set_axis_off()
    evidence = tr("；", "; ").join(found.text for found in diagnosis.evidence)
    told = tr(f"{title}：{labels.meaning(diagnosis.label)}", f"{title}: {labels.meaning(diagnosis.label)} ")
    return describe(ax, f"{told}{evidence}{tr('。', '.')}")


def _scale(ax, shown: dict, label: str) -> None:
    values = np.concatenate([values[np.isfinite(values)] for values in shown.values()])
    if values.min() > 0 and values.max() > TALL * np.median(values):
        ax.set_yscale("log")
    elif label in ("stuck", "underfitting") and values.min() > 0:
        # An axis that begins at 0 shows how little has been done; one that fits the curve makes it look like a fall.
        ax.set_ylim(0, 1.25 * values.max())


def _mark(ax, diagnosis, shown: dict) -> None:
    if diagnosis.label == "diverged":
        _mark_break_down(ax, diagnosis)
        return
    train = Smoothed.of(diagnosis.curves.train)
    valid = None if diagnosis.curves.valid is None else Smoothed.of(diagnosis.curves.valid)
    mark = _MARKS.get(diagnosis.label)
    if mark:
        mark(ax, train, valid, diagnosis.features)


def _region(ax, first: int, last: int) -> None:
    from coursekit.plotting.style import PALETTE, tint

    ax.axvspan(first - 0.5, last + 0.5, color=tint(PALETTE[4], 0.25), zorder=0, linewidth=0)


def _arrow(ax, start: tuple, end: tuple, text: str) -> None:
    """Draw an arrow with its text beside the middle."""
    from coursekit.plotting.style import INK

    look = {"arrowstyle": "->", "color": INK, "linewidth": 2, "shrinkA": 4, "shrinkB": 3}
    ax.annotate("", xy=end, xytext=start, arrowprops=look, zorder=5)
    log = ax.get_yscale() == "log"
    middle = np.sqrt(start[1] * end[1]) if log else (start[1] + end[1]) / 2
    _note(ax, ((start[0] + end[0]) / 2, middle), text, above=end[1] >= start[1])


def _note(ax, place: tuple, text: str, above: bool = True, ha: str = "center") -> None:
    ax.annotate(
        text,
        xy=place,
        xytext=(0, 12 if above else -12),
        textcoords="offset points",
        ha=ha,
        va="bottom" if above else "top",
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
        zorder=6,
    )


def _dot(ax, epoch: int, height: float) -> None:
    from coursekit.plotting.style import INK

    ax.plot(epoch, height, "o", markerfacecolor="white", markeredgecolor=INK, markeredgewidth=2.2, zorder=6)


def _mark_break_down(ax, diagnosis) -> None:
    found = diagnosis.evidence[0]
    _region(ax, *found.epochs)
    values = diagnosis.curves.train if found.curve == "train" else diagnosis.curves.valid
    if not np.isfinite(values).all():
        place = {"xy": (found.epochs[0], 0.5), "xycoords": ("data", "axes fraction")}
        ax.annotate(str(values[found.epochs[0] - 1]), **place, xytext=(-6, 0), textcoords="offset points", ha="right")


def _mark_rising(ax, t, v, found) -> None:
    _region(ax, t.best + 1, len(t.values))
    _dot(ax, t.best + 1, t.low)
    _arrow(ax, (t.best + 1, t.low), (len(t.values), t.end), f"+{short(t.end - t.low)}")


def _mark_overfitting(ax, t, v, found) -> None:
    _region(ax, v.best + 1, len(v.values))
    _dot(ax, v.best + 1, v.low)
    _arrow(ax, (v.best + 1, v.low), (len(v.values), v.end), f"+{percent(v.rise)}")


def _mark_fall(ax, t, v, found) -> None:
    text = f"−{percent(found['fall'])}" if found["fall"] >= 0 else f"+{percent(-found['fall'])}"
    middle = len(t.values) // 2
    # On the side on which the other curve is not.
    _note(ax, (middle + 1, t.course[middle]), text, above=v is not None and v.course[middle] < t.course[middle])


def _mark_jitter(ax, t, v, found) -> None:
    from coursekit.plotting.style import PALETTE, tint

    n = len(t.values)
    x = np.arange(1, n + 1)[-max(3, 2 * n // 5) :]
    middle = t.course[x - 1]
    ax.fill_between(x, middle - t.noise, middle + t.noise, color=tint(PALETTE[4], 0.4), zorder=0, linewidth=0)
    _note(ax, (float(x.mean()), t.values[x - 1].max()), f"±{short(t.noise)}")


def _mark_gap(ax, t, v, found) -> None:
    from coursekit.plotting.style import INK

    since, n = reached(v), len(v.values)
    _region(ax, since, n)
    look = {"arrowstyle": "<->", "color": INK, "linewidth": 2, "shrinkA": 0, "shrinkB": 0}
    x = (since + n) // 2
    ax.annotate("", xy=(x, v.course[x - 1]), xytext=(x, t.course[x - 1]), arrowprops=look, zorder=5)
    _note(ax, (x, v.course[x - 1]), tr(f"差 {short(v.end - t.end)}", f"gap {short(v.end - t.end)}"))


def _mark_both(ax, t, v, found) -> None:
    n = len(t.values)
    for curve in (t, v):
        change = (curve.end - curve.start) / max(abs(curve.start), 1e-12)
        sign = "+" if change >= 0 else "−"
        place = n // 2 if curve is t else n // 6
        # Above a curve that falls there is room on the right of the point, above one that rises on the left.
        side = "left" if change < 0 else "right"
        _note(ax, (place + 1, curve.course[place]), f"{sign}{percent(abs(change))}", ha=side)


def _mark_rest(ax, t, v, found) -> None:
    start, length = rest_of(t.course)
    _region(ax, start + 1, start + length)
    place = start + length // 2
    _note(ax, (place + 1, t.course[place]), tr("平台", "rest"), above=False)


_MARKS = {
    "rising": _mark_rising,
    "overfitting": _mark_overfitting,
    "stuck": _mark_fall,
    "underfitting": _mark_fall,
    "jitter": _mark_jitter,
    "plateau": _mark_gap,
    "flat_train": _mark_both,
    "memorising": _mark_both,
    "staircase": _mark_rest,
}
