"""`clf.score(X, y)` on what a student holds: the predictions are the student's, the score is computed here.

A candidate that is asked for a score may say 1.0, and would be told `y`. So the examiner asks for ``predict(X)`` and
compares by itself, as the method of sklearn's classifiers and regressors does. Only where the test itself makes an
object of a class in the teacher's notebook that defines `score`, that method is what the test is about, and answers:
an object that a student's function returns may bear any class's name.
"""

import inspect
import sys

from coursekit.grading.alarms import Misuse
from coursekit.grading.handles import MADE, Handle
from coursekit.lang import tr

_DEPTH = 5  # a search for a pipeline of pipelines
_SIGNATURE = inspect.signature(lambda X, y, sample_weight=None: None)
_get = object.__getattribute__


def method(handle: Handle, theirs):
    """Return what a test calls as ``handle.score``: the candidate's own method, or one that computes here.

    Parameters
    ----------
    theirs : Handle
        The method in the candidate. It answers where no `y` is given: a clustering's score has no truth to compare.
    """

    def score(*args, **kwargs):
        try:
            named = _SIGNATURE.bind(*args, **kwargs).arguments
        except TypeError:
            return theirs(*args, **kwargs)
        return theirs(*args, **kwargs) if named["y"] is None else _score(handle, **named)

    return theirs if _is_own(handle) else score


def _is_own(handle: Handle) -> bool:
    """Whether the test made the object, which claims to be of a class in the teacher's notebook that has a `score`."""
    claims = _get(handle, "_claims")
    known = _get(handle, "_link").scorers
    return _get(handle, "_level") == MADE and any(module == "__main__" and name in known for module, name in claims)


def _score(handle: Handle, X, y, sample_weight=None) -> float:  # noqa: N803 - sklearn's names
    from sklearn.metrics import accuracy_score, r2_score

    _no_other_metric(handle)
    predicted = handle.predict(X)
    if type(predicted) is Handle:  # texts in an array of objects
        predicted = predicted.tolist()
    metric = r2_score if _is_regression(handle, y) else accuracy_score
    return float(metric(y, predicted, sample_weight=sample_weight))


def _is_regression(handle: Handle, y) -> bool:
    """Whether the target is a quantity. Which it is follows from `y`; integers alone may be labels or quantities."""
    import numpy as np

    values = np.asarray(y)
    if values.dtype.kind not in "iuf":
        return False
    if values.dtype.kind == "f" and (values != np.floor(values)).any():
        return True
    return _claims_regression(handle, _DEPTH)


def _claims_regression(handle, depth: int) -> bool:
    """Whether an object claims to be a regressor of sklearn's, or to end in one: both metrics look at every value."""
    base, known = sys.modules.get("sklearn.base"), type(handle) is Handle and handle.__class__
    if base is None or not known or not depth:
        return False
    if issubclass(known, (base.RegressorMixin, base.ClassifierMixin)):
        return issubclass(known, base.RegressorMixin)
    if "steps" in _parameters(known):
        steps = handle.steps
        last = steps[-1] if type(steps) is list and steps else None
        return type(last) is tuple and _claims_regression(last[-1], depth - 1)
    return "estimator" in _parameters(known) and _claims_regression(handle.estimator, depth - 1)


def _no_other_metric(handle: Handle) -> None:
    """Refuse a search by a metric of its own: which one it is would be the student's choice."""
    scoring = handle.scoring if "scoring" in _parameters(handle.__class__) else None
    if scoring not in (None, "accuracy", "r2"):
        text = tr(
            "score 用的是另一种指标（scoring=…）：请写 pred = model.predict(X)，再在测试里用 sklearn.metrics 计算",
            "score goes by another metric (scoring=…): write pred = model.predict(X), and compute it in the test by "
            "sklearn.metrics",
        )
        raise _get(handle, "_link").alarm(Misuse(text))


def _parameters(known: type) -> frozenset[str]:
    names = getattr(known, "_get_param_names", None)  # of sklearn's classes
    return frozenset(names()) if names else frozenset()
