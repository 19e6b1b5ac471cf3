"""Computational graphs: operations as boxes, values above them on the way forward, gradients beneath."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.arrows import arrows, write_shares
from coursekit.plotting.labels import number
from coursekit.plotting.layered import layout, sorted_nodes
from coursekit.plotting.style import INK, PALETTE, axes, ensure, points, tint

# Everything is laid out in points, so that texts have the room that they need.
BOX = 34.0  # height of a box, and its least width
ROW = 92.0  # from a node to the next in its column
GAP = 40.0  # between two columns
SIDE = 8.0  # within a box beside its label


def computational_graph(nodes, edges, *, forward=None, backward=None, names=None, ax=None, title=None):
    """Draw a computation from left to right.

    Parameters
    ----------
    nodes : mapping of key to str, or sequence of str
        What stands in each box: a variable or an operation, ``{"m": r"$\\\\times$"}``; mathematics is fine.
    edges : sequence of (key, key)
        From a value to the operation that uses it. There may be no cycle.
    forward : mapping of key to float or str, optional
        The values, written above the boxes.
    backward : mapping of key, or of edge, to float or str, optional
        The gradients of the output: of a node beneath its box, of an edge the share that comes back over it.
    names : mapping of key to str, optional
        Names of intermediate values, written before the value: ``{"m": "$z$"}``.
    ax : Axes, optional
        If not given, a new figure is as large as the graph needs.
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For a cycle, or values of nodes or edges that are not there.

    See Also
    --------
    expression_graph : makes all of this from a formula.

    Examples
    --------
    >>> from coursekit import plotting
    >>> nodes = {"x": "$x$", "y": "$y$", "z": "×"}
    >>> edges = [("x", "z"), ("y", "z")]
    >>> ax = plotting.computational_graph(nodes, edges, forward={"x": 2, "y": 3, "z": 6})
    >>> print(plotting.alt_text(ax))
    计算图：x 值 2；y 值 3；×（来自 x、y） 值 6。
    """
    labels = {key: str(label) for key, label in (nodes.items() if hasattr(nodes, "items") else ((n, n) for n in nodes))}
    edges = list(dict.fromkeys(tuple(edge) for edge in edges))
    forward, backward, names = dict(forward or {}), dict(backward or {}), dict(names or {})
    _check(labels, edges, forward, backward, names)
    places, routes = layout(list(labels), edges)
    ensure()
    above = {key: _above(names.get(key), forward.get(key)) for key in labels}
    below = {key: _written(backward[key]) for key in labels if key in backward}
    widths = {key: max(BOX, _wide(label) + 2 * SIDE) for key, label in labels.items()}
    columns = _columns(places, widths, above, below, _wide_edges(backward, edges))
    spots = {key: (sum(columns[c]) / 2, ROW * height) for key, (c, height) in places.items()}
    ax = _canvas(ax, columns, spots, bool(forward or backward))
    ways = {edge: [(columns[c], ROW * height) for c, height in stops] for edge, stops in routes.items()}
    spans = {key: columns[column] for key, (column, _) in places.items()}
    legs = arrows(ax, edges, spots, widths, spans, ways)
    shares = {edge: _written(backward[edge]) for edge in edges if edge in backward}
    write_shares(ax, legs, {edge: (text, _wide(text)) for edge, text in shares.items()})
    for key, label in labels.items():
        _node(ax, spots[key], label, widths[key], is_input=all(end != key for _, end in edges))
        _values(ax, spots[key], above[key], below.get(key))
    _key(ax, forward, backward)
    if title:
        ax.set_title(title)
    return describe(ax, _told(labels, edges, above, below))


def _check(labels: dict, edges: list, forward: dict, backward: dict, names: dict) -> None:
    sorted_nodes(list(labels), edges)
    if not labels:
        raise ValueError(tr("nodes 里一个节点也没有", "nodes holds no node"))
    known = {*labels, *edges}
    for what, given, allowed in (("forward", forward, labels), ("backward", backward, known), ("names", names, labels)):
        strangers = [key for key in given if key not in allowed]
        if strangers:
            raise ValueError(
                tr(
                    f"{what} 里有图中没有的节点或边：{strangers[:3]}，有的节点是 {list(labels)}",
                    f"{what} names what is not in the graph: {strangers[:3]}; the nodes are {list(labels)}",
                )
            )


def _written(value) -> str:
    return value if isinstance(value, str) else number(float(value))


def _above(name: str | None, value) -> str:
    parts = [name, None if value is None else _written(value)]
    return " = ".join(part for part in parts if part)


def _wide(text: str) -> float:
    """Width of a text in points."""
    import matplotlib
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font = FontProperties(family=matplotlib.rcParams["font.family"], size=_letters())
    return TextPath((0, 0), text, prop=font).get_extents().width if text.strip() else 0.0


def _letters() -> float:
    import matplotlib

    return float(matplotlib.rcParams["font.size"])


def _wide_edges(backward: dict, edges: list) -> float:
    return max((_wide(_written(backward[edge])) for edge in edges if edge in backward), default=0.0)


def _columns(places: dict, widths: dict, above: dict, below: dict, on_edges: float) -> list[tuple[float, float]]:
    """Left and right end of every column: as wide as its widest box or text."""
    gap = max(GAP, on_edges + 34)
    columns, left = [], 0.0
    for column in range(max(c for c, _ in places.values()) + 1):
        members = [key for key, (c, _) in places.items() if c == column]
        wide = max(max(widths[key], _wide(above[key]), _wide(below.get(key, ""))) for key in members)
        columns.append((left, left + wide))
        left += wide + gap
    return columns


def _canvas(ax, columns: list, spots: dict, with_key: bool):
    letters = _letters()
    low = min(y for _, y in spots.values()) - BOX / 2 - 1.5 * letters - (2.2 * letters if with_key else 0)
    high = max(y for _, y in spots.values()) + BOX / 2 + 1.6 * letters
    wide, tall = columns[-1][1] + 24, high - low
    if ax is None:
        ax = axes(None, figsize=(max(8.0, (wide + 20) / 72), (tall + 44) / 72))
    room = points(ax)
    scale = max(1.0, wide / room[0], tall / room[1])  # a given Axes that is too small gets a smaller graph
    middle = columns[-1][1] / 2
    half = max(wide, scale * room[0] * 0.98) / 2
    ax.set_xlim(middle - half, middle + half)
    ax.set_ylim(low, high)
    ax.set_aspect("equal")
    ax.set_axis_off()
    return ax


def _node(ax, spot: tuple, label: str, wide: float, *, is_input: bool) -> None:
    from matplotlib.patches import FancyBboxPatch

    style = f"round,pad=0,rounding_size={BOX / 2}" if not is_input else "round,pad=0,rounding_size=4"
    face = "white" if is_input else tint(PALETTE[5], 0.45)
    corner = (spot[0] - wide / 2, spot[1] - BOX / 2)
    ax.add_patch(FancyBboxPatch(corner, wide, BOX, boxstyle=style, facecolor=face, edgecolor=INK, linewidth=1.6))
    ax.text(*spot, label, ha="center", va="center", zorder=4)


def _values(ax, spot: tuple, above: str, below: str | None) -> None:
    if above:
        ax.text(spot[0], spot[1] + BOX / 2 + 3, above, ha="center", va="bottom", color=PALETTE[0])
    if below:
        ax.text(spot[0], spot[1] - BOX / 2 - 3, below, ha="center", va="top", color=PALETTE[1])


def _key(ax, forward: dict, backward: dict) -> None:
    from matplotlib.patches import Patch

    parts = []
    if forward:
        parts.append(Patch(color=PALETTE[0], label=tr("上：前向的值", "above: values forward")))
    if backward:
        parts.append(Patch(color=PALETTE[1], label=tr("下：反向的梯度", "below: gradients backward")))
    if parts:
        ax.legend(handles=parts, loc="lower center", ncols=2, handlelength=1.0, handletextpad=0.5, borderaxespad=0)


def _told(labels: dict, edges: list, above: dict, below: dict) -> str:
    said = []
    for key in sorted_nodes(list(labels), edges):
        sources = tr("、", ", ").join(labels[start] for start, end in edges if end == key)
        text = labels[key] + (tr(f"（来自 {sources}）", f" (from {sources})") if sources else "")
        text += tr(f" 值 {above[key]}", f" value {above[key]}") if above[key] else ""
        said.append(text + (tr(f" 梯度 {below[key]}", f" gradient {below[key]}") if key in below else ""))
    return tr("计算图：", "Computational graph: ") + tr("；", "; ").join(said) + tr("。", ".")
