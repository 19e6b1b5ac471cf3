"""Computational graphs: values above, gradients below, arrows around the texts."""

import matplotlib.pyplot as plt
import pytest
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from coursekit import plotting
from coursekit.plotting.graphs import ROW
from coursekit.plotting.layered import layout

CHAIN = {"nodes": {"x": "$x$", "f": "线性 $wx$", "g": r"$\sigma$"}, "edges": [("x", "f"), ("f", "g")]}


def at(ax, text: str) -> tuple[float, float]:
    return next(t.get_position() for t in ax.texts if t.get_text() == text)


def test_values_stand_above_and_gradients_beneath_their_box():
    """Forward blue, backward orange, the box between them, names before values."""
    ax = plotting.computational_graph(**CHAIN, forward={"f": 0.5}, backward={"f": -0.25}, names={"f": "$z$"})
    (x, y), above, below = at(ax, "线性 $wx$"), at(ax, "$z$ = 0.5"), at(ax, "−0.25")
    assert above[0] == below[0] == x and above[1] > y > below[1]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["上：前向的值", "下：反向的梯度"]


def test_data_flow_from_left_to_right_with_an_arrow_an_edge():
    """A box a node; arrows start and end at the sides of boxes."""
    ax = plotting.computational_graph(**CHAIN)
    arrows = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    boxes = [patch for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    assert len(boxes) == 3 and len(arrows) == 2
    assert at(ax, "$x$")[0] < at(ax, "线性 $wx$")[0] < at(ax, r"$\sigma$")[0]
    first, last = (arrows[0]._path_original.vertices[k] for k in (0, -1))
    assert first[0] == pytest.approx(boxes[0].get_x() + boxes[0].get_width())
    assert last[0] == pytest.approx(boxes[1].get_x())
    assert ax.get_legend() is None


def test_a_box_is_as_wide_as_its_label():
    """No label runs out of its box."""
    ax = plotting.computational_graph({"a": "交叉熵损失 $L$", "b": "$x$"}, [("b", "a")])
    ax.figure.canvas.draw()
    boxes = [patch.get_window_extent() for patch in ax.patches if isinstance(patch, FancyBboxPatch)]
    labels = [text.get_window_extent() for text in ax.texts]
    assert all(b.x0 <= t.x0 and t.x1 <= b.x1 for b, t in zip(boxes, labels, strict=True))


def test_no_arrow_crosses_a_text():
    """Also past nodes that it skips: no point of an arrow lies within the value, gradient or label of a node."""
    graph = plotting.expression_graph(
        "h = relu(w1*x1 + w2*x2); k = relu(w3*x1 + w4*x2); (h - 2*k - y)**2 + x1", **dict.fromkeys(
            ["w1", "w2", "w3", "w4", "x1", "x2", "y"], 1.5
        )
    )  # fmt: skip
    shares = {key: graph["backward"].pop(key) for key in list(graph["backward"]) if isinstance(key, tuple)}
    assert shares
    ax = plotting.computational_graph(**graph)
    ax.figure.canvas.draw()
    texts = [text.get_window_extent() for text in ax.texts]
    for patch in ax.patches:
        if isinstance(patch, FancyArrowPatch):
            path = patch._path_original.interpolated(1).transformed(ax.transData)
            points = path.to_polygons(closed_only=False)[0]
            hits = [(x, y) for x, y in points for box in texts if box.x0 < x < box.x1 and box.y0 < y < box.y1]
            assert not hits


def test_a_long_edge_runs_level_past_the_nodes_that_it_skips():
    """Through the columns between its ends an arrow keeps the height that the layout reserved for it."""
    graph = plotting.expression_graph("x + sigmoid(tanh(w*x))", x=1, w=2)
    edge = next(edge for edge in graph["edges"] if edge[0] == "x" and graph["nodes"][edge[1]] == "$+$")
    _, routes = layout(list(graph["nodes"]), graph["edges"])
    ax = plotting.computational_graph(**graph)
    arrows = [patch._path_original.vertices for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    heights = arrows[graph["edges"].index(edge)][:, 1].tolist()
    assert len(routes[edge]) == 3
    assert all(heights.count(ROW * height) >= 2 for _, height in routes[edge])


def test_the_share_of_an_edge_stands_on_it():
    """Where a value is used twice its gradient is the sum of two shares, each on its way back."""
    ax = plotting.computational_graph(**plotting.expression_graph("(a + b) * (2 * b)", a=2, b=1))
    end = at(ax, r"$2\times$")
    shares = [text.get_position() for text in ax.texts if text.get_text() == "6" and text.get_position()[0] < end[0]]
    assert len(shares) == 1 and at(ax, "$b$")[0] < shares[0][0] < end[0]


def test_a_given_axes_is_used_and_a_new_figure_grows_with_the_graph():
    """A chain of twelve needs more than the usual width."""
    ax = plt.subplots()[1]
    assert plotting.computational_graph(**CHAIN, ax=ax, title="链") is ax and ax.get_title() == "链"
    names = [f"n{k}" for k in range(12)]
    long = plotting.computational_graph(names, list(zip(names, names[1:], strict=False)))
    assert long.figure.get_figwidth() > 8 == plotting.computational_graph(**CHAIN).figure.get_figwidth()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"edges": [("x", "f"), ("f", "x")]}, "环"),
        ({"edges": [("x", "h")]}, r"没有的节点：\['h'\]"),
        ({"forward": {"h": 1}}, r"forward 里有图中没有的节点或边：\['h'\]"),
        ({"backward": {("x", "g"): 1}}, r"backward.*\('x', 'g'\)"),
        ({"names": {"h": "$h$"}}, "names"),
        ({"nodes": {}, "edges": []}, "一个节点也没有"),
    ],
)
def test_what_does_not_fit_is_named(change, message):
    """The message says what came and what there is."""
    with pytest.raises(ValueError, match=message):
        plotting.computational_graph(**{**CHAIN, **change})
