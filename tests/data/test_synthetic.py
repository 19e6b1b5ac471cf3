"""The synthetic house-price set: the schema, the traps and the statistics of the real one."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from coursekit.data import generate_house_prices
from coursekit.data import house_schema as schema

# Spearman's correlation with the price on Kaggle's training rows, the fifteen strongest.
PRICE_SPEARMAN = {
    "OverallQual": 0.81, "GrLivArea": 0.73, "GarageCars": 0.69, "YearBuilt": 0.65, "GarageArea": 0.65,
    "FullBath": 0.64, "TotalBsmtSF": 0.60, "GarageYrBlt": 0.59, "1stFlrSF": 0.58, "YearRemodAdd": 0.57,
    "TotRmsAbvGrd": 0.53, "Fireplaces": 0.52, "OpenPorchSF": 0.48, "LotArea": 0.46, "MasVnrArea": 0.42,
}  # fmt: skip
# Missing entries in Kaggle's two files, by column, where there are any.
MISSING_TRAIN = {
    "LotFrontage": 259, "Alley": 1369, "MasVnrType": 8, "MasVnrArea": 8, "BsmtQual": 37, "BsmtCond": 37,
    "BsmtExposure": 38, "BsmtFinType1": 37, "BsmtFinType2": 38, "Electrical": 1, "FireplaceQu": 690,
    "GarageType": 81, "GarageYrBlt": 81, "GarageFinish": 81, "GarageQual": 81, "GarageCond": 81, "PoolQC": 1453,
    "Fence": 1179, "MiscFeature": 1406,
}  # fmt: skip
MISSING_TEST_ONLY = {
    "MSZoning": 4, "Utilities": 2, "Exterior1st": 1, "Exterior2nd": 1, "BsmtFinSF1": 1, "BsmtFinSF2": 1,
    "BsmtUnfSF": 1, "TotalBsmtSF": 1, "BsmtFullBath": 2, "BsmtHalfBath": 2, "KitchenQual": 1, "Functional": 2,
    "GarageCars": 1, "GarageArea": 1, "SaleType": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def data():
    """The default set."""
    return generate_house_prices()


def fingerprint(frame: pd.DataFrame) -> str:
    """Return a digest of a frame's text."""
    text = frame.to_csv(index=False, na_rep="NA", lineterminator="\n")
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def test_the_set_never_changes(data):
    """The same bytes on every machine and every numpy: homework rests on it."""
    assert [fingerprint(frame) for frame in data] == ["a4cfafb33c81ad25", "415068ec0d4b1fb7", "4e85ec919c0e951a"]


def test_another_seed_is_another_set(data):
    """The seed decides, and the training rows do not depend on how many test rows there are."""
    assert not generate_house_prices(seed=1).train.equals(data.train)
    pd.testing.assert_frame_equal(generate_house_prices(n_test=5).train, data.train)


def test_the_frames_look_like_the_files(data):
    """81 and 80 columns in their order, Ids that go on, kinds as read from the files."""
    assert list(data.train.columns) == schema.train_columns()
    assert list(data.test.columns) == schema.train_columns()[:-1]
    assert data.train["Id"].tolist() == list(range(1, 1461))
    assert data.test["Id"].tolist() == data.truth["Id"].tolist() == list(range(1461, 2920))
    numbers = data.train.select_dtypes("number")
    assert numbers.shape[1] == 38
    assert set(numbers.select_dtypes("float").columns) == {"LotFrontage", "MasVnrArea", "GarageYrBlt"}


@pytest.mark.parametrize("sizes", [(1, 1), (7, 3), (3000, 10)])
def test_any_number_of_rows(sizes):
    """From one row on; prices stay whole, positive numbers."""
    few = generate_house_prices(*sizes)
    assert (len(few.train), len(few.test)) == sizes
    assert (few.train["SalePrice"] >= 10_000).all()
    assert few.train["SalePrice"].dtype == np.int64
    assert few.train.select_dtypes("number").shape[1] == 38


def test_no_rows_are_refused():
    """The message names both numbers."""
    with pytest.raises(ValueError, match="not 0 and 5"):
        generate_house_prices(0, 5)


def test_as_many_entries_are_missing_as_in_the_real_files(data):
    """Column by column; some are missing in the test rows alone."""
    gone = data.train.isna().sum()
    assert gone[gone > 0].to_dict() == MISSING_TRAIN
    gone = data.test.isna().sum()
    assert {name: int(gone[name]) for name in MISSING_TEST_ONLY} == MISSING_TEST_ONLY
    assert gone["LotFrontage"] == 227 and gone["BsmtCond"] == 45 and gone["MasVnrType"] == 16


