"""Whether a fault shows at all: one loose condition a label, on the measured curves, written apart from the rules."""

import numpy as np


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


def _last(values):
    return float(np.mean(values[-max(1, len(values) // 5) :]))


def _steady(t):
    return np.mean(t[-3:]) < 0.5 * t[0] and rest(t) < 0.08 + 2 / len(t)


def _shakes(t):
    second = np.diff(t[len(t) // 2 :], 2)  # of white noise: sqrt(6) times as wide
    return np.std(second) / 6**0.5 > 0.05 * (t[0] - t.min())


def _follows(t, v):
    return v is None or (np.mean(v[-3:]) < 1.08 * min(v) + 0.01 * v[0] and _gap(t, v) < 0.06)


def _gap(t, v):
    return (_last(v) - _last(t)) / max(v[0], t[0])


# Did the dose do anything? One loose condition each; (train, valid) are the measured curves, finite but for diverged;
# valid is None where it is not shown.
SHOWS = {
    "smooth": lambda t, v: _steady(t),
    "converging": lambda t, v: _steady(t) and _follows(t, v),
    "staircase": lambda t, v: np.mean(t[-3:]) < 0.57 * t[0] and max(t) < 2 * t[0] and rest(t) > 0.1 and _follows(t, v),
    "rising": lambda t, v: 1.1 * t[0] < _last(t) and max(t) < 1e3 * t[0],
    "diverged": lambda t, v: not (np.abs(t) < 1e4 * t[0]).all(),
    "stuck": lambda t, v: _last(t) > 0.98 * t[0],
    "jitter": lambda t, v: _last(t) < t[0] and _shakes(t),
    "underfitting": lambda t, v: 0.55 < _last(t) / t[0] < 0.97,
    "overfitting": lambda t, v: min(v) < 0.95 * v[0] and np.mean(v[-3:]) > 1.15 * min(v),
    "plateau": lambda t, v: np.mean(v[-3:]) < 1.12 * min(v) and _last(t) < 0.5 * _last(v) and _gap(t, v) > 0.06,
    "flat_train": lambda t, v: _last(v) < 0.8 * v[0] and t[0] - _last(t) < 0.35 * (v[0] - _last(v)),
    "memorising": lambda t, v: _last(t) < 0.85 * t[0] and min(v) > 0.85 * v[0],
}


def shows(label: str, setup, history) -> bool:
    """Whether the fault can be seen at all in what was measured and is shown."""
    train, valid = np.array(history["loss"]), np.array(history["valid_loss"])
    if label != "diverged" and not np.isfinite([*train, *valid]).all():
        return False
    return bool(SHOWS[label](train, valid if setup.show_valid else None))
