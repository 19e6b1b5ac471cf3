"""The history: curves as lists of float."""

import pickle

import pytest

from coursekit.training import History


def made():
    history = History()
    history.append({"loss": 1.0, "valid_loss": 2})
    history.append({"loss": 0.5, "valid_loss": 1.5})
    history.best_epoch = 1
    return history


def test_curves_are_lists_of_float():
    """By name, and the loss by attribute; one number an epoch."""
    history = made()
    assert history.loss == history["loss"] == [1.0, 0.5]
    assert history["valid_loss"] == [2.0, 1.5]
    assert type(history["valid_loss"][0]) is float
    assert history.epochs == 2


def test_names_of_the_curves():
    """In the order in which they were recorded."""
    history = made()
    assert list(history) == list(history.keys()) == ["loss", "valid_loss"]
    assert "valid_loss" in history
    assert "accuracy" not in history


def test_an_unknown_curve_is_explained():
    """What there is, and how to get more; the message stands without quotes around it."""
    with pytest.raises(KeyError) as caught:
        made()["accuracy"]
    assert str(caught.value).startswith("没有记下 accuracy，有的是：loss, valid_loss")


def test_the_frame_is_indexed_as_best_epoch_is():
    """frame().loc[best_epoch] is the best row."""
    frame = made().frame()
    assert list(frame.columns) == ["loss", "valid_loss"]
    assert frame.index.name == "epoch"
    assert frame.loc[made().best_epoch, "valid_loss"] == 1.5


def test_the_repr_is_short_and_rounded():
    """One line that does not change in the last digits of another machine."""
    history = made()
    assert repr(history) == "History(epochs=2, loss=0.5000, valid_loss=1.5000, best_epoch=1)"
    history.stopped_early = True
    assert repr(history).endswith("best_epoch=1, stopped_early=True)")
    assert repr(History()) == "History(epochs=0)"


def test_a_history_can_be_saved():
    """It goes through pickle with everything in it."""
    again = pickle.loads(pickle.dumps(made()))
    assert (again.loss, again.best_epoch, again.epochs) == ([1.0, 0.5], 1, 2)
