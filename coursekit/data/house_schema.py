"""What the generator knows of the house-price files: aggregate facts, and marginals drawn from them."""

import json
from functools import cache
from importlib.resources import files

import numpy as np

RARE = 2  # a category with so few training rows is in no test row


@cache
def facts() -> dict:
    """Return the embedded facts: frequencies, quantiles, missing rates, correlations, price coefficients."""
    return json.loads(files(__package__).joinpath("house_schema.json").read_text(encoding="utf-8"))


def feature_names() -> list[str]:
    """Return the 79 features in the order of the files, without ``Id`` and ``SalePrice``."""
    return list(facts()["columns"])


def train_columns() -> list[str]:
    """Return the 81 columns of ``train.csv`` in their order."""
    return ["Id", *feature_names(), "SalePrice"]


def is_text(name: str) -> bool:
    """Say whether a feature holds text (``MSSubClass`` is a code, but a number in the files)."""
    return "categories" in facts()["columns"].get(name, {}) and name != "MSSubClass"


def is_float(name: str) -> bool:
    """Say whether a feature of whole numbers is read as float: it lacks entries in the training rows."""
    return facts()["columns"].get(name, {}).get("float", False)


def missing_rate(name: str, split: str) -> float:
    """Return the share of missing entries of a feature in ``"train"`` or ``"test"``."""
    return facts()["columns"][name].get("missing", (0.0, 0.0))[split == "test"]


def share(name: str, value: str) -> float:
    """Return the share of the training rows that have a category, among those where the feature is not missing."""
    counts = dict(facts()["columns"][name]["categories"])
    return counts[value] / sum(counts.values())


def zero_rate(name: str) -> float:
    """Return the share of zeros of a size."""
    return facts()["columns"][name].get("zero_rate", 0.0)


def ranks(score: np.ndarray) -> np.ndarray:
    """Return mid-ranks in (0, 1): uniform scores with the order of `score`."""
    u = np.empty(len(score))
    u[np.argsort(score, kind="stable")] = (np.arange(len(score)) + 0.5) / max(len(score), 1)
    return u


def top(score: np.ndarray, share: float, among: np.ndarray | None = None) -> np.ndarray:
    """Return a mask of the ``share * len(score)`` largest scores, taken only where `among` holds."""
    among = np.ones(len(score), bool) if among is None else among
    count = min(round(share * len(score)), int(among.sum()))
    mask = np.zeros(len(score), bool)
    order = np.argsort(np.where(among, -score, np.inf), kind="stable")
    mask[order[:count]] = True
    return mask


def by_frequency(score: np.ndarray, values: list, weights: list[float]) -> np.ndarray:
    """Give each score one of `values`, lowest scores first, each as often as its weight says."""
    edges = np.cumsum(np.asarray(weights, float))
    index = np.searchsorted(edges / edges[-1], ranks(score), side="right")
    kind = object if isinstance(values[0], str) else np.int64
    return np.array(values, dtype=kind)[np.minimum(index, len(values) - 1)]


def categories(name: str, split: str, *, without: tuple[str, ...] = ()) -> tuple[list[str], list[float]]:
    """Return the categories of a feature, cheapest houses first, and their weights.

    ``"NA"`` takes its place among them with the missing rate as its weight.
    The rarest categories are of the training rows only: in the test rows a student's code meets columns of zeros.
    """
    column = facts()["columns"][name]
    missing = missing_rate(name, split)
    kept = [
        (value, count)
        for value, count in column["categories"]
        if value not in without and (value == "NA" or split == "train" or count > RARE)
    ]
    total = sum(count for _, count in kept)
    return [v for v, _ in kept], [missing if v == "NA" else (1.0 - missing) * count / total for v, count in kept]


def draw_category(name: str, score: np.ndarray, split: str, *, without: tuple[str, ...] = ()) -> np.ndarray:
    """Return one category for each score."""
    return by_frequency(score, *categories(name, split, without=without))


def draw_count(name: str, score: np.ndarray, *, positive: bool = False) -> np.ndarray:
    """Return one small integer for each score; `positive` leaves zero out."""
    pairs = [(v, w) for v, w in facts()["columns"][name]["counts"] if v > 0 or not positive]
    return by_frequency(score, [v for v, _ in pairs], [w for _, w in pairs])


def draw_size(name: str, score: np.ndarray, *, positive: bool = False) -> np.ndarray:
    """Return whole numbers whose quantiles are those of the feature; `positive` draws above zero only."""
    column = facts()["columns"][name]
    levels, values = np.array(facts()["levels"]), np.array(column["quantiles"], float)
    zero = zero_rate(name)
    u = ranks(score)
    if positive:
        u = zero + (1.0 - zero) * u
    above = (levels > zero) & (values > 0)
    if zero > 0.0:  # the smallest size there is, as the quantiles jump from zero
        levels = np.concatenate(([0.0, zero], [zero + 1e-12], levels[above]))
        values = np.concatenate(([0.0, 0.0], [0.3 * values[above][0]], values[above]))
    return np.rint(np.interp(u, levels, values)).astype(np.int64)
