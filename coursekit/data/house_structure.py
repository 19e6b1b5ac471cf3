"""Synthetic houses: correlated scores, turned into features that fit together.

The copula gives each house one score a feature. The features are then drawn so that they fit together: nothing is
remodelled before it is built, floors add up to the living area, and what is not there has no quality.
"""

import numpy as np

from . import house_schema as schema
from .copula import scores
from .house_schema import draw_category, draw_count, draw_size, share, top

SAME_OUTSIDE = {"CemntBd": "CmentBd", "WdShing": "Wd Shng", "BrkComm": "Brk Cmn"}
# MSSubClass of a house for one family: built before 1946, and since.
CODES = {"1Story": (30, 20), "1.5Unf": (45, 45), "1.5Fin": (50, 50), "2Story": (70, 60), "2.5Unf": (75, 75)}
CODES |= {"2.5Fin": (75, 75), "SLvl": (80, 80), "SFoyer": (85, 85)}
GARAGE_TEXT = ("GarageType", "GarageFinish", "GarageQual", "GarageCond")
BASEMENT_TEXT = ("BsmtQual", "BsmtCond", "BsmtExposure", "BsmtFinType1")


def houses(rng: np.random.Generator, n: int, split: str) -> dict[str, np.ndarray]:
    """Return the features of `n` houses; text that is not there is ``"NA"``, a year that is not there NaN."""
    z = scores(rng, n)
    h: dict[str, np.ndarray] = {}
    years(h, z, rng)
    sale(h, z, rng, split)
    floors(h, z)
    dwelling(h, z)
    lot(h, z, rng, split)
    basement(h, z, split)
    garage(h, z, rng, split)
    extras(h, z, rng, split)
    for name in schema.feature_names():
        if name not in h:
            draw_rest(h, name, z[name], split)
    reconcile(h, z)
    return h


def reconcile(h, z):
    """Bring the features that were drawn alone in line with the others."""
    # The overall grade sums up what the single grades and the place say.
    grade = z["OverallQual"] + 0.15 * (z["ExterQual"] + z["KitchenQual"] + z["BsmtQual"] + z["Neighborhood"])
    h["OverallQual"] = draw_count("OverallQual", grade)
    h["TotRmsAbvGrd"] = np.maximum(h["TotRmsAbvGrd"], h["BedroomAbvGr"] + 1)
    baths = draw_count("FullBath", z["FullBath"] + 0.2 * (z["GrLivArea"] + z["YearBuilt"]))
    h["FullBath"] = np.where(h["BldgType"] == "Duplex", np.maximum(baths, 2), baths)


def draw_rest(h, name, score, split):
    """Draw a feature that depends on no other."""
    column = schema.facts()["columns"][name]
    if "categories" in column:
        h[name] = draw_category(name, score, split)
    else:
        h[name] = draw_count(name, score) if "counts" in column else draw_size(name, score)


def years(h, z, rng):
    """Built, remodelled and sold in this order."""
    built = draw_size("YearBuilt", z["YearBuilt"])
    never = rng.random(len(built)) < 0.1
    changed = np.maximum(draw_size("YearRemodAdd", z["YearRemodAdd"]), built)
    h["YearBuilt"] = built
    h["YearRemodAdd"] = np.where(never, np.maximum(built, 1950), changed)
    h["YrSold"] = np.maximum(draw_count("YrSold", z["YrSold"]), h["YearRemodAdd"])


def sale(h, z, rng, split):
    """Houses sold before they were finished are new ones."""
    age = h["YrSold"] - h["YearBuilt"]
    partial = top(z["SaleCondition"] - 1.5 * age + rng.random(len(age)), share("SaleCondition", "Partial"), age <= 3)
    soon = np.maximum(np.minimum(h["YrSold"], h["YearBuilt"] + 1), 2006)  # the files begin in 2006
    h["YrSold"] = np.maximum(np.where(partial, soon, h["YrSold"]), h["YearRemodAdd"])
    new = partial & (rng.random(len(age)) < 0.97)
    h["SaleCondition"] = draw_category("SaleCondition", z["SaleCondition"], split, without=("Partial",))
    h["SaleCondition"][partial] = "Partial"
    h["SaleType"] = draw_category("SaleType", z["SaleType"], split, without=("New",))
    h["SaleType"][new] = "New"


