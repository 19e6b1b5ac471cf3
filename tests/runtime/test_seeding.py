"""The one place that seeds everything."""

import random

import numpy as np
import pytest
import torch

from coursekit import runtime


def test_all_generators_are_seeded():
    """Python's, NumPy's and torch's draw the same again."""

    def draw():
        return random.random(), np.random.rand(), torch.rand(1).item()

    runtime.seed_everything(42)
    first = draw()
    assert draw() != first
    runtime.seed_everything(42)
    assert draw() == first
    runtime.seed_everything(np.int64(42))
    assert draw() == first


def test_cudnn_is_made_deterministic(monkeypatch):
    """The names are spelt as torch reads them: the misspelt one would be set without effect."""
    monkeypatch.setattr(torch.backends.cudnn, "deterministic", False)
    monkeypatch.setattr(torch.backends.cudnn, "benchmark", True)
    runtime.seed_everything(0)
    assert torch.backends.cudnn.deterministic is True
    assert torch.backends.cudnn.benchmark is False


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, "42", True, None])
def test_what_is_no_seed_is_refused(seed):
    """With the range that is meant."""
    with pytest.raises(ValueError, match=r"2\*\*32"):
        runtime.seed_everything(seed)
