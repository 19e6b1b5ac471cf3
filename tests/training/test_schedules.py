"""The plans of the learning rate: the lecture's numbers, and PyTorch's for fifty steps."""

import pytest
import torch
from torch.optim import lr_scheduler

from coursekit.training import TrainingError
from coursekit.training.rates import rates_for
from coursekit.training.schedules import Cosine, Plateau, Schedule, Step, WarmupCosine

STEPS = 50
BASE = 0.1


def sgd(lr=BASE):
    return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=lr)


class Curve(dict):
    """A history that shows the first `epochs` values of its curves."""

    epochs = 0

    def __getitem__(self, name):
        return super().__getitem__(name)[: self.epochs]


def ours(schedule, values=(), epochs=STEPS):
    """Return the rates of the epochs 0 ... STEPS that our driver sets."""
    optimizer = sgd()
    history = Curve(loss=list(values) or [1.0] * STEPS)
    rates = rates_for(schedule, optimizer, epochs, ["loss"])
    found = [optimizer.param_groups[0]["lr"]]
    for _ in range(STEPS):
        history.epochs += 1
        rates.after(history)
        found.append(optimizer.param_groups[0]["lr"])
    return found


def theirs(make, values=None):
    """Return the rates that a scheduler of PyTorch sets."""
    optimizer = sgd()
    scheduler = make(optimizer)
    found = [optimizer.param_groups[0]["lr"]]
    for i in range(STEPS):
        optimizer.step()
        scheduler.step(*([values[i]] if values else []))
        found.append(optimizer.param_groups[0]["lr"])
    return found


def warmup_cosine(optimizer):
    line = lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=5)
    curve = lr_scheduler.CosineAnnealingLR(optimizer, T_max=45, eta_min=1e-3)
    return lr_scheduler.SequentialLR(optimizer, [line, curve], milestones=[5])


SAME = {
    "step": (Step(every=7, gamma=0.5), lambda o: lr_scheduler.StepLR(o, 7, gamma=0.5)),
    "cosine": (Cosine(minimum=1e-3), lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=50, eta_min=1e-3)),
    "warm-up": (WarmupCosine(warmup=5, minimum=1e-3), warmup_cosine),
}


@pytest.mark.filterwarnings("ignore:The epoch parameter")  # of SequentialLR, about itself
@pytest.mark.parametrize("name", SAME)
def test_the_rates_are_those_of_pytorch(name):
    """Epoch by epoch."""
    schedule, make = SAME[name]
    assert ours(schedule) == pytest.approx(theirs(make), rel=1e-9, abs=1e-15)


@pytest.mark.parametrize("settings", [{}, {"patience": 2, "factor": 0.5}, {"patience": 0, "minimum": 0.03}])
def test_the_plateau_is_that_of_pytorch(settings):
    """On a curve that falls, rests, falls by less than the threshold and rises."""
    values = [1 / (1 + i) for i in range(10)] + [0.1 * (1 - 5e-5 * i) for i in range(15)] + [0.05] * 20 + [2.0] * 5
    named = {"min_lr" if name == "minimum" else name: value for name, value in settings.items()}
    expected = theirs(lambda o: lr_scheduler.ReduceLROnPlateau(o, **named), values)
    found = ours(Plateau(**settings), values)
    assert found == pytest.approx(expected)
    assert found[-1] < BASE


def test_the_plateau_of_the_lecture():
    """factor .5, patience 2 on 1, .9 x 7: half after the 5th epoch, a quarter after the 8th."""
    found = ours(Plateau(factor=0.5, patience=2), [1.0] + [0.9] * (STEPS - 1))
    assert found[4:9] == pytest.approx([0.1, 0.05, 0.05, 0.05, 0.025])


def test_the_cosine_stays_down():
    """After its epochs the rate is the minimum, where PyTorch's climbs again."""
    found = ours(Cosine(epochs=20, minimum=0.01))
    assert found[20:] == pytest.approx([0.01] * 31)
    assert theirs(lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=20, eta_min=0.01))[40] == pytest.approx(BASE)


def test_a_plan_of_ones_own():
    """A subclass with one method."""

    class Halving(Schedule):
        def rate(self, epoch, base, epochs):
            return base / 2**epoch

    assert ours(Halving())[:4] == [0.1, 0.05, 0.025, 0.0125]


def test_every_group_keeps_its_own_base():
    """Two groups with two rates fall alike."""
    weight, bias = (torch.nn.Parameter(torch.zeros(1)) for _ in range(2))
    optimizer = torch.optim.SGD([{"params": [weight], "lr": 0.1}, {"params": [bias], "lr": 0.2}])
    rates = rates_for(Step(every=1), optimizer, STEPS, ["loss"])
    history = Curve()
    history.epochs = 1
    rates.after(history)
    assert [group["lr"] for group in optimizer.param_groups] == pytest.approx([0.01, 0.02])


def test_an_optimizer_used_again_starts_at_its_first_rate():
    """The cosine left it at 0; another training with the same optimiser must not learn nothing."""
    optimizer = sgd()
    for _ in range(2):
        rates = rates_for(Cosine(), optimizer, 10, ["loss"])
        assert optimizer.param_groups[0]["lr"] == BASE
        history = Curve()
        history.epochs = 10
        rates.after(history)
        assert optimizer.param_groups[0]["lr"] == 0.0


SENSELESS = [
    (lambda: Step(every=0), "every.*0"),
    (lambda: Step(every=2, gamma=-1), "gamma.*-1"),
    (lambda: Cosine(epochs=0), "epochs.*0"),
    (lambda: Cosine(minimum=-1), "minimum"),
    (lambda: WarmupCosine(warmup=0), "warmup"),
    (lambda: WarmupCosine(warmup=5, epochs=5), "epochs.*6"),
    (lambda: WarmupCosine(warmup=5, start=2), "start.*2"),
    (lambda: Plateau(factor=2), "factor.*2"),
    (lambda: Plateau(patience=-1), "patience.*-1"),
]


@pytest.mark.parametrize(("make", "told"), SENSELESS)
def test_senseless_plans_are_refused(make, told):
    """When they are made, with the name and the value."""
    with pytest.raises(TrainingError, match=told):
        make()
