"""The exception and the warning of training, and the words that their messages share."""

from coursekit.lang import tr


class TrainingError(ValueError):
    """Something given to `fit`, `predict` or `evaluate` does not fit together, or training broke down.

    Attributes
    ----------
    history : History or None
        The epochs up to the break-down, where training had begun.
    """

    history = None


class TrainingWarning(UserWarning):
    """Training goes on, but it may not do what was meant; the message says what to look at."""


def fail(zh: str, en: str) -> TrainingError:
    """Return the error with its message in the language in force."""
    return TrainingError(tr(zh, en))


def shape(tensor) -> str:
    """Return the shape as Python writes a tuple."""
    return str(tuple(tensor.shape))
