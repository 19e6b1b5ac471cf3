"""Known faults, one function a label: each takes a healthy `Setup` and draws what to spoil, and how badly.

The label of a run is that of the recipe which made it, never what a rule says of its curves. A dose may be so small
that nothing happens: `SHOWS` has one loose condition a label, and a run that fails it is drawn again (the benchmark
prints how often).
"""

from dataclasses import replace

import numpy as np

from coursekit.training import schedules
from tests.benchmarks.diagnosis_setup import run


def smooth(setup, rng):
    """Nothing is wrong, and nobody looked at validation data."""
    return _well(setup, rng).but(show_valid=False)


def converging(setup, rng):
    """Nothing is wrong."""
    return _well(setup, rng)


def staircase(setup, rng):
    """Nothing is wrong: a rate that falls in steps, or sigmoid layers that have to leave a plateau first."""
    setup = setup.but(show_valid=bool(rng.random() < 0.5))
    if rng.random() < 0.5:
        setup = setup.but(epochs=min(setup.epochs, 60))
        every = max(6, round(setup.epochs * rng.uniform(0.35, 0.5)))
        data = noisy(setup.data, 0.1, rng)
        lr = setup.told["sgd"] * rng.uniform(3, 10)
        return setup.but(data=data, optimizer="momentum", lr=lr, batch=16, schedule=schedules.Step(every, 0.1))
    return setup.but(activation="sigmoid", depth=int(rng.integers(3, 6)), width=max(setup.width, 32), optimizer="adam",
                     lr=rng.uniform(1e-3, 4e-3), batch=64, epochs=max(setup.epochs, 40))  # fmt: skip


def rising(setup, rng):
    """The learning rate jumps over the minimum, from the start or because a schedule raises it."""
    setup = _either(setup, rng).but(epochs=int(rng.integers(10, 41)), batch=int(rng.choice([32, 10**6])))
    kind = rng.choice(["growth", "jump", "line"])
    if kind == "growth":
        return setup.but(optimizer="momentum", lr=setup.told["sgd"], schedule=schedules.Step(2, rng.uniform(1.2, 1.8)))
    if kind == "jump":
        return setup.but(optimizer=str(rng.choice(["sgd", "momentum"])), lr=10 ** rng.uniform(0, 2))
    return setup.but(optimizer="sgd", depth=0, batch=10**6, lr=10 ** rng.uniform(-0.7, 0.3))


def diverged(setup, rng):
    """The learning rate is far too large."""
    setup = _either(setup, rng).but(optimizer=str(rng.choice(["sgd", "momentum"])), batch=int(rng.choice([32, 10**6])))
    return setup.but(lr=setup.told["sgd"] * 10 ** rng.uniform(1, 3.5))


def stuck(setup, rng):
    """A learning rate that is thousands of times too small, dead ReLUs, or weights that all start at zero."""
    setup = _either(setup, rng)
    kind = rng.choice(["lr", "lr", "dead", "zero"])
    if kind == "lr":
        return setup.but(lr=setup.lr * 10 ** rng.uniform(-6, -3.5))
    if kind == "dead":
        return setup.but(init="dead", activation="relu", depth=max(setup.depth, 1))
    return setup.but(init="zero", depth=max(setup.depth, 2))


def jitter(setup, rng):
    """Tiny batches and a large rate, and perhaps labels that are partly wrong."""
    setup = _either(setup, rng).but(data=few(setup.data, int(rng.integers(300, 601)), rng),
                                      epochs=int(rng.integers(20, 41)))  # fmt: skip
    setup = setup.but(data=noisy(setup.data, rng.uniform(0.1, 0.3), rng)) if rng.random() < 0.5 else setup
    optimizer = str(rng.choice(["sgd", "momentum"]))
    lr = setup.told["sgd"] * 10 ** (rng.uniform(1.2, 2) if optimizer == "sgd" else rng.uniform(0.5, 1.3))
    return setup.but(optimizer=optimizer, lr=lr, batch=int(rng.integers(4, 13)))


def underfitting(setup, rng):
    """A rate a hundred times too small, a straight line for a bent task, one hidden unit, or weights held down."""
    setup = _either(setup, rng)
    kind = rng.choice(["lr", "lr", "model", "l2"])
    if kind == "lr":
        return setup.but(optimizer="sgd", lr=setup.told["sgd"] * 10 ** rng.uniform(-2.5, -1.3))
    if kind == "model":
        return setup.but(depth=0) if rng.random() < 0.5 else setup.but(width=1, depth=1)
    return setup.but(l2=10 ** rng.uniform(-1.5, -0.5), optimizer="adam", lr=3e-3)


def overfitting(setup, rng):
    """Too few samples, a third of their labels wrong, a large network, many epochs."""
    data = noisy(few(setup.data, int(rng.integers(80, 201)), rng), rng.uniform(0.15, 0.4), rng, scale=1.0)
    return setup.but(data=data, width=256, depth=2, batch=16, optimizer="adam", lr=10 ** rng.uniform(-3.3, -2.3),
                     epochs=max(setup.epochs, 40))  # fmt: skip


def plateau(setup, rng):
    """Few but right samples, a large network: training goes on, validation has long stopped."""
    data = few(setup.data, int(rng.integers(80, 251)), rng)
    return setup.but(data=data, width=128, batch=16, optimizer="adam", lr=10 ** rng.uniform(-3, -2.3),
                     epochs=max(setup.epochs, 40))  # fmt: skip


