"""Texts of a figure: lines named at their ends, and numbers as they are written."""

import math

LABEL_GAP = 1.35  # lines of text between two labels at the right edge


def number(value: float, digits: int = 3) -> str:
    """Write a number with a true minus sign: −0.25, 1.2e−07."""
    return f"{value + 0.0:.{digits}g}".replace("-", "−")  # + 0.0: there is no negative zero


def name_at_end(ax, ends: list[tuple[float, str, str]]) -> None:
    """Write names at the right edge, pushed apart where two lines end close together.

    Parameters
    ----------
    ax : Axes
        With its final limits and scale in y.
    ends : list of (height in data, name, colour)
    """
    from coursekit.plotting.style import points

    height = points(ax)[1]
    size = ax.yaxis.label.get_size()
    scale = ax.get_yaxis_transform().transform
    low, high = (scale((0, limit))[1] for limit in ax.get_ylim())
    wanted = [(scale((0, y))[1] - low) / (high - low) * height for y, _, _ in ends]
    for (y, name, color), here, there in zip(ends, wanted, apart(wanted, LABEL_GAP * size, height), strict=True):
        ax.annotate(
            name,
            xy=(1, y),
            xycoords=("axes fraction", "data"),
            xytext=(8, there - here),
            textcoords="offset points",
            color=color,
            va="center",
            annotation_clip=False,
        )


def apart(wanted: list[float], gap: float, height: float) -> list[float]:
    """Move positions as little as needed for ``gap`` between neighbours, inside 0 to ``height``."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i] if math.isfinite(wanted[i]) else height)
    placed = dict.fromkeys(order, 0.0)
    below = -math.inf
    for i in order:
        here = wanted[i] if math.isfinite(wanted[i]) else height
        placed[i] = below = max(here, below + gap)
    above = max(height, 0.0) + gap / 2
    for i in reversed(order):
        placed[i] = min(placed[i], above)
        above = placed[i] - gap
    return [placed[i] for i in range(len(wanted))]
