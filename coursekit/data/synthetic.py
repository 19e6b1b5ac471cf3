"""A synthetic stand-in for the house-price files: the same columns, the same traps, no row of the real data."""

from typing import NamedTuple

import numpy as np

from . import house_schema as schema
from .house_structure import houses

SEED = 2026
GRADES = {"NA": 0, "Po": 1, "Fa": 2, "TA": 3, "Gd": 4, "Ex": 5}
EXPOSURE = {"NA": 0, "No": 1, "Mn": 2, "Av": 3, "Gd": 4}
RESIDUAL_FREEDOM = 5  # Student's t: its excess kurtosis of 6 is that of the residuals of the real prices
LEVEL = (5.436, 0.397)  # mean and standard deviation of the hedonic level over many synthetic houses
CURVATURE = 0.04
GROUPS = {
    **dict.fromkeys(("GarageYrBlt", "GarageFinish", "GarageQual", "GarageCond", "GarageCars", "GarageArea"), "garage"),
    **dict.fromkeys(("BsmtQual", "BsmtCond", "BsmtExposure", "BsmtFinType2"), "basement"),
    **dict.fromkeys(("BsmtFullBath", "BsmtHalfBath", "BsmtFinSF1", "BsmtFinSF2"), "no basement"),
    **dict.fromkeys(("BsmtUnfSF", "TotalBsmtSF"), "no basement"),
    **dict.fromkeys(("MasVnrType", "MasVnrArea"), "masonry"),
    "LotFrontage": "frontage",
}


class Synthetic(NamedTuple):
    """Two frames as Kaggle's files hold them, and the prices of the test rows (columns ``Id`` and ``SalePrice``).

    Examples
    --------
    >>> from coursekit import data
    >>> train, test, truth = data.generate_house_prices(100, 50)
    >>> set(train.columns) - set(test.columns)
    {'SalePrice'}
    >>> test["Id"].equals(truth["Id"])
    True
    """

    train: "pandas.DataFrame"  # noqa: F821
    test: "pandas.DataFrame"  # noqa: F821
    truth: "pandas.DataFrame"  # noqa: F821


def generate(n_train: int = 1460, n_test: int = 1459, seed: int = SEED) -> Synthetic:
    """Return synthetic house-price data, the same for the same arguments on every machine.

    Parameters
    ----------
    n_train, n_test : int
        Numbers of rows, at least 1 each.
    seed : int
        Seed of the generator (PCG64).

    Returns
    -------
    Synthetic
        ``train`` has 81 columns, ``test`` 80, both in the order and with the kinds of the real files;
        ``truth`` has the prices of the test rows.

    Raises
    ------
    ValueError
        If a number of rows is below 1.

    Examples
    --------
    >>> from coursekit import data
    >>> made = data.generate_house_prices(100, 50)
    >>> made.train.shape, made.test.shape, made.truth.shape
    ((100, 81), (50, 80), (50, 2))
    >>> made.train.equals(data.generate_house_prices(100, 50).train)
    True
    """
    import pandas as pd

    if n_train < 1 or n_test < 1:
        raise ValueError(f"n_train and n_test must be at least 1, not {n_train} and {n_test}")
    frames, prices = [], []
    for split, n, first in (("train", n_train, 1), ("test", n_test, n_train + 1)):
        rng = np.random.Generator(np.random.PCG64([seed, split == "test"]))
        h = houses(rng, n, split)
        odd = enlarge(h, rng, split)
        log_price = log_prices(h, rng, odd)
        prices.append(np.maximum(np.rint(np.exp(log_price) / 100) * 100, 10_000).astype(np.int64))
        add_oddities(h, split)
        lose_entries(h, rng, split)
        frames.append(pd.DataFrame({"Id": np.arange(first, first + n), **finish(h)}))
    train, test = frames
    train["SalePrice"] = prices[0]
    return Synthetic(train, test, pd.DataFrame({"Id": test["Id"], "SalePrice": prices[1]}))


def enlarge(h, rng, split):
    """Make the few houses that are huge, fine, and were sold unfinished for little; return which they are."""
    n = len(h["GrLivArea"])
    odd = np.argsort(-h["GrLivArea"], kind="stable")[: round((2 if split == "train" else 1) * n / 1460)]
    for i in odd:
        h["1stFlrSF"][i] = 3000 + int(1500 * rng.random())
        h["2ndFlrSF"][i] = 1000 + int(900 * rng.random())
        h["LowQualFinSF"][i] = 0
        h["GrLivArea"][i] = h["1stFlrSF"][i] + h["2ndFlrSF"][i]
        h["TotalBsmtSF"][i] = h["1stFlrSF"][i]
        h["BsmtFinSF1"][i] = int(0.6 * h["1stFlrSF"][i])
        h["BsmtFinSF2"][i], h["BsmtUnfSF"][i] = 0, h["1stFlrSF"][i] - h["BsmtFinSF1"][i]
        h["LotArea"][i] = 40_000 + int(25_000 * rng.random())
        h["OverallQual"][i], h["SaleType"][i], h["SaleCondition"][i] = 10, "New", "Partial"
        h["Neighborhood"][i], h["HouseStyle"][i], h["MSSubClass"][i], h["BldgType"][i] = "Edwards", "2Story", 60, "1Fam"
    return odd


