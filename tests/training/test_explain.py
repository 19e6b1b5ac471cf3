"""Whatever does not fit is told by its shapes, its likely cause and its cure."""

import pytest
import torch
from torch import nn

from coursekit import training
from coursekit.training import TrainingError
from tests.training.nets import net, points

X, Y = points(120)
VALUES = torch.randn(120, generator=torch.Generator().manual_seed(1))


class Squeezed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(4, 1)

    def forward(self, x):
        return self.layer(x).squeeze(1)


class Forgetful(Squeezed):
    def forward(self, x):
        self.layer(x)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(4, 3)

    def forward(self, x):
        return self.rnn(x)


class Mean(Squeezed):
    def forward(self, x):
        return self.layer(x).mean()


def squared(outputs, y):
    return ((outputs - y) ** 2).mean()


NO_FIT = {
    "column against row": (net(4, 1), X, VALUES, None, ["(120, 1)", "(120,)", "(120, 120)", "y.reshape(-1, 1)"]),
    "row against column": (Squeezed(), X, VALUES[:, None], None, ["(120,)", "(120, 1)", "y.reshape(-1)"]),
    "a loss of one's own": (net(4, 1), X, VALUES, squared, ["(120, 120)", "y.reshape(-1, 1)"]),
    "float labels": (net(), X, Y.float(), nn.CrossEntropyLoss(), ["torch.float32", "(120,)", "y.long()"]),
    "labels beyond the outputs": (net(4, 2), X, Y, None, ["从 0 到 2", "2 个输出", "至少 3"]),
    "labels from one": (net(), X, Y + 1, None, ["从 1 到 3", "y - 1"]),
    "one output for classes": (net(4, 1), X, Y, None, ["1 个输出", "BCEWithLogitsLoss", "y.float()"]),
    "labels as a column": (net(), X, Y[:, None], None, ["(120, 1)", "(120,)", "y.reshape(-1)"]),
    "one-hot integers": (net(), X, nn.functional.one_hot(Y, 3), None, ["(120, 3)", "(120,)", "y.argmax(1)"]),
    "squeezed outputs": (Squeezed(), X, Y, None, ["(120,)", "Linear(…, 类别数)"]),
    "float classes": (net(), X, Y.float(), None, ["(120, 3)", "(120,)", "MSELoss", "y.long()"]),
    "too few columns": (net(5), X, Y, None, ["model[0] Linear(5, 8)", "(120, 4)", "Linear(4, 8)"]),
    "a single row of numbers": (net(1, 1), X[:, 0], VALUES[:, None], None, ["(120,)", "X.reshape(-1, 1)"]),
    "pictures": (net(), X.reshape(120, 2, 2), Y, None, ["(120, 2, 2)", "nn.Flatten()"]),
    "layers apart": (nn.Sequential(nn.Linear(4, 8), nn.Linear(6, 3)), X, Y, None, ["model[1] Linear(6, 3)", "8"]),
    "no return": (Forgetful(), X, VALUES, None, ["NoneType", "return"]),
    "a pair of outputs": (Recurrent(), X, Y, None, ["tuple", "2 项", "out, _ = self.rnn(x)"]),
    "rows lost": (Mean(), X, VALUES, None, ["()", "第一维"]),
    "a loss a row": (net(), X, Y, nn.CrossEntropyLoss(reduction="none"), ["(5,)", ".mean()"]),
    "a loss without a graph": (net(), X, Y, lambda o, t: nn.functional.cross_entropy(o, t).item(), [".item()"]),
    "a loss of detached outputs": (net(4, 1), X, VALUES[:, None], lambda o, t: squared(o.detach(), t), [".detach()"]),
    "a loss that fails": (net(), X, Y, lambda o, t: o @ t, ["(120, 3)", "(120,)", "torch.int64"]),
    "a channel missing": (nn.Conv2d(3, 2, 3), torch.randn(9, 1, 8, 8), Y[:9], None, ["(9, 1, 8, 8)", "Conv2d(3, 2"]),
}


@pytest.mark.parametrize("case", NO_FIT)
def test_what_does_not_fit_is_explained(case):
    """The message names what is there, what is wanted and the cure; the model is not touched."""
    model, features, targets, loss, told = NO_FIT[case]
    before = [p.detach().clone() for p in model.parameters()]
    with pytest.raises(TrainingError) as caught:
        training.fit(model, features, targets, loss=loss, epochs=1)
    missing = [part for part in told if part not in str(caught.value)]
    assert not missing, str(caught.value)
    assert all(torch.equal(a, b) for a, b in zip(before, model.parameters(), strict=True))


def test_validation_data_are_called_by_their_name():
    """What does not fit in `valid` is not blamed on X and y."""
    with pytest.raises(TrainingError, match=r"X_valid 的形状是 \(120, 3\)"):
        training.fit(net(), X, Y, valid=(X[:, :3], Y))
    with pytest.raises(TrainingError, match="y_valid 里的类别编号从 1 到 3"):
        training.fit(net(), X, Y, valid=(X, Y + 1))


def test_predict_explains_too():
    """The same words for a wrong number of columns."""
    with pytest.raises(TrainingError, match=r"Linear\(5, 8\).*\(120, 4\)"):
        training.predict(net(5), X)


def test_one_row_against_one_column_is_no_broadcast():
    """A single row has nothing to broadcast against: (1, 1) and (1,) hold one number each."""
    history = training.fit(net(4, 1), X[:1], VALUES[:1], loss=squared, epochs=1)
    assert history.epochs == 1


def test_class_probabilities_are_targets_too():
    """Cross-entropy takes float targets of the outputs' shape."""
    probabilities = torch.full((120, 3), 1 / 3)
    history = training.fit(net(), X, probabilities, loss=nn.CrossEntropyLoss(), epochs=1)
    assert history.loss[0] > 1.0


def test_ignored_labels_may_lie_outside():
    """CrossEntropyLoss leaves out its ignore_index."""
    labels = Y.clone()
    labels[0] = -100
    assert training.fit(net(), X, labels, epochs=1).epochs == 1


def test_the_trial_pass_teaches_nothing():
    """A normalisation layer's running means are those of one training pass, not of the trial."""
    model = nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 3))
    training.fit(model, X, Y, epochs=1)
    assert int(model[0].num_batches_tracked) == 1


def test_batch_normalisation_needs_two_rows():
    """120 rows by 7 leave a batch of one row; by 8 they do not."""
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    with pytest.raises(TrainingError, match="batch_size=7"):
        training.fit(model, X, Y, batch_size=7)
    assert training.fit(model, X, Y, batch_size=8, epochs=1).epochs == 1


def test_messages_turn_to_english(monkeypatch):
    """COURSEKIT_LANG=en changes the words, not the facts."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    with pytest.raises(TrainingError, match=r"outputs \(120, 1\) against y \(120,\)"):
        training.fit(net(4, 1), X, VALUES)
