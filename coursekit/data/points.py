"""The small sets of points of the chapters: arrays, drawn by a seed or printed here.

What scikit-learn gives in one short call (iris, digits, `make_moons`, `make_circles`, `make_blobs`) is not repeated.
"""

import numpy as np

from coursekit.lang import tr

SEVEN = [(1, 1), (1.5, 2), (3, 4), (5, 7), (3.5, 5), (4.5, 5), (3.5, 4.5)]
TEN = [(2.5, 2.4), (0.5, 0.7), (2.2, 2.9), (1.9, 2.2), (3.1, 3.0), (2.3, 2.7), (2.0, 1.6), (1.0, 1.1), (1.5, 1.6),
       (1.1, 0.9)]  # fmt: skip
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "xor": [0, 1, 1, 0], "nand": [1, 1, 1, 0]}


def seven_points() -> np.ndarray:
    """Return the seven points of K-means by hand: float64, shape (7, 2); two lie bottom left, five top right.

    Examples
    --------
    >>> from coursekit import data
    >>> data.seven_points()[:2].mean(axis=0).tolist()
    [1.25, 1.5]
    """
    return np.array(SEVEN, dtype=float)


def ten_points() -> np.ndarray:
    """Return the ten points of PCA by hand: float64, shape (10, 2), mean (1.81, 1.91).

    Examples
    --------
    >>> from coursekit import data
    >>> points = data.ten_points()
    >>> points.mean(axis=0).round(2).tolist()
    [1.81, 1.91]
    """
    return np.array(TEN)


def logic_gate(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the truth table of a gate.

    Parameters
    ----------
    name : str
        ``"and"``, ``"or"``, ``"xor"`` or ``"nand"``.

    Returns
    -------
    X : ndarray of float64, shape (4, 2)
        (0, 0), (0, 1), (1, 0), (1, 1).
    y : ndarray of int64, shape (4,)
        0 or 1.

    Raises
    ------
    ValueError
        If there is no such gate.

    Examples
    --------
    >>> from coursekit import data
    >>> X, y = data.logic_gate("xor")
    >>> X.tolist()
    [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
    >>> y.tolist()
    [0, 1, 1, 0]
    >>> data.logic_gate("not")
    Traceback (most recent call last):
        ...
    ValueError: 没有逻辑门 'not'，有的是 and, or, xor, nand
    """
    if name not in GATES:
        known = ", ".join(GATES)
        raise ValueError(tr(f"没有逻辑门 {name!r}，有的是 {known}", f"name must be one of {known}, got {name!r}"))
    return np.array([(0, 0), (0, 1), (1, 0), (1, 1)], dtype=float), np.array(GATES[name])


def noisy_parabola(n: int = 10, *, noise: float = 0.3, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return points near y = 1 − 2x + 3x²: few enough that a polynomial of degree 9 goes through all of them.

    Parameters
    ----------
    n : int, default 10
    noise : float, default 0.3
        Standard deviation of the noise on y; 0 gives the true curve.
    seed : int, default 0

    Returns
    -------
    x, y : ndarray of float64, shape (n,)
        x from −1 to 1 in equal steps.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import data
    >>> x, y = data.noisy_parabola(noise=0)
    >>> np.polyfit(x, y, 2).round(6).tolist()
    [3.0, -2.0, 1.0]
    """
    x = np.linspace(-1, 1, n)
    return x, 1 - 2 * x + 3 * x**2 + np.random.default_rng(seed).normal(0, noise, n)


def spirals(n: int = 300, *, turns: float = 1.5, noise: float = 0.05, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return two spirals wound into each other: harder than moons, for networks with several hidden layers.

    Parameters
    ----------
    n : int, default 300
        Points altogether; half of them (rounded up) are of class 0.
    turns : float, default 1.5
    noise : float, default 0.05
        Standard deviation added to both coordinates; the radius goes up to 1.
    seed : int, default 0

    Returns
    -------
    X : ndarray of float64, shape (n, 2)
    y : ndarray of int64, shape (n,)
        0 or 1.

    Examples
    --------
    >>> from coursekit import data
    >>> X, y = data.spirals(300)
    >>> X.shape
    (300, 2)
    >>> float(y.mean())
    0.5
    """
    rng = np.random.default_rng(seed)
    y = np.arange(n) % 2
    radius = np.sqrt(rng.uniform(0.01, 1, n))
    angle = 2 * np.pi * turns * radius + np.pi * y
    X = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + rng.normal(0, noise, (n, 2)), y


def rare_positives() -> tuple[np.ndarray, np.ndarray]:
    """Return a set with 3.5 % positives, on which accuracy deceives and the weighting of a loss shows.

    Returns
    -------
    X : ndarray of float32, shape (4000, 10)
        Five of the columns tell something; scikit-learn's `make_classification` with a fixed seed.
    y : ndarray of int64, shape (4000,)
        0 or 1.

    Examples
    --------
    >>> from coursekit import data
    >>> X, y = data.rare_positives()
    >>> X.shape
    (4000, 10)
    >>> float((y == 0).mean())  # the accuracy of whoever always says 0
    0.965
    """
    from sklearn.datasets import make_classification

    X, y = make_classification(4000, 10, n_informative=5, weights=[0.97], flip_y=0.01, class_sep=0.8, random_state=0)
    return X.astype(np.float32), y
