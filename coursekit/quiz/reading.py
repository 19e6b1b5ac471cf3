"""Answers as students write them: letters, sizes, words; what cannot be read is no wrong answer."""

import re
import unicodedata

from coursekit.lang import tr
from coursekit.quiz.bank import Question, QuizError

LONGEST = 60
CROSS = r"[x×*,，、;；乘 ]+"


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


def sequence(question: Question, given) -> str:
    """Return the order that an answer names: each letter once, ``"CAB"``.

    Raises
    ------
    QuizError
        If a letter is missing, is no option or occurs twice.
    """
    parts = [given] if isinstance(given, str) else given
    try:
        text = "".join(str(part) for part in parts)
    except TypeError:
        text = str(given)
    plain = re.sub(r"[\s,，、;；>→\-]", "", unicodedata.normalize("NFKC", text)).upper()
    if sorted(plain) != list(question.letters):
        raise QuizError(
            tr(
                f"把 {question.letters[0]} 到 {question.letters[-1]} 每个字母写一次，排成次序，得到 {given!r}",
                f"write each letter from {question.letters[0]} to {question.letters[-1]} once, got {given!r}",
            )
        )
    return plain


def size(given) -> tuple[int, ...]:
    """Return a size: ``"3×4"``, ``"(3, 4)"``, ``"3 x 4"``, ``(3, 4)`` or ``torch.Size([3, 4])``.

    Raises
    ------
    QuizError
        For anything else.
    """
    if isinstance(given, str):
        plain = unicodedata.normalize("NFKC", given).lower().replace("torch.size", "").strip(" ()[]")
        parts = [part for part in re.split(CROSS, plain) if part]
    else:
        try:
            parts = [str(part) for part in given]
        except TypeError:
            parts = [str(given)]
    if not parts or len(parts) > 8 or not all(re.fullmatch(r"\d{1,9}", part) for part in parts):
        raise QuizError(
            tr(
                f"看不懂 {str(given)[:LONGEST]!r}：请写成 3×4 或 (3, 4) 这样的尺寸",
                f"cannot read {str(given)[:LONGEST]!r}: give a size such as 3×4 or (3, 4)",
            )
        )
    return tuple(int(part) for part in parts)


def words(given) -> str:
    """Return a text without what does not matter: case, width, blanks and punctuation.

    Raises
    ------
    QuizError
        If nothing is left, or it is longer than an answer in a few words can be.
    """
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", str(given)).casefold())
    if given is None or not plain or len(plain) > LONGEST:
        raise QuizError(
            tr(
                f"用几个字或几个词回答，得到 {str(given)[:LONGEST]!r}",
                f"answer with a word or two, got {str(given)[:LONGEST]!r}",
            )
        )
    return plain


def same_text(given: str, forms: tuple[str, ...]) -> bool:
    """Return whether an answer, as `words` gives it, is one of the accepted forms."""
    return given in {words(form) for form in forms}