def flat_train(setup, rng):
    """The training loss is measured under heavy dropout, noise or wrong labels; or BatchNorm has to settle."""
    kind = rng.choice(["dropout", "noise", "labels", "stale"])
    setup = setup.but(optimizer="adam", lr=1e-3, width=128)
    if kind == "dropout":
        return setup.but(dropout=rng.uniform(0.85, 0.97))
    if kind == "noise":
        return setup.but(noise=rng.uniform(2, 6))
    if kind == "labels":
        return setup.but(data=noisy(setup.data, rng.uniform(0.5, 0.75), rng, scale=2.0), lr=3e-4, width=32)
    setup = setup.but(norm=True, stale=True, slow=10 ** rng.uniform(-2.5, -1.7), optimizer="sgd", lr=1e-4)
    even = few(setup.data, len(setup.data.X) // 32 * 32, rng)  # no batch of a single row
    return setup.but(data=even, batch=32, depth=max(setup.depth, 1))


def memorising(setup, rng):
    """Labels that belong to other rows, in the training part (few of them) or in the validation part."""
    data = setup.data
    if rng.random() < 0.6:
        small = few(data, int(rng.integers(100, 301)), rng)
        data = replace(small, y=rng.permutation(small.y), right=small)
    else:
        data = replace(data, y_valid=rng.permutation(data.y_valid), right=data)
    return setup.but(data=data, batch=16, width=128, optimizer="adam", lr=10 ** rng.uniform(-3.3, -2.3))


def _well(setup, rng):
    return setup.but(patience=6) if rng.random() < 0.5 else setup


def rest(train) -> float:
    """Return the longest stretch, as a share of the epochs, without progress before nine tenths of the fall are done.

    Progress: 3 % of the whole fall, after a running median of three.
    """
    t = np.array([np.median(train[max(0, i - 1) : i + 2]) for i in range(len(train))])
    low, span = np.minimum.accumulate(t), t[0] - t.min()
    late = int(np.argmax(t[0] - low >= 0.9 * span))
    longest = 0
    for start in range(late):
        end = int(np.argmax(low[start] - low >= 0.03 * span))
        longest = max(longest, min(end, late) - start)
    return longest / len(t)


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


def _last(values):
    return float(np.mean(values[-max(1, len(values) // 5) :]))


def _steady(t):
    return _last(t) < 0.5 * t[0] and rest(t) < 0.08


def _shakes(t):
    second = np.diff(t[len(t) // 2 :], 2)  # of white noise: sqrt(6) times as wide
    return np.std(second) / 6**0.5 > 0.07 * (t[0] - t.min())


def _follows(t, v):
    return v is None or (_last(v) < 1.08 * min(v) and _gap(t, v) < 0.06)


def _gap(t, v):
    return (_last(v) - _last(t)) / max(v[0], t[0])


# Did the dose do anything? One loose condition each; (train, valid) are the measured curves, finite but for diverged;
# valid is None where it is not shown.
SHOWS = {
    "smooth": lambda t, v: _steady(t),
    "converging": lambda t, v: _steady(t) and _follows(t, v),
    "staircase": lambda t, v: _last(t) < 0.6 * t[0] and max(t) < 2 * t[0] and rest(t) > 0.12 and _follows(t, v),
    "rising": lambda t, v: 1.1 * t[0] < _last(t) and max(t) < 1e3 * t[0],
    "diverged": lambda t, v: not np.isfinite(t).all(),
    "stuck": lambda t, v: _last(t) > 0.98 * t[0],
    "jitter": lambda t, v: _last(t) < t[0] and _shakes(t) and (v is None or _last(v) < 1.3 * v[0]),
    "underfitting": lambda t, v: 0.55 < _last(t) / t[0] < 0.97,
    "overfitting": lambda t, v: min(v) < 0.9 * v[0] and _last(v) > 1.15 * min(v),
    "plateau": lambda t, v: _last(v) < 1.05 * min(v) and _last(t) < 0.4 * _last(v) and _gap(t, v) > 0.06,
    "flat_train": lambda t, v: _last(v) < 0.8 * v[0] and t[0] - _last(t) < 0.35 * (v[0] - _last(v)),
    "memorising": lambda t, v: _last(t) < 0.8 * t[0] and min(v) > 0.9 * v[0],
}


def shows(label: str, setup, history) -> bool:
    """Whether the fault can be seen at all in what was measured and is shown."""
    train, valid = np.array(history["loss"]), np.array(history["valid_loss"])
    if label != "diverged" and not np.isfinite([*train, *valid]).all():
        return False
    return bool(SHOWS[label](train, valid if setup.show_valid else None))


def drawn(label: str, base, rng, draws: int = 15):
    """Draw trainings of a label until the fault shows; return (setup, history), or (None, None) after `draws`."""
    *_, (setup, history, seen) = attempts(label, base, rng, draws)
    return (setup, history) if seen else (None, None)


def attempts(label: str, base, rng, draws: int = 15):
    """Yield (setup, history, whether the fault shows) up to the first in which it does."""
    for _ in range(draws):
        setup = RECIPES[label](base(rng), rng)
        history = run(setup)
        seen = shows(label, setup, history)
        yield setup, history, seen
        if seen:
            return