def log_prices(h, rng, odd):
    """Return log prices: a hedonic regression and residuals with heavy tails, shape (n,)."""
    known = schema.facts()["price"]
    spread = known["residual_sd"]
    level = (hedonic_level(h) - LEVEL[0]) / LEVEL[1]
    # A copula has thin joint tails: without the square no house is fine in everything, and dear as such.
    level = (level + CURVATURE * (level**2 - 1.0)) / np.sqrt(1.0 + 2.0 * CURVATURE**2)
    normal = rng.standard_normal((RESIDUAL_FREEDOM + 1, len(level)))
    residual = normal[0] / np.sqrt(np.mean(normal[1:] ** 2, axis=0))
    residual *= spread * np.sqrt((RESIDUAL_FREEDOM - 2) / RESIDUAL_FREEDOM)
    price = known["log_mean"] + np.sqrt(known["log_sd"] ** 2 - spread**2) * level + residual
    price[odd] = np.log(160_000 + 30_000 * rng.random(len(odd)))
    return price


def hedonic_level(h):
    """Return the weighted sum of the terms and the offset of the neighbourhood, shape (n,)."""
    facts, values = schema.facts(), terms(h)
    offsets = np.array([facts["neighborhood"][name] for name in h["Neighborhood"]])
    return offsets + sum(weight * values[name] for name, weight in facts["hedonic"].items())


def terms(h):
    """Return the terms of the hedonic regression by the names of the facts."""
    graded = {name: np.array([GRADES[x] for x in h[name]]) for name in ("KitchenQual", "ExterQual")}
    return {
        "log_GrLivArea": np.log(h["GrLivArea"]),
        "log_LotArea": np.log(h["LotArea"]),
        "OverallQual": h["OverallQual"],
        "OverallCond": h["OverallCond"],
        "bsmt_share": h["TotalBsmtSF"] / h["GrLivArea"],
        "fin_bsmt_k": h["BsmtFinSF1"] / 1000,
        "garage_cars": h["GarageCars"],
        "age_decades": (h["YrSold"] - h["YearBuilt"]) / 10,
        "remod_decades": (h["YrSold"] - h["YearRemodAdd"]) / 10,
        "fireplaces": h["Fireplaces"],
        "baths": h["FullBath"] + h["BsmtFullBath"] + 0.5 * (h["HalfBath"] + h["BsmtHalfBath"]),
        "kitchen_q": graded["KitchenQual"],
        "exter_q": graded["ExterQual"],
        "central_air": h["CentralAir"] == "Y",
        "paved": h["PavedDrive"] == "Y",
        "bsmt_exp": np.array([EXPOSURE[x] for x in h["BsmtExposure"]]),
        "func_typ": h["Functional"] == "Typ",
        "abnormal": h["SaleCondition"] == "Abnorml",
        "partial": h["SaleCondition"] == "Partial",
        "zone_RL": h["MSZoning"] == "RL",
        "zone_C": h["MSZoning"] == "C (all)",
        "screen_porch": h["ScreenPorch"] > 0,
        "wood_deck_k": h["WoodDeckSF"] / 1000,
        "kitchens": h["KitchenAbvGr"],
        "cond_norm": h["Condition1"] == "Norm",
    }


def add_oddities(h, split):
    """Put in two oddities of the real test file: a garage built in 2207, a dwelling code that no training row has."""
    if split == "train":
        return
    garages, towns = np.flatnonzero(h["GarageYrBlt"] == 2007), np.flatnonzero(h["MSSubClass"] == 160)
    h["GarageYrBlt"][garages[:1]] = 2207.0
    h["MSSubClass"][towns[:1]], h["HouseStyle"][towns[:1]] = 150, "1.5Fin"


def lose_entries(h, rng, split):
    """Take away single entries until each column misses as many as the real one does.

    A group of columns loses its entries in the same rows: a house whose garage nobody described.
    """
    n = len(h["GrLivArea"])
    order = {name: rng.random(n) for name in ("garage", "basement", "no basement", "masonry", "frontage", "other")}
    order["garage"][h["GarageType"] == "NA"] = np.inf
    order["basement"][h["BsmtQual"] == "NA"] = np.inf
    order["no basement"][h["TotalBsmtSF"] > 0] = np.inf
    for name in schema.feature_names():
        gone = h[name] == "NA" if schema.is_text(name) else np.isnan(h[name].astype(float))
        more = round(schema.missing_rate(name, split) * n) - int(gone.sum())
        if more > 0:
            score = order[GROUPS.get(name, "other")]
            rows = np.argsort(np.where(gone, np.inf, score), kind="stable")[:more]
            h[name] = h[name].astype(object if schema.is_text(name) else float)
            h[name][rows] = "NA" if schema.is_text(name) else np.nan


def finish(h):
    """Return the features in the order of the files and with the kinds that pandas reads from them."""
    import pandas as pd

    text = pd.Series(["a"]).dtype  # object before pandas 3, str since
    out = {}
    for name in schema.feature_names():
        if schema.is_text(name):
            values = h[name].astype(object)
            values[values == "NA"] = np.nan
            out[name] = pd.Series(values, dtype=text)
        else:
            out[name] = h[name].astype(float) if schema.is_float(name) else h[name]
    return out