def test_none_is_a_kind_of_masonry(data):
    """The text None stays apart from a missing entry."""
    assert (data.train["MasVnrType"] == "None").sum() > 800
    assert (data.train.loc[data.train["MasVnrType"] == "None", "MasVnrArea"] == 0).all()


def test_undescribed_garages_share_their_rows(data):
    """Two test rows have a garage of which nothing else is known; one lacks its size as well."""
    test = data.test[data.test["GarageType"].notna() & data.test["GarageFinish"].isna()]
    assert len(test) == 2
    assert test[["GarageYrBlt", "GarageQual", "GarageCond"]].isna().all(axis=None)
    assert test["GarageCars"].isna().sum() == test["GarageArea"].isna().sum() == 1


def test_the_test_rows_hold_what_training_never_saw(data):
    """A garage of the year 2207, a dwelling code without training rows, and no category of their own but that."""
    assert data.test["GarageYrBlt"].max() == 2207 and data.train["GarageYrBlt"].max() <= 2010
    assert set(data.test["MSSubClass"]) - set(data.train["MSSubClass"]) == {150}
    assert set(data.train["Utilities"]) - set(data.test["Utilities"].dropna()) == {"NoSeWa"}


def test_two_huge_houses_were_sold_for_little(data):
    """The famous pair: over 4,000 square feet, the best grade, a middling price."""
    odd = data.train[(data.train["GrLivArea"] > 4000) & (data.train["SalePrice"] < 200_000)]
    assert len(odd) == 2
    assert (odd["OverallQual"] == 10).all() and (odd["SaleCondition"] == "Partial").all()
    floors = odd["1stFlrSF"] + odd["2ndFlrSF"] + odd["LowQualFinSF"]
    assert (floors == odd["GrLivArea"]).all()
    assert (odd["TotalBsmtSF"] == odd["BsmtFinSF1"] + odd["BsmtFinSF2"] + odd["BsmtUnfSF"]).all()


def test_prices_spread_as_the_real_ones(data):
    """Mean 12.024, deviation .399 and skew .12 of log prices; skew 1.88 of prices."""
    log = np.log(data.train["SalePrice"])
    assert log.mean() == pytest.approx(12.024, abs=0.02)
    assert log.std() == pytest.approx(0.399, abs=0.02)
    assert log.skew() == pytest.approx(0.12, abs=0.2)
    assert data.train["SalePrice"].skew() == pytest.approx(1.88, abs=0.4)
    assert data.truth["SalePrice"].median() == pytest.approx(163_000, rel=0.03)


def test_the_strong_features_stay_strong(data):
    """Rank correlations with the price are within .09 of the real ones."""
    for name, rho in PRICE_SPEARMAN.items():
        got = data.train[name].corr(data.train["SalePrice"], method="spearman")
        assert got == pytest.approx(rho, abs=0.09), name


def test_neighbourhoods_keep_their_order(data):
    """From the cheapest to the dearest nearly as in the real data."""
    real = [name for name, _ in schema.facts()["columns"]["Neighborhood"]["categories"]]
    mean = np.log(data.train["SalePrice"]).groupby(data.train["Neighborhood"]).mean()
    ranks = pd.Series(range(len(real)), index=real, dtype=float)
    assert mean.corr(ranks, method="spearman") > 0.95


def test_categories_are_as_frequent_as_in_the_facts(data):
    """No column of text is further than 6 % of the rows from its counts."""
    for name in filter(schema.is_text, schema.feature_names()):
        counts = {value: count for value, count in schema.facts()["columns"][name]["categories"] if count}
        share = pd.Series(counts) / sum(counts.values())
        got = data.train[name].value_counts(normalize=True)
        assert got.reindex(share.index).fillna(0).sub(share).abs().sum() / 2 < 0.06, name


@pytest.mark.parametrize("name", ["GrLivArea", "LotArea", "TotalBsmtSF", "GarageArea", "YearBuilt", "LotFrontage"])
def test_sizes_have_the_real_quantiles(data, name):
    """Quartiles within 5 % of the facts."""
    facts = schema.facts()
    want = dict(zip(facts["levels"], facts["columns"][name]["quantiles"], strict=True))
    for level in (0.25, 0.5, 0.75):
        assert data.train[name].quantile(level) == pytest.approx(want[level], rel=0.05)
