"""The device: the best one that works."""

import pytest
import torch

from coursekit import runtime
from coursekit.runtime.machine import examine_machine


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """No answer of an earlier test, and a machine without accelerators."""
    runtime.device.cache_clear()
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    yield
    runtime.device.cache_clear()


@pytest.fixture
def ones(monkeypatch):
    """Let the probe's tensors be made on the CPU, and list where they were asked for; a kind in `broken` fails."""
    asked, broken, real = [], [], torch.ones

    def make(*shape, device="cpu"):
        asked.append(device)
        if device in broken:
            raise RuntimeError("CUDA error: no kernel image is available\nmore lines")
        return real(*shape)

    monkeypatch.setattr(torch, "ones", make)
    return asked, broken


def test_without_accelerator_it_is_the_cpu():
    """A torch.device, ready for `.to`."""
    assert runtime.device() == torch.device("cpu")


def test_cuda_goes_before_mps(monkeypatch, ones):
    """The first that computes is taken, and asked once only."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert runtime.device() == runtime.device() == torch.device("cuda")
    assert ones[0] == ["cuda"]


def test_mps_is_taken(monkeypatch, ones):
    """Apple's chips."""
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    assert runtime.device() == torch.device("mps")


def test_a_card_that_cannot_compute_is_left_out(monkeypatch, ones):
    """With a warning that holds torch's own first line; doctor tells it too, with advice."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    ones[1].append("cuda")
    with pytest.warns(UserWarning, match="no kernel image is available$"):
        assert runtime.device() == torch.device("cpu")
    (finding,) = [finding for finding in examine_machine() if finding.name == "torch"]
    assert (finding.status, bool(finding.advice)) == ("warn", True)
    assert "no kernel image" in finding.found
