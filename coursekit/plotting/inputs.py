"""What plotting functions take: arrays, lists and tensors, checked before anything is drawn."""

from collections.abc import Mapping

from coursekit.lang import tr


def plain(values):
    """Return an array of what came; a tensor is detached and brought to the CPU."""
    import numpy as np

    return np.asarray(values.detach().cpu() if hasattr(values, "detach") else values)


def numbers(values, what: str, dimensions: tuple[int, ...] = (1,), *, finite: bool = True):
    """Return a float array.

    Parameters
    ----------
    values : array-like
    what : str
        The argument's name, for the message.
    dimensions : tuple of int
        Numbers of dimensions that are allowed.
    finite : bool
        Refuse nan and infinity.

    Raises
    ------
    ValueError
        For what holds no numbers, nothing at all, another number of dimensions, or nan where it is refused.
    """
    import numpy as np

    try:
        array = plain(values).astype(float)
    except (TypeError, ValueError):
        kind = type(values).__name__
        raise ValueError(tr(f"{what} 要是一组数，得到的是 {kind}", f"{what} has to be numbers, got {kind}")) from None
    if array.ndim not in dimensions or not array.size:
        wanted = tr("或", " or ").join(map(str, dimensions))
        raise ValueError(
            tr(
                f"{what} 要是 {wanted} 维、不空的数组，得到的形状是 {array.shape}",
                f"{what} has to be an array of {wanted} dimensions, not empty; got shape {array.shape}",
            )
        )
    if finite and not np.isfinite(array).all():
        bad = int(np.sum(~np.isfinite(array)))
        raise ValueError(
            tr(
                f"{what} 里有 {bad} 个 nan 或无穷大，画之前先找出它们从哪里来",
                f"{what} holds {bad} nan or infinite values: find out where they come from before you draw",
            )
        )
    return array


def two_classes(y_true, positive=1):
    """Return which samples are positive, as a bool array (n,).

    Raises
    ------
    ValueError
        Where there are not two classes with ``positive`` one of them.
    """
    import numpy as np

    actual = plain(y_true).ravel()
    seen = np.unique(actual).tolist()
    if len(seen) != 2 or positive not in seen:
        raise ValueError(
            tr(
                f"y_true 要正好有两个类别，其中一个是正类 {positive!r}；得到的类别是 {seen}（正类用 positive= 指定）",
                f"y_true needs two classes, one of them the positive {positive!r}; got {seen} (name it by positive=)",
            )
        )
    return actual == positive


def scores_by_name(scores, n: int) -> dict:
    """Return ``{name: scores (n,)}`` of one model's scores (its name is "") or of a mapping of several."""
    several = scores if isinstance(scores, Mapping) else {"": scores}
    made = {str(name): numbers(values, "scores") for name, values in several.items()}
    wrong = {name: len(values) for name, values in made.items() if len(values) != n}
    if wrong or not made:
        given = list(wrong.values()) or 0
        raise ValueError(
            tr(
                f"每个样本要有一个得分：y_true 有 {n} 个，scores 有 {given} 个",
                f"one score a sample: y_true has {n}, scores has {given}",
            )
        )
    return made


def one_of(value, known: tuple, what: str):
    """Return ``value`` where it is known; the message of the ValueError lists what is."""
    if value not in known:
        there = ", ".join(repr(name) for name in known)
        raise ValueError(tr(f"{what} 只能是 {there}，得到的是 {value!r}", f"{what} is one of {there}, got {value!r}"))
    return value
