"""Which known mistake gives what came back: told to the student after the difference."""

from collections.abc import Callable, Mapping

from coursekit.checks.differences import Differs
from coursekit.checks.failure import show
from coursekit.checks.kinds import kind
from coursekit.lang import tr

Agree = Callable[[object, object], None]


def mistake(actual, likely: Mapping[str, object], agree: Agree) -> str | None:
    """Return the words of the first known mistake that fits what came back, None where no one does.

    Parameters
    ----------
    actual : object
        What came back.
    likely : mapping of str to object
        From a mistake's words to its result, or to a function that is given what came back and says whether it fits.
    agree : callable
        How results are compared: raises `Differs` where two are not the same.
    """
    return next((words for words, wrong in likely.items() if _fits(actual, wrong, agree)), None)


def must_differ(expected, likely: Mapping[str, object], agree: Agree) -> None:
    """Raise `ValueError` where a known mistake would go unnoticed: it gives what is expected, or what another gives.

    An example that does not tell a mistake from the right way must be changed, or the mistake left out; so the author
    hears of it whenever the check runs, whatever comes back.
    """
    results: list[tuple[str, object]] = []
    for words, wrong in likely.items():
        if callable(wrong):
            if wrong(expected):
                raise ValueError(_same_as(words, tr("正确的结果", "the right result"), expected))
            continue
        for other, result in [(tr("正确的结果", "the right result"), expected), *results]:
            if _fits(wrong, result, agree):
                raise ValueError(_same_as(words, other, wrong))
        results.append((words, wrong))


def _same_as(words: str, other: str, value: object) -> str:
    return tr(
        f"likely 里的“{words}”和“{other}”分不开，都是 {show(value)}：换一个例子，或者合成一句",
        f"likely: {words!r} cannot be told from {other!r}, both are {show(value)}: change the example, or join the two",
    )


def _fits(actual, wrong, agree: Agree) -> bool:
    if callable(wrong):
        return _is_plain(actual) and _says_yes(wrong, actual)
    try:
        agree(actual, wrong)
    except Differs:
        return False
    return True


def _says_yes(fits: Callable, actual) -> bool:
    try:
        return bool(fits(actual))
    except Exception:  # written for what the mistake gives: anything else may lack what it looks at
        return False


def _is_plain(value) -> bool:
    """Whether a value holds no object of the student's: asking one a question it refuses would fail the whole cell."""
    if kind(value) in ("list", "tuple", "set"):
        return all(map(_is_plain, value))
    if kind(value) == "dict":
        return all(map(_is_plain, value.values()))
    return kind(value) != "object"
