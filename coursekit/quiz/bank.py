"""The bank of questions: one TOML file a topic, each question with a reason for every answer that tempts."""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from coursekit.lang import tr

LETTERS = "ABCDEFGH"
KINDS = ("choice", "number")


class QuizError(ValueError):
    """No such question, or an answer that cannot be read."""


@dataclass(frozen=True)
class Option:
    """One option of a choice: its text, whether it is right, and why it is right or why it tempts."""

    text: str
    reason: str
    right: bool = False


@dataclass(frozen=True)
class Near:
    """A wrong number that tempts, and why it is wrong."""

    value: float
    reason: str


@dataclass(frozen=True)
class Question:
    """One question of the bank.

    Attributes
    ----------
    id : str
        Topic and name, ``"ffn.edges"``; never a chapter's number.
    kind : str
        ``"choice"`` or ``"number"``.
    text : str
        Markdown with ``$…$``.
    options : tuple of Option
        For a choice.
    value, tolerance, unit, reason, hint, near
        For a number: the right one, how far from it still counts, ``"%"`` where shares may come as percents, why, what
        to tell whoever is far off, the wrong numbers that tempt.
    source : str
        The topic of the syllabus.
    """

    id: str
    kind: str
    text: str
    source: str = ""
    options: tuple[Option, ...] = ()
    value: float = 0.0
    tolerance: float = 0.0
    unit: str = ""
    reason: str = ""
    hint: str = ""
    near: tuple[Near, ...] = ()

    @property
    def letters(self) -> str:
        """The letters of the options, ``"ABCD"``."""
        return LETTERS[: len(self.options)]

    @property
    def right(self) -> frozenset[str]:
        """The letters of the right options."""
        return frozenset(letter for letter, option in zip(self.letters, self.options, strict=True) if option.right)

    @property
    def several(self) -> bool:
        """Whether more than one option is right."""
        return len(self.right) > 1


def question(id: str) -> Question:
    """Return the question with this id.

    Raises
    ------
    QuizError
        If there is none; the message names the nearest ids.
    """
    questions = _bank()
    if id not in questions:
        near = get_close_matches(str(id), questions, n=3, cutoff=0.4)
        zh = f"，是不是 {'、'.join(near)}？" if near else "。quiz.ids() 列出全部题目"
        en = f": did you mean {', '.join(near)}?" if near else ": quiz.ids() lists them"
        raise QuizError(tr(f"题库里没有 {id!r}{zh}", f"no question {id!r}{en}"))
    return questions[id]


def ids(topic: str = "") -> list[str]:
    """Return the ids of the bank, in its order; with a topic (``"ffn"``) only that topic's."""
    return [id for id in _bank() if not topic or id.startswith(f"{topic.rstrip('.')}.")]


@cache
def _bank() -> dict[str, Question]:
    bank = {}
    for path in sorted(files("coursekit.quiz").joinpath("bank").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            for record in tomllib.loads(path.read_text(encoding="utf-8"))["question"]:
                made = read(record)
                if made.id in bank:
                    raise QuizError(tr(f"题目 {made.id} 出现了两次", f"question {made.id} occurs twice"))
                bank[made.id] = made
    return bank


def read(record: dict) -> Question:
    """Return the question that a record of a bank file holds.

    Raises
    ------
    QuizError
        Where something that a question needs is missing or superfluous.
    """
    fields = dict(record)
    try:
        fields["options"] = tuple(Option(**option) for option in fields.pop("option", ()))
        fields["near"] = tuple(Near(**near) for near in fields.pop("near", ()))
        made = Question(**{name: value.strip() if isinstance(value, str) else value for name, value in fields.items()})
    except TypeError as error:
        raise QuizError(f"{record.get('id')}: {error}") from None
    lack = _lack(made, record)
    if lack:
        raise QuizError(f"{made.id}: {lack}")
    return made


def _lack(made: Question, record: dict) -> str:
    if made.kind not in KINDS:
        return f"kind must be one of {KINDS}, got {made.kind!r}"
    if made.kind == "number":
        return "" if {"value", "reason", "hint"} <= record.keys() else "a number needs value, reason and hint"
    if not 2 <= len(made.options) <= len(LETTERS):
        return f"a choice needs 2 to {len(LETTERS)} options"
    if not made.right:
        return "no option is right"
    return "" if all(option.reason for option in made.options) else "every option needs its reason"
