"""What kind of thing a value is."""

import collections
import datetime

import numpy as np
import pandas as pd
import pytest
import torch

from coursekit.checks.kinds import describe, is_single_precision, kind, to_numpy
from tests.support.names import steady


class Impostor:
    """Claims to be a number."""

    __class__ = float


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (None, "none"),
        (True, "bool"),
        (np.True_, "bool"),
        (torch.tensor(True), "bool"),
        (3, "number"),
        (np.int8(3), "number"),
        (np.array(3.0), "number"),
        (torch.tensor(3.0), "number"),
        (1j, "complex"),
        (torch.tensor(1j), "complex"),
        ("a", "text"),
        (np.str_("a"), "text"),
        (b"a", "bytes"),
        ([1], "list"),
        ((1,), "tuple"),
        (torch.Size([1]), "tuple"),
        ({}, "dict"),
        (collections.OrderedDict(), "dict"),
        (frozenset(), "set"),
        (np.zeros(1), "array"),
        (torch.zeros(1), "array"),
        (torch.nn.Parameter(torch.zeros(1)), "array"),
        (pd.Series([1]), "frame"),
        (pd.DataFrame(), "frame"),
        (pd.Index([1]), "frame"),
        (np.datetime64("2020"), "time"),
        (datetime.date(2020, 1, 1), "object"),
        (object(), "object"),
        (float, "object"),
        (Impostor(), "object"),
    ],
    ids=steady,
)
def test_kind_is_that_of_the_true_type(value, name):
    """Scalars of numpy and torch count as what they hold; a claimed `__class__` counts nothing."""
    assert kind(value) == name


def test_to_numpy_takes_every_kind_of_number():
    """Tensors that require grad, bfloat16 and nullable columns become plain arrays; missing numbers become nan."""
    assert to_numpy(torch.ones(2, requires_grad=True)).tolist() == [1.0, 1.0]
    assert to_numpy(torch.ones(2, dtype=torch.bfloat16)).dtype == np.float32
    whole = to_numpy(pd.Series([1, 2], dtype="Int64"))
    assert (whole.dtype, whole.tolist()) == (np.int64, [1, 2])
    gaps = to_numpy(pd.Series([1, None], dtype="Int64"))
    assert gaps.dtype == np.float64
    assert np.isnan(gaps[1])
    assert to_numpy(pd.Series([True, False], dtype="boolean")).dtype == bool


@pytest.mark.parametrize(
    ("value", "single"),
    [
        (np.float32(1), True),
        (torch.zeros(1, dtype=torch.bfloat16), True),
        (np.zeros(1), False),
        (1.0, False),
        (np.zeros(1, np.int32), False),
    ],
)
def test_single_precision_is_seen(value, single):
    """32-bit floats and shorter ones; neither doubles nor 32-bit integers."""
    assert is_single_precision(value) is single


def test_describe_names_type_shape_and_element_type():
    """What a student reads of a value of the wrong kind."""
    assert describe(np.zeros((2, 3))) == "ndarray(shape=(2, 3), dtype=float64)"
    assert describe(pd.DataFrame({"a": [1]})) == "DataFrame(shape=(1, 1))"
    assert describe([1, 2]) == "list（2 个元素）"
    assert describe(None) == "NoneType"
