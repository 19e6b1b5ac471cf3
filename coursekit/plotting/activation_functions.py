"""Twelve activation functions of one number, with their derivatives."""

import math
from typing import NamedTuple


class Activation(NamedTuple):
    """A function of an array, its derivative, and how both are called in a figure."""

    title: str
    formula: str
    value: callable
    slope: callable


def known() -> dict[str, Activation]:
    """Return the activation functions by name, in the order of the course."""
    import numpy as np

    def sigmoid(x):
        return np.exp(-np.logaddexp(0, -x))

    def softplus(x):
        return np.logaddexp(0, x)

    def sinc_slope(x):
        safe = np.where(x == 0, 1, x)
        return np.where(x == 0, 0, np.cos(safe) / safe - np.sin(safe) / safe**2)

    def mish_slope(x):
        inner = np.tanh(softplus(x))
        return inner + x * (1 - inner**2) * sigmoid(x)

    def swish_slope(x):
        return sigmoid(x) * (1 + x * (1 - sigmoid(x)))

    rows = {
        "sigmoid": ("Sigmoid", r"$1/(1+e^{-x})$", sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
        "tanh": ("Tanh", r"$\tanh x$", np.tanh, lambda x: 1 - np.tanh(x) ** 2),
        "step": ("Step", r"$[x\geq 0]$", lambda x: (x >= 0) * 1.0, np.zeros_like),
        "softplus": ("Softplus", r"$\ln(1+e^x)$", softplus, sigmoid),
        "relu": ("ReLU", r"$\max(0,x)$", lambda x: np.maximum(0, x), lambda x: (x > 0) * 1.0),
        "softsign": ("Softsign", r"$x/(1+|x|)$", lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
        "elu": (
            "ELU",
            r"$x\ /\ e^x-1$",
            lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
            lambda x: np.where(x > 0, 1, np.exp(np.minimum(x, 0))),
        ),
        "log_sigmoid": ("LogSigmoid", r"$\ln\sigma(x)$", lambda x: -softplus(-x), lambda x: sigmoid(-x)),
        "swish": ("Swish", r"$x\,\sigma(x)$", lambda x: x * sigmoid(x), swish_slope),
        "sinc": ("Sinc", r"$\sin x/x$", lambda x: np.sinc(x / math.pi), sinc_slope),
        "leaky_relu": (
            "LeakyReLU",
            r"$\max(0.1x,x)$",
            lambda x: np.maximum(0.1 * x, x),
            lambda x: np.where(x > 0, 1, 0.1),
        ),
        "mish": ("Mish", r"$x\tanh\ln(1+e^x)$", lambda x: x * np.tanh(softplus(x)), mish_slope),
    }
    return {name: Activation(*row) for name, row in rows.items()}
