"""The arrows of a computational graph: around the texts, and what is written on them."""

from coursekit.plotting.style import INK, PALETTE

PORT = 7.0  # points between two arrows that enter one box
SPREAD = 24.0  # points that all arrows into one box take at most
PLACES = (0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2)  # along an arrow's last leg, for its text


def arrows(ax, edges: list, spots: dict, widths: dict, spans: dict, ways: dict) -> dict:
    """Draw the edges. Within a column one runs level, so that it crosses no text; it rises and falls between columns.

    Parameters
    ----------
    ax : Axes
        In points.
    edges : list of (key, key)
    spots : dict of key to (x, y)
        The middle of each box.
    widths : dict of key to float
        Of the boxes.
    spans : dict of key to (left, right)
        Ends of the column that a box stands in.
    ways : dict of edge to list of ((left, right), y)
        Columns that an edge passes, and where.

    Returns
    -------
    dict of edge to list of ((x, y), (x, y))
        The parts between columns, each a smooth step.
    """
    legs = {}
    for edge in edges:
        start, end = edge
        (x0, y0), (x1, y1) = spots[start], spots[end]
        y1 += _port(edge, edges, spots)
        turns = [(spans[start][1], y0)]
        for (left, right), y in ways[edge]:
            turns += [(left, y), (right, y)]
        turns.append((spans[end][0], y1))
        legs[edge] = list(zip(turns[::2], turns[1::2], strict=True))
        _draw(ax, x0 + widths[start] / 2, legs[edge], x1 - widths[end] / 2)
    return legs


def write_shares(ax, legs: dict, texts: dict) -> None:
    """Write a text on the last leg of some edges, away from other texts and other edges.

    Parameters
    ----------
    ax : Axes
    legs : dict
        What ``arrows`` returned.
    texts : dict of edge to (text, width in points)
    """
    taken, high = [], 1.25 * ax.xaxis.label.get_size()
    for edge, (text, wide) in texts.items():
        strangers = [_at(leg, k / 16) for other in legs if other != edge for leg in legs[other] for k in range(17)]

        def crowd(spot: tuple, wide=wide, strangers=strangers) -> int:
            x, y = spot
            near = sum(abs(x - u) < wide / 2 + 5 and abs(y - v) < high / 2 + 1 for u, v in strangers)
            return near + 100 * sum(abs(x - u) < (wide + w) / 2 + 4 and abs(y - v) < high for u, v, w in taken)

        spot = min((_at(legs[edge][-1], part) for part in PLACES), key=crowd)
        taken.append((*spot, wide))
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
        ax.text(*spot, text, ha="center", va="center", color=PALETTE[1], bbox=box, zorder=2)


def _at(leg: tuple, part: float) -> tuple[float, float]:
    """The point of a leg at a parameter from 0 to 1: a Bézier curve that leaves and arrives level."""
    (xa, ya), (xb, yb) = leg
    x = xa + (xb - xa) * (1.5 * part * (1 - part) + part**3)
    return x, ya + (yb - ya) * (3 * part**2 - 2 * part**3)


def _draw(ax, left: float, legs: list, right: float) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    vertices, codes = [(left, legs[0][0][1])], [Path.MOVETO]
    for (xa, ya), (xb, yb) in legs:
        middle = (xa + xb) / 2
        vertices += [(xa, ya), (middle, ya), (middle, yb), (xb, yb)]
        codes += [Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    if right > vertices[-1][0]:  # a narrow box in a wide column
        vertices.append((right, vertices[-1][1]))
        codes.append(Path.LINETO)
    look = {"arrowstyle": "-|>", "mutation_scale": 14, "color": INK, "linewidth": 1.6}
    ax.add_patch(FancyArrowPatch(path=Path(vertices, codes), zorder=1, **look))


def _port(edge: tuple, edges: list, spots: dict) -> float:
    """How far above its middle an edge enters a box, so that several do not meet in one point."""
    entering = sorted((e for e in edges if e[1] == edge[1]), key=lambda e: spots[e[0]][1])
    space = min(PORT, SPREAD / len(entering))
    return (entering.index(edge) - (len(entering) - 1) / 2) * space
