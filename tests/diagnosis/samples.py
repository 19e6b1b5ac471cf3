"""Curves drawn by formula, one a label, as somebody would draw them on the board."""

import numpy as np

N = 60


def decay(start, end, speed=8.0, n=N):
    """Fall like exp from `start` towards `end`."""
    return end + (start - end) * np.exp(-speed * np.arange(n) / n)


def shaken(values, size, seed=0):
    """Add noise."""
    return values + size * np.random.default_rng(seed).standard_normal(len(values))


def curves(label: str, n: int = N):
    """Return (train, valid or None)."""
    x = np.arange(n) / n
    low = decay(2.3, 0.1, n=n)
    return {
        "smooth": lambda: (low, None),
        "staircase": lambda: (0.1 + 2.2 / (1 + np.exp(40 * (x - 0.45))), None),
        "rising": lambda: (2.0 * np.exp(1.2 * x), None),
        "stuck": lambda: (2.31 - 0.01 * x, None),
        "jitter": lambda: (shaken(decay(2.3, 1.2, n=n), 0.35), None),
        "converging": lambda: (low, decay(2.2, 0.13, n=n)),
        "overfitting": lambda: (decay(2.3, 0.02, n=n), decay(2.2, 0.4, n=n) + 0.9 * x**1.5),
        "underfitting": lambda: (2.3 - 0.3 * x, 2.3 - 0.28 * x),
        "plateau": lambda: (decay(2.3, 0.01, n=n), decay(2.2, 0.55, speed=12, n=n)),
        "flat_train": lambda: (shaken(np.full(n, 0.6), 0.01), decay(1.4, 0.5, n=n)),
        "memorising": lambda: (decay(2.3, 0.3, speed=3, n=n), shaken(2.29 + 0.3 * x, 0.01)),
        "diverged": lambda: (np.append(2 * np.exp(5 * x[:-1]), np.nan), None),
    }[label]()
