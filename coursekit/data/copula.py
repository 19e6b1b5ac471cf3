"""A Gaussian copula: one normal score a feature and house, correlated as the features of real houses are."""

import numpy as np

from . import house_schema as schema


def tie_attenuation(name: str) -> float:
    """Return by how much ties shrink a feature's rank correlations: sqrt(1 - sum p^3), p the shares of its values."""
    column = schema.facts()["columns"][name]
    if "categories" in column:
        shares = schema.categories(name, "train")[1]
    else:
        shares = [count for _, count in column["counts"]] if "counts" in column else [schema.zero_rate(name)]
        shares = np.array(shares) / (sum(shares) if "counts" in column else 1.0)
    return float(np.sqrt(1.0 - np.sum(np.power(shares, 3))))


def correlation() -> np.ndarray:
    """Return the correlation matrix of the scores, shape (79, 79), positive definite.

    The factor model gives every pair; where both features are numbers, their rank correlation is known and taken
    instead (a Gaussian pair with Spearman's rho has Pearson's r = 2 sin(pi rho / 6)).
    """
    facts = schema.facts()
    loadings = np.array(facts["loadings"])
    matrix = loadings @ loadings.T
    where = {name: i for i, name in enumerate(schema.feature_names())}
    known = facts["spearman"]
    for name, row in zip(known["columns"], known["lower"], strict=True):
        for other, rho in zip(known["columns"], row, strict=False):
            r = 2.0 * np.sin(np.pi * rho / 6.0)
            matrix[where[name], where[other]] = matrix[where[other], where[name]] = r
    shrunk = np.array([max(tie_attenuation(name), 0.5) for name in where])
    matrix = np.clip(matrix / np.outer(shrunk, shrunk), -0.98, 0.98)
    np.fill_diagonal(matrix, 1.0)
    values, vectors = np.linalg.eigh(matrix)
    matrix = (vectors * np.maximum(values, 1e-3)) @ vectors.T
    scale = np.sqrt(np.diag(matrix))
    return matrix / np.outer(scale, scale)


def scores(rng: np.random.Generator, n: int) -> dict[str, np.ndarray]:
    """Return `n` correlated standard normal scores for each feature."""
    root = np.linalg.cholesky(correlation())
    # Rounded, so that the last bit of a machine's matrix product cannot change an order.
    z = np.round(rng.standard_normal((n, len(root))) @ root.T, 9)
    return dict(zip(schema.feature_names(), z.T, strict=True))
