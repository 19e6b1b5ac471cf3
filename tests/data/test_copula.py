"""The correlated scores."""

import numpy as np
import pytest

from coursekit.data import copula
from coursekit.data import house_schema as schema


def test_the_correlation_matrix_is_one():
    """Symmetric, ones on the diagonal, no eigenvalue below zero."""
    matrix = copula.correlation()
    assert matrix.shape == (79, 79)
    assert np.allclose(matrix, matrix.T)
    assert np.allclose(np.diag(matrix), 1.0)
    assert np.linalg.eigvalsh(matrix).min() > 0


def test_two_numbers_have_their_known_rank_correlation():
    """Lot area and frontage correlate with Spearman's .65 in the facts; scores without ties keep it."""
    rng = np.random.Generator(np.random.PCG64(3))
    z = copula.scores(rng, 20_000)
    a, b = schema.ranks(z["LotArea"]), schema.ranks(z["LotFrontage"])
    assert np.corrcoef(a, b)[0, 1] == pytest.approx(0.65, abs=0.03)


def test_ties_shrink_a_rank_correlation():
    """A fair coin shrinks by sqrt(1 - 2/8); a size without zeros not at all."""
    assert copula.tie_attenuation("LotArea") == 1.0
    shares = np.array([9, 650, 768, 33]) / 1460
    assert copula.tie_attenuation("FullBath") == pytest.approx(np.sqrt(1 - np.sum(shares**3)))
