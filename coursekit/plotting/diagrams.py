"""Diagrams of fully connected networks: units as circles, every weight as a line."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import plain
from coursekit.plotting.style import INK, MUTED, PALETTE, axes, points, tint

SHOWN = 10  # units drawn of a layer; of a larger one the first and last, with dots between
DRAWN = 7  # places that a larger layer takes, the dots among them
FEW_EDGES = 12  # so many lines get their weight written on them
WIDEST, LARGEST = 90.0, 36.0  # points from unit to unit, and across a unit, at most
CAPTION = 56.0  # points for the two lines beneath a layer


def network(sizes, *, names=None, weights=None, ax=None):
    """Draw a fully connected network, inputs on the left.

    Parameters
    ----------
    sizes : sequence of int
        Units of each layer, inputs first: ``(4, 10, 3)``.
    names : sequence, optional
        For each layer None or the names of its units; those of the first and last layer stand beside the circles,
        those of hidden layers in them.
    weights : sequence of array-like, optional
        For each pair of neighbours a matrix of shape (units of the later layer, units of the earlier one), as
        ``torch.nn.Linear.weight`` has it: thick is large, solid blue positive, dashed orange negative.
        Of a small network the values are written on the lines.
    ax : Axes, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For fewer than two layers, a layer without units, or names or weights that do not fit, with what came.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.network((3, 5, 2))
    >>> print(plotting.alt_text(ax))
    全连接网络 3-5-2，相邻两层的单元两两相连，共 25 条边。
    """
    sizes = _checked_sizes(sizes)
    names = _checked_names(names, sizes)
    weights = _checked_weights(weights, sizes)
    ax = axes(ax)
    places = [_places(size) for size in sizes]
    step, across = _scale(ax, max(len(layer) for layer in places))
    _edges(ax, places, weights)
    for index, layer in enumerate(places):
        _units(ax, index, len(sizes), layer, names[index], across)
    bottom = min(min(layer.values()) for layer in places) - across / 2 / step
    for index in range(len(sizes)):
        _caption(ax, index, sizes, bottom)
    ax.set_xlim(-0.45, len(sizes) - 0.55)
    ax.set_ylim(bottom - CAPTION / step, -bottom + 4 / step)
    ax.set_axis_off()
    shape, lines = "-".join(map(str, sizes)), sum(a * b for a, b in zip(sizes, sizes[1:], strict=False))
    return describe(
        ax,
        tr(
            f"全连接网络 {shape}，相邻两层的单元两两相连，共 {lines} 条边。",
            f"Fully connected network {shape}, {lines} edges between neighbouring layers.",
        ),
    )


def _scale(ax, rows: int) -> tuple[float, float]:
    """Points from one unit to the next, and across a unit, for a picture that fills the height of ``ax``."""
    step = min(WIDEST, (points(ax)[1] - CAPTION) / rows)
    return step, min(LARGEST, 0.72 * step)


def _places(size: int) -> dict:
    """Height of each drawn unit by its number; of a large layer the middle is left out."""
    half = (DRAWN - 1) // 2
    every = list(range(size))
    numbers = every if size <= SHOWN else [*every[:half], None, *every[-half:]]
    top = (len(numbers) - 1) / 2
    return {number: top - row for row, number in enumerate(numbers)}


def _edges(ax, places: list, weights) -> None:
    from matplotlib.collections import LineCollection

    lines = list(_lines(places))
    ends = [[(gap, low), (gap + 1, high)] for gap, low, high, _, _ in lines]
    if weights is None:
        ax.add_collection(LineCollection(ends, colors=[tint(MUTED, 0.7)], linewidths=1.0, zorder=1))
        return
    values = [float(weights[gap][j, i]) for gap, _, _, i, j in lines]
    largest = max(abs(matrix).max() for matrix in weights) or 1.0
    strokes = [_stroke(value, largest) for value in values]
    looks = {f"{key}s": [stroke[key] for stroke in strokes] for key in strokes[0]}
    ax.add_collection(LineCollection(ends, zorder=1, **looks))
    if len(lines) > FEW_EDGES:
        _key(ax)
        return
    for (gap, low, high, i, _), value in zip(lines, values, strict=True):
        _write(ax, gap, low, high, value, i)


def _lines(places: list):
    """(gap, height of its left end, of its right end, number of the unit there, and there) of every line."""
    for gap, (left, right) in enumerate(zip(places, places[1:], strict=False)):
        for i, low in left.items():
            for j, high in right.items():
                if i is not None and j is not None:
                    yield gap, low, high, i, j


def _stroke(weight: float, largest: float) -> dict:
    width = 0.4 + 4 * abs(weight) / largest
    if weight < 0:
        return {"color": PALETTE[1], "linewidth": width, "linestyle": (0, (3, 1.2))}
    return {"color": PALETTE[0], "linewidth": width, "linestyle": "-"}


def _key(ax) -> None:
    from matplotlib.lines import Line2D

    lines = [Line2D([], [], **_stroke(sign, 1.6)) for sign in (1.0, -1.0)]
    names = [tr("正权重", "positive"), tr("负权重", "negative")]
    ax.legend(lines, names, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2, handlelength=2.6)


def _write(ax, gap: int, low: float, high: float, weight: float, number: int) -> None:
    # At a third and two thirds by turns, so that the values of crossing lines stay apart.
    part = 0.3 if number % 2 == 0 else 0.7
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}
    text = f"{weight:.3g}".replace("-", "−")
    ax.text(gap + part, low + part * (high - low), text, ha="center", va="center", bbox=box, zorder=2)


def _units(ax, index: int, layers: int, places: dict, names, across: float) -> None:
    color = "white" if index == 0 else tint(PALETTE[4 if index == layers - 1 else 5], 0.55)
    size = ax.xaxis.label.get_size()
    for number, height in places.items():
        if number is None:
            ax.text(index, height, "⋮", ha="center", va="center", fontsize=size * 1.3)
            continue
        ax.scatter(index, height, s=across**2, facecolor=color, edgecolor=INK, linewidth=1.6, zorder=3)
        if names is None:
            continue
        side = -1 if index == 0 else 1 if index == layers - 1 else 0
        ax.annotate(
            names[number],
            xy=(index, height),
            xytext=(side * (across / 2 + 6), 0),
            textcoords="offset points",
            ha={-1: "right", 0: "center", 1: "left"}[side],
            va="center",
            fontsize=size if side else min(size, 0.5 * across),
            zorder=4,
        )


def _caption(ax, index: int, sizes: list, bottom: float) -> None:
    hidden = tr("隐藏层", "hidden") + (f" {index}" if len(sizes) > 3 else "")
    title = {0: tr("输入层", "input"), len(sizes) - 1: tr("输出层", "output")}.get(index, hidden)
    count = tr(f"{sizes[index]} 个单元", f"{sizes[index]} units")
    if index == 0:
        count = tr(f"{sizes[0]} 个特征", f"{sizes[0]} features")
    place = {"xytext": (0, -8), "textcoords": "offset points", "ha": "center", "va": "top"}
    ax.annotate(f"{title}\n{count}", xy=(index, bottom), linespacing=1.35, **place)


def _checked_sizes(sizes) -> list[int]:
    sizes = [int(size) for size in sizes]
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(
            tr(
                f"网络至少有输入和输出两层，每层至少一个单元，例如 (4, 10, 3)，得到的是 {tuple(sizes)}",
                f"a network has two layers or more, each with a unit or more, e.g. (4, 10, 3), got {tuple(sizes)}",
            )
        )
    return sizes


def _checked_names(names, sizes: list) -> list:
    if names is None:
        return [None] * len(sizes)
    given = [None if layer is None else len(layer) for layer in names]
    if len(given) != len(sizes) or any(g not in (None, s) for g, s in zip(given, sizes, strict=True)):
        raise ValueError(
            tr(
                f"names 每层一项：None，或和单元一样多的名字。各层有 {sizes} 个单元，名字有 {given} 个",
                f"names has one entry a layer: None or a name a unit. Units {sizes}, names {given}",
            )
        )
    return [None if layer is None else [str(name) for name in layer] for layer in names]


def _checked_weights(weights, sizes: list):
    if weights is None:
        return None
    matrices = [plain(w).astype(float) for w in weights]
    wanted = list(zip(sizes[1:], sizes[:-1], strict=True))
    given = [matrix.shape for matrix in matrices]
    if given != wanted:
        raise ValueError(
            tr(
                f"weights 的形状应是 {wanted}（后一层单元数, 前一层单元数），得到的是 {given}",
                f"weights have shapes {wanted} (units of the later layer, of the earlier), got {given}",
            )
        )
    return matrices
