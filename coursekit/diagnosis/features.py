"""What is measured on the curves. All of it is relative: a loss in other units has the same features.

Words used below: *start* is the loss of the first epoch, *end* the median of the last tenth, *lowest* the minimum of
the smoothed curve. *Noise* is how far epochs lie from their moving average.
"""

from dataclasses import dataclass

import numpy as np

from coursekit.diagnosis.curves import Curves

TINY = 1e-12
SMALLEST = 1e-6
EXPLODED = 1e4


@dataclass(frozen=True)
class Smoothed:
    """A curve, its course and its noise.

    Attributes
    ----------
    values, course : ndarray, shape (n,)
        As given; a running median over a fifteenth of the epochs, at least three.
    start, end, lowest : float
        The lowest is that of the course: a single lucky epoch does not count.
    best : int
        The lucky one: epoch of the lowest value, from 0.
    noise : float
        Standard deviation of an epoch around the moving average, in the last two fifths.
    """

    values: np.ndarray
    course: np.ndarray
    start: float
    end: float
    lowest: float
    best: int
    noise: float

    @classmethod
    def of(cls, values: np.ndarray) -> "Smoothed":
        """Measure a finite curve."""
        n = len(values)
        course = running(np.median, values, max(1, n // 30))
        end = float(np.median(values[-max(3, round(n / 10)) :]))
        return cls(values, course, float(values[0]), end, float(course.min()), int(np.argmin(values)), _noise(values))

    @property
    def low(self) -> float:
        """The lowest value itself."""
        return float(self.values[self.best])

    @property
    def rise(self) -> float:
        """How far the end lies above that, as a share of it."""
        return (self.end - self.low) / max(abs(self.low), TINY)


def running(what, values: np.ndarray, half: int) -> np.ndarray:
    """Apply a statistic to each value and `half` neighbours on either side; fewer, but as many on both, at the ends."""
    n = len(values)
    reach = [min(half, i, n - 1 - i) for i in range(n)]
    return np.array([what(values[i - r : i + r + 1]) for i, r in enumerate(reach)])


def _noise(values: np.ndarray) -> float:
    n, half = len(values), max(1, len(values) // 16)
    away = (values - running(np.mean, values, half))[n - 1 - max(3, 2 * n // 5) : n - 1]
    # The mean of the absolute values: a single step of the course weighs less than in a square.
    return float(np.mean(np.abs(away)) * 1.2533 / np.sqrt(1 - 1 / (2 * half + 1)))


def is_diverged(curves: Curves) -> bool:
    """Whether a loss is no number, or the training loss gets more than 10,000 times above its start."""
    both = [curves.train] if curves.valid is None else [curves.train, curves.valid]
    if not all(np.isfinite(values).all() for values in both):
        return True
    scale = max(abs(float(curves.train[0])), TINY)
    return float(np.abs(curves.train).max()) > EXPLODED * scale


def features(curves: Curves) -> dict[str, float]:
    """Return the features by name; those of the validation curve only where there is one.

    Parameters
    ----------
    curves : Curves
        Finite.
    """
    t = Smoothed.of(curves.train)
    found = _of_train(t)
    if curves.valid is not None:
        found |= _of_both(t, Smoothed.of(curves.valid))
    return {name: float(value) for name, value in found.items()}


def _of_train(t: Smoothed) -> dict[str, float]:
    level = max(abs(t.start), TINY)
    top = max(t.start, t.end)
    late = t.values[-max(3, len(t.values) // 3) :]
    span = max(t.course.max() - t.course.min(), TINY)
    return {
        "fall": (t.start - t.end) / level,  # share of the start that is gone at the end
        "above": float(np.mean(late > t.start)),  # share of the last third
        "peak": max(float(late.max()) / level, SMALLEST),  # of the last third
        "rebound": (t.end - t.lowest) / max(top - t.lowest, TINY),  # how much of the way back up, 0 to 1
        "rebound_size": (t.end - t.lowest) / level,
        "rebound_sure": (t.end - t.lowest) / max(t.noise, 1e-4 * level),
        "noise": t.noise / span,  # against the whole course
        "noise_size": t.noise / level,
        "rest": longest_rest(t.course),  # share of the epochs
    }


def _of_both(t: Smoothed, v: Smoothed) -> dict[str, float]:
    level = max(abs(t.start), abs(v.start), TINY)
    valid_fall = v.start - v.end
    return {
        "valid_fall": valid_fall / max(abs(v.start), TINY),
        "valid_fall_sure": valid_fall / max(v.noise, 1e-4 * level),
        "train_share": (t.start - t.end) / valid_fall if valid_fall > TINY * level else 9.0,  # of what valid fell
        "valid_gain": 1 - v.lowest / level,  # best validation loss against the higher start
        "valid_gain_own": 1 - v.lowest / max(abs(v.start), TINY),  # against its own start
        "valid_rise": (v.end - v.lowest) / max(abs(v.lowest), TINY),
        "valid_rise_size": (v.end - v.lowest) / level,
        "valid_rise_sure": (v.end - v.lowest) / max(v.noise, 1e-4 * level),
        "gap": (v.end - t.end) / level,
        "gap_ratio": min(v.end / max(abs(t.end), TINY), 99.0),
    }


def longest_rest(course: np.ndarray) -> float:
    """Return the longest stretch without progress before nine tenths of the fall are done, as a share of the epochs.

    Progress is 3 % of the whole fall.
    """
    start, length = rest_of(course)
    return length / len(course)


def rest_of(course: np.ndarray) -> tuple[int, int]:
    """Return where that stretch begins (from 0) and how many epochs it has; 0 where each epoch makes progress."""
    low = np.minimum.accumulate(course)
    span = course[0] - low[-1]
    if span <= TINY * max(abs(course[0]), 1.0):
        return 0, 0
    late = int(np.argmax(course[0] - low >= 0.9 * span))
    found = (0, 0)
    for start in range(late):
        end = min(int(np.argmax(low[start] - low >= 0.03 * span)), late)
        found = max(found, (start, end - start - 1), key=lambda place: place[1])
    return found
