"""Small data and networks that the tests of training share."""

import numpy as np
import torch
from torch import nn


def points(n=40, features=4, classes=3, seed=0):
    """Return features (n, features) and class numbers (n,)."""
    generator = torch.Generator().manual_seed(seed)
    X = torch.randn(n, features, generator=generator)
    return X, torch.randint(0, classes, (n,), generator=generator)


def line(n=40, seed=0):
    """Return X (n, 1) and y (n, 1) = 2 x + 1."""
    X = torch.randn(n, 1, generator=torch.Generator().manual_seed(seed))
    return X, 2 * X + 1


def net(inputs=4, outputs=3, seed=0, dropout=0.0):
    """Return a network with one hidden layer, always with the same weights for the same seed."""
    state = torch.random.get_rng_state()
    torch.manual_seed(seed)
    made = nn.Sequential(nn.Linear(inputs, 8), nn.ReLU(), nn.Dropout(dropout), nn.Linear(8, outputs))
    torch.random.set_rng_state(state)
    return made


def weights(model):
    """Return all parameters as one array."""
    return np.concatenate([p.detach().numpy().ravel() for p in model.parameters()])
