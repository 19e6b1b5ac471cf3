"""Places for the nodes of a directed graph: columns from left to right, few crossings, no overlap."""

from coursekit.lang import tr

SWEEPS = 8


def layout(nodes: list, edges: list[tuple]):
    """Place a graph without cycles.

    Parameters
    ----------
    nodes : list of hashable
    edges : list of (node, node)

    Returns
    -------
    places : dict of node to (column, height)
        Columns count from 0; nodes of one column are at least 1 apart, the heights' middle is 0.
    routes : dict of edge to list of (column, height)
        Where an edge passes the columns between its ends; empty for neighbours.

    Raises
    ------
    ValueError
        For an edge to a node that is not there, or a cycle.
    """
    column = _columns(nodes, edges)
    chains = {edge: _chain(edge, column) for edge in edges}
    layers = [[] for _ in range(max(column.values()) + 1)]
    for node in nodes:
        layers[column[node]].append(node)
    for chain in chains.values():
        for stop in chain[1:-1]:
            layers[stop[2]].append(stop)
    links = [pair for chain in chains.values() for pair in zip(chain, chain[1:], strict=False)]
    before, after = _neighbours(links)
    layers = _ordered(layers, before, after, links)
    height = _heights(layers, before, after)
    places = {node: (column[node], height[node]) for node in nodes}
    return places, {edge: [(stop[2], height[stop]) for stop in chain[1:-1]] for edge, chain in chains.items()}


def sorted_nodes(nodes: list, edges: list[tuple]) -> list:
    """Return the nodes with every edge pointing forward; ValueError for a cycle or an unknown node."""
    strangers = [end for edge in edges for end in edge if end not in set(nodes)]
    if strangers:
        raise ValueError(
            tr(f"边里出现了没有的节点：{strangers[:3]}", f"edges name nodes that are not there: {strangers[:3]}")
        )
    waiting = {node: sum(edge[1] == node for edge in edges) for node in nodes}
    order, ready = [], [node for node in nodes if not waiting[node]]
    while ready:
        node = ready.pop(0)
        order.append(node)
        for start, end in edges:
            if start == node:
                waiting[end] -= 1
                if not waiting[end]:
                    ready.append(end)
    if len(order) < len(nodes):
        left = [node for node in nodes if node not in order]
        raise ValueError(tr(f"图里有环，经过 {left[:4]}", f"the graph has a cycle through {left[:4]}"))
    return order


def _columns(nodes: list, edges: list) -> dict:
    """The longest way from an input; an input stands one column before what first uses it."""
    order = sorted_nodes(nodes, edges)
    column = dict.fromkeys(nodes, 0)
    for node in order:
        for start, end in edges:
            if start == node:
                column[end] = max(column[end], column[node] + 1)
    ends = {end for _, end in edges}
    for node in nodes:
        users = [column[end] for start, end in edges if start == node]
        if node not in ends and users:
            column[node] = min(users) - 1
    return column


def _chain(edge: tuple, column: dict) -> list:
    start, end = edge
    return [start, *(("stop", edge, c) for c in range(column[start] + 1, column[end])), end]


def _neighbours(links: list) -> tuple[dict, dict]:
    before, after = {}, {}
    for left, right in links:
        before.setdefault(right, []).append(left)
        after.setdefault(left, []).append(right)
    return before, after


def _ordered(layers: list, before: dict, after: dict, links: list) -> list:
    """The order in each column that crosses fewest edges, of those that sorting by neighbours finds."""
    best, least = layers, _crossings(layers, links)
    for sweep in range(SWEEPS):
        sides, order = (before, layers) if sweep % 2 == 0 else (after, layers[::-1])
        rank = {}
        sorted_layers = []
        for layer in order:
            middles = [_mean([rank[other] for other in sides.get(node, []) if other in rank]) for node in layer]
            keys = [place if middle is None else middle for place, middle in enumerate(middles)]
            ranked = [layer[place] for place in sorted(range(len(layer)), key=keys.__getitem__)]
            rank |= {node: place for place, node in enumerate(ranked)}
            sorted_layers.append(ranked)
        layers = sorted_layers if sweep % 2 == 0 else sorted_layers[::-1]
        if (now := _crossings(layers, links)) < least:
            best, least = layers, now
    return best


def _crossings(layers: list, links: list) -> int:
    place = {node: (column, rank) for column, layer in enumerate(layers) for rank, node in enumerate(layer)}
    count = 0
    for i, (a, b) in enumerate(links):
        for c, d in links[:i]:
            if place[a][0] == place[c][0]:
                count += (place[a][1] - place[c][1]) * (place[b][1] - place[d][1]) < 0
    return count


def _mean(values: list):
    return sum(values) / len(values) if values else None


def _heights(layers: list, before: dict, after: dict) -> dict:
    """Heights near those of the neighbours, in the columns' order from top to bottom."""
    height = {node: (len(layer) - 1) / 2 - rank for layer in layers for rank, node in enumerate(layer)}
    for sweep in range(2 * SWEEPS):
        sides = before if sweep % 2 == 0 else after
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            near = [_mean([height[other] for other in sides.get(node, [])]) for node in layer]
            wanted = [height[node] if mean is None else mean for node, mean in zip(layer, near, strict=True)]
            height |= dict(zip(layer, _spread(wanted), strict=True))
    middle = (max(height.values()) + min(height.values())) / 2
    return {node: value - middle for node, value in height.items()}


def _spread(wanted: list[float]) -> list[float]:
    """Descending heights at least 1 apart, as near to the wanted ones as can be (least squares)."""
    blocks = []  # [sum of wanted heights as if all stood at the first one's, members]
    for place, value in enumerate(wanted):
        blocks.append([value + place, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] < blocks[-1][0] / blocks[-1][1]:
            total, members = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += members
    levels = [total / members for total, members in blocks for _ in range(members)]
    return [level - place for place, level in enumerate(levels)]
