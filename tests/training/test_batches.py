"""The batches of an epoch."""

import pytest
import torch

from coursekit.training.batches import Batches
from tests.training.nets import points


@pytest.mark.parametrize("size", [None, 10, 99])
def test_one_batch_is_the_data_themselves(size):
    """No copy, no new order, no random number."""
    X, y = points(10)
    before = torch.random.get_rng_state()
    ((inputs, targets),) = Batches(X, y, size)
    assert inputs.data_ptr() == X.data_ptr()
    assert torch.equal(targets, y)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_each_epoch_is_a_new_permutation_with_its_targets():
    """Every row once, with the target that belongs to it, in another order each time."""
    X = torch.arange(20.0).reshape(10, 2)
    y = torch.arange(10)
    batches = Batches(X, y, 4)
    assert len(batches) == 3
    orders = []
    for _ in range(2):
        epoch = [(inputs.clone(), targets.clone()) for inputs, targets in batches]
        assert [len(inputs) for inputs, _ in epoch] == [4, 4, 2]
        order = torch.cat([targets for _, targets in epoch])
        assert torch.equal(torch.cat([inputs for inputs, _ in epoch]), X[order])
        assert sorted(order.tolist()) == y.tolist()
        orders.append(order.tolist())
    assert orders[0] != orders[1]


def test_the_data_are_never_written_to():
    """Neither shuffled nor when a batch is changed in place."""
    X, y = points(10)
    kept = X.clone()
    for inputs, _ in Batches(X, y, 4):
        inputs.zero_()
    assert torch.equal(X, kept)


def test_without_shuffling_the_rows_stay_in_order():
    """Cut as they are."""
    X, y = points(10)
    assert torch.equal(torch.cat([inputs for inputs, _ in Batches(X, y, 3, shuffle=False)]), X)
