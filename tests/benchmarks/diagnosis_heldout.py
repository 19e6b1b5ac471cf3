"""How good is `coursekit.diagnosis` on trainings that it was not tuned on?

``python tests/benchmarks/diagnosis_heldout.py`` trains some 400 networks under known faults or none, asks for a
diagnosis of each, follows the first advice of every faulty one, trains again, and writes ``diagnosis.md`` beside this
file. The tasks, networks, optimisers, lengths and seeds of this file stand nowhere else; nothing that tunes reads it.
"""

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coursekit.diagnosis import FAULTS, HEALTHY, LABELS, diagnose  # noqa: E402
from tests.benchmarks.diagnosis_cure import treat  # noqa: E402
from tests.benchmarks.diagnosis_faults import attempts  # noqa: E402
from tests.benchmarks.diagnosis_page import Result, report  # noqa: E402
from tests.benchmarks.diagnosis_setup import Setup, mlp, noise_layer, shown, split  # noqa: E402

SEED = 20261120
RUNS = dict.fromkeys(FAULTS, 22) | {"smooth": 70, "converging": 75, "staircase": 60}
DRAWS = 40
REPORT = Path(__file__).with_name("diagnosis.md")


def digits(rng):
    """Handwritten digits, 8 by 8."""
    from sklearn.datasets import load_digits

    X, y = load_digits(return_X_y=True)
    order = rng.permutation(len(X))
    return X[order], y[order]


def iris(rng):
    """Three irises."""
    from sklearn.datasets import load_iris

    X, y = load_iris(return_X_y=True)
    order = rng.permutation(len(X))
    return X[order], y[order]


def moons(rng):
    """Two half moons and four columns of noise."""
    from sklearn.datasets import make_moons

    X, y = make_moons(1200, noise=0.2, random_state=int(rng.integers(10**6)))
    return np.hstack([X, rng.standard_normal((len(X), 4))]), y


def board(rng):
    """A chess board of three by three fields, by their colour."""
    X = rng.uniform(-1.5, 1.5, (1500, 2))
    return X, np.floor(X + 0.5).sum(axis=1).astype(int) % 2


def impedance(rng):
    """Friedman's second function: the impedance of a circuit."""
    from sklearn.datasets import make_friedman2

    return make_friedman2(1200, noise=60.0, random_state=int(rng.integers(10**6)))


def phase(rng):
    """Friedman's third function: a phase angle."""
    from sklearn.datasets import make_friedman3

    return make_friedman3(1500, noise=0.05, random_state=int(rng.integers(10**6)))


def rhythm(rng):
    """Sequences of twelve numbers: which of four rhythms?"""
    n = 1200
    y = rng.integers(0, 4, n)
    steps = np.arange(12)[None, :]
    waves = np.sin(2 * np.pi * steps * (y[:, None] + 1) / 12 + rng.uniform(0, 2, (n, 1)))
    return waves + 0.4 * rng.standard_normal((n, 12)), y


def cnn(setup: Setup):
    """Return a convolutional network for 8 by 8 pictures."""
    from torch import nn

    if setup.depth == 0:
        return mlp(setup)
    channels, act = max(1, setup.width // 8), nn.GELU if setup.activation == "gelu" else nn.ReLU
    layers, inputs = [noise_layer(setup.noise), nn.Unflatten(1, (1, 8, 8))], 1
    for _ in range(setup.depth):
        layers += [nn.Conv2d(inputs, channels, 3, padding=1)]
        layers += [nn.BatchNorm2d(channels)] if setup.norm else []
        layers += [nn.Sigmoid() if setup.activation == "sigmoid" else act()]
        inputs = channels
    layers += [nn.MaxPool2d(2), nn.Flatten()] + ([nn.Dropout(setup.dropout)] if setup.dropout else [])
    return nn.Sequential(*layers, nn.Linear(16 * channels, setup.data.classes or 1))


def gru(setup: Setup):
    """Return a recurrent network that reads the columns one by one."""
    from torch import nn

    if setup.depth == 0 or setup.norm or setup.init or setup.activation == "sigmoid":
        return mlp(setup)  # what these faults are about

    class Reader(nn.Module):
        def __init__(self):
            super().__init__()
            self.noise, self.cell = noise_layer(setup.noise), nn.GRU(1, min(setup.width, 64), batch_first=True)
            self.drop, self.out = nn.Dropout(setup.dropout), nn.Linear(min(setup.width, 64), setup.data.classes or 1)

        def forward(self, x):
            return self.out(self.drop(self.cell(self.noise(x)[..., None])[0][:, -1]))

    return Reader()


BY_MLP = (digits, iris, moons, board, impedance, phase, rhythm)
PAIRS = (*((task, mlp) for task in BY_MLP), (digits, cnn), (rhythm, gru))
RATES = {"adam": (-3.0, -2.4), "adamw": (-3.0, -2.4), "rmsprop": (-3.3, -2.7), "nesterov": (-2.0, -1.4)}


def base(rng) -> Setup:
    """Draw a healthy training."""
    task, network = PAIRS[rng.integers(len(PAIRS))]
    X, y = task(rng)
    optimizer = str(rng.choice(list(RATES)))
    batch = int(rng.choice([20, 50, 100]))
    epochs = round(10 ** rng.uniform(1.3, 2.0 if network is gru else 2.48))
    epochs = max(20, min(epochs, 1500 * batch // len(X)))  # about 1,500 updates at most
    return Setup(
        split(X, y, train=round(len(X) * 0.7)), network, width=int(rng.choice([24, 48, 96])), optimizer=optimizer,
        depth=int(rng.choice([1, 2, 3])), activation=str(rng.choice(["relu", "gelu", "elu"])), batch=batch,
        lr=10 ** rng.uniform(*RATES[optimizer]), epochs=epochs, dropout=float(rng.choice([0.0, 0.0, 0.1])),
        seed=int(rng.integers(10**6)), told={"sgd": 0.03, "task": f"{task.__name__} {network.__name__}"},
    )  # fmt: skip


def examine(label: str, runs: int, result: Result) -> None:
    """Train, diagnose and treat so many runs of a label."""
    rng = np.random.default_rng([SEED, sorted(LABELS).index(label)])
    for _ in range(runs):
        for draw, (setup, history, seen) in enumerate(attempts(label, base, rng, DRAWS)):
            result.drawn[label, seen] += 1
            found = diagnose(*shown(setup, history))
            if draw == 0:
                result.first[label, found.label] += 1
            if seen:
                judge(label, setup, history, found, result)


def judge(label: str, setup: Setup, history, found, result: Result) -> None:
    """Note what one training was called, and whether the first advice cured it."""
    result.pairs[label, found.label] += 1
    result.sure.append((found.confidence, found.label == label))
    action, after = found.advice[0].action, None
    if label not in HEALTHY:
        after = treat(setup, history, found.advice)
        result.cures[label, action, after.cured] += 1
        result.ways[after.healthy, after.better] += 1
    if found.label != label or (after and not after.cured):
        told = f"{action}: {'cured' if after.cured else 'not cured, ' + after.label}" if after else ""
        row = (label, setup.told["kind"], setup.told["task"], found.label, f"{found.confidence:.0%}", told)
        result.wrong.append(row)


def main(labels=LABELS) -> None:
    """Examine all labels and write the page."""
    result, start = Result(), time.process_time()
    for label in labels:
        examine(label, RUNS[label], result)
        print(label, f"{time.process_time() - start:.0f} s", flush=True)
    page = report(result, time.process_time() - start)
    REPORT.write_text(page, "utf-8")
    print(page)


if __name__ == "__main__":
    main()
