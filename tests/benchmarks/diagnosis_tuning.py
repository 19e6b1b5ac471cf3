"""Tasks, networks and seeds on which `coursekit.diagnosis` is tuned.

``python tests/benchmarks/diagnosis_tuning.py`` trains some 275 networks, fits the thresholds and widths of
`coursekit.diagnosis.rules` to them, beginning with `START`, calibrates the confidence on tasks that a fit did not see,
and writes ``coursekit/diagnosis/thresholds.json``.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coursekit.diagnosis import HEALTHY, LABELS, rules  # noqa: E402
from coursekit.diagnosis.curves import curves_of  # noqa: E402
from coursekit.diagnosis.features import features  # noqa: E402
from coursekit.diagnosis.rules import probabilities  # noqa: E402
from tests.benchmarks.diagnosis_faults import attempts  # noqa: E402
from tests.benchmarks.diagnosis_setup import Setup, mlp, shown, split  # noqa: E402


def teacher(rng, rows):
    """Classes named by a random network."""
    d, k = int(rng.integers(6, 17)), int(rng.integers(2, 8))
    X = rng.standard_normal((rows, d))
    hidden = np.tanh(X @ rng.standard_normal((d, 8)) / np.sqrt(d) * 1.5)
    return X, (hidden @ rng.standard_normal((8, k)) * 3).argmax(axis=1)


def clusters(rng, rows):
    """Gaussian clouds, two a class."""
    d, k = int(rng.integers(4, 21)), int(rng.integers(2, 7))
    centres = rng.standard_normal((2 * k, d)) * 1.3
    which = rng.integers(0, 2 * k, rows)
    return centres[which] + 0.8 * rng.standard_normal((rows, d)), which % k


def friedman(rng, rows):
    """Friedman's first function."""
    X = rng.uniform(size=(rows, 8))
    y = 10 * np.sin(np.pi * X[:, 0] * X[:, 1]) + 20 * (X[:, 2] - 0.5) ** 2 + 10 * X[:, 3] + 5 * X[:, 4]
    return X, y + rng.standard_normal(rows)


def wave(rng, rows):
    """A wave along one direction, and a slope along another."""
    d = int(rng.integers(3, 6))
    X = rng.standard_normal((rows, d))
    a, b = rng.standard_normal((2, d)) / np.sqrt(d)
    return X, np.sin(2.5 * X @ a) + 0.7 * X @ b + 0.15 * rng.standard_normal(rows)


def cancer(rng, rows):
    """Breast cancer in Wisconsin."""
    from sklearn.datasets import load_breast_cancer

    X, y = load_breast_cancer(return_X_y=True)
    return _drawn(X, y, rng, rows)


def wine(rng, rows):
    """Three cultivars."""
    from sklearn.datasets import load_wine

    X, y = load_wine(return_X_y=True)
    return _drawn(X, y, rng, rows)


def _drawn(X, y, rng, rows):
    order = rng.permutation(len(X))[:rows]
    return X[order], y[order]


TASKS = (teacher, clusters, friedman, wave, cancer, wine)


def base(rng) -> Setup:
    """Draw a healthy training."""
    task = TASKS[rng.integers(len(TASKS))]
    rows = int(rng.integers(900, 2400))
    X, y = task(rng, rows)
    data = split(X, y, train=round(len(X) * 2 / 3))
    optimizer = str(rng.choice(["adam", "momentum"]))
    lr = 10 ** rng.uniform(-3, -2.5) if optimizer == "adam" else 0.02
    epochs = round(10 ** rng.uniform(1.3, 2.0))
    return Setup(data, mlp, width=int(rng.choice([16, 32, 64])), depth=int(rng.choice([1, 2])), optimizer=optimizer,
                 activation=str(rng.choice(["relu", "tanh"])), lr=lr, batch=int(rng.choice([16, 32, 64])),
                 epochs=epochs, seed=int(rng.integers(10**6)), told={"sgd": 0.02, "task": task.__name__})  # fmt: skip


def measured(runs: int, seed: int = 7) -> list[tuple[str, dict, str]]:
    """Return (label, features, task) of so many trainings a label; print how many were drawn for it."""
    found = []
    for label in sorted(set(LABELS) - {"diverged"}):
        rng, draws = np.random.default_rng([seed, sorted(LABELS).index(label)]), 0
        for _ in range(runs):
            for setup, history, seen in attempts(label, base, rng):
                draws += 1
                if seen:
                    found.append((label, features(curves_of(*shown(setup, history))), setup.told["task"]))
        print(f"{label}: {draws} draws for {runs}", flush=True)
    return found


