"""Places of a graph's nodes: arrows to the right, nothing on top of another, few crossings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.plotting.layered import layout, sorted_nodes

# Edges from a smaller to a larger number have no cycle.
GRAPHS = st.integers(1, 8).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda e: e[0] < e[1]), unique=True),
    )
)


@given(GRAPHS)
def test_edges_point_right_and_nodes_of_a_column_keep_their_distance(graph):
    """Whatever the graph: also where an edge passes a column there is room."""
    n, edges = graph
    places, routes = layout(list(range(n)), edges)
    assert all(places[a][0] < places[b][0] for a, b in edges)
    spots = [*places.values(), *(stop for stops in routes.values() for stop in stops)]
    for column in {c for c, _ in spots}:
        heights = sorted(y for c, y in spots if c == column)
        assert all(high - low >= 1 - 1e-9 for low, high in zip(heights, heights[1:], strict=False))


@given(GRAPHS)
def test_a_long_edge_passes_every_column_between_its_ends(graph):
    """One stop a column, none for neighbours."""
    n, edges = graph
    places, routes = layout(list(range(n)), edges)
    for (a, b), stops in routes.items():
        assert [c for c, _ in stops] == list(range(places[a][0] + 1, places[b][0]))


def test_an_input_stands_next_to_what_uses_it_first():
    """Not at the far left, from where its arrow would cross the picture."""
    places, _ = layout(["x", "f", "g", "y", "loss"], [("x", "f"), ("f", "g"), ("g", "loss"), ("y", "loss")])
    assert places["y"][0] == places["g"][0] == 2


def test_a_crossing_that_need_not_be_is_undone():
    """Two chains that are given crosswise run side by side."""
    places, _ = layout(["a", "b", "c", "d"], [("a", "d"), ("b", "c")])
    assert (places["a"][1] - places["b"][1]) * (places["d"][1] - places["c"][1]) > 0


def test_a_chain_is_straight():
    """One node a column, all at the same height."""
    places, _ = layout(["a", "b", "c"], [("a", "b"), ("b", "c")])
    assert list(places.values()) == [(0, 0), (1, 0), (2, 0)]


def test_cycles_and_strangers_are_named():
    """The message says which nodes."""
    with pytest.raises(ValueError, match=r"环，经过 \['b', 'c'\]"):
        sorted_nodes(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "b")])
    with pytest.raises(ValueError, match=r"没有的节点：\['z'\]"):
        layout(["a"], [("a", "z")])
