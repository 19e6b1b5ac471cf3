"""Known faults, one function a label: each takes a healthy `Setup` and draws what to spoil, and how badly.

The label of a run is that of the recipe which made it, never what a rule says of its curves. A dose may be so small
that nothing happens: `diagnosis_shows.SHOWS` has one loose condition a label, and a run that fails it is drawn again
(the benchmark prints how often).
"""

from dataclasses import replace

import numpy as np

from coursekit.training import schedules
from tests.benchmarks.diagnosis_setup import mlp, run
from tests.benchmarks.diagnosis_shows import shows


def smooth(setup, rng):
    """Nothing is wrong, and nobody looked at validation data."""
    return _well(setup, rng).but(patience=None, show_valid=False)


def converging(setup, rng):
    """Nothing is wrong."""
    return _well(setup, rng)


def _well(setup, rng):
    """A moderate rate, no more units than the task needs, a little L2, enough updates, and an end in time."""
    epochs = max(setup.epochs, 400 * setup.batch // len(setup.data.X))
    return _of(setup, "none", lr=0.4 * setup.lr, width=min(setup.width, 32), l2=1e-3, epochs=epochs,
               patience=int(rng.integers(4, 9)))  # fmt: skip


def staircase(setup, rng):
    """Nothing is wrong: deep sigmoid layers, or small first weights, that have to leave a plateau first.

    A rate that falls in steps is no recipe: in networks so small hardly anything is left for the second fall.
    """
    setup = _well(setup, rng).but(patience=None, l2=0.0, width=32, show_valid=bool(rng.random() < 0.3))
    setup = setup.but(batch=max(16, len(setup.data.X) // 12))
    if rng.random() < 0.4:
        return _of(setup, "sigmoid", activation="sigmoid", depth=int(rng.integers(4, 6)), optimizer="adam",
                   lr=rng.uniform(1.5e-3, 4e-3), epochs=int(rng.integers(40, 71)))  # fmt: skip
    return _of(setup, "small", init="small", activation="tanh", depth=3, optimizer="momentum",
               lr=0.7 * setup.told["sgd"], epochs=int(rng.integers(60, 101)))  # fmt: skip


def rising(setup, rng):
    """The learning rate jumps over the minimum: of a straight line a little, of a network as a schedule raises it.

    A network's rate that is a little too large from the start is no recipe: it breaks down, or jumps and recovers.
    """
    setup = _either(setup, rng).but(epochs=int(rng.integers(10, 41)))
    if setup.data.classes and rng.random() < 0.3:
        gamma = 10 ** (rng.uniform(2.2, 3.3) / (setup.epochs // 2))
        schedule = schedules.Step(2, gamma)
        return _of(setup, "network", optimizer="momentum", lr=setup.told["sgd"], batch=32, schedule=schedule)
    setup = setup.but(data=as_values(setup.data), network=mlp, depth=0, noise=0.0, optimizer="sgd", batch=10**6)
    gamma = float(rng.choice([1.0, 1.02]))
    lr = just_too_large(setup.data, gamma ** np.arange(setup.epochs - 1), 10 ** rng.uniform(0.3, 2))
    return _of(setup, "line", lr=lr, schedule=schedules.Step(1, gamma) if gamma > 1 else None)


def just_too_large(data, course, times: float) -> float:
    """Return the rate with which a straight line's squared error ends at so many times its start.

    Along each direction of curvature L the error is multiplied by ``(1 - lr L)^2`` in each epoch, in which the rate
    is `course` times its start.
    """
    X = np.hstack([data.X, np.ones((len(data.X), 1))])
    left, size, _ = np.linalg.svd(X / np.sqrt(len(X)), full_matrices=False)
    shares = (left.T @ data.y.ravel()) ** 2 / (data.y**2).sum()
    curvature, rest = 2 * size**2, 1 - shares.sum()
    low, high = 0.0, 4 / curvature[0]
    for _ in range(50):
        lr = (low + high) / 2
        end = rest + (shares * np.prod((1 - lr * np.outer(course, curvature)) ** 2, axis=0)).sum()
        low, high = (lr, high) if end < times else (low, lr)
    return lr


def diverged(setup, rng):
    """The learning rate is far too large."""
    setup = _either(setup, rng).but(optimizer=str(rng.choice(["sgd", "momentum"])), depth=max(setup.depth, 2))
    if rng.random() < 0.5:
        return _of(setup, "classes", lr=10 ** rng.uniform(3, 6), batch=10**6)
    return _of(setup, "values", data=as_values(setup.data), lr=10 ** rng.uniform(0.3, 2))


def stuck(setup, rng):
    """A learning rate that is thousands of times too small, dead ReLUs, or weights that all start at zero."""
    setup = _either(setup, rng)
    kind = str(rng.choice(["lr", "lr", "dead", "zero"]))
    if kind == "lr":
        return _of(setup, kind, lr=setup.lr * 10 ** rng.uniform(-6, -3.5))
    if kind == "dead":
        return _of(setup, kind, init="dead", activation="relu", depth=max(setup.depth, 1))
    return _of(setup, kind, init="zero", depth=max(setup.depth, 2))


def jitter(setup, rng):
    """Few samples in tiny batches, partly with wrong labels, and a rate ten times too large."""
    setup = _either(setup, rng).but(epochs=int(rng.integers(20, 41)), batch=int(rng.integers(4, 7)))
    data = noisy(few(setup.data, int(rng.integers(150, 301)), rng), rng.uniform(0.2, 0.4), rng)
    return _of(setup, "rate", data=data, optimizer="adam", lr=10 ** rng.uniform(-1.4, -0.9), width=min(setup.width, 32))


def underfitting(setup, rng):
    """A rate a hundred times too small, weights held down, or one hidden unit for many classes."""
    setup = _either(setup, rng)
    kind = str(rng.choice(["lr", "l2", "unit"]))
    if kind == "l2":
        return _of(setup, kind, l2=10 ** rng.uniform(-0.6, 0), optimizer="adam", lr=3e-3)
    if kind == "unit" and setup.data.classes >= 5:
        return _of(setup, kind, width=1, depth=1, dropout=0.0)
    updates = setup.epochs * -(-len(setup.data.X) // setup.batch)
    way = rng.uniform(0.4, 1.2) if setup.data.classes else rng.uniform(0.05, 0.13)  # learning rate times updates
    return _of(setup, "lr", optimizer="sgd", lr=way / updates)


def overfitting(setup, rng):
    """Too few samples, a third of their labels wrong, a large network, many epochs."""
    data = noisy(few(setup.data, int(rng.integers(80, 161)), rng), rng.uniform(0.25, 0.45), rng, scale=1.0)
    return _of(setup, "wrong", data=data, width=256, depth=2, batch=16, optimizer="adam",
               lr=10 ** rng.uniform(-3.4, -2.8), epochs=int(rng.integers(60, 121)))  # fmt: skip


def plateau(setup, rng):
    """Few but right samples, a large network, mostly a squared error: training goes on, validation has long stopped."""
    values = rng.random() < 0.75
    data = few(as_values(setup.data) if values else setup.data, int(rng.integers(80, 181)), rng)
    return _of(setup, "values" if not data.classes else "classes", data=data, width=128, batch=8, optimizer="adam",
               lr=10 ** rng.uniform(-3.2, -2.7), l2=10 ** rng.uniform(-2.7, -2.2) if data.classes else 1e-3,
               depth=min(setup.depth, 2), epochs=int(rng.integers(40, 71)))  # fmt: skip


def flat_train(setup, rng):
    """Most training labels are wrong, or BatchNorm's statistics, reset in a trained network, come back slowly.

    Heavy dropout and noise on the input are no recipe: they leave the training loss high, but it falls all the same.
    """
    setup = setup.but(epochs=int(rng.integers(40, 81)), batch=32, dropout=0.0)
    if setup.data.classes >= 3 and len(setup.data.X) > 500 and rng.random() < 0.5:
        wrong = noisy(setup.data, rng.uniform(0.8, 0.9), rng)
        return _of(setup, "labels", data=wrong, optimizer="adam", lr=6e-4, width=32, depth=1)
    even = few(setup.data, len(setup.data.X) // 32 * 32, rng)  # no batch of a single row
    updates = setup.epochs * (len(even.X) // 32)
    return _of(setup, "stale", data=even, depth=3, width=32, activation="relu", norm=True, stale=True, optimizer="sgd",
               lr=1e-4, slow=min(0.05, rng.uniform(3, 8) / updates))  # fmt: skip


def memorising(setup, rng):
    """Labels that belong to other rows, in the training part (few of them) or in the validation part."""
    data, setup = setup.data, setup.but(epochs=max(setup.epochs, 40), batch=16, width=128, optimizer="adam")
    kind = "train" if rng.random() < 0.6 else "valid"
    if kind == "train":
        small = few(data, int(rng.integers(100, 251)), rng)
        data = replace(small, y=rng.permutation(small.y), right=small)
    else:
        data = replace(data, y_valid=rng.permutation(data.y_valid), right=data)
    return _of(setup, kind, data=data, lr=10 ** rng.uniform(-3.3, -2.7))


def _of(setup, kind: str, **changes):
    """Return the training with these changes, and which kind of the fault it is noted."""
    return setup.but(told={**setup.told, "kind": kind}, **changes)


RECIPES = {f.__name__: f for f in (smooth, staircase, rising, stuck, jitter, converging, overfitting, underfitting,
                                   plateau, flat_train, memorising, diverged)}  # fmt: skip


def _either(setup, rng):
    return setup.but(show_valid=bool(rng.random() < 0.6))


def few(data, count: int, rng):
    """Keep so many training rows; `more` keeps them all."""
    keep = rng.permutation(len(data.X))[:count]
    return replace(data, X=data.X[keep], y=data.y[keep], more=data)


def noisy(data, share: float, rng, scale: float = 0.5):
    """Give a share of the training labels another class; values get noise of so many standard deviations."""
    y = data.y.copy()
    if data.classes:
        wrong = rng.random(len(y)) < share
        y[wrong] = rng.integers(0, data.classes, wrong.sum())
    else:
        y = (y + scale * share * 3 * y.std() * rng.standard_normal(y.shape)).astype(y.dtype)
    return replace(data, y=y, right=data, more=None)


def as_values(data):
    """Return the same rows with a number to predict: of classes their number, standardised."""
    if not data.classes:
        return data
    mean, std = data.y.mean(), data.y.std()
    y, y_valid = (((y - mean) / std).astype("float32")[:, None] for y in (data.y, data.y_valid))
    return replace(data, y=y, y_valid=y_valid, right=None, more=None)


def attempts(label: str, base, rng, draws: int = 15):
    """Yield (setup, history, whether the fault shows) up to the first in which it does."""
    for _ in range(draws):
        setup = RECIPES[label](base(rng), rng)
        history = run(setup)
        seen = shows(label, setup, history)
        yield setup, history, seen
        if seen:
            return
