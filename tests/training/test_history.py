"""The history: curves as lists of float."""

import math
import pickle

import pytest

from coursekit.training import History, TrainingError


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
    """to_frame().loc[best_epoch] is the best row."""
    frame = made().to_frame()
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


def test_the_frame_holds_the_rates():
    """What a reader of the curves wants beside them; seconds differ from run to run and stay out."""
    history = History()
    history.append({"loss": 1.0}, lr=0.1, seconds=0.5)
    assert list(history.to_frame().columns) == ["loss", "lr"]


def test_a_file_gives_the_curves_back_bit_for_bit(tmp_path):
    """Losses under the names train and valid, everything else under its own; NaN and infinity too."""
    path = tmp_path / "curves.csv"
    history = History()
    history.append({"loss": 1 / 3, "accuracy": 0.1, "valid_loss": math.pi, "valid_accuracy": 1.0}, lr=0.1, seconds=1.5)
    history.append({"loss": math.inf, "accuracy": 0.2, "valid_loss": 2e-300, "valid_accuracy": 0.0}, lr=1e-3, seconds=2)
    history.append({"loss": math.nan, "accuracy": 0, "valid_loss": math.nan, "valid_accuracy": 0}, lr=1e-3, seconds=2)
    history.to_csv(path)
    assert path.read_text().splitlines()[0] == "epoch,train,accuracy,valid,valid_accuracy,lr,seconds"
    again = History.from_csv(path)
    assert repr(dict(again)) == repr(dict(history))  # as text NaN equals NaN
    assert (again.lr, again.seconds, again.best_epoch) == ([0.1, 1e-3, 1e-3], [1.5, 2.0, 2.0], 1)


def test_a_file_of_curves_alone_is_enough(tmp_path):
    """As somebody types it, whole numbers included; without validation there is no best epoch."""
    path = tmp_path / "curves.csv"
    path.write_text("train\n3\n2\n")
    history = History.from_csv(path)
    assert (history.loss, history.best_epoch, history.lr) == ([3.0, 2.0], None, [])


@pytest.mark.parametrize(
    ("text", "told"), [("a,b\n1,2\n", "train.*a, b"), ("train,valid\n1,2\n1,x\n", "valid 列第 2 行.*'x'")]
)
def test_a_file_without_curves_is_explained(tmp_path, text, told):
    """By its columns."""
    path = tmp_path / "curves.csv"
    path.write_text(text)
    with pytest.raises(TrainingError, match=told):
        History.from_csv(path)


def test_an_epoch_that_was_cut_off_is_dropped():
    """All lists end together."""
    history = made()
    history.append({"loss": 0.1})
    history.append_layers({"0": {"dead": 0.5}})
    history.keep(2)
    assert [len(history[name]) for name in history] == [2, 2]
    history.keep(0)
    assert history.layers == {"0": {"dead": []}}
    assert history.lowest_valid_loss() is None
