"""Right or wrong, and why."""

import math
import re
import unicodedata
from dataclasses import dataclass

from coursekit.lang import tr
from coursekit.quiz.arithmetic import number
from coursekit.quiz.bank import Question, QuizError

SLACK = 1e-9


@dataclass(frozen=True)
class Feedback:
    """What a student hears: `right`, and the `reason` in Markdown. True where the answer is right."""

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
        Letters for a choice (``"B"``, ``"a, c"``, ``["A", "C"]``), a number or an expression for a number.

    Raises
    ------
    QuizError
        Where the answer cannot be read: that is no wrong answer.
    """
    if question.kind == "choice":
        return _judge_choice(question, letters(question, given))
    return _judge_number(question, number(given))


def letters(question: Question, given) -> frozenset[str]:
    """Return the letters that an answer names."""
    parts = [given] if isinstance(given, str) else given
    try:
        text = " ".join(str(part) for part in parts)
    except TypeError:
        text = str(given)
    text = unicodedata.normalize("NFKC", text).upper()
    chosen = re.sub(r"[\s,，、;；和与]", "", text)
    if not chosen or set(chosen) - set(question.letters):
        first, last = question.letters[0], question.letters[-1]
        raise QuizError(
            tr(
                f"选项是 {first} 到 {last}，得到 {given!r}：写一个字母，选几个就写成 'AC' 这样",
                f"options are {first} to {last}, got {given!r}: give a letter, or several like 'AC'",
            )
        )
    return frozenset(chosen)


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


def _judge_number(question: Question, value: float) -> Feedback:
    if _within(value, question.value, question):
        return Feedback(question.id, True, question.reason)
    for near in question.near:
        if _within(value, near.value, question):
            return Feedback(question.id, False, near.reason)
    return Feedback(question.id, False, question.hint)


def _within(value: float, wanted: float, question: Question) -> bool:
    readings = (value, value / 100) if question.unit == "%" else (value,)
    slack = question.tolerance + SLACK * max(1.0, abs(wanted))
    return any(math.isclose(reading, wanted, rel_tol=0.0, abs_tol=slack) for reading in readings)
