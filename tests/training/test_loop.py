"""The loop: it is the lecture's, it is deterministic, it leaves the world as it was."""

import copy
import math

import numpy as np
import pytest
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn

from coursekit import training
from tests.training.nets import line, net, points, weights

IRIS_EPOCHS = (1, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)
IRIS_LOSSES = (1.0457, 0.7678, 0.5240, 0.3754, 0.2779, 0.2048, 0.1527, 0.1177, 0.0955, 0.0809, 0.0713)


def iris(scale_first):
    data = load_iris()
    X = StandardScaler().fit_transform(data.data) if scale_first else data.data
    X, X_test, y, y_test = train_test_split(X, data.target, test_size=0.2, random_state=42, stratify=data.target)
    if not scale_first:
        scaler = StandardScaler().fit(X)
        X, X_test = scaler.transform(X), scaler.transform(X_test)
    return X, X_test, y, y_test


def iris_net():
    torch.manual_seed(42)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))


@pytest.mark.parametrize(("scale_first", "tolerance"), [(True, 2e-4), (False, 2.2e-3)])
def test_iris_gives_the_numbers_of_the_lecture(scale_first, tolerance):
    """The lecture scales all rows before it splits them; scaling on the training rows changes the third digit."""
    X, X_test, y, y_test = iris(scale_first)
    history = training.fit(iris_net(), X, y, lr=0.01, metrics="accuracy", valid=(X_test, y_test))
    assert [history.loss[epoch - 1] for epoch in IRIS_EPOCHS] == pytest.approx(IRIS_LOSSES, abs=tolerance)
    assert round(120 * history["accuracy"][-1]) == 117
    assert round(30 * history["valid_accuracy"][-1]) == 29


def test_fit_is_the_explicit_loop():
    """The same numbers as the loop that a student writes by hand, loss by loss and weight by weight."""
    X, y = points()
    by_hand, model = net(), net()
    optimizer, loss = torch.optim.SGD(by_hand.parameters(), lr=0.1), nn.CrossEntropyLoss()
    losses = []
    for _ in range(5):
        value = loss(by_hand(X), y)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        losses.append(value.item())
    history = training.fit(model, X, y, epochs=5, optimizer=lambda p: torch.optim.SGD(p, lr=0.1))
    assert history.loss == pytest.approx(losses, rel=1e-6)
    assert np.allclose(weights(model), weights(by_hand), atol=1e-7)


def test_the_loss_of_an_epoch_is_weighted_by_rows():
    """Three batches of 4, 4 and 2 rows with frozen learning: the loss is the mean over all ten rows."""
    X, y = line(10)
    model = net(1, 1)
    whole = nn.functional.mse_loss(model(X), y).item()
    history = training.fit(model, X, y, epochs=1, batch_size=4, optimizer=lambda p: torch.optim.SGD(p, lr=0.0))
    assert history.loss == pytest.approx([whole], rel=1e-5)


def test_each_epoch_sees_each_row_once_in_a_new_order():
    """Batches cut a permutation: no row twice, none left out, another order in the next epoch."""
    seen = []

    class Spy(nn.Linear):
        def forward(self, x):
            if self.training:
                seen.append(x[:, 0].tolist())
            return super().forward(x)

    X = torch.arange(10.0).reshape(10, 1)
    training.fit(Spy(1, 1), X, X, epochs=2, batch_size=4, seed=1)
    assert [len(batch) for batch in seen] == [4, 4, 2, 4, 4, 2]
    first, second = sum(seen[:3], []), sum(seen[3:], [])
    assert sorted(first) == sorted(second) == X.flatten().tolist()
    assert first != second != X.flatten().tolist()


def test_without_shuffling_the_order_is_kept():
    """shuffle=False feeds the rows as they stand."""
    seen = []

    class Spy(nn.Linear):
        def forward(self, x):
            if self.training:
                seen.extend(x[:, 0].tolist())
            return super().forward(x)

    X = torch.arange(6.0).reshape(6, 1)
    training.fit(Spy(1, 1), X, X, epochs=1, batch_size=4, shuffle=False)
    assert seen == X.flatten().tolist()


def test_the_same_seed_gives_the_same_history():
    """Batches and dropout follow the seed, whatever was drawn before; another seed gives another history."""
    X, y = points()
    runs = []
    for seed, drawn in ((3, 0), (3, 7), (4, 0)):
        torch.rand(drawn)
        runs.append(training.fit(net(dropout=0.5), X, y, epochs=3, batch_size=8, seed=seed).loss)
    assert runs[0] == runs[1] != runs[2]


def test_a_seed_leaves_the_global_generator_alone():
    """What is drawn after a seeded fit is what would have been drawn without it."""
    X, y = points()
    torch.manual_seed(5)
    expected = torch.rand(3)
    torch.manual_seed(5)
    training.fit(net(dropout=0.5), X, y, epochs=2, batch_size=8, seed=1)
    assert torch.equal(torch.rand(3), expected)


def test_without_a_seed_the_global_generator_rules():
    """torch.manual_seed before the call makes the run repeatable."""
    X, y = points()
    losses = []
    for _ in range(2):
        torch.manual_seed(9)
        losses.append(training.fit(net(dropout=0.5), X, y, epochs=2, batch_size=8).loss)
    assert losses[0] == losses[1]


