"""What fit does with a schedule."""

from functools import partial

import pytest
import torch
from torch.optim import lr_scheduler

from coursekit import training
from coursekit.training import TrainingError, schedules
from tests.training.nets import net, points, weights

X, Y = points()


def fit(**options):
    return training.fit(net(), X, Y, lr=0.1, epochs=6, **options)


def test_the_history_tells_the_rate_of_each_epoch():
    """The rate in force, not the next one."""
    assert fit(schedule=schedules.Step(every=2, gamma=0.5)).lr == [0.1, 0.1, 0.05, 0.05, 0.025, 0.025]
    assert fit().lr == [0.1] * 6


def test_the_rate_is_really_used():
    """A rate of 0 from the third epoch on changes no weight any more."""
    two, six = net(), net()
    schedule = schedules.Step(every=2, gamma=0.0)
    training.fit(two, X, Y, epochs=2)
    training.fit(six, X, Y, epochs=6, schedule=schedule)
    assert (weights(two) == weights(six)).all()


@pytest.mark.parametrize("make", [partial(lr_scheduler.StepLR, step_size=2), lambda o: lr_scheduler.StepLR(o, 2)])
def test_a_scheduler_of_pytorch_by_its_maker(make):
    """A function from optimiser to scheduler."""
    assert fit(schedule=make).lr == pytest.approx([0.1, 0.1, 0.01, 0.01, 0.001, 0.001])


def test_a_scheduler_of_pytorch_itself():
    """Together with its optimiser."""
    model = net()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    scheduler = lr_scheduler.ExponentialLR(optimizer, 0.5)
    history = training.fit(model, X, Y, epochs=3, optimizer=optimizer, schedule=scheduler)
    assert history.lr == pytest.approx([0.1, 0.05, 0.025])


def test_pytorchs_plateau_gets_the_validation_loss():
    """Where there is one; ours agrees."""
    valid = points(seed=1)
    runs = [
        training.fit(net(), X, Y, lr=0.1, epochs=30, valid=valid, schedule=schedule).lr
        for schedule in (partial(lr_scheduler.ReduceLROnPlateau, patience=2), schedules.Plateau(patience=2))
    ]
    assert runs[0] == pytest.approx(runs[1], abs=1e-8)  # smaller changes PyTorch leaves out
    assert runs[0][-1] < 0.1


def test_a_scheduler_of_another_optimizer_is_refused():
    """Its steps would change nothing here."""
    other = torch.optim.SGD(net().parameters(), lr=0.1)
    with pytest.raises(TrainingError, match="另一个优化器.*schedule=lambda opt"):
        fit(schedule=lr_scheduler.StepLR(other, 2))


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        ("cosine", "training.schedules.*得到 str"),
        (schedules.Cosine, r"写成 Cosine\(…\)"),
        (lambda optimizer: 3, "得到 int"),
        (schedules.Plateau(monitor="valid_loss"), "valid_loss.*只会记下 loss"),
    ],
)
def test_what_is_no_schedule_is_refused(schedule, told):
    """With the kinds there are."""
    with pytest.raises(TrainingError, match=told):
        fit(schedule=schedule)
