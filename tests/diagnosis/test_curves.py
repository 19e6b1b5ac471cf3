"""What can be diagnosed: histories, mappings, frames and sequences; and what cannot."""

import numpy as np
import pandas as pd
import pytest
import torch

from coursekit.diagnosis import DiagnosisError
from coursekit.diagnosis.curves import curves_of
from coursekit.training import History

TRAIN, VALID = [5.0, 4.0, 3.0, 2.0, 1.0], [6.0, 5.0, 4.0, 3.0, 2.0]


def history():
    made = History()
    for loss, valid in zip(TRAIN, VALID, strict=True):
        made.append({"loss": loss, "valid_loss": valid, "accuracy": 0.5}, lr=0.1)
    made.append_layers({"0": {"grad_norm": 1.0}})
    return made


@pytest.mark.parametrize(
    "given",
    [
        history(),
        {"loss": TRAIN, "valid_loss": VALID},
        {"train": TRAIN, "valid": VALID},
        {"loss": TRAIN, "val_loss": VALID, "accuracy": VALID},
        pd.DataFrame({"epoch": range(5), "train": TRAIN, "valid": VALID}),
    ],
)
def test_named_curves(given):
    """As `fit`, Keras, a file or a frame names them."""
    read = curves_of(given)
    assert (read.train.tolist(), read.valid.tolist()) == (TRAIN, VALID)


@pytest.mark.parametrize("kind", [list, tuple, np.array, torch.tensor, pd.Series])
def test_plain_sequences(kind):
    """One curve, or two."""
    assert curves_of(kind(TRAIN)).valid is None
    read = curves_of(kind(TRAIN), kind(VALID))
    assert (read.train.tolist(), read.valid.tolist()) == (TRAIN, VALID)


def test_a_history_brings_rates_and_layers():
    """What was recorded beside the losses comes along."""
    read = curves_of(history())
    assert read.lr == [0.1] * 5
    assert read.layers == {"0": {"grad_norm": [1.0]}}


@pytest.mark.parametrize(
    ("given", "valid", "word"),
    [
        ({"accuracy": TRAIN}, None, "accuracy"),
        ({}, None, "一个也没有"),
        (TRAIN[:4], None, "至少要 5 轮"),
        ([], None, "只有 0 轮"),
        (TRAIN, VALID[:3], "valid 有 3 个"),
        (["a"] * 5, None, "train 应为一串数"),
        ([TRAIN, VALID], None, "train 应为一串数"),
        (3.0, None, "train 应为一串数"),
        (None, None, "train 应为一串数"),
    ],
)
def test_what_cannot_be_read_is_told(given, valid, word):
    """The message names what was given and what is needed."""
    with pytest.raises(DiagnosisError, match=word):
        curves_of(given, valid)


def test_a_loss_that_is_no_number_may_be_short():
    """Three epochs that end in nan tell enough."""
    assert len(curves_of([2.0, 9.0, float("nan")]).train) == 3
