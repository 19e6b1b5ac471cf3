"""Accuracy: the share of rows whose class is right."""

import numpy as np
import pytest
import torch
from sklearn.metrics import accuracy_score

from coursekit.training import TrainingError, accuracy
from tests.training.nets import points


def test_the_largest_score_wins():
    """The five rows of the lecture: classes 0 2 1 1 0."""
    outputs = torch.tensor([[4.5026, -0.9787, -6.6397], [-3.3380, 1.2933, 2.1879], [-0.8905, 3.0658, -1.7915],
                            [-1.3904, 3.5429, -1.4668], [4.9271, -1.5089, -6.8071]])  # fmt: skip
    assert accuracy(outputs, torch.tensor([0, 2, 1, 1, 0])) == 1.0
    assert accuracy(outputs, torch.tensor([0, 1, 1, 1, 0])) == 0.8


def test_it_agrees_with_scikit_learn():
    """On random scores."""
    outputs, y = points(60, features=3)
    assert accuracy(outputs, y) == accuracy_score(y, outputs.argmax(1))


@pytest.mark.parametrize("columns", [(), (1,)])
@pytest.mark.parametrize("y_columns", [(), (1,)])
def test_a_logit_is_class_one_above_zero(columns, y_columns):
    """(n,) or (n, 1) on either side, with integer or float labels; exactly 0 is class 0."""
    logits = torch.tensor([-2.0, 0.5, 3.0, 0.0]).reshape(4, *columns)
    y = torch.tensor([0, 1, 0, 0]).reshape(4, *y_columns)
    assert accuracy(logits, y) == accuracy(logits, y.float()) == 0.75


def test_probabilities_have_their_own_threshold():
    """0.3 is class 0 among probabilities, class 1 among logits."""
    assert accuracy(torch.tensor([0.3]), torch.tensor([0]), threshold=0.5) == 1.0
    assert accuracy(torch.tensor([0.3]), torch.tensor([0])) == 0.0


def test_predicted_classes_are_compared_as_they_are():
    """Whole numbers are classes already."""
    assert accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 0])) == 0.75


@pytest.mark.parametrize(
    ("outputs", "y", "told"),
    [
        (torch.zeros(4, 3), torch.zeros(3, dtype=torch.int64), "outputs 有 4 行，y 却有 3 行"),
        (torch.zeros(4, 3), torch.zeros(4, 3), r"\(4, 3\).*argmax"),
        (torch.zeros(4, 1), torch.tensor([0.5, 1.0, 2.0, 3.0]), "回归"),
        (torch.zeros(4, 3, 2), torch.zeros(4), r"\(4, 3, 2\)"),
    ],
)
def test_what_has_no_accuracy_is_refused(outputs, y, told):
    """Lengths that differ, one-hot labels, values of a regression, pictures."""
    with pytest.raises(TrainingError, match=told):
        accuracy(outputs, y)
