"""The small tables of the chapters, each a DataFrame; made up or printed here, never downloaded."""

import numpy as np

from coursekit.lang import tr

HOUSES = {
    "area": [2104, 1600, 2400, 1416, 3000, 1985, 1534, 1427, 1380, 1494],
    "bedrooms": [3, 3, 3, 2, 4, 4, 3, 3, 3, 3],
    "price": [399900, 329900, 369000, 232000, 539900, 299900, 314900, 198999, 212000, 242500],
}
# share of the customers, then the means of recency (days), frequency (orders) and monetary (yuan)
SEGMENTS = {"loyal": (0.2, 12, 22, 6000), "new": (0.3, 20, 3, 250), "fading": (0.3, 150, 9, 1800),
            "lost": (0.2, 320, 2, 180)}  # fmt: skip


def ten_houses():
    """Return ten houses of Portland, Oregon, as courses on linear regression have used them for years.

    Returns
    -------
    pandas.DataFrame
        10 rows: ``area`` (square feet), ``bedrooms`` (count), ``price`` (US dollars), all int64.

    Examples
    --------
    >>> from coursekit import data
    >>> houses = data.ten_houses()
    >>> houses.shape
    (10, 3)
    >>> round(float(houses["area"].corr(houses["price"])), 3)
    0.924
    """
    import pandas as pd

    return pd.DataFrame(HOUSES)


def customers(n: int = 600, *, seed: int = 0):
    """Return customers of a made-up shop in four segments, described by RFM.

    Parameters
    ----------
    n : int, default 600
        20 % are loyal, 30 % new, 30 % fading, 20 % lost, in this order.
    seed : int, default 0

    Returns
    -------
    pandas.DataFrame
        n rows: ``recency`` (days since the last order, float), ``frequency`` (orders, at least 1), ``monetary`` (yuan
        spent, float), ``segment`` (the truth, which clustering does not get to see).

    Raises
    ------
    ValueError
        If n is no multiple of 10: the shares would not be whole customers.

    Examples
    --------
    >>> from coursekit import data
    >>> shop = data.customers(100)
    >>> shop["segment"].value_counts(sort=False).to_dict()
    {'loyal': 20, 'new': 30, 'fading': 30, 'lost': 20}
    >>> data.customers(15)
    Traceback (most recent call last):
        ...
    ValueError: n 应为 10 的正整数倍，得到 15
    """
    import pandas as pd

    if n <= 0 or n % 10:
        raise ValueError(tr(f"n 应为 10 的正整数倍，得到 {n}", f"n must be a positive multiple of 10, got {n}"))
    rng = np.random.default_rng(seed)
    parts = []
    for name, (share, recency, frequency, monetary) in SEGMENTS.items():
        count = round(n * share)
        columns = {
            "recency": rng.gamma(6, recency / 6, count),
            "frequency": 1 + rng.poisson(frequency - 1, count),
            "monetary": rng.gamma(8, monetary / 8, count),
        }
        parts.append(pd.DataFrame(columns).assign(segment=name))
    return pd.concat(parts, ignore_index=True)


def purchases(n: int = 40, *, seed: int = 0):
    """Return the orders of a made-up shop in 2025: what an RFM table is computed from.

    Parameters
    ----------
    n : int, default 40
        Number of customers; each has at least one order.
    seed : int, default 0

    Returns
    -------
    pandas.DataFrame
        One row an order, by date: ``customer`` (``"C001"`` …), ``date`` (datetime64, 2025-01-01 to 2025-12-31),
        ``amount`` (yuan, two decimals).

    Examples
    --------
    >>> from coursekit import data
    >>> orders = data.purchases()
    >>> list(orders.columns)
    ['customer', 'date', 'amount']
    >>> orders["customer"].nunique()
    40
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    orders = 1 + rng.poisson(4, n)
    days = rng.integers(0, 365, orders.sum())
    frame = pd.DataFrame(
        {
            "customer": np.repeat([f"C{i:03d}" for i in range(1, n + 1)], orders),
            "date": pd.Timestamp("2025-01-01") + pd.to_timedelta(days, unit="D"),
            "amount": np.round(rng.gamma(2, np.repeat(rng.gamma(3, 40, n), orders)), 2),
        }
    )
    return frame.sort_values(["date", "customer"], kind="stable", ignore_index=True)


def passengers(n: int = 400, *, seed: int = 0):
    """Return passengers of a made-up ship that sank: numbers, categories and gaps in one table.

    Who survived was drawn with a probability that falls with the class of the cabin and rises for women and children,
    so that a model has something to learn; nobody in it ever lived.

    Parameters
    ----------
    n : int, default 400
    seed : int, default 0

    Returns
    -------
    pandas.DataFrame
        n rows: ``cabin`` (first, second, third), ``sex`` (female, male), ``age`` (years, 1 to 80, a fifth missing),
        ``fare`` (pounds, skewed, ten missing), ``port`` (A, B, C, five missing), ``survived`` (0 or 1).

    Examples
    --------
    >>> from coursekit import data
    >>> people = data.passengers()
    >>> people.isna().sum().to_dict()
    {'cabin': 0, 'sex': 0, 'age': 83, 'fare': 10, 'port': 5, 'survived': 0}
    >>> people.groupby("sex")["survived"].mean().round(2).to_dict()
    {'female': 0.78, 'male': 0.25}
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    cabin = rng.choice(3, n, p=[0.25, 0.2, 0.55])
    female = rng.random(n) < 0.36
    age = np.clip(rng.normal(38 - 6 * cabin, 14), 1, 80).round()
    fare = np.round(rng.lognormal(np.array([4.0, 3.0, 2.3])[cabin], 0.4), 2)
    score = 0.6 - 1.1 * cabin + 2.6 * female + 1.2 * (age < 12) - 0.6
    survived = (rng.random(n) < 1 / (1 + np.exp(-score))).astype(int)
    port = np.array(["A", "B", "C"], dtype=object)[rng.choice(3, n, p=[0.7, 0.2, 0.1])]
    age[rng.random(n) < 0.2] = np.nan
    fare[rng.choice(n, min(10, n), replace=False)] = np.nan
    port[rng.choice(n, min(5, n), replace=False)] = np.nan
    return pd.DataFrame(
        {
            "cabin": np.array(["first", "second", "third"])[cabin],
            "sex": np.where(female, "female", "male"),
            "age": age,
            "fare": fare,
            "port": port,
            "survived": survived,
        }
    )
