"""Training: the loop of the lecture, written once.

    from coursekit import training

    history = training.fit(model, X, y, epochs=100, valid=(X_valid, y_valid), metrics="accuracy")
    history.loss[-1], history["valid_accuracy"][-1]

`fit` is the loop that the course teaches, with a history, early stopping and errors that explain themselves.
"""

from coursekit.runtime import seed_everything
from coursekit.training.errors import TrainingError
from coursekit.training.evaluation import evaluate
from coursekit.training.history import History
from coursekit.training.loop import fit
from coursekit.training.outputs import predict
from coursekit.training.scores import accuracy
from coursekit.training.stopping import EarlyStopping

__all__ = [
    "EarlyStopping",
    "History",
    "TrainingError",
    "accuracy",
    "evaluate",
    "fit",
    "predict",
    "seed_everything",
]
