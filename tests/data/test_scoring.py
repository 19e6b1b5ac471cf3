"""A house-price submission: its score, and each thing that may be wrong with the file."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from coursekit.data import DataError, score_house_prices

IDS = list(range(1461, 1481))
PRICES = [100_000 + 7_000 * i for i in range(20)]


@pytest.fixture
def truth(tmp_path):
    path = tmp_path / "真 值.csv"
    pd.DataFrame({"Id": IDS, "SalePrice": PRICES, "PoolQC": "NA"}).to_csv(path, index=False)
    return path


@pytest.fixture
def scored(tmp_path, truth):
    """Score a file with this text, or with this frame."""

    def score(content):
        path = tmp_path / "我的 submission.csv"
        text = content if isinstance(content, str) else content.to_csv(index=False)
        path.write_text(text, encoding="utf-8")
        return score_house_prices(path, truth)

    return score


def table(prices=PRICES, ids=IDS):
    return pd.DataFrame({"Id": ids, "SalePrice": prices})


def test_the_score_is_kaggle_s(scored):
    """Root of the mean squared difference of natural logarithms."""
    rng = np.random.default_rng(0)
    guesses = np.array(PRICES) * np.exp(rng.normal(0, 0.2, 20))
    score = scored(table(guesses))
    assert score.rmsle == pytest.approx(np.sqrt(np.mean((np.log(guesses) - np.log(PRICES)) ** 2)), rel=1e-9)
    assert (score.rows, score.faults, score.notes) == (20, (), ())
    assert scored(table()).rmsle == 0
    assert scored(table(np.array(PRICES) * math.e)).rmsle == pytest.approx(1)


def test_the_order_of_rows_and_columns_does_not_matter(scored):
    """It is a note, no fault; nor do blanks, a byte-order mark and Ids like 1461.0 matter."""
    shuffled = table().sample(frac=1, random_state=0)[["SalePrice", "Id"]].astype({"Id": float})
    score = scored("\ufeff" + shuffled.to_csv(index=False).replace(",", " , ") + "\n\n")
    assert (score.rmsle, score.faults) == (0, ())
    assert "次序" in score.notes[0]


def test_one_price_for_all_is_noted(scored):
    """A constant is scored, and told."""
    score = scored(table(150_000))
    assert score.rmsle > 0.2
    assert "sample_submission" in score.notes[0]


def doubled():
    return pd.concat([table(), table().head(2)])


@pytest.mark.parametrize(
    ("content", "kind", "word"),
    [
        (lambda: table().head(18), "missing_ids", "1479、1480"),
        (lambda: table(PRICES + [1e5], IDS + [3000]), "unknown_ids", "3000"),
        (doubled, "duplicate", "1461、1462"),
        (lambda: table([math.nan, *PRICES[1:]]), "missing_price", "第 2 行"),
        (lambda: table([-5.0, *PRICES[1:]]), "not_positive", "1461: -5"),
        (lambda: table([0, *PRICES[1:]]), "not_positive", "下限"),
        (lambda: table([math.inf, *PRICES[1:]]), "infinite", "exp"),
        (lambda: table(["$100000", *PRICES[1:]]), "text_price", "货币"),
        (lambda: table(np.log(PRICES)), "log_prices", "np.exp"),
        (lambda: table(np.log1p(PRICES)), "log_prices", "np.expm1"),
        (lambda: table(PRICES, range(1, 21)), "wrong_ids", "训练集"),
        (lambda: table(PRICES, ["x", *IDS[1:]]), "id_no_number", "第 2 行"),
        (lambda: table().assign(PoolQC=1), "extra_column", "PoolQC"),
        (lambda: table().reset_index().rename(columns={"index": ""}), "index_column", "index=False"),
        (lambda: table().rename(columns={"SalePrice": "saleprice"}), "missing_column", "'saleprice'"),
        (lambda: table()[["Id"]], "missing_column", "SalePrice"),
        (lambda: table().to_csv(index=False, header=False), "missing_column", "Id"),
        (lambda: table().head(1).to_csv(index=False) + "1462,107,000\n", "ragged", "千位"),
        (lambda: "Id,SalePrice\n", "missing_ids", "20 个"),
    ],
)  # fmt: skip
def test_each_fault_is_named(scored, content, kind, word):
    """With its kind, the place and what to do; nothing is scored."""
    score = scored(content())
    assert kind in [fault.kind for fault in score.faults]
    assert word in str(score)
    assert score.rmsle is None


def test_all_faults_are_told_at_once(scored):
    """Not one at each upload."""
    score = scored(table([math.nan, -1.0, *PRICES[2:]]).head(19))
    assert {fault.kind for fault in score.faults} == {"missing_ids", "missing_price", "not_positive"}


def test_messages_are_in_english_too(scored, monkeypatch):
    """COURSEKIT_LANG=en."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    assert "logarithms of prices" in str(scored(table(np.log(PRICES))))


@pytest.mark.parametrize(
    ("data", "word"), [(b"", "空的"), (b"PK\x03\x04", "Excel"), (b"\xff\xfeI", "UTF-8"), (None, "读不了")]
)
def test_what_is_no_table_is_an_error(tmp_path, truth, data, word):
    """The file is named."""
    path = tmp_path / "file.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DataError, match=word) as caught:
        score_house_prices(path, truth)
    assert "file.csv" in str(caught.value)


@pytest.mark.parametrize("text", ["Id,SalePrice\n", "Id,SalePrice\n1,-1\n", "Id\n1\n"])
def test_a_truth_at_fault_is_an_error(tmp_path, text):
    """It is the teacher's file: no score rests on it."""
    path = tmp_path / "truth.csv"
    path.write_text(text)
    with pytest.raises(DataError, match=r"truth\.csv"):
        score_house_prices(path, path)


def test_a_score_is_a_record(scored):
    """JSON of a score and of a fault."""
    good, bad = scored(table()), scored(table().head(19))
    assert json.loads(json.dumps(good.as_json())) == {
        "task": "house_prices", "rmsle": 0.0, "rows": 20, "faults": [], "notes": []
    }  # fmt: skip
    (fault,) = json.loads(json.dumps(bad.as_json()))["faults"]
    assert (fault["kind"], fault["where"]) == ("missing_ids", [1480])
