"""Models rank on the synthetic prices as they do on the real ones: a quick look at two folds."""

import importlib.util
from pathlib import Path

import pytest

from coursekit.data import generate_house_prices

spec = importlib.util.spec_from_file_location("ranking", Path(__file__).with_name("house_data_ranking.py"))
ranking = importlib.util.module_from_spec(spec)
spec.loader.exec_module(ranking)


@pytest.fixture(scope="module")
def errors():
    """RMSLE of the quick models."""
    names = ("constant", "linear, OverallQual", "ridge", "k-NN", "decision tree", "network, raw prices", "network, log")
    return ranking.cross_validate(generate_house_prices().train, names, only_folds=2)


def test_models_rank_as_on_the_real_data(errors):
    """On the real files: network and ridge, then k-NN and tree, then the grade alone, then the constant."""
    best = max(errors["ridge"], errors["network, log"])
    middle = errors["k-NN"], errors["decision tree"]
    assert best < min(middle) <= max(middle) < errors["linear, OverallQual"] < errors["constant"]


def test_errors_are_near_the_real_ones(errors):
    """Real, five folds: constant .40, grade alone .23, ridge .14, network .13."""
    assert errors["constant"] == pytest.approx(0.40, abs=0.03)
    assert errors["linear, OverallQual"] == pytest.approx(0.23, abs=0.03)
    assert errors["ridge"] == pytest.approx(0.14, abs=0.025)
    assert errors["network, log"] == pytest.approx(0.13, abs=0.025)


def test_raw_prices_do_not_train(errors):
    """The network on raw prices ends far above the constant, as on the real files (1.0 to 2.0)."""
    assert 2 * errors["constant"] < errors["network, raw prices"] < 2.5


def test_agreement_is_a_rank_correlation():
    """1 for the same order, -1 for the reverse."""
    table = {"a": 0.1, "b": 0.2, "c": 0.9}
    assert ranking.agreement(table, {"a": 1, "b": 2, "c": 3}) == pytest.approx(1.0)
    assert ranking.agreement(table, {"a": 3, "b": 2, "c": 1}) == pytest.approx(-1.0)


def test_encoding_is_fitted_on_training_rows():
    """No NaN, one width, and the training columns standardised."""
    data = generate_house_prices(300, 50)
    X, Xt, columns = ranking.encode(data.train.drop(columns=["Id", "SalePrice"]), data.test.drop(columns="Id"))
    assert X.shape == (300, len(columns)) and Xt.shape == (50, len(columns))
    area = X[:, columns.index("GrLivArea")]
    assert area.mean() == pytest.approx(0.0, abs=1e-5) and area.std() == pytest.approx(1.0, abs=1e-5)
    assert not (X != X).any() and not (Xt != Xt).any()
