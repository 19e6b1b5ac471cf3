"""Training: the loop of the lecture, written once.

    from coursekit import training

    history = training.fit(model, X, y, epochs=100, valid=(X_valid, y_valid), metrics="accuracy")
    history.loss[-1], history["valid_accuracy"][-1]

`fit` is the loop that the course teaches, with a history, early stopping and errors that explain themselves. Reading
it begins in `epoch`; `loop` says what can be asked for; each other module is one idea.
"""

from coursekit.runtime import seed_everything
from coursekit.training import schedules
from coursekit.training.errors import TrainingError, TrainingWarning
from coursekit.training.evaluation import evaluate
from coursekit.training.history import History
from coursekit.training.loop import fit
from coursekit.training.losses import FocalLoss, class_weights
from coursekit.training.outputs import predict
from coursekit.training.range_test import RangeTest, lr_range_test
from coursekit.training.scores import accuracy
from coursekit.training.stopping import EarlyStopping

__all__ = [
    "EarlyStopping",
    "FocalLoss",
    "History",
    "RangeTest",
    "TrainingError",
    "TrainingWarning",
    "accuracy",
    "class_weights",
    "evaluate",
    "fit",
    "lr_range_test",
    "predict",
    "schedules",
    "seed_everything",
]
