"""The twelve activation functions: values and slopes of the course's table, and of PyTorch."""

import numpy as np
import pytest
import torch
from torch.nn import functional

from coursekit.plotting.activation_functions import known

# f(−2), f(−1), f(1), f(2), then the same of the derivative, four decimals.
TABLE = {
    "sigmoid": ((0.1192, 0.2689, 0.7311, 0.8808), (0.1050, 0.1966, 0.1966, 0.1050)),
    "tanh": ((-0.9640, -0.7616, 0.7616, 0.9640), (0.0707, 0.4200, 0.4200, 0.0707)),
    "step": ((0, 0, 1, 1), (0, 0, 0, 0)),
    "softplus": ((0.1269, 0.3133, 1.3133, 2.1269), (0.1192, 0.2689, 0.7311, 0.8808)),
    "relu": ((0, 0, 1, 2), (0, 0, 1, 1)),
    "softsign": ((-0.6667, -0.5, 0.5, 0.6667), (0.1111, 0.25, 0.25, 0.1111)),
    "elu": ((-0.8647, -0.6321, 1, 2), (0.1353, 0.3679, 1, 1)),
    "log_sigmoid": ((-2.1269, -1.3133, -0.3133, -0.1269), (0.8808, 0.7311, 0.2689, 0.1192)),
    "swish": ((-0.2384, -0.2689, 0.7311, 1.7616), (-0.0908, 0.0723, 0.9277, 1.0908)),
    "sinc": ((0.4546, 0.8415, 0.8415, 0.4546), (0.4354, 0.3012, -0.3012, -0.4354)),
    "leaky_relu": ((-0.2, -0.1, 1, 2), (0.1, 0.1, 1, 1)),
    "mish": ((-0.2525, -0.3034, 0.8651, 1.9440), (-0.1084, 0.0592, 1.0490, 1.0693)),
}
X = np.array([-2.0, -1.0, 1.0, 2.0])


def test_the_table_names_every_function():
    """Twelve fill a gallery of four rows of three."""
    assert list(known()) == list(TABLE) and len(TABLE) == 12


@pytest.mark.parametrize("name", TABLE)
def test_values_and_slopes_are_those_of_the_table(name):
    """At −2, −1, 1 and 2, to four decimals."""
    function, (values, slopes) = known()[name], TABLE[name]
    assert function.value(X) == pytest.approx(values, abs=5.1e-5)
    assert function.slope(X) == pytest.approx(slopes, abs=5.1e-5)


@pytest.mark.parametrize("name", ["sigmoid", "softplus", "elu", "mish", "silu", "logsigmoid", "softsign", "tanh"])
def test_pytorch_gives_the_same_values_and_gradients(name):
    """Also at 0 and far out, without overflow."""
    ours = known()[{"silu": "swish", "logsigmoid": "log_sigmoid"}.get(name, name)]
    x = torch.tensor([-800.0, -30, -0.5, 0.0, 0.5, 30, 800], dtype=torch.float64, requires_grad=True)
    y = getattr(functional, name)(x)
    y.sum().backward()
    with np.errstate(over="raise", invalid="raise"):
        assert ours.value(x.detach().numpy()) == pytest.approx(y.detach().numpy(), abs=1e-8)
        assert ours.slope(x.detach().numpy()) == pytest.approx(x.grad.numpy(), abs=1e-8)


def test_sinc_is_1_at_0_with_slope_0():
    """The limits, not 0/0."""
    with np.errstate(all="raise"):
        assert known()["sinc"].value(np.zeros(1)) == 1 and known()["sinc"].slope(np.zeros(1)) == 0
