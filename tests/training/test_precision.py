"""Mixed precision: what is computed in 16 bits and what is not."""

import pytest
import torch

from coursekit import training
from coursekit.training import TrainingError
from coursekit.training.precision import Precision
from tests.training.nets import net, points

X, Y = points()
NO_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="float16 needs a GPU")


class Spy(torch.nn.Linear):
    """A layer that notes the type of its outputs."""

    def __init__(self):
        super().__init__(4, 3)
        self.seen = []

    def forward(self, x):
        outputs = super().forward(x)
        self.seen.append((self.training, outputs.dtype))
        return outputs


@pytest.mark.parametrize("wanted", [True, "bfloat16"])
def test_training_is_in_16_bits_and_measuring_in_32(wanted):
    """Weights stay in float32; what is measured is what predict gives."""
    model = Spy()
    training.fit(model, X, Y, epochs=2, valid=(X, Y), mixed_precision=wanted)
    trained = {dtype for training_mode, dtype in model.seen if training_mode}
    assert trained == {torch.bfloat16}
    assert {dtype for training_mode, dtype in model.seen if not training_mode} == {torch.float32}
    assert model.weight.dtype == torch.float32


def test_the_loss_is_nearly_that_of_full_precision():
    """Eight bits of mantissa are enough to learn."""
    runs = [training.fit(net(), X, Y, lr=0.05, epochs=30, mixed_precision=on).loss for on in (False, True)]
    assert runs[1] == pytest.approx(runs[0], rel=0.05)
    assert runs[1] != runs[0]


def test_outputs_reach_the_loss_in_float32():
    """A loss of one's own never meets 16 bits."""
    seen = []

    def loss(outputs, y):
        seen.append(outputs.dtype)
        return torch.nn.functional.cross_entropy(outputs, y)

    training.fit(net(), X, Y, loss=loss, epochs=1, mixed_precision=True)
    assert set(seen) == {torch.float32}


@pytest.mark.parametrize(
    ("wanted", "model", "told"),
    [
        ("float16", net(), "bfloat16"),
        ("half", net(), "half"),
        (1.5, net(), "1.5"),
        (True, net().double(), r"float64.*model.float\(\)"),
        (True, torch.nn.Linear(1, 1, device="meta"), "meta"),
    ],
)
def test_what_does_not_go_together_is_refused(wanted, model, told):
    """With the way out."""
    with pytest.raises(TrainingError, match=told):
        Precision(wanted, model)


@NO_GPU
@pytest.mark.parametrize("wanted", [True, "float16", "bfloat16"])
def test_on_a_gpu(wanted):
    """With a scaler for float16, together with clipping, penalties and accumulation."""
    model = net()
    history = training.fit(model, X, Y, lr=0.05, epochs=40, batch_size=8, device="cuda", mixed_precision=wanted,
                           clip_norm=1.0, l2=1e-4, accumulate=2)  # fmt: skip
    assert history.loss[-1] < 0.9 * history.loss[0]
    assert next(model.parameters()).is_cuda
