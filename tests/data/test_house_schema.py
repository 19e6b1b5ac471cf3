"""The facts and the marginals drawn from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.data import house_schema as schema

SCORES = st.lists(st.floats(-4, 4), min_size=1, max_size=60).map(np.array)


def test_the_columns_are_those_of_the_files():
    """81 columns, Id first and SalePrice last, 43 of them text."""
    columns = schema.train_columns()
    assert len(columns) == len(set(columns)) == 81
    assert (columns[0], columns[1], columns[-1]) == ("Id", "MSSubClass", "SalePrice")
    assert sum(schema.is_text(name) for name in schema.feature_names()) == 43


def test_a_dwelling_code_is_a_number():
    """MSSubClass has categories in the facts, but the files hold numbers."""
    assert not schema.is_text("MSSubClass")
    assert schema.is_text("MSZoning")


@given(SCORES)
def test_ranks_keep_the_order(score):
    """Ranks lie in (0, 1) and never reverse two scores."""
    u = schema.ranks(score)
    assert ((u > 0) & (u < 1)).all()
    order = np.argsort(score, kind="stable")
    assert (np.diff(u[order]) > 0).all()


def test_by_frequency_follows_the_weights():
    """Each value comes as often as its weight says, the first ones for the lowest scores."""
    got = schema.by_frequency(np.arange(100.0)[::-1], ["a", "b", "c"], [1, 3, 6])
    assert got.dtype == object
    assert {v: int((got == v).sum()) for v in "abc"} == {"a": 10, "b": 30, "c": 60}
    assert got[99] == "a" and got[0] == "c"


@given(SCORES, st.floats(0, 1))
def test_top_marks_the_largest(score, share):
    """As many as the share says, and none of the rest is larger."""
    mask = schema.top(score, share)
    assert mask.sum() == round(share * len(score))
    if mask.any() and not mask.all():
        assert score[mask].min() >= score[~mask].max()


def test_top_stays_among_those_allowed():
    """Where too few are allowed, all of them are taken and no other."""
    allowed = np.array([True, False, True, False])
    assert (schema.top(np.array([0.0, 9.0, 1.0, 8.0]), 1.0, allowed) == allowed).all()
    assert schema.top(np.array([0.0, 9.0, 1.0, 8.0]), 0.25, allowed).tolist() == [False, False, True, False]


def test_a_size_has_its_zeros_and_quantiles():
    """A size that is often zero keeps its share of zeros; the rest follows the quantiles."""
    score = np.random.Generator(np.random.PCG64(0)).standard_normal(4000)
    deck = schema.draw_size("WoodDeckSF", score)
    assert np.mean(deck == 0) == pytest.approx(schema.zero_rate("WoodDeckSF"), abs=0.005)
    assert np.quantile(deck, 0.9) == pytest.approx(262, rel=0.03)
    assert (schema.draw_size("WoodDeckSF", score, positive=True) > 0).all()


def test_the_rarest_categories_are_of_the_training_rows_only():
    """A street without sewers occurs once in training and never in the test rows."""
    assert "NoSeWa" in schema.categories("Utilities", "train")[0]
    assert "NoSeWa" not in schema.categories("Utilities", "test")[0]


def test_a_missing_category_weighs_its_rate():
    """The weights of a column sum to one, NA with the missing rate of the split."""
    names, weights = schema.categories("Alley", "test")
    assert sum(weights) == pytest.approx(1.0)
    assert dict(zip(names, weights, strict=True))["NA"] == schema.missing_rate("Alley", "test") == 0.92666
