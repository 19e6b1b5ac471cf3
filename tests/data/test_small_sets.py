"""The chapters' small sets: shapes, known figures, the same draw for the same seed, nothing of the outside needed."""

import numpy as np
import pandas as pd
import pytest

from coursekit import data

DRAWN = ["customers", "purchases", "passengers", "sensor", "temperatures", "spirals", "noisy_parabola"]


def arrays(found):
    """Return what a function gave as a list of columns."""
    if isinstance(found, pd.DataFrame):
        return [found[name].to_numpy() for name in found.columns]
    return list(found)


@pytest.mark.parametrize("name", DRAWN)
def test_a_seed_draws_the_same_again(name):
    """And another seed something else; the global generator is left alone."""
    make = getattr(data, name)
    state = np.random.get_state()[1].copy()
    first, again, other = arrays(make()), arrays(make(seed=0)), arrays(make(seed=1))
    assert all(pd.DataFrame(a).equals(pd.DataFrame(b)) for a, b in zip(first, again, strict=True))
    assert any(not pd.DataFrame(a).equals(pd.DataFrame(b)) for a, b in zip(first, other, strict=True))
    assert np.array_equal(np.random.get_state()[1], state)


def test_ten_houses_have_the_figures_of_the_lecture():
    """Means, and the least-squares line."""
    houses = data.ten_houses()
    assert houses.mean().round(1).to_dict() == {"area": 1834.0, "bedrooms": 3.1, "price": 313899.9}
    slope, intercept = np.polyfit(houses["area"], houses["price"], 1)
    assert (slope, intercept) == pytest.approx((179.403540, -15126.192288), rel=1e-6)


def test_customers_fall_into_their_segments():
    """Means of R, F and M by segment, as the chapter prints them."""
    means = data.customers().groupby("segment").mean()
    wanted = {
        "loyal": (11.6, 21.9, 5758),
        "new": (19.8, 3.0, 236),
        "fading": (152.7, 9.0, 1856),
        "lost": (331.6, 2.0, 178),
    }
    for name, figures in wanted.items():
        assert means.loc[name].to_numpy() == pytest.approx(figures, rel=0.02)
    assert data.customers()["segment"].value_counts().to_dict() == {
        "new": 180,
        "fading": 180,
        "loyal": 120,
        "lost": 120,
    }
    with pytest.raises(ValueError, match="605"):
        data.customers(605)


def test_purchases_are_orders_by_date():
    """Every customer has one at least, in 2025, with a positive amount."""
    orders = data.purchases(40)
    assert orders["customer"].nunique() == 40
    assert orders["date"].is_monotonic_increasing
    assert (orders["date"].dt.year == 2025).all()
    assert (orders["amount"] > 0).all()


def test_passengers_have_gaps_and_a_pattern():
    """Ages, fares and ports are missing where the text says so; class and sex tell who survived."""
    frame = data.passengers()
    gaps = frame.isna().sum()
    assert (gaps["fare"], gaps["port"], gaps[["cabin", "sex", "survived"]].sum()) == (10, 5, 0)
    assert 0.15 < gaps["age"] / len(frame) < 0.25
    rates = frame.groupby("sex")["survived"].mean()
    assert rates["female"] > rates["male"] + 0.3
    assert frame["age"].dropna().between(1, 80).all()


def test_points_by_hand():
    """The seven of K-means, the ten of PCA with their covariance."""
    assert data.seven_points().shape == (7, 2)
    ten = data.ten_points()
    assert ten.mean(axis=0) == pytest.approx([1.81, 1.91])
    assert np.cov(ten.T) == pytest.approx(np.array([[0.6166, 0.6154], [0.6154, 0.7166]]), abs=1e-4)


def test_gates_are_truth_tables():
    """XOR is 1 where the inputs differ; an unknown gate is named with those there are."""
    X, y = data.logic_gate("xor")
    assert y.tolist() == (X[:, 0] != X[:, 1]).astype(int).tolist() == [0, 1, 1, 0]
    assert data.logic_gate("nand")[1].tolist() == [1 - value for value in data.logic_gate("and")[1]]
    with pytest.raises(ValueError, match="nor.*xor"):
        data.logic_gate("nor")


