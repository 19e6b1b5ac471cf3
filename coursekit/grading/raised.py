"""Exceptions and warnings across the line: told by the names of their classes, built anew where the names are known."""

import warnings

from coursekit.grading.alarms import StudentError, StudentExit
from coursekit.grading.claims import claims_of, is_ancestry, known_class
from coursekit.grading.wire import Decoder, Encoder, WireError

TEXT_CAP = 4_000
# Crossing as themselves, these would end the loop of the test that called, which then passes.
SILENT = (StopIteration, StopAsyncIteration)
# Our own exceptions carry words that students may read; those of frameworks for tests skip a test, or end it as passed.
_OURS = frozenset(["coursekit", "unittest", "hypothesis", "nose"])


def describe(error: BaseException) -> list:
    """Return ``[claims, arguments, text]`` of an exception: its arguments where they are plain values, else None."""
    encoder = Encoder(_no_reference)
    try:
        node = encoder.encode(tuple(error.args))
        node = None if encoder.buffers else node
    except (WireError, TypeError):
        node = None
    try:
        text = str(error)[:TEXT_CAP]
    except BaseException:  # a student's __str__
        text = ""
    return [claims_of(type(error)), node, text]


def _no_reference(*value):
    raise TypeError


def plain(node):
    """Return the arguments of an exception, as `describe` sends them: a reference among them would be asked for its
    text whenever the exception is told, and the candidate could end then."""
    return Decoder([], _no_reference).decode(node)


def is_description(claims, text) -> bool:
    """Whether these have the form that `describe` gives them."""
    return is_ancestry(claims) and type(text) is str


def from_student(claims: list, arguments, text: str) -> Exception:
    """Build the exception that a student's code raised, of the nearest class that the examiner knows."""
    for module, name in claims:
        known = known_class(module, name)
        if known is Exception or known is None or _is_ours(known):
            continue
        if issubclass(known, Exception) and not issubclass(known, SILENT):
            return build(known, arguments, text)
        break
    if not any(claim == ["builtins", "Exception"] for claim in claims):
        return StudentExit(text)
    return StudentError(text)


def _is_ours(known: type) -> bool:
    """Whether no student may raise this; asked of the class, for a claim can name it by any module that imports it."""
    return any(base.__module__.partition(".")[0] in _OURS for base in known.__mro__)


def build(known: type, arguments, text: str) -> Exception:
    """Make an exception of a class, whatever arguments it wants; `StudentError` where even its kind cannot be made."""
    values = arguments if type(arguments) is tuple else (text,)
    try:
        error = known(*values)
        str(error)
        return error
    except Exception:  # a class of some library that wants other arguments: keep its kind, and the text
        pass
    try:
        error = known.__new__(known)
        error.args = (text,)
        str(error)
        return error
    except Exception:  # not even its kind can be made here
        return StudentError(text)


def of_test(error: Exception) -> list:
    """Describe what a call-back of a test's raised to the student's code that called it.

    A failed check is told without its words: they say what was expected.
    """
    if isinstance(error, AssertionError):
        return [claims_of(AssertionError), [1], ""]
    return describe(error)


def from_test(claims: list, arguments, text: str) -> Exception:
    """Build, on the student's side, what a call-back raised: of its nearest class that is loaded there."""
    kinds = (known_class(module, name) for module, name in claims)
    known = next((kind for kind in kinds if kind is not None and issubclass(kind, Exception)), Exception)
    return build(known, arguments, text)


def warn(warned: list) -> None:
    """Issue again, in the examiner, what a call warned; of a category that is known here, else UserWarning."""
    for claims, text in warned:
        kinds = (known_class(module, name) for module, name in claims)
        category = next((kind for kind in kinds if kind is not None and issubclass(kind, Warning)), UserWarning)
        warnings.warn_explicit(text, category, "<student>", 1, module="__main__", registry={})
