"""The bar: where somebody looks, and nowhere else."""

import pytest

from coursekit import training
from coursekit.training import progress
from tests.training.nets import net, points


def trained(**options):
    X, y = points()
    training.fit(net(), X, y, epochs=3, **options)


def test_silent_where_nobody_looks(capfd):
    """A test run is no place for a bar."""
    trained()
    assert capfd.readouterr() == ("", "")


def test_a_bar_can_be_forced(capfd):
    """It counts the epochs and tells the loss, on stderr."""
    trained(progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "3/3" in err
    assert "loss=" in err


@pytest.mark.parametrize(("looks", "shown"), [(True, True), (False, False)])
def test_the_default_follows_who_looks(monkeypatch, capfd, looks, shown):
    """None asks the runtime."""
    monkeypatch.setattr(progress, "interactive", lambda: looks)
    trained()
    assert ("3/3" in capfd.readouterr().err) is shown


def test_false_is_silent_even_where_somebody_looks(monkeypatch, capfd):
    """progress=False rules."""
    monkeypatch.setattr(progress, "interactive", lambda: True)
    trained(progress=False)
    assert capfd.readouterr().err == ""


def test_the_bar_is_closed_after_an_error(monkeypatch):
    """A run that diverges leaves no open bar."""
    closed = []
    made = progress.bar(1, False)
    monkeypatch.setattr(made, "close", lambda: closed.append(True), raising=False)
    monkeypatch.setattr("coursekit.training.loop.bar", lambda epochs, wanted: made)
    with pytest.raises(training.TrainingError):
        trained(loss=lambda outputs, y: outputs.sum() * float("nan"))
    assert closed == [True]
