"""The bank of questions: one TOML file a topic, each question with a reason for every answer that tempts."""

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from coursekit.lang import tr

LETTERS = "ABCDEFGH"
KINDS = ("choice", "number", "size", "order", "text")
FILLED = ("number", "size", "text")  # written into a field, with a hint for whoever is far off


class QuizError(ValueError):
    """No such question, or an answer that cannot be read.

    Examples
    --------
    >>> from coursekit import quiz
    >>> try:
    ...     quiz.answer("ffn.edges", "many")
    ... except quiz.QuizError as error:
    ...     print(error)
    看不懂 'many'：请写一个数，或者像 10/13、4*10+3、ln(3)、75% 这样的算式
    """


@dataclass(frozen=True)
class Option:
    """One option of a choice: its text, whether it is right, and why it is right or why it tempts."""

    text: str
    reason: str
    right: bool = False


@dataclass(frozen=True)
class Near:
    """A wrong answer that tempts, in the form of the right one, and why it is wrong."""

    value: float | str | tuple
    reason: str


@dataclass(frozen=True)
class Question:
    """One question of the bank.

    Attributes
    ----------
    id : str
        Topic and name, ``"ffn.edges"``; never a chapter's number.
    kind : str
        ``"choice"`` (one or several options), ``"number"``, ``"size"`` (3×4), ``"order"`` (steps to be put in order) or
        ``"text"`` (a word or two).
    text : str
        Markdown with ``$…$``.
    options : tuple of Option
        For a choice; for an order the steps, whose `reason` says why a step does not stand where it was put.
    value : float, tuple of int, str or tuple of str
        The right number, the right size, the letters in their order, the accepted forms of a text.
    tolerance, unit
        For a number: how far from it still counts, ``"%"`` where shares may come as percents.
    reason, hint, near
        Why, what to tell whoever is far off, the wrong answers that tempt.
    check : str
        An expression that recomputes the value of a number or a size; the tests evaluate it, nothing else does.
    source : str
        The topic of the syllabus.

    Examples
    --------
    >>> from coursekit import quiz
    >>> asked = quiz.question("ffn.layers")
    >>> asked.kind, asked.letters, asked.several
    ('choice', 'ABCD', False)
    """

    id: str
    kind: str
    text: str
    source: str = ""
    options: tuple[Option, ...] = ()
    value: float | str | tuple = 0.0
    tolerance: float = 0.0
    unit: str = ""
    reason: str = ""
    hint: str = ""
    near: tuple[Near, ...] = ()
    check: str = ""

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

    Examples
    --------
    >>> from coursekit import quiz
    >>> quiz.question("ffn.edges").kind
    'number'
    >>> quiz.question("ffn.edge")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    coursekit.quiz.bank.QuizError: 题库里没有 'ffn.edge'，是不是 ffn.edges...
    """
    questions = _bank()
    if id not in questions:
        near = get_close_matches(str(id), questions, n=3, cutoff=0.4)
        zh = f"，是不是 {'、'.join(near)}？" if near else "。quiz.ids() 列出全部题目"
        en = f": did you mean {', '.join(near)}?" if near else ": quiz.ids() lists them"
        raise QuizError(tr(f"题库里没有 {id!r}{zh}", f"no question {id!r}{en}"))
    return questions[id]


def ids(topic: str = "") -> list[str]:
    """Return the ids of the bank, in its order; with a topic (``"ffn"``) only that topic's.

    Examples
    --------
    >>> from coursekit import quiz
    >>> "ffn.edges" in quiz.ids("ffn")
    True
    >>> quiz.ids("no-such-topic")
    []
    """
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
        fields["near"] = tuple(Near(**_tidy(near)) for near in fields.pop("near", ()))
        made = Question(**_tidy(fields))
    except TypeError as error:
        raise QuizError(f"{record.get('id')}: {error}") from None
    lack = _lack(made, record)
    if lack:
        raise QuizError(f"{made.id}: {lack}")
    return made


def _tidy(record: dict) -> dict:
    """Return a record whose texts have no blanks around them, and whose lists cannot change."""
    kinds = {str: str.strip, list: tuple}
    return {name: kinds.get(type(value), lambda same: same)(value) for name, value in record.items()}


def _lack(made: Question, record: dict) -> str:
    if made.kind not in KINDS:
        return f"kind must be one of {KINDS}, got {made.kind!r}"
    if made.kind in FILLED:
        return _lack_of_filled(made, record)
    if not 2 <= len(made.options) <= len(LETTERS):
        return f"{'an order' if made.kind == 'order' else 'a choice'} needs 2 to {len(LETTERS)} options"
    if not all(option.reason for option in made.options):
        return "every option needs its reason"
    if made.kind == "choice":
        return "" if made.right else "no option is right"
    if sorted(str(made.value)) != list(made.letters) or not made.reason:
        return f"an order needs its reason and a value that holds each of {made.letters} once"
    return "" if made.value != made.letters else "the steps of an order must not stand in order"


def _lack_of_filled(made: Question, record: dict) -> str:
    if not {"value", "reason", "hint"} <= record.keys():
        return f"a {made.kind} needs value, reason and hint"
    wanted, word = {"number": ((int, float), "a number"), "size": (tuple, "a list of whole numbers"),
                    "text": (tuple, "a list of accepted forms")}[made.kind]  # fmt: skip
    values = [made.value, *(near.value for near in made.near)]
    return "" if all(value and isinstance(value, wanted) or value == 0 for value in values) else f"value must be {word}"