def floors(h, z):
    """The living area is the sum of its floors; the style says how many there are."""
    n = len(h["YearBuilt"])
    # Between 1945 and 1985 most houses were built on one floor.
    upper = top(z["2ndFlrSF"] + 0.3 * z["YearBuilt"] ** 2, 1 - schema.zero_rate("2ndFlrSF"))
    h["1stFlrSF"] = draw_size("1stFlrSF", z["1stFlrSF"])
    second = np.zeros(n, np.int64)
    second[upper] = draw_size("2ndFlrSF", z["2ndFlrSF"][upper], positive=True)
    h["2ndFlrSF"] = second
    h["LowQualFinSF"] = draw_size("LowQualFinSF", z["LowQualFinSF"])
    h["GrLivArea"] = h["1stFlrSF"] + second + h["LowQualFinSF"]
    old = -z["YearBuilt"]
    ratio = second / h["1stFlrSF"]
    style = np.full(n, "1Story", dtype=object)
    style[upper] = "2Story"
    style[top(old - 2.5 * ratio, share("HouseStyle", "1.5Fin"), upper)] = "1.5Fin"
    high = upper & (style == "2Story")
    style[top(old + ratio, share("HouseStyle", "2.5Unf") + share("HouseStyle", "2.5Fin"), high)] = "2.5Unf"
    style[top(old + z["GrLivArea"], share("HouseStyle", "2.5Fin"), style == "2.5Unf")] = "2.5Fin"
    flat = ~upper
    style[top(old, share("HouseStyle", "1.5Unf"), flat)] = "1.5Unf"
    middle = flat & (style == "1Story") & (h["YearBuilt"] > 1954) & (h["YearBuilt"] < 1997)
    style[top(z["HouseStyle"], share("HouseStyle", "SLvl"), middle)] = "SLvl"
    style[top(-z["HouseStyle"], share("HouseStyle", "SFoyer"), middle & (style == "1Story"))] = "SFoyer"
    h["HouseStyle"] = style


def dwelling(h, z):
    """The kind of building; a duplex has a kitchen for each of its flats."""
    built = h["YearBuilt"]
    kind = np.full(len(built), "1Fam", dtype=object)
    small = -z["LotArea"] - 0.5 * z["LotFrontage"]
    town = top(small, share("BldgType", "TwnhsE") + share("BldgType", "Twnhs"), built > 1964)
    kind[town] = "TwnhsE"
    kind[top(-z["Neighborhood"], share("BldgType", "Twnhs"), town)] = "Twnhs"
    single = (kind == "1Fam") & (built > 1948) & (built < 1995)
    kind[top(-z["BldgType"], share("BldgType", "Duplex"), single)] = "Duplex"
    single = (kind == "1Fam") & (built < 1970)
    kind[top(-z["BldgType"] - z["YearBuilt"], share("BldgType", "2fmCon"), single)] = "2fmCon"
    h["BldgType"], h["MSSubClass"] = kind, subclass(h, kind, z["MSSubClass"])
    kitchens = np.where(kind == "Duplex", 2, 1)
    kitchens[top(-z["KitchenQual"], 0.01, kind == "2fmCon")] = 2
    kitchens[top(z["KitchenAbvGr"], 0.0015, kitchens == 2)] = 3
    h["KitchenAbvGr"] = kitchens


def subclass(h, kind, score):
    """Return the code of a dwelling: made of its style, its year and its kind."""
    style = h["HouseStyle"]
    codes = [CODES[s][late] for s, late in zip(style, (h["YearBuilt"] >= 1946).astype(int), strict=True)]
    code = np.array(codes, np.int64)
    code[(style == "1Story") & (score < -2.7)] = 40
    town = np.isin(kind, ("TwnhsE", "Twnhs"))
    code[town] = np.where(h["2ndFlrSF"][town] > 0, 160, 120)
    code[town & np.isin(style, ("SLvl", "SFoyer"))] = 180
    code[kind == "Duplex"], code[kind == "2fmCon"] = 90, 190
    return code


def lot(h, z, rng, split):
    """Place and ground."""
    area = draw_size("LotArea", z["LotArea"])
    h["LotArea"] = np.maximum(area, h["1stFlrSF"])
    h["Neighborhood"] = draw_category("Neighborhood", z["Neighborhood"], split)
    place = z["MSZoning"] + 0.8 * z["Neighborhood"]
    zone = draw_category("MSZoning", place, split, without=("FV", "NA"))
    zone[(h["Neighborhood"] == "Somerst") & (rng.random(len(area)) < 0.75)] = "FV"
    h["MSZoning"] = zone
    h["LotFrontage"] = draw_size("LotFrontage", z["LotFrontage"]).astype(float)
    h["Exterior1st"] = draw_category("Exterior1st", z["Exterior1st"], split)
    second = draw_category("Exterior2nd", z["Exterior2nd"], split)
    same = rng.random(len(area)) < 0.85
    second[same] = [SAME_OUTSIDE.get(x, x) for x in h["Exterior1st"][same]]
    h["Exterior2nd"] = second


