"""The small sequences of the chapters: time series, sentences, counts of words, strings of digits."""

import numpy as np

from coursekit.lang import tr

SPIKES = {60: 8, 155: -9, 290: 10, 333: -7, 450: 9}
WORDS = ("比赛", "球员", "进球", "股票", "利率", "银行")
COUNTS = [[2, 1, 1, 0, 0, 0], [1, 2, 0, 0, 0, 0], [1, 1, 2, 0, 0, 1], [0, 0, 0, 2, 1, 1], [0, 0, 1, 1, 2, 1],
          [0, 0, 0, 1, 1, 2]]  # fmt: skip
EMOTIONS = [
    ("今天终于把实验跑通了，晚上加个鸡腿！", "happiness"),
    ("会议改到三点，地点不变。", "neutral"),
    ("快递放在门卫那里了。", "neutral"),
    ("养了八年的猫走了，家里空荡荡的。", "sadness"),
    ("一个人过节，外面的烟花好像和我没关系。", "sadness"),
    ("录取了！[姓名]刚给我打的电话，太好了！", "happiness"),
    ("啊？他们俩居然是同学？我完全没想到。", "surprise"),
]


def sensor(n: int = 500, *, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return the readings of a made-up temperature sensor with five false spikes.

    Parameters
    ----------
    n : int, default 500
        Readings; at least 451, so that all spikes are in.
    seed : int, default 0

    Returns
    -------
    values : ndarray of float64, shape (n,)
        Degrees Celsius: 25 plus a wave of 3 with a period of 100 readings, noise 0.4, spikes of 7 to 10.
    spikes : ndarray of int64, shape (5,)
        Where they are: 60, 155, 290, 333, 450.

    Raises
    ------
    ValueError
        If n is below 451.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import data
    >>> values, spikes = data.sensor()
    >>> spikes.tolist()
    [60, 155, 290, 333, 450]
    >>> int(np.argmax(np.abs(values - np.median(values))))
    155
    """
    if n <= max(SPIKES):
        least = max(SPIKES) + 1
        raise ValueError(tr(f"n 至少为 {least}，得到 {n}", f"n must be at least {least}, got {n}"))
    t = np.arange(n)
    values = 25 + 3 * np.sin(2 * np.pi * t / 100) + np.random.default_rng(seed).normal(0, 0.4, n)
    places = np.array(list(SPIKES))
    values[places] += list(SPIKES.values())
    return values, places


def temperatures(days: int = 1461, *, seed: int = 0):
    """Return the daily mean temperature of a made-up town: seasons, weather that lasts some days, slow warming.

    Parameters
    ----------
    days : int, default 1461
        Four years from 2022-01-01.
    seed : int, default 0

    Returns
    -------
    pandas.DataFrame
        ``date`` (datetime64, one row a day), ``celsius`` (float, one decimal).

    Examples
    --------
    >>> from coursekit import data
    >>> days = data.temperatures()
    >>> days.groupby(days["date"].dt.year)["celsius"].mean().round(1).to_dict()
    {2022: 14.1, 2023: 14.7, 2024: 14.5, 2025: 16.4}
    """
    import pandas as pd

    rng = np.random.default_rng(seed)
    t = np.arange(days)
    weather = np.zeros(days)
    for day, shock in enumerate(rng.normal(0, 2, days)):
        weather[day] = (0.7 * weather[day - 1] if day else 0.0) + shock
    celsius = 14 - 12 * np.cos(2 * np.pi * (t - 20) / 365.25) + 0.5 * t / 365.25 + weather
    return pd.DataFrame({"date": pd.date_range("2022-01-01", periods=days), "celsius": celsius.round(1)})


def digit_strings(n: int, *, length: int = 5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return strings of digits and their reversals: a task for an encoder and a decoder.

    Parameters
    ----------
    n : int
    length : int, default 5
    seed : int, default 0

    Returns
    -------
    source, target : ndarray of int64, shape (n, length)
        Digits 0 to 9; `target` is `source` from right to left. BOS and EOS are left to the model.

    Examples
    --------
    >>> from coursekit import data
    >>> source, target = data.digit_strings(2)
    >>> source.tolist()
    [[8, 6, 5, 2, 3], [0, 0, 0, 1, 8]]
    >>> target.tolist()
    [[3, 2, 5, 6, 8], [8, 1, 0, 0, 0]]
    """
    source = np.random.default_rng(seed).integers(0, 10, (n, length))
    return source, source[:, ::-1].copy()


def emotions():
    """Return seven short messages with the emotion they show, written for this course, names masked.

    Returns
    -------
    pandas.DataFrame
        7 rows: ``text`` (Chinese), ``emotion`` (happiness, neutral, sadness, surprise).

    Examples
    --------
    >>> from coursekit import data
    >>> messages = data.emotions()
    >>> messages["text"][0], messages["emotion"][0]
    ('今天终于把实验跑通了，晚上加个鸡腿！', 'happiness')
    >>> (messages["emotion"] == "neutral").sum().item()
    2
    """
    import pandas as pd

    return pd.DataFrame(EMOTIONS, columns=["text", "emotion"])


def word_counts():
    """Return how often six words occur in six short texts: three about sports, three about money.

    Returns
    -------
    pandas.DataFrame
        Shape (6, 6), int64; the columns are the words, the rows the texts.

    Examples
    --------
    >>> from coursekit import data
    >>> counts = data.word_counts()
    >>> list(counts.columns)
    ['比赛', '球员', '进球', '股票', '利率', '银行']
    >>> counts.loc[0].tolist()
    [2, 1, 1, 0, 0, 0]
    """
    import pandas as pd

    return pd.DataFrame(COUNTS, columns=list(WORDS))
