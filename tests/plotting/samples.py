"""One figure of each kind, with Chinese and mathematics in one text."""

import warnings
from functools import cache

import numpy as np

from coursekit import plotting
from coursekit.plotting.missing import glyphs_watched
from coursekit.plotting.png import render

TITLE = "损失 $L=-\\frac{1}{n}\\sum_i\\log\\hat p_i$ 在第 −1 轮：花萼 ≤ 1.5 cm"
SPECIES = ("山鸢尾", "变色鸢尾", "维吉尼亚鸢尾")


class Run(dict):
    """What `curves` needs of a History."""

    best_epoch = None


def run(epochs: int = 40, best: int | None = 20) -> Run:
    e = np.arange(epochs)
    made = Run(
        loss=np.exp(-e / 12),
        valid_loss=np.exp(-e / 12) + 0.1 + 0.01 * np.maximum(e - 20, 0),
        accuracy=1 - 0.6 * np.exp(-e / 8),
        valid_accuracy=0.95 - 0.6 * np.exp(-e / 8),
    )
    made.best_epoch = best
    return made


def curves():
    return plotting.curves(run(), title=TITLE)


def confusion_matrix():
    ax = plotting.confusion_matrix([0, 0, 1, 1, 2], [0, 0, 1, 2, 2], SPECIES, normalize=True)
    ax.set_title(TITLE)
    return ax


def decision_regions():
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    ax = plotting.decision_regions(lambda p: p[:, 0] + p[:, 1] - 1.5, X, [-1, -1, -1, 1], labels=("假 $-1$", "真 $+1$"))
    ax.set_title(TITLE)
    return ax


def network():
    ax = plotting.network((4, 10, 3), names=[("萼长 $x_1$", "萼宽 $x_2$", "瓣长 $x_3$", "瓣宽 $x_4$"), None, SPECIES])
    ax.set_title(TITLE)
    return ax


def weighted_network():
    ax = plotting.network((2, 2, 1), names=[None, ("$h_1$", "$h_2$"), None], weights=[[[1, 1], [1, 1]], [[1, -2]]])
    ax.set_title(TITLE)
    return ax


def all_weights():
    rng = np.random.default_rng(0)
    ax = plotting.network((4, 10, 3), weights=[rng.normal(size=(10, 4)), rng.normal(size=(3, 10))])
    ax.set_title(TITLE)
    return ax


LABELS = np.array([1, 1, 0, 1, 1, 0, 0, 1, 0, 0])
SCORES = np.array([0.95, 0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.35, 0.2, 0.1])


def roc():
    return plotting.roc(LABELS, {"模型 $f_1$": SCORES, "模型 $f_2$": np.roll(SCORES, 3)}, chosen=0.5, title=TITLE)


def precision_recall():
    models = {"模型 $f_1$": SCORES, "模型 $f_2$": np.roll(SCORES, 1)}
    return plotting.precision_recall(LABELS, models, chosen=0.5, title=TITLE)


def threshold_sweep():
    return plotting.threshold_sweep(LABELS, SCORES, chosen=0.65, title=TITLE)


def learning_curve():
    sizes = [50, 100, 200, 400, 800, 1257]
    train, valid = [0, 0, 0, 0.005, 0.007, 0.016], [0.169, 0.093, 0.067, 0.044, 0.037, 0.03]
    spread = np.array([-0.01, 0, 0.01])
    return plotting.learning_curve(sizes, train, np.array(valid)[:, None] + spread, target=0.02, title=TITLE)


def validation_curve():
    lambdas = np.logspace(-4, 2, 13)
    train, valid = 0.02 + 0.1 * lambdas**0.3, 0.2 + 0.03 * (np.log10(lambdas) + 1) ** 2
    return plotting.validation_curve(lambdas, train, valid, xlabel="正则化系数 $\\lambda$", title=TITLE)


def activation():
    return plotting.activation("swish", title=TITLE)


def activation_gallery():
    grid = plotting.activation_gallery()
    grid[0].figure.suptitle(TITLE)
    return grid[0]