def test_full_batches_draw_nothing():
    """Without batches the order does not matter, and the generator is not touched."""
    X, y = points()
    before = torch.random.get_rng_state()
    training.fit(net(), X, y, epochs=2)
    assert torch.equal(torch.random.get_rng_state(), before)


def test_modes_come_back_as_they_were():
    """A model in evaluation mode stays in it; so does a single layer that was set apart."""
    X, y = points()
    model = net(dropout=0.5).eval()
    training.fit(model, X, y, epochs=1)
    assert not any(module.training for module in model.modules())
    model.train()
    model[2].eval()
    training.fit(model, X, y, epochs=1, valid=(X, y))
    assert [model.training, model[0].training, model[2].training] == [True, True, False]


def test_a_model_in_evaluation_mode_is_trained_in_training_mode():
    """Somebody measured last: dropout works all the same."""
    X, y = points()
    losses = [training.fit(net(dropout=0.5).train(mode), X, y, epochs=2, seed=1).loss for mode in (True, False)]
    assert losses[0] == losses[1] != training.fit(net(), X, y, epochs=2, seed=1).loss


def test_dropout_is_on_in_every_epoch():
    """Measuring on validation data switches to evaluation mode; the next epoch trains again."""
    flags = []

    class Spy(nn.Linear):
        def forward(self, x):
            flags.append((self.training, torch.is_grad_enabled()))
            return super().forward(x)

    X, y = line()
    training.fit(Spy(1, 1), X, y, epochs=2, valid=(X, y))
    trial, epoch = [(False, True)] * 2, [(True, True), (False, False)]
    assert flags == trial + epoch * 2


def test_metrics_are_measured_after_the_epoch_in_evaluation_mode():
    """The last metric is what `evaluate` finds on the trained model, on both sets."""
    X, y = points()
    model = net(dropout=0.5)
    history = training.fit(model, X[:30], y[:30], epochs=3, valid=(X[30:], y[30:]),
                           metrics=("accuracy", {"rows": lambda outputs, y: len(outputs)}))  # fmt: skip
    found = training.evaluate(model, X[30:], y[30:], metrics="accuracy")
    assert history["valid_accuracy"][-1] == found["accuracy"]
    assert history["valid_loss"][-1] == pytest.approx(found["loss"])
    assert history["accuracy"][-1] == training.evaluate(model, X[:30], y[:30], metrics="accuracy")["accuracy"]
    assert (history["rows"], history["valid_rows"]) == ([30.0] * 3, [10.0] * 3)


def test_the_best_epoch_without_early_stopping_is_that_of_the_lowest_valid_loss():
    """It is told from 0, and is None without validation data."""
    X, y = points()
    history = training.fit(net(), X, y, epochs=6, lr=0.5, valid=points(seed=1))
    assert history.best_epoch == int(np.argmin(history["valid_loss"]))
    assert training.fit(net(), X, y, epochs=2).best_epoch is None


def test_early_stopping_stops_and_restores():
    """Noise as labels: validation soon worsens; the weights are those of the best epoch."""
    X, y = points()
    valid = points(seed=1)
    model = net()
    history = training.fit(model, X, y, epochs=200, lr=0.05, valid=valid, early_stopping=4)
    assert history.stopped_early
    assert history.epochs == history.best_epoch + 5
    assert training.evaluate(model, *valid)["loss"] == pytest.approx(min(history["valid_loss"]))


@pytest.mark.filterwarnings("ignore::coursekit.training.TrainingWarning")  # of the scale, rightly
def test_a_diverging_run_says_when_and_what_to_do():
    """The message names the epoch and a smaller rate; the error holds the history up to there."""
    X, y = line()
    with pytest.raises(training.TrainingError, match=r"第 \d+ 轮.*从 10 降到 1 ") as caught:
        training.fit(net(1, 1), X * 1e3, y * 1e3, optimizer=lambda p: torch.optim.SGD(p, lr=10.0))
    losses = caught.value.history.loss
    assert not math.isfinite(losses[-1])
    assert all(math.isfinite(value) for value in losses[:-1])


@pytest.mark.filterwarnings("ignore::coursekit.training.TrainingWarning")  # of the scale, rightly
def test_modes_come_back_after_an_error():
    """A model in evaluation mode stays in it when training breaks down."""
    X, y = line()
    model = net(1, 1).eval()
    with pytest.raises(training.TrainingError):
        training.fit(model, X * 1e3, y * 1e3, optimizer=lambda p: torch.optim.SGD(p, lr=10.0))
    assert not model.training


def test_no_graph_is_kept():
    """History and predictions are plain numbers: nothing of them holds on to the network."""
    X, y = line()
    model = net(1, 1)
    history = training.fit(model, X, y, epochs=2, valid=(X, y), metrics={"bias": lambda o, t: (o - t).mean()})
    assert all(type(value) is float for name in history for value in history[name])
    assert training.predict(model, X).grad_fn is None


def test_the_data_are_not_changed():
    """fit shuffles copies."""
    X, y = points()
    kept = copy.deepcopy((X, y))
    training.fit(net(), X, y, epochs=2, batch_size=8)
    assert torch.equal(X, kept[0])
    assert torch.equal(y, kept[1])


def test_a_batch_as_large_as_the_data_is_the_full_batch():
    """batch_size >= n draws no order and gives the same history."""
    X, y = points()
    assert training.fit(net(), X, y, epochs=3, batch_size=99).loss == training.fit(net(), X, y, epochs=3).loss
