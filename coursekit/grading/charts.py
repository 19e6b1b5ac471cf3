"""Inline SVG charts: bins, histogram, bar of a share, strip of parts.

Colours are classes that the page's style sheet fills, so that one policy covers screen, dark screen and paper.
No chart speaks by colour alone: each has a text for those who do not see it, and the page prints the numbers.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from markupsafe import Markup, escape

from coursekit.grading.results import STATUSES
from coursekit.grading.sanitize import plain


@dataclass(frozen=True)
class Bins:
    """Counts of values between edges; the last bin includes its upper edge. Drawn with equal widths."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]

    def position(self, value: float) -> float:
        """Return where a value lies across the drawing, from 0 to 1."""
        index = min(max(bisect_right(self.edges, value) - 1, 0), len(self.counts) - 1)
        low, high = self.edges[index], self.edges[index + 1]
        inside = min(max((value - low) / (high - low), 0.0), 1.0)
        return (index + inside) / len(self.counts)


def _count(values: Iterable[float], edges: Sequence[float]) -> Bins:
    counts = [0] * (len(edges) - 1)
    for value in values:
        counts[min(max(bisect_right(edges, value) - 1, 0), len(counts) - 1)] += 1
    return Bins(tuple(edges), tuple(counts))


def linear_bins(values: Sequence[float], top: float, most: int = 12) -> Bins:
    """Return bins of one round width (1, 2, 2.5 or 5 times a power of ten) from 0 to at least `top`.

    A width that divides `top` into 8 to `most` + 1 bins is taken first: the last bin then ends where the scale does.

    Raises
    ------
    ValueError
        If `top` is not a positive finite number.
    """
    if not (top > 0 and math.isfinite(top)):
        raise ValueError(f"top must be positive and finite, got {top!r}")
    power = 10.0 ** (math.floor(math.log10(top / most)))
    widths = [step * power for step in (1, 2, 2.5, 5, 10, 20)]
    exact = [w for w in widths if 8 <= round(top / w, 9) <= most + 1 and round(top / w, 9) % 1 == 0]
    width = exact[0] if exact else next(w for w in widths if top / w <= most + 1e-9)
    return _count(values, [round(index * width, 10) for index in range(math.ceil(top / width - 1e-9) + 1)])


def log_bins(values: Sequence[float]) -> Bins:
    """Return bins with edges 1, 2, 5, 10, … from just below the smallest value to above the largest.

    Values below 0.001 count in the first bin. Good for durations, which spread over powers of ten.
    """
    series = [step * 10.0**power for power in range(-3, 7) for step in (1, 2, 5)]
    first = min(bisect_right(series, max(min(values, default=0.0), 0.001)) - 1, len(series) - 2)
    last = min(max(bisect_right(series, max(values, default=0.0)), first + 1), len(series) - 1)
    return _count(values, series[first : last + 1])


def duration_bins(values: Sequence[float]) -> Bins:
    """Return linear bins of durations where the longest is within five times the median, else logarithmic ones."""
    longest = max(values, default=0.0)
    if values and 0 < longest <= 5 * median(values):
        return linear_bins(values, longest)
    return log_bins(values)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _svg(width: float, height: float, label: str, body: str, kind: str, extra: str = "") -> Markup:
    label = escape(plain(label))
    return Markup(
        f'<svg class="{kind}" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{label}"{extra}>'
        f"<title>{label}</title>{body}</svg>"
    )


def _placed(bins: Bins, marks: Sequence[tuple[float, str]], left: int, right: int, width: int) -> list[tuple]:
    """Return (index, x, side, text) of the marks from the top row down, so that no line crosses a label.

    Labels stand to the right of their lines, the leftmost line longest; where one lacks room, all turn round.
    """
    placed = []
    for index, (value, text) in enumerate(marks):
        text = plain(text)
        # A Chinese character is as wide as the text is high, a Latin one about half as wide.
        room = 10 + sum(15.0 if ord(character) > 0x2E7F else 8.5 for character in text)
        placed.append((index, left + bins.position(value) * (right - left), text, room))
    turned = any(x + room > width for _, x, _, room in placed)
    placed.sort(key=lambda mark: mark[1], reverse=turned)
    return [(index, x, "end" if turned and x >= room else "start", text) for index, x, text, room in placed]