HEALTHY_COUNTS = 3  # a false alarm is worse than a fault that is called by another name


def surprise(numbers: dict, runs: list) -> float:
    """Return the mean of -log of the probability that the right label was given; no single run counts above 5."""
    total = 0.0
    for label, found, _ in runs:
        weight = HEALTHY_COUNTS if label in HEALTHY else 1
        total += weight * min(5.0, -np.log(max(probabilities(found, numbers).get(label, 0.0), 1e-9)))
    return total / len(runs)


# What the definitions of the labels say, as threshold and width; a fit may move them where the runs insist.
START = {
    "flat_train.valid_fall": [0.1, 0.02],
    "flat_train.valid_fall_sure": [3.0, 0.25],
    "flat_train.train_share": [0.4, 0.04],
    "flat_train.fall": [0.35, 0.04],
    "rising.above": [0.7, 0.05],
    "rising.rebound": [0.65, 0.05],
    "rising.rebound_size": [0.1, 0.2],
    "rising.rebound_sure": [3.0, 0.2],
    "rising.peak": [2.5, 0.1],
    "jitter.noise": [0.055, 0.12],
    "jitter.noise_size": [0.03, 0.12],
    "stuck.fall": [0.025, 0.002],
    "memorising.valid_gain": [0.1, 0.015],
    "memorising.fall": [0.12, 0.015],
    "memorising.valid_gain_own": [0.08, 0.01],
    "memorising.valid_gain.loosely": [0.25, 0.02],
    "overfitting.valid_rise": [0.12, 0.12],
    "overfitting.valid_rise_size": [0.03, 0.15],
    "overfitting.valid_rise_sure": [1.0, 0.15],
    "underfitting.fall": [0.45, 0.02],
    "plateau.gap": [0.06, 0.1],
    "plateau.gap_ratio": [2.0, 0.1],
    "staircase.rest": [0.09, 0.1],
    "temperature": 1.0,
}
PULL = 0.03  # cost of moving one number by a factor of e


def fit(runs: list, rounds: int = 5) -> dict:
    """Move thresholds and widths, one at a time, as long as the labels get likelier by more than the move costs."""
    best, keys = {key: START[key] for key in START}, [key for key in START if key != "temperature"]
    least = surprise(best, runs)
    for step in np.geomspace(0.4, 0.05, rounds):
        for key in keys:
            for place in (0, 1):
                for factor in (1 + step, 1 / (1 + step)):
                    pair = list(best[key])
                    pair[place] *= factor
                    tried = {**best, key: pair}
                    cost = surprise(tried, runs) + PULL * sum(_moved(tried[k], START[k]) for k in keys)
                    if cost < least - 1e-6:
                        best, least = tried, cost
    return best


def _moved(pair, start) -> float:
    return float(sum(np.log(now / then) ** 2 for now, then in zip(pair, start, strict=True)))


def calibrate(runs: list) -> float:
    """Return the temperature for which the runs of a task that a fit did not see are least surprising."""
    folds = []
    for task in TASKS:
        seen = [run for run in runs if run[2] != task.__name__]
        unseen = [run for run in runs if run[2] == task.__name__]
        folds.append((fit(seen, rounds=3), unseen))
    temperatures = np.geomspace(0.5, 4, 25)
    costs = [
        sum(surprise({**found, "temperature": t}, unseen) * len(unseen) for found, unseen in folds)
        for t in temperatures
    ]
    return float(temperatures[int(np.argmin(costs))])


def tuned(runs: list) -> dict:
    """Return rounded thresholds, widths and the temperature."""
    found = {**fit(runs), "temperature": calibrate(runs)}
    return {key: [float(f"{x:.3g}") for x in v] if isinstance(v, list) else round(v, 2) for key, v in found.items()}


if __name__ == "__main__":
    runs = measured(runs=25)
    numbers = tuned(runs)
    right = sum(max((p := probabilities(found, numbers)), key=p.get) == label for label, found, _ in runs)
    print(f"{right} of {len(runs)} right; temperature {numbers['temperature']}")
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in numbers.items())
    rules.NUMBERS.write_text("{\n" + lines + "\n}\n", "utf-8")
