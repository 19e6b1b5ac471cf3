"""The epochs of one training: what is noted, and what Ctrl-C leaves."""

import signal

import pytest
import torch

from coursekit import training
from coursekit.training import EarlyStopping, TrainingWarning
from tests.training.nets import net, points, weights

X, Y = points()
VALID = points(seed=1)


def interrupt_after(calls):
    """Return a metric that presses Ctrl-C when it is called for the `calls`-th time."""
    seen = []

    def metric(outputs, y):
        seen.append(None)
        if len(seen) == calls:
            signal.raise_signal(signal.SIGINT)
        return 0.0

    return {"x": metric}


def test_every_epoch_has_its_seconds():
    """A number above 0 each."""
    history = training.fit(net(), X, Y, epochs=4)
    assert len(history.seconds) == len(history.lr) == 4
    assert all(value > 0 for value in history.seconds)


def test_ctrl_c_keeps_what_was_learnt():
    """The complete epochs are in the history, which says so; the weights have moved; modes come back."""
    model = net().eval()
    with pytest.warns(TrainingWarning, match="第 4 轮中途被打断：前 3 轮"):
        history = training.fit(model, X, Y, epochs=50, metrics=interrupt_after(4))
    assert (history.epochs, history.interrupted, history.stopped_early) == (3, True, False)
    assert len(history["x"]) == len(history.lr) == len(history.seconds) == 3
    assert history.loss == training.fit(net(), X, Y, epochs=3).loss
    assert not (weights(model) == weights(net())).all()
    assert not model.training
    assert repr(history).endswith("interrupted=True)")


def test_ctrl_c_in_the_first_epoch():
    """An empty history, no error."""
    with pytest.warns(TrainingWarning, match="前 0 轮"):
        history = training.fit(net(), X, Y, valid=VALID, metrics=interrupt_after(1))
    assert (history.epochs, history.best_epoch, history.interrupted) == (0, None, True)


def test_ctrl_c_gives_the_best_weights_back():
    """Where early stopping was asked for."""
    model = net()
    stopping = EarlyStopping(patience=40)
    with pytest.warns(TrainingWarning):
        history = training.fit(model, X, Y, epochs=99, lr=0.2, valid=VALID, early_stopping=stopping,
                               metrics=interrupt_after(59))  # fmt: skip
    assert history.best_epoch < history.epochs - 1
    assert training.evaluate(model, *VALID)["loss"] == pytest.approx(min(history["valid_loss"]))


def test_after_ctrl_c_the_checkpoint_goes_on(tmp_path):
    """From the last complete epoch, bit for bit."""
    path = tmp_path / "run.pt"
    zero = {"x": lambda outputs, y: 0.0}
    with pytest.warns(TrainingWarning):
        training.fit(net(), X, Y, seed=1, batch_size=8, epochs=6, checkpoint=path, metrics=interrupt_after(3))
    resumed, whole = net(), net()
    history = training.fit(resumed, X, Y, seed=1, batch_size=8, epochs=6, resume=path, metrics=zero)
    assert history.loss == training.fit(whole, X, Y, seed=1, batch_size=8, epochs=6, metrics=zero).loss
    assert (weights(resumed) == weights(whole)).all()
    assert not history.interrupted


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")
def test_on_a_gpu_everything_follows_the_model():
    """Data, class weights and validation data."""
    model = net()
    loss = torch.nn.CrossEntropyLoss(weight=training.class_weights(Y))
    history = training.fit(model, X, Y, loss=loss, epochs=3, batch_size=8, seed=1, valid=VALID, device="cuda",
                           metrics="accuracy", record="layers")  # fmt: skip
    assert history.epochs == 3
    assert next(model.parameters()).is_cuda
    assert training.predict(model, X).device == X.device


def test_an_epoch_that_was_noted_but_not_finished_is_dropped():
    """Ctrl-C between the note and the next rate: every list ends with the last complete epoch."""

    class Pressed(training.schedules.Schedule):
        def rate(self, epoch, base, epochs):
            if epoch == 3:
                signal.raise_signal(signal.SIGINT)
            return base

    with pytest.warns(TrainingWarning, match="前 2 轮"):
        history = training.fit(net(), X, Y, valid=VALID, schedule=Pressed(), record="layers")
    kept = [history.loss, history["valid_loss"], history.lr, history.seconds, history.layers["0"]["grad_norm"]]
    assert [len(values) for values in kept] == [2] * 5
