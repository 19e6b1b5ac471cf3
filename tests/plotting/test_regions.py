"""Decision regions: every kind of answer a model gives, the same picture."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.colors import to_rgb

from coursekit import plotting

X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
AND = np.array([0, 0, 0, 1])


def line(p):
    """Above 0 where x1 + x2 > 1.5."""
    return p[:, 0] + p[:, 1] - 1.5


def sigmoid(z):
    return 1 / (1 + np.exp(-4 * z))


BINARY = {
    "ids": lambda p: (line(p) > 0).astype(int),
    "float ids": lambda p: (line(p) > 0).astype(np.float32),
    "probability of class 1": lambda p: sigmoid(line(p)),
    "probability in a column": lambda p: sigmoid(line(p))[:, None],
    "probabilities": lambda p: np.stack([1 - sigmoid(line(p)), sigmoid(line(p))], axis=1),
    "scores": lambda p: np.stack([-line(p), 3 * line(p)], axis=1),
    "tensor with a graph": lambda p: torch.nn.Parameter(torch.sigmoid(torch.from_numpy(line(p)))),
}


def color_at(ax, x: float, y: float) -> tuple:
    """Colour of the picture at a point of the plane."""
    figure = ax.figure
    figure.canvas.draw()
    column, row = ax.transData.transform((x, y))
    pixels = np.asarray(figure.canvas.buffer_rgba())
    return tuple(pixels[int(pixels.shape[0] - row), int(column), :3] / 255)


@pytest.mark.parametrize("predict", BINARY.values(), ids=BINARY.keys())
def test_every_kind_of_answer_gives_the_same_regions(predict):
    """Ids, probabilities, scores and tensors colour both sides of the line by their class."""
    ax = plotting.decision_regions(predict, X, AND)
    below, above = color_at(ax, 0.4, 0.6), color_at(ax, 1.0, 0.8)
    assert below[2] > below[0] and above[0] > above[2]  # bluish and reddish tints
    assert min(*below, *above) > 0.5  # light enough for the samples on them


@pytest.mark.parametrize("read", [line, lambda p: np.sign(line(p))], ids=["score", "sign"])
def test_labels_of_minus_and_plus_one_are_read_by_sign(read):
    """A perceptron's score or its sign, 0 on the line included, makes two classes, not three."""
    ax = plotting.decision_regions(read, X, 2 * AND - 1, labels=["灭", "亮"])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["灭", "亮"]
    assert color_at(ax, 1.0, 0.8)[0] > color_at(ax, 1.0, 0.8)[2]


def test_classes_differ_in_marker_and_colour():
    """Three classes: three shapes, three colours, every sample drawn once."""
    y = np.array([0, 1, 2, 1])
    ax = plotting.decision_regions(lambda p: np.stack([-p[:, 0], p[:, 1], p[:, 0]], axis=1), X, y)
    scatters = [c for c in ax.collections if hasattr(c, "get_sizes") and len(c.get_offsets())]
    samples = [c for c in scatters if c.get_zorder() == 3]
    assert [len(c.get_offsets()) for c in samples] == [1, 2, 1]
    assert len({c.get_paths()[0].vertices.shape for c in samples} | {tuple(c.get_facecolor()[0]) for c in samples}) > 3
    expected = [to_rgb(color) for color in plotting.PALETTE[:3]]
    assert [tuple(c.get_facecolor()[0][:3]) for c in samples] == expected


def test_a_class_that_is_never_predicted_keeps_its_samples():
    """A model that says one class everywhere is drawn without a line."""
    ax = plotting.decision_regions(lambda p: np.zeros(len(p), int), X, AND)
    assert color_at(ax, 0.9, 0.8)[2] > color_at(ax, 0.9, 0.8)[0]
    assert len(ax.get_legend().get_texts()) == 2


def test_predict_gets_what_torch_wants():
    """A float32 array of two columns with resolution² rows."""
    seen = []
    plotting.decision_regions(lambda p: seen.append(p) or np.zeros(len(p), int), X, AND, resolution=30)
    assert seen[0].shape == (900, 2) and seen[0].dtype == np.float32


def test_limits_fit_the_samples_or_are_kept():
    """Without limits the samples lie inside with a margin; limits that were set stay."""
    free = plotting.decision_regions(BINARY["ids"], X, AND)
    assert free.get_xlim() == pytest.approx((-0.15, 1.15))
    _, ax = plt.subplots()
    ax.set_xlim(-2, 3)
    plotting.decision_regions(BINARY["ids"], X, AND, ax=ax)
    assert ax.get_xlim() == (-2, 3) and ax.get_ylim() == pytest.approx((-0.15, 1.15))


def test_a_truth_table_has_ticks_at_its_values_only():
    """0 and 1, nothing between."""
    assert list(plotting.decision_regions(BINARY["ids"], X, AND).get_xticks()) == [0, 1]


def test_of_several_plots_the_last_one_has_the_legend():
    """Side by side the names stand once, and the names of axes that were set stay."""
    _, axes = plt.subplots(1, 2)
    axes[0].set_xlabel("花瓣长度")
    for ax in axes:
        plotting.decision_regions(BINARY["ids"], X, AND, ax=ax)
    assert [ax.get_legend() is not None for ax in axes] == [False, True]
    assert [ax.get_xlabel() for ax in axes] == ["花瓣长度", "$x_1$"]


def test_shared_axes_are_named_at_the_edge_only():
    """Where the ticks of an inner plot have no numbers, the axis has no name either."""
    _, axes = plt.subplots(1, 2, sharey=True)
    for ax in axes:
        plotting.decision_regions(BINARY["ids"], X, AND, ax=ax)
    assert [ax.get_ylabel() for ax in axes] == ["$x_2$", ""]
    assert [ax.get_xlabel() for ax in axes] == ["$x_1$", "$x_1$"]


@pytest.mark.parametrize(
    ("predict", "X", "y", "labels", "message"),
    [
        (BINARY["ids"], X[:, :1], AND, None, r"\(4, 1\) 和 \(4,\)"),
        (BINARY["ids"], X, AND[:3], None, r"\(4, 2\) 和 \(3,\)"),
        (lambda p: np.zeros(3), X, AND, None, r"40000 个点.*\(3,\)"),
        (lambda p: 5.5 * line(p), X, AND, None, "sigmoid"),
        (BINARY["ids"], X, AND, ["一"], r"2 个类别 \[0, 1\]"),
    ],
)
def test_what_does_not_fit_is_named(predict, X, y, labels, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        plotting.decision_regions(predict, X, y, labels=labels)
