"""Frames, arrays and tensors in; two tensors of the right type out, or a message that names the column."""

import numpy as np
import pandas as pd
import pytest
import torch
from torch import nn

from coursekit import training
from coursekit.training import TrainingError
from coursekit.training.tensors import _numbers, as_features, as_target
from tests.training.nets import net, points

MODEL = net()


@pytest.mark.parametrize(
    "X",
    [
        np.eye(4),
        np.eye(4, dtype="int64"),
        np.eye(4, dtype=bool),
        np.eye(4).tolist(),
        torch.eye(4, dtype=torch.float64),
        pd.DataFrame(np.eye(4)),
        pd.DataFrame({"a": [1, 0], "b": [True, False], "c": [0.5, 1.5], "d": [1, 2]}),
        pd.DataFrame({"a": [1, 2], "b": [3, 4]}, dtype="Int64"),
    ],
)
def test_features_become_float32(X):
    """Numbers and booleans of any kind, in any container, in the precision of the weights."""
    made = as_features(X, MODEL)
    assert made.dtype == torch.float32
    assert made.tolist() == np.asarray(X, dtype=float).tolist()


def test_features_follow_a_float64_model():
    """A model in double precision gets double precision."""
    assert as_features(np.eye(4, dtype="float32"), net().double()).dtype == torch.float64


def test_embedded_integers_stay_integers():
    """A model with an embedding looks numbers up."""
    model = nn.Sequential(nn.Embedding(5, 3), nn.Flatten(), nn.Linear(6, 2))
    X = torch.tensor([[0, 1], [2, 4], [3, 3]])
    assert as_features(X, model).dtype == torch.int64
    assert training.fit(model, X, torch.tensor([0, 1, 0]), epochs=1).epochs == 1


def test_an_integer_tensor_is_explained():
    """The student's own loop would fail with it too."""
    with pytest.raises(TrainingError, match=r"torch.int64.*X.float\(\)"):
        training.fit(MODEL, torch.ones(6, 4, dtype=torch.int64), torch.zeros(6))


@pytest.mark.parametrize(
    ("y", "dtype"),
    [
        (np.array([0, 1, 2], dtype="int32"), torch.int64),
        ([0, 1, 2], torch.int64),
        (pd.Series([0, 1, 2]), torch.int64),
        (pd.Series([0, 1, 2], dtype="Int64"), torch.int64),
        (pd.Series([True, False]), torch.int64),
        (torch.tensor([0, 1], dtype=torch.uint8), torch.int64),
        (np.array([0.0, 1.5]), torch.float32),
        (pd.Series([1.0, 2.0]), torch.float32),
        (torch.tensor([1.0, 2.0], dtype=torch.float64), torch.float32),
    ],
)
def test_targets_are_classes_or_values(y, dtype):
    """Whole numbers are classes, floats are values."""
    assert as_target(y, MODEL, None).dtype == dtype


@pytest.mark.parametrize("loss", [nn.MSELoss(), nn.L1Loss(), nn.BCEWithLogitsLoss()])
def test_whole_numbers_turn_float_for_losses_between_numbers(loss):
    """Prices and 0/1 labels are often stored as integers."""
    y = pd.DataFrame({"price": [0, 1, 1]})
    assert as_target(y, MODEL, loss).dtype == torch.float32
    assert training.fit(net(4, 1), torch.ones(3, 4), y, loss=loss, epochs=1).epochs == 1


def test_missing_values_are_found_by_column():
    """By name in a frame, by number in an array, with the first row."""
    frame = pd.DataFrame(np.ones((5, 4)), columns=["面积", "b", "c", "d"])
    frame.loc[3, "面积"] = np.nan
    frame.loc[4, "c"] = np.inf
    with pytest.raises(TrainingError, match="2 个 NaN 或无穷大，在列 面积, c，最早出现在第 3 行"):
        as_features(frame, MODEL)
    with pytest.raises(TrainingError, match=r"在第 0, 2 列（从 0 数起），最早出现在第 3 行"):
        as_features(frame.to_numpy(), MODEL)


def test_missing_values_of_nullable_columns_are_found():
    """pandas' own NA counts as missing, not as text."""
    with pytest.raises(TrainingError, match="在列 a"):
        as_features(pd.DataFrame({"a": pd.array([1, None], dtype="Int64"), "b": [1.0, 2.0]}), MODEL)


def test_large_numbers_are_no_infinity():
    """Their sum overflows, they do not; opposite infinities do not cancel."""
    X = np.full((2, 4), 3e38, dtype="float32")
    assert as_features(X, MODEL).tolist() == X.tolist()
    X[0, 0], X[0, 1] = np.inf, -np.inf
    with pytest.raises(TrainingError, match="2 个"):
        as_features(X, MODEL)


def test_numbers_too_large_for_float32_are_found():
    """1e300 is a number in the frame and infinite in the tensor."""
    with pytest.raises(TrainingError, match="第 1 列"):
        as_features(np.array([[1.0, 1e300], [1.0, 1.0]]), MODEL)


def test_missing_targets_are_found():
    """y is named, without a column."""
    with pytest.raises(TrainingError, match="y 里有 1 个 NaN 或无穷大，最早出现在第 1 行"):
        training.fit(net(4, 1), np.eye(4), np.array([1.0, np.nan, 2.0, 3.0]))


@pytest.mark.parametrize(
    ("X", "told"),
    [
        (pd.DataFrame({"a": [1, 2], "街道": ["x", "y"]}), "不是数的列：街道"),
        (pd.DataFrame({"a": [1], "when": pd.to_datetime(["2024-01-01"])}), "不是数的列：when"),
        (np.array([["a", "b"]]), "LabelEncoder"),
        ([[1.0, 2.0], [3.0]], "长短不一"),
        (np.array([[1, "a"]], dtype=object), "文字"),
        (pd.Series(["x", "y"]), "文字"),
    ],
)
def test_text_is_refused(X, told):
    """Columns of text and dates are named; nothing is converted behind the student's back."""
    with pytest.raises(TrainingError, match=told):
        as_features(X, MODEL)


@pytest.mark.parametrize("X", [torch.ones(0, 4), np.ones((0, 4)), pd.DataFrame(columns=["a"], dtype=float), 3.0])
def test_empty_data_are_refused(X):
    """At least one row is needed."""
    with pytest.raises(TrainingError, match="空的"):
        as_features(X, MODEL)


def test_lengths_must_agree():
    """Both shapes are told."""
    X, y = points(12)
    with pytest.raises(TrainingError, match=r"X 有 12 行，y 却有 10 行.*\(12, 4\).*\(10,\)"):
        training.fit(MODEL, X, y[:10])


def test_reversed_and_read_only_arrays_are_copied():
    """torch refuses the one, and warns of the other (once a process, so the copy is looked at)."""
    X = np.eye(4)
    assert as_features(X[::-1], MODEL).tolist() == X[::-1].tolist()
    X.flags.writeable = False
    assert _numbers(X, "X").flags.writeable
    assert as_features(X, MODEL).tolist() == X.tolist()