def optimiser_paths():
    def surface(x, y):
        return (x**2 + 20 * y**2) / 2

    paths = {"梯度下降 $\\eta=0.09$": [(-4.0, 1.0)], "动量 $\\beta=0.8$": [(-4.0, 1.0)]}
    velocity = np.zeros(2)
    for _ in range(40):
        slow, fast = (np.array(path[-1]) for path in paths.values())
        paths["梯度下降 $\\eta=0.09$"].append(tuple(slow - 0.09 * slow * (1, 20)))
        velocity = 0.8 * velocity - 0.02 * fast * (1, 20)
        paths["动量 $\\beta=0.8$"].append(tuple(fast + velocity))
    return plotting.optimiser_paths(surface, paths, minimum=(0, 0), title=TITLE)


def layer_distributions():
    rng = np.random.default_rng(0)
    layers = {f"第 {k} 层 $W^{{({k})}}$": rng.normal(scale=0.5**k, size=2000) for k in range(1, 7)}
    return plotting.layer_distributions(layers, xlabel="权重 $w_{ij}$", title=TITLE)


def layer_gradients():
    rng = np.random.default_rng(0)
    layers = {f"第 {k} 层": rng.normal(scale=10.0 ** (2 * k - 12), size=2000) for k in range(1, 6)}
    layers["第 5 层"][:600] = 0
    layers["第 4 层"][:3] = np.inf
    return plotting.layer_distributions(layers, log=True, title=TITLE)


def feature_maps():
    up, across = np.mgrid[0:12, 0:12] / 6
    maps = [np.sin(k * up) * np.cos((6 - k) * across) for k in range(6)]
    return plotting.feature_maps(np.array(maps), title=TITLE)


def folds():
    train_test = [(np.setdiff1d(np.arange(12), np.arange(k, 12, 4)), np.arange(k, 12, 4)) for k in range(4)]
    return plotting.folds(train_test, y=np.repeat([0, 1, 2], 4), groups=np.tile(["甲", "乙"], 6), title=TITLE)


def bootstrap_draws():
    return plotting.bootstrap_draws(np.random.default_rng(0).integers(0, 10, (6, 10)), title=TITLE)


def bootstrap_distribution():
    values = 30 + np.random.default_rng(0).normal(size=1000) / 2
    return plotting.bootstrap_distribution(values, observed=30.3, xlabel="样本均值 $\\bar x$", title=TITLE)


def computational_graph():
    graph = plotting.expression_graph("z = w*x + b; a = sigmoid(z); L = (a - y)**2 / 2", w=0.5, x=2, b=-1.5, y=1)
    return plotting.computational_graph(**graph, title=TITLE)


def shared_graph():
    return plotting.computational_graph(**plotting.expression_graph("(a + b) * (2 * b)", a=2, b=1), title=TITLE)


FIGURES = (
    curves,
    confusion_matrix,
    decision_regions,
    network,
    weighted_network,
    all_weights,
    roc,
    precision_recall,
    threshold_sweep,
    learning_curve,
    validation_curve,
    activation,
    activation_gallery,
    optimiser_paths,
    layer_distributions,
    layer_gradients,
    feature_maps,
    folds,
    bootstrap_draws,
    bootstrap_distribution,
    computational_graph,
    shared_graph,
)

# One of each kind of artist: lines, areas, circles, images, hatching, boxes and arrows.
KINDS = (curves, decision_regions, weighted_network, activation, feature_maps, bootstrap_draws, computational_graph)


def drawn(draw):
    """The Axes of a sample, drawn once for all tests that only look at it."""
    plotting.setup()  # ticks that matplotlib makes anew while it draws follow the settings of that moment
    return _drawn(draw)


@cache
def _drawn(draw):
    ax = draw()
    ax.figure.canvas.draw()
    ax.figure.set_layout_engine("none")  # a second drawing would move things by a hair
    return ax


def picture(draw) -> tuple[bytes, list[str]]:
    """The PNG of a sample, and what was said of missing glyphs, rendered once for all tests that only look at it."""
    return _picture(draw, drawn(draw))


@cache
def _picture(draw, ax):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", plotting.MissingGlyphWarning)
        with glyphs_watched():
            data = render(ax.figure)
    return data, [str(one.message) for one in said if one.category is plotting.MissingGlyphWarning]