def test_a_parabola_is_fitted_by_the_second_degree():
    """The training errors of the degrees 1 and 2; without noise the true curve."""
    x, y = data.noisy_parabola()
    errors = [np.mean((np.polyval(np.polyfit(x, y, degree), x) - y) ** 2) for degree in (1, 2)]
    assert errors == pytest.approx([0.963, 0.0338], rel=1e-2)
    x, y = data.noisy_parabola(201, noise=0)
    assert y == pytest.approx(1 - 2 * x + 3 * x**2)


def test_spirals_need_more_than_a_line():
    """A line does badly, neighbours do well; both classes are equally many."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier

    X, y = data.spirals(300)
    assert (X.shape, np.bincount(y).tolist()) == ((300, 2), [150, 150])
    assert LogisticRegression().fit(X, y).score(X, y) < 0.8
    assert KNeighborsClassifier(5).fit(X[:200], y[:200]).score(X[200:], y[200:]) > 0.95


def test_positives_are_rare():
    """3.5 % of 4,000 rows, in float32 for torch."""
    X, y = data.rare_positives()
    assert (X.shape, X.dtype) == ((4000, 10), np.float32)
    assert y.mean() == pytest.approx(0.035, abs=1e-9)


def test_spikes_hide_from_the_raw_values():
    """Three standard deviations find three of the five; the distance from a moving median finds all."""
    values, spikes = data.sensor()
    raw = np.abs(values - values.mean()) > 3 * values.std()
    assert np.flatnonzero(raw).tolist() == [155, 290, 450]
    median = np.array([np.median(values[max(0, i - 5) : i + 6]) for i in range(500)])
    residual = values - median
    assert np.flatnonzero(np.abs(residual) > 3 * residual.std()).tolist() == spikes.tolist()
    with pytest.raises(ValueError, match="451"):
        data.sensor(400)


def test_temperatures_have_seasons():
    """Summer is warm, winter cold, and a day is like the day before."""
    frame = data.temperatures()
    by_month = frame.groupby(frame["date"].dt.month)["celsius"].mean()
    assert by_month[7] > by_month[1] + 15
    assert frame["celsius"].autocorr() > 0.9
    assert (len(frame), frame["date"].iloc[-1].strftime("%Y-%m-%d")) == (1461, "2025-12-31")


def test_digit_strings_are_reversed():
    """The target reads from right to left; the array is its own, as torch needs it."""
    source, target = data.digit_strings(100, length=4)
    assert (target == source[:, ::-1]).all()
    assert target.flags["C_CONTIGUOUS"]
    assert set(np.unique(source)) == set(range(10))


def test_texts():
    """Seven messages with four emotions; six texts on two topics that share hardly a word."""
    frame = data.emotions()
    assert frame["emotion"].tolist() == [
        "happiness",
        "neutral",
        "neutral",
        "sadness",
        "sadness",
        "happiness",
        "surprise",
    ]
    counts = data.word_counts()
    assert counts.shape == (6, 6)
    assert counts.iloc[:3, 3:].to_numpy().sum() == counts.iloc[3:, :3].to_numpy().sum() == 1


def test_the_karate_club_splits_by_friendship():
    """78 friendships, two sides of 17; labels that flow along edges find all sides but one member's."""
    A, side = data.karate_club()
    assert (A == A.T).all()
    assert (A.sum() // 2, np.bincount(side).tolist(), A.trace()) == (78, [17, 17], 0)
    F = np.full((34, 2), 0.5)
    for _ in range(500):
        F[0], F[33] = (1, 0), (0, 1)
        F = A @ F / A.sum(axis=1, keepdims=True)
    F[0], F[33] = (1, 0), (0, 1)
    assert np.flatnonzero(F.argmax(axis=1) != side).tolist() == [8]
