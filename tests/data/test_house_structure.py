"""The parts of a synthetic house fit together."""

import numpy as np
import pytest

from coursekit.data.house_structure import houses

SPLITS = ("train", "test")


@pytest.fixture(scope="module", params=SPLITS)
def h(request):
    """Houses of each split, before single entries get lost."""
    return houses(np.random.Generator(np.random.PCG64(11)), 800, request.param)


def test_the_basement_adds_up(h):
    """Its three areas are the total; without one there is no description and no bath."""
    assert (h["TotalBsmtSF"] == h["BsmtFinSF1"] + h["BsmtFinSF2"] + h["BsmtUnfSF"]).all()
    bare = h["TotalBsmtSF"] == 0
    assert 0 < bare.sum() < 100
    for name in ("BsmtQual", "BsmtCond", "BsmtExposure", "BsmtFinType1", "BsmtFinType2"):
        assert ((h[name] == "NA") == bare).all(), name
    assert (h["BsmtFullBath"][bare] == 0).all() and (h["BsmtHalfBath"][bare] == 0).all()


def test_a_finish_has_an_area(h):
    """An unfinished part has no finished area, a finished one has some."""
    for kind, area in (("BsmtFinType1", "BsmtFinSF1"), ("BsmtFinType2", "BsmtFinSF2")):
        assert ((h[area] == 0) == np.isin(h[kind], ("Unf", "NA"))).all()


def test_the_garage_is_all_or_nothing(h):
    """No cars means no area, no year and no description, and the other way round."""
    none = h["GarageCars"] == 0
    assert 0 < none.sum() < 100
    assert ((h["GarageArea"] == 0) == none).all()
    assert (np.isnan(h["GarageYrBlt"]) == none).all()
    for name in ("GarageType", "GarageFinish", "GarageQual", "GarageCond"):
        assert ((h[name] == "NA") == none).all(), name


def test_the_living_area_is_the_sum_of_its_floors(h):
    """First, second and low-quality floors; a second one only under a style that has it."""
    assert (h["GrLivArea"] == h["1stFlrSF"] + h["2ndFlrSF"] + h["LowQualFinSF"]).all()
    assert ((h["2ndFlrSF"] > 0) == np.isin(h["HouseStyle"], ("1.5Fin", "2Story", "2.5Unf", "2.5Fin"))).all()


def test_what_is_not_there_has_no_quality(h):
    """Fireplaces, pools, masonry and sheds."""
    assert ((h["FireplaceQu"] == "NA") == (h["Fireplaces"] == 0)).all()
    assert ((h["PoolQC"] == "NA") == (h["PoolArea"] == 0)).all()
    assert ((h["MasVnrType"] == "None") == (h["MasVnrArea"] == 0)).all()
    assert ((h["MiscFeature"] == "NA") == (h["MiscVal"] == 0)).all()


def test_the_years_are_in_order(h):
    """Built, remodelled, sold; the garage not before the house and not after the sale."""
    assert (h["YearBuilt"] <= h["YearRemodAdd"]).all()
    assert (h["YearRemodAdd"] <= h["YrSold"]).all()
    assert (h["YearRemodAdd"] >= 1950).all()
    there = h["GarageCars"] > 0
    year = h["GarageYrBlt"][there]
    assert (year >= h["YearBuilt"][there]).all() and (year <= h["YrSold"][there]).all()
    assert set(h["YrSold"]) == {2006, 2007, 2008, 2009, 2010}


def test_the_dwelling_code_agrees_with_the_building(h):
    """A duplex is 90, a conversion 190, a townhouse 120, 160 or 180; a one-storey house of 1946 or later 20."""
    code, kind = h["MSSubClass"], h["BldgType"]
    assert ((code == 90) == (kind == "Duplex")).all()
    assert ((code == 190) == (kind == "2fmCon")).all()
    assert (np.isin(code, (120, 160, 180)) == np.isin(kind, ("Twnhs", "TwnhsE"))).all()
    young = (kind == "1Fam") & (h["HouseStyle"] == "1Story") & (h["YearBuilt"] >= 1946)
    assert set(code[young]) <= {20, 40}


def test_unfinished_houses_are_new(h):
    """A house sold before it is finished is at most three years old."""
    partial = h["SaleCondition"] == "Partial"
    assert partial.any()
    assert (h["YrSold"][partial] - h["YearBuilt"][partial] <= 3).all()
    assert partial[h["SaleType"] == "New"].all()


def test_rooms_and_lots_hold_what_is_in_them(h):
    """More rooms than bedrooms, a lot no smaller than the house on it, two baths in a duplex."""
    assert (h["TotRmsAbvGrd"] > h["BedroomAbvGr"]).all()
    assert (h["LotArea"] >= h["1stFlrSF"]).all()
    assert (h["FullBath"][h["BldgType"] == "Duplex"] >= 2).all()
