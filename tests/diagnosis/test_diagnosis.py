"""`diagnose`: the label of curves drawn by formula and of networks really trained; what it says and how sure it is."""

import json
import re

import numpy as np
import pytest

from coursekit import diagnosis, training
from coursekit.diagnosis import HEALTHY, LABELS, diagnose
from tests.diagnosis.samples import curves, decay


@pytest.mark.parametrize("label", LABELS)
def test_a_curve_from_the_board_has_its_label(label):
    """Each of the twelve, drawn by formula, with more than even confidence."""
    found = diagnose(*curves(label))
    assert found.label == label
    assert found.confidence > 0.5
    assert found.healthy == (label in HEALTHY)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("scale", [1e-3, 1e4])
def test_the_unit_of_the_loss_does_not_matter(label, scale):
    """A loss in other units has the same label and the same confidence."""
    train, valid = curves(label)
    one, other = diagnose(train, valid), diagnose(scale * train, None if valid is None else scale * valid)
    assert other.label == one.label == label
    assert other.confidence == pytest.approx(one.confidence, abs=1e-6)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("n", [30, 120, 240])
def test_the_number_of_epochs_does_not_matter(label, n):
    """The same shape in half, twice and four times as many epochs."""
    assert diagnose(*curves(label, n)).label == label


@pytest.mark.parametrize("label", ["smooth", "rising", "jitter", "converging", "overfitting", "staircase"])
def test_a_small_constant_does_not_matter(label):
    """A floor of 5 % of the start, as label smoothing or noise puts under a loss."""
    train, valid = curves(label)
    assert diagnose(train + 0.1, None if valid is None else valid + 0.1).label == label


def test_confidence_grows_with_the_pattern():
    """The more the validation loss rises, the surer is overfitting."""
    x = np.linspace(0, 1, 60)
    chances = [
        diagnose(decay(2.3, 0.02), decay(2.2, 0.4) + rise * x**1.5).probabilities["overfitting"]
        for rise in (0, 0.03, 0.06, 0.12, 0.3, 0.9)
    ]
    assert chances == sorted(chances)
    assert chances[0] < 0.2 and chances[-1] > 0.9


def test_probabilities_sum_to_one():
    """Over all labels that the curves could have had."""
    for label in LABELS:
        assert sum(diagnose(*curves(label)).probabilities.values()) == pytest.approx(1.0)


def test_without_validation_data_no_label_speaks_of_them():
    """Of a training curve alone nobody can tell overfitting."""
    chances = diagnose(curves("overfitting")[0]).probabilities
    assert not {"overfitting", "plateau", "memorising", "flat_train", "converging"} & chances.keys()


def test_what_it_says():
    """Label, confidence in words and numbers, evidence with its epoch, and the steps by number."""
    said = str(diagnose(*curves("overfitting")))
    assert said.startswith("过拟合（overfitting），")
    assert "轮最低" in said and "上升" in said
    assert "1. 早停：fit(..., early_stopping=5)" in said


def test_an_unsure_diagnosis_names_the_other_label():
    """Where a second label is likely too, it is told."""
    doubtful = min((diagnose(decay(2.3, end)) for end in np.linspace(0.5, 1.8, 40)), key=lambda d: d.confidence)
    assert doubtful.confidence < 0.8
    assert "也可能是" in str(doubtful)


def test_json_is_plain():
    """Label, confidence, evidence and advice survive a round trip through JSON."""
    told = json.loads(json.dumps(diagnose(*curves("stuck")).as_json()))
    assert told["label"] == "stuck"
    assert told["advice"][0]["action"] == "lr_range_test"
    assert all(isinstance(text, str) for text in told["evidence"])


def test_a_loss_that_shot_up_in_its_first_epoch_is_not_healthy():
    """Adam with rate 5 on digits: 1778, then near 2.5 for ever: no fall, and a smaller rate is what helps."""
    train = np.r_[1778.0, 2.5 + 0.02 * np.random.default_rng(0).standard_normal(40)]
    found = diagnose(train)
    assert found.label == "stuck"
    assert found.advice[0].action == "lr_range_test"
    assert "1.78e+03" in found.evidence[0].text
    found.plot()


def test_a_target_that_was_not_scaled_may_fall_far_in_one_epoch():
    """From 50,000 to 400 and on to 10: it learns."""
    assert diagnose(np.r_[5e4, decay(400, 10)]).label == "smooth"


def test_english(monkeypatch):
    """All of it in English where that is asked for."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    for label in LABELS:
        assert not re.search("[\u4e00-\u9fff（），。：；]", str(diagnose(*curves(label))))


def test_every_action_is_listed():
    """What a program may meet is in `ACTIONS`."""
    for label in LABELS:
        assert {step.action for step in diagnose(*curves(label)).advice} <= diagnosis.ACTIONS.keys()


def trained(*, lr, epochs=30, flip=0.0, rows=300, width=32, seed=0, optimizer=None, shuffle_labels=False, **settings):
    """Train on three clouds of points and return the history."""
    import torch

    rng = np.random.default_rng(seed)
    y = rng.integers(0, 3, 600)
    X = (np.eye(3)[y] * 2.5 + rng.standard_normal((600, 3))).astype("float32")
    target = np.where(rng.random(600) < flip, rng.integers(0, 3, 600), y)
    target = rng.permutation(target) if shuffle_labels else target
    torch.manual_seed(seed)
    model = torch.nn.Sequential(torch.nn.Linear(3, width), torch.nn.ReLU(), torch.nn.Linear(width, 3))
    return training.fit(
        model, X[:rows], target[:rows], lr=lr, optimizer=optimizer, epochs=epochs, valid=(X[300:], y[300:]),
        batch_size=settings.pop("batch_size", 16), seed=seed, progress=False, **settings,
    )  # fmt: skip


def sgd(lr):
    import torch

    return lambda parameters: torch.optim.SGD(parameters, lr=lr)


@pytest.mark.parametrize(
    ("label", "settings"),
    [
        ("converging", {"lr": 3e-3}),
        ("overfitting", {"lr": 3e-3, "flip": 0.3, "rows": 60, "width": 256, "epochs": 100}),
        ("underfitting", {"lr": 0, "optimizer": sgd(3e-4), "epochs": 20}),
        ("stuck", {"lr": 1e-8}),
        ("memorising", {"lr": 3e-3, "rows": 60, "width": 256, "epochs": 80, "shuffle_labels": True}),
    ],
)
def test_a_training_has_its_label(label, settings):
    """A network really trained under the fault, straight from its `History`."""
    assert diagnose(trained(**settings)).label == label


def test_a_training_that_broke_down_has_its_label():
    """The history of the error that `fit` raises is enough."""
    import torch

    X = torch.linspace(-3, 3, 50).reshape(-1, 1)
    with pytest.raises(training.TrainingError) as caught:
        training.fit(torch.nn.Linear(1, 1), X, 2 * X, optimizer=sgd(10.0), epochs=200, progress=False)
    found = diagnose(caught.value.history)
    assert found.label == "diverged"
    assert found.advice[0].action == "lr_range_test"


def test_the_five_w_squared_of_the_lecture_rises():
    """Gradient descent on 5 w**2 with rate .21: 5.00, 6.05, 7.32, 8.86, 10.72."""
    found = diagnose([5.00, 6.05, 7.32, 8.86, 10.72])
    assert found.label == "rising"
    assert "从 5 升到" in found.evidence[0].text
