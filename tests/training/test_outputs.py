"""Predictions: evaluation mode, no gradients, nothing left behind."""

import numpy as np
import pandas as pd
import torch

from coursekit import training
from coursekit.training import outputs
from tests.training.nets import net, points


def test_predictions_are_the_outputs_in_evaluation_mode():
    """Dropout is off, the result has no graph, the model is in training mode again."""
    X, _ = points()
    model = net(dropout=0.5)
    found = training.predict(model, X)
    assert not found.requires_grad
    assert model.training
    assert torch.equal(found, model.eval()(X).detach())


def test_each_layer_keeps_its_own_mode():
    """A layer set to evaluation by hand stays so."""
    model = net(dropout=0.5)
    model[2].eval()
    training.predict(model, points()[0])
    assert (model.training, model[2].training) == (True, False)


def test_arrays_and_frames_are_taken():
    """The same numbers from any container."""
    X, _ = points()
    expected = training.predict(net(), X)
    # Not bit by bit: how an array lies in memory may change the order of a sum.
    assert np.allclose(training.predict(net(), X.numpy().astype("float64")), expected, atol=1e-6)
    assert np.allclose(training.predict(net(), pd.DataFrame(X.numpy())), expected, atol=1e-6)


def test_long_data_go_in_chunks(monkeypatch):
    """Rows stay in order and none is lost, whatever the size of a chunk."""
    X, _ = points(25)
    whole = training.predict(net(), X)
    monkeypatch.setattr(outputs, "CHUNK", 10)
    assert np.allclose(training.predict(net(), X), whole, atol=1e-6)
