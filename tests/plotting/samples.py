"""One figure of each kind, with Chinese and mathematics in one text."""

import numpy as np

from coursekit import plotting

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


FIGURES = (curves, confusion_matrix, decision_regions, network, weighted_network, all_weights)
