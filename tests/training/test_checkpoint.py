"""A training that was cut off goes on as if it had not been."""

from functools import partial

import pytest
import torch
from torch import nn
from torch.optim import lr_scheduler

from coursekit import training
from coursekit.training import EarlyStopping, TrainingError, schedules
from tests.training.nets import net, points

X, Y = points(60)
VALID = points(30, seed=1)
EPOCHS, CUT = 8, 3


class Cut(Exception):
    """The power went."""


def deep(seed=0, width=8):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Dropout(0.3), nn.Linear(width, 3))


def run(model, epochs=EPOCHS, cut=None, **options):
    """Train; with `cut` the power goes after so many epochs."""
    measured = []

    def watch(outputs, y):
        measured.append(None)
        if cut is not None and len(measured) > 2 * cut:
            raise Cut
        return float(outputs.mean())

    options = {"batch_size": 16, "lr": 0.05, "valid": VALID, "metrics": {"mean": watch}} | options
    return training.fit(model, X, Y, epochs=epochs, **options)


SETTINGS = {
    "seed": {"seed": 5},
    "the global generator": {},
    "cosine": {"seed": 1, "schedule": schedules.Cosine()},
    "plateau": {"seed": 1, "schedule": schedules.Plateau(patience=0, factor=0.5)},
    "a torch scheduler": {"seed": 1, "schedule": partial(lr_scheduler.StepLR, step_size=2)},
    "one cycle": {"seed": 1, "schedule": partial(lr_scheduler.OneCycleLR, max_lr=0.1, total_steps=EPOCHS + 1)},
    "momentum": {"seed": 1, "optimizer": partial(torch.optim.SGD, lr=0.1, momentum=0.9)},
    "everything": {
        "seed": 2,
        "schedule": schedules.WarmupCosine(warmup=4),
        "l1": 1e-3,
        "clip_norm": 0.5,
        "accumulate": 2,
        "mixed_precision": True,
        "record": "layers",
        "early_stopping": 50,
    },
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_resumed_run_is_bit_for_bit_the_uninterrupted_one(tmp_path, name):
    """Weights, running means, curves, rates, best epoch and the generator's state."""
    options, path = SETTINGS[name], tmp_path / "run.pt"
    torch.manual_seed(3)
    whole = deep()
    torch.manual_seed(11)
    expected = run(whole, **options)
    after = torch.rand(3)
    resumed = deep()
    torch.manual_seed(11)
    with pytest.raises(Cut):
        run(resumed, cut=CUT, checkpoint=path, **options)
    torch.manual_seed(99 if "seed" not in options else 11)
    resumed = deep(seed=7)  # other weights: they come from the file
    if "seed" in options:
        torch.manual_seed(11)
    history = run(resumed, checkpoint=path, resume=path, **options)
    assert {name: history[name] for name in history} == {name: expected[name] for name in expected}
    assert (history.lr, history.best_epoch, history.layers) == (expected.lr, expected.best_epoch, expected.layers)
    assert len(history.seconds) == EPOCHS
    for (key, a), b in zip(whole.state_dict().items(), resumed.state_dict().values(), strict=True):
        assert torch.equal(a, b), key
    assert torch.equal(torch.rand(3), after)


def test_early_stopping_goes_on_where_it_was(tmp_path):
    """The waiting so far and the best weights are in the file; a stopped run stays stopped."""
    path, options = tmp_path / "run.pt", {"seed": 1, "lr": 0.2, "early_stopping": EarlyStopping(patience=3)}
    whole = deep()
    expected = run(whole, epochs=60, **options)
    assert expected.stopped_early
    with pytest.raises(Cut):
        run(deep(), epochs=60, cut=expected.epochs - 1, checkpoint=path, **options)
    for _ in range(2):
        model = deep(seed=7)
        history = run(model, epochs=60, checkpoint=path, resume=True, **options)
        assert (history.loss, history.best_epoch, history.stopped_early) == (expected.loss, expected.best_epoch, True)
        assert all(torch.equal(a, b) for a, b in zip(whole.parameters(), model.parameters(), strict=True))


def test_more_epochs_can_be_asked_for(tmp_path):
    """Four and then eight are eight."""
    path = tmp_path / "sub" / "run.pt"
    first, whole = deep(), deep()
    run(first, epochs=4, seed=1, checkpoint=path)
    history = run(first, epochs=8, seed=1, resume=path)
    assert history.loss == run(whole, epochs=8, seed=1).loss
    assert run(first, epochs=8, seed=1, checkpoint=path, resume=path).epochs == 8
    assert run(deep(), epochs=5, seed=1, resume=path).epochs == 8, "what was trained is not taken back"


def test_resume_true_starts_anew_where_there_is_no_file(tmp_path):
    """So that one cell serves the first run and every later one."""
    path = tmp_path / "run.pt"
    assert run(deep(), epochs=2, checkpoint=path, resume=True).epochs == 2
    assert run(deep(), epochs=3, checkpoint=path, resume=True).epochs == 3
    with pytest.raises(TrainingError, match="checkpoint="):
        run(deep(), resume=True)


def test_a_crash_while_writing_leaves_the_old_file(tmp_path, monkeypatch):
    """And no other file beside it."""
    path = tmp_path / "run.pt"
    run(net(), epochs=1, checkpoint=path)
    before = path.read_bytes()

    def half(state, file):
        file.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(torch, "save", half)
    with pytest.raises(OSError, match="disk full"):
        run(net(), epochs=1, checkpoint=path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["run.pt"]


WRONG = {
    "another width": (lambda: deep(width=9), {}, ["另一个模型", "0.weight", "(8, 4)", "(9, 4)"]),
    "another network": (net, {}, ["另一个模型", "—"]),
    "another optimiser": (deep, {"optimizer": partial(torch.optim.SGD, lr=0.1)}, ["optimizer", "Adam", "SGD"]),
    "a schedule more": (deep, {"schedule": schedules.Cosine()}, ["schedule", "None", "Cosine"]),
    "other curves": (deep, {"metrics": ()}, ["valid_mean", "valid 和 metrics"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_of_another_training_is_refused(tmp_path, case):
    """What differs is named, and the model stays as it was."""
    make, options, told = WRONG[case]
    path = tmp_path / "run.pt"
    run(deep(), epochs=1, checkpoint=path)
    model = make()
    before = [p.detach().clone() for p in model.parameters()]
    with pytest.raises(TrainingError) as caught:
        run(model, resume=path, **options)
    assert [part for part in told if part not in str(caught.value)] == [], str(caught.value)
    assert all(torch.equal(a, b) for a, b in zip(before, model.parameters(), strict=True))


class Evil:
    def __reduce__(self):
        return print, ("code ran",)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "没有断点文件"),
        (b"", "读不出来"),
        (b"half a file", "读不出来"),
        ({"weight": torch.ones(2)}, "只存了权重"),
        ({"parts": Evil()}, "读不出来"),
    ],
)
def test_what_is_no_checkpoint_is_explained(tmp_path, capfd, content, told):
    """Missing, damaged, mere weights, or a file that would run code."""
    path = tmp_path / "run.pt"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        torch.save(content, path)
    with pytest.raises(TrainingError, match=told):
        run(deep(), resume=path)
    assert "code ran" not in capfd.readouterr().out