def histogram(
    bins: Bins, *, label: str, axis: str, marks: Sequence[tuple[float, str]] = (), width: int = 720, kind: str = "wide"
) -> Markup:
    """Return a histogram with the count above each bar.

    Parameters
    ----------
    bins : Bins
        What to draw; the bars are equally wide.
    label : str
        The chart in words.
    axis : str
        What the values are, with their unit.
    marks : sequence of (value, text)
        Vertical lines, each labelled on a line of its own above the bars.
    width : int
        Width in user units; text is 15 units high, so a narrow drawing is one for a phone.
    kind : str
        A class for the style sheet.
    """
    left, right, plot = 12, width - 12, 190
    base = 24 + 22 * len(marks) + plot
    slot = (right - left) / len(bins.counts)
    tallest = max(bins.counts) or 1
    # Texts come last: their halo keeps them readable where a line passes behind them.
    shapes, texts = [], []
    for row, (index, x, side, text) in enumerate(_placed(bins, marks, left, right, width)):
        y = 16 + 22 * row
        shift = -7 if side == "end" else 7
        shapes.append(f'<line class="mark m{index}" x1="{x:.1f}" x2="{x:.1f}" y1="{y - 12}" y2="{base}"/>')
        texts.append(f'<text class="mark-text {side}" x="{x + shift:.1f}" y="{y}">{escape(text)}</text>')
    for index, count in enumerate(bins.counts):
        if count:
            high, x = max(plot * count / tallest, 2), left + index * slot
            size = f'width="{slot - 3:.1f}" height="{high:.1f}"'
            shapes.append(f'<rect class="bar" x="{x + 1.5:.1f}" y="{base - high:.1f}" {size} rx="2"/>')
            texts.append(f'<text class="count" x="{x + slot / 2:.1f}" y="{base - high - 7:.1f}">{count}</text>')
    shapes.append(f'<line class="axis" x1="{left}" x2="{right}" y1="{base}" y2="{base}"/>')
    every = max(1, math.ceil((9.0 * max(len(_number(edge)) for edge in bins.edges) + 6) / slot))
    for index in range(0, len(bins.edges), every):
        number = _number(bins.edges[index])
        # Below its place; a long outermost one gives way only as far as the drawing ends, or it would meet the next.
        half = 4.5 * len(number)
        x = min(max(left + index * slot, half), width - half)
        texts.append(f'<text class="tick middle" x="{x:.1f}" y="{base + 21}">{number}</text>')
    texts.append(f'<text class="axis-text end" x="{right}" y="{base + 46}">{escape(plain(axis))}</text>')
    return _svg(width, base + 54, label, "".join(shapes + texts), f"histogram {kind}")


def _class(status: str) -> str:
    return f"f-{status}" if status in STATUSES else "f-plain"


def share_bar(share: float, label: str, status: str = "plain") -> Markup:
    """Return a bar filled from the left by a share between 0 and 1; it stretches to the width of its place."""
    filled = 100 * min(max(share, 0.0), 1.0) if math.isfinite(share) else 0.0
    fill = f'<rect class="fill {_class(status)}" width="{filled:.4g}" height="8"/>'
    body = f'<rect class="track" width="100" height="8"/>{fill}'
    return _svg(100, 8, label, body, "share", ' preserveAspectRatio="none"')


def strip(parts: Sequence[tuple[str, int]], label: str) -> Markup:
    """Return one bar divided in proportion to counts, each part in the colour of its status, with gaps between."""
    total = sum(count for _, count in parts) or 1
    edges = [0.0]
    for _, count in parts:
        edges.append(edges[-1] + 100 * count / total)
    body = "".join(
        f'<rect class="{_class(status)}" x="{low:.4g}" width="{max(high - low - 0.4, 0.2):.4g}" height="8"/>'
        for (status, count), (low, high) in zip(parts, pairwise(edges), strict=True)
        if count
    )
    return _svg(100, 8, label, body, "strip", ' preserveAspectRatio="none"')
