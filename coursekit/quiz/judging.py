"""Right or wrong, and why."""

import math
from dataclasses import dataclass

from coursekit.lang import tr
from coursekit.quiz.arithmetic import number
from coursekit.quiz.bank import Question
from coursekit.quiz.reading import letters, same_text, sequence, size, words

SLACK = 1e-9


@dataclass(frozen=True)
class Feedback:
    """What a student hears: `right`, and the `reason` in Markdown. True where the answer is right.

    Examples
    --------
    >>> from coursekit import quiz
    >>> feedback = quiz.Feedback("ffn.edges", False, "边只在相邻两层之间。")
    >>> feedback.verdict
    '不对'
    >>> bool(feedback)
    False
    """

    id: str
    right: bool
    reason: str

    def __bool__(self) -> bool:
        return self.right

    @property
    def verdict(self) -> str:
        """One word: right or not."""
        return tr("对", "Right") if self.right else tr("不对", "Not right")

    def _ipython_display_(self) -> None:
        """Show nothing as a cell's value: `answer` has said it already."""


def judge(question: Question, given) -> Feedback:
    """Judge an answer.

    Parameters
    ----------
    question : Question
    given : str, number or collection of str
        Letters for a choice (``"B"``, ``"a, c"``, ``["A", "C"]``), a number or an expression for a number, ``"3×4"`` or
        ``(3, 4)`` for a size, all letters for an order (``"CAB"``), words for a text.

    Raises
    ------
    QuizError
        Where the answer cannot be read: that is no wrong answer.
    """
    match question.kind:
        case "choice":
            return _judge_choice(question, letters(question, given))
        case "order":
            return _judge_order(question, sequence(question, given))
        case "size":
            return _judge_filled(question, size(given), lambda got, wanted: got == wanted)
        case "text":
            return _judge_filled(question, words(given), same_text)
    return _judge_filled(question, number(given), lambda got, wanted: _within(got, wanted, question))


def _judge_choice(question: Question, chosen: frozenset[str]) -> Feedback:
    reasons = {letter: option.reason for letter, option in zip(question.letters, question.options, strict=True)}
    wrong = sorted(chosen - question.right)
    missing = len(question.right - chosen)
    if wrong:  # what is right stays open, so that the question can be tried again
        told = "\n".join(_lettered(letter, reasons[letter], question) for letter in wrong)
    elif missing:
        told = tr(f"选中的都对，但还漏了 {missing} 个。", f"All of these are right, but {missing} more are too.")
    else:
        told = "\n".join(_lettered(letter, reasons[letter], question) for letter in sorted(chosen))
    return Feedback(question.id, not wrong and not missing, told)


def _lettered(letter: str, reason: str, question: Question) -> str:
    return f"{letter}：{reason}" if question.several else reason


def _judge_filled(question: Question, given, same) -> Feedback:
    if same(given, question.value):
        return Feedback(question.id, True, question.reason)
    for near in question.near:
        if same(given, near.value):
            return Feedback(question.id, False, near.reason)
    return Feedback(question.id, False, question.hint)


def _judge_order(question: Question, given: str) -> Feedback:
    if given == question.value:
        return Feedback(question.id, True, question.reason)
    # Only the first wrong step is told, so that the rest can be tried again.
    place = next(i for i, (got, wanted) in enumerate(zip(given, question.value, strict=True)) if got != wanted)
    letter = given[place]
    reason = question.options[question.letters.index(letter)].reason
    told = tr(f"第 {place + 1} 步不是 {letter}：{reason}", f"step {place + 1} is not {letter}: {reason}")
    return Feedback(question.id, False, told)


def _within(value: float, wanted: float, question: Question) -> bool:
    readings = (value, value / 100) if question.unit == "%" else (value,)
    slack = question.tolerance + SLACK * max(1.0, abs(wanted))
    return any(math.isclose(reading, wanted, rel_tol=0.0, abs_tol=slack) for reading in readings)