def basement(h, z, split):
    """Three areas that add up, and descriptions where there is a basement at all."""
    has = ~top(-z["TotalBsmtSF"], schema.missing_rate("BsmtFinType1", split))
    n, there = len(has), np.flatnonzero(has)
    for name in BASEMENT_TEXT:
        h[name] = np.full(n, "NA", dtype=object)
        h[name][there] = draw_category(name, z[name][there], split, without=("NA", "Unf"))
    total = np.zeros(n, np.int64)
    total[there] = draw_size("TotalBsmtSF", z["TotalBsmtSF"][there], positive=True)
    finished = top(z["BsmtFinSF1"], 1 - schema.zero_rate("BsmtFinSF1"), has)
    first, second = np.zeros(n, np.int64), np.zeros(n, np.int64)
    first[finished] = draw_size("BsmtFinSF1", z["BsmtFinSF1"][finished], positive=True)
    first = np.minimum(first, total)
    h["BsmtFinType1"][has & ~finished] = "Unf"
    twice = top(z["BsmtFinSF2"], 1 - schema.zero_rate("BsmtFinSF2"), finished & (first < total))
    second[twice] = draw_size("BsmtFinSF2", z["BsmtFinSF2"][twice], positive=True)
    second = np.minimum(second, total - first)
    h["BsmtFinType2"] = np.where(has, "Unf", "NA").astype(object)
    h["BsmtFinType2"][twice] = draw_category("BsmtFinType2", z["BsmtFinType2"][twice], split, without=("NA", "Unf"))
    rest = total - first - second
    h |= {"BsmtFinSF1": first, "BsmtFinSF2": second, "BsmtUnfSF": rest, "TotalBsmtSF": total}
    for name in ("BsmtFullBath", "BsmtHalfBath"):
        h[name] = np.where(has, draw_count(name, z[name]), 0)


def garage(h, z, rng, split):
    """All or nothing: cars, area, year and descriptions."""
    has = ~top(-z["GarageCars"], schema.missing_rate("GarageType", split))
    n, there = len(has), np.flatnonzero(has)
    for name in GARAGE_TEXT:
        h[name] = np.full(n, "NA", dtype=object)
        h[name][there] = draw_category(name, z[name][there], split, without=("NA",))
    h["GarageCars"], h["GarageArea"] = np.zeros(n, np.int64), np.zeros(n, np.int64)
    h["GarageCars"][there] = draw_count("GarageCars", z["GarageCars"][there], positive=True)
    h["GarageArea"][there] = draw_size("GarageArea", z["GarageArea"][there], positive=True)
    year = np.maximum(draw_size("GarageYrBlt", z["GarageYrBlt"]), h["YearBuilt"])
    year = np.where(rng.random(n) < 0.75, h["YearBuilt"], np.minimum(year, h["YrSold"])).astype(float)
    h["GarageYrBlt"] = np.where(has, year, np.nan)


def extras(h, z, rng, split):
    """Fireplaces, masonry, pools and sheds: a description if and only if there is one."""
    n = len(z["Fireplaces"])
    rules = (("Fireplaces", "FireplaceQu", "NA"), ("MasVnrArea", "MasVnrType", "None"), ("PoolArea", "PoolQC", "NA"))
    for size, kind, nothing in rules:
        column = schema.facts()["columns"][size]
        zero = schema.zero_rate(size) if nothing == "None" else schema.missing_rate(kind, split)
        has = top(z[size], 1 - zero)
        there = np.flatnonzero(has)
        h[size], h[kind] = np.zeros(n, np.int64), np.full(n, nothing, dtype=object)
        draw = draw_count if "counts" in column else draw_size
        h[size][there] = draw(size, z[size][there], positive=True)
        h[kind][there] = draw_category(kind, z[kind][there], split, without=("NA", "None"))
    feature = draw_category("MiscFeature", z["MiscFeature"], split)
    h["MiscFeature"], worth = feature, np.zeros(n, np.int64)
    shed = feature != "NA"
    worth[shed] = draw_size("MiscVal", z["MiscVal"][shed], positive=True)
    h["MiscVal"] = worth
