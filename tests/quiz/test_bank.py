"""The bank: every question is whole, and reads well."""

import csv
import functools
import math
import re
from pathlib import Path

import numpy as np
import pytest
import torch

from coursekit import data, quiz
from coursekit.quiz.bank import FILLED, QuizError, read
from coursekit.quiz.judging import judge
from coursekit.quiz.reading import words
from tests.quiz.each import each_question
from tests.quiz.samples import NUMBER, ONE, ORDER, SIZE, TEXT

ROOT = Path(__file__).resolve().parents[2]
CHINESE = r"[\u4e00-\u9fff]"
TOOLS = {"np": np, "math": math, "torch": torch, "functools": functools, "data": data}
LEAST = 10  # questions a chapter


def texts(question):
    """Return every text of a question that a student may read."""
    options = [text for option in question.options for text in (option.text, option.reason)]
    return [
        t for t in [question.text, question.reason, question.hint, *options, *(n.reason for n in question.near)] if t
    ]


def test_the_chapters_have_their_questions():
    """The perceptron and the networks: what a chapter may ask for by name."""
    wanted = {"edges", "parameters", "layers", "perceptron_update", "xor_best", "xor_line", "inference", "uat",
              "relu_error", "argmax", "initial_loss", "sgd_adam", "eval_no_grad", "hebb"}  # fmt: skip
    assert {f"ffn.{name}" for name in wanted} <= set(quiz.ids("ffn"))


def test_each_chapter_has_enough_of_them():
    """Every chapter of the syllabus, the case study included; 12a and 12b count by themselves."""
    chapters = [re.match(r"(C\d\d|H\d)", quiz.question(id).source)[0] for id in quiz.ids()]
    counts = {chapter: chapters.count(chapter) for chapter in chapters}
    assert {f"C{number:02d}" for number in range(14)} | {"H1"} <= counts.keys()
    assert min(counts.values()) >= LEAST


def test_there_are_questions_of_each_kind():
    """Choices with one and several right options, numbers, sizes, orders, words."""
    asked = [quiz.question(id) for id in quiz.ids()]
    kinds = {(question.kind, question.several) for question in asked}
    assert kinds == {("choice", False), ("choice", True), *((kind, False) for kind in (*FILLED, "order"))}


@each_question
def test_ids_go_by_topic(question):
    """A topic and a name; no chapter's number, which may change."""
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", question.id)
    assert question.id in quiz.ids(question.id.split(".")[0])


def test_a_topic_is_not_a_prefix_of_letters():
    """ids('ff') is no topic, 'ffn' and 'ffn.' are the same."""
    assert quiz.ids("ff") == []
    assert quiz.ids("ffn") == quiz.ids("ffn.") != []


@each_question
def test_a_source_is_a_topic_of_the_syllabus(question):
    """It has the form of one, and stands in the table of topics where its chapter is in it."""
    assert re.fullmatch(r"(C\d\d|H\d)-\d\d", question.source)
    table = ROOT / "notebooks" / "coverage.csv"
    if table.exists():
        with table.open(encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines))
        # A topic that another chapter teaches ahead does not make its own chapter a written one.
        own = [row for row in rows if row["id"][0] != "C" or row["chapter"].startswith(row["id"][1:3])]
        chapter = question.source[:3]
        assert question.source in {row["id"] for row in rows} or chapter not in {row["id"][:3] for row in own}


@each_question
def test_reasons_differ(question):
    """Each answer that tempts has a reason of its own; no wrong option is merely called wrong."""
    reasons = [option.reason for option in question.options] or [near.reason for near in question.near]
    assert len(set(reasons)) == len(reasons) >= 2
    assert all(len(reason) >= 8 for reason in reasons)


@each_question
def test_a_choice_leaves_a_choice(question):
    """Some options are wrong; the texts differ; the right one is not told by its length."""
    if question.kind == "choice":
        assert 0 < len(question.right) < len(question.options)
        lengths = {letter: len(option.text) for letter, option in zip(question.letters, question.options, strict=True)}
        assert len({option.text for option in question.options}) == len(question.options)
        wrong = [length for letter, length in lengths.items() if letter not in question.right]
        assert min(lengths[letter] for letter in question.right) <= 2.5 * max(wrong)


@each_question
def test_several_right_options_are_announced(question):
    """可以多选 stands in the text exactly where it is true or where it leaves open how many."""
    if question.kind == "choice":
        assert question.several == ("可以多选" in question.text)


@each_question
def test_near_misses_are_wrong(question):
    """What tempts must be judged wrong, with its own reason; the right answer, each form of it, right."""
    if question.kind in FILLED:
        forms = question.value if question.kind == "text" else [question.value]
        assert all(judge(question, form) for form in forms)
        for near in question.near:
            for form in near.value if question.kind == "text" else [near.value]:
                feedback = judge(question, form)
                assert (feedback.right, feedback.reason) == (False, near.reason)


@each_question
def test_an_order_is_told_step_by_step(question):
    """The right order is right; with the first two steps exchanged, the reason of the first is told."""
    if question.kind == "order":
        assert judge(question, question.value)
        first, second, *rest = question.value
        feedback = judge(question, "".join([second, first, *rest]))
        misplaced = question.options[question.letters.index(second)]
        assert not feedback
        assert misplaced.reason in feedback.reason


@each_question
def test_figures_are_recomputed(question):
    """Every number and every size follows from the expression in `check`."""
    if question.kind in ("number", "size"):
        assert question.check
        found = eval(question.check, dict(TOOLS))
        found = tuple(int(part) for part in found) if question.kind == "size" else float(found)
        assert judge(question, found), found


@each_question
def test_a_text_does_not_hold_its_answer(question):
    """No accepted form stands in the question itself."""
    if question.kind == "text":
        assert not any(words(form) in words(line) for form in question.value for line in question.text.split("，"))


@each_question
def test_texts_read_well(question):
    """Full-width punctuation next to Chinese, a blank between Chinese and Latin, no Chinese in mathematics."""
    for text in texts(question):
        plain = re.sub(r"`[^`]*`", "", text)
        assert not re.search(CHINESE, "".join(re.findall(r"\$[^$]*\$", plain))), text
        words = re.sub(r"\$[^$]*\$|\*\*", "", plain)
        assert not re.search(rf"{CHINESE}[,;:?!()]|[,;:?!()]{CHINESE}", words), text
        assert not re.search(rf"{CHINESE}[A-Za-z0-9]|[A-Za-z0-9%]{CHINESE}", words.replace("％", "%")), text
        assert text.count("$") % 2 == 0, text


@each_question
def test_bold_closes(question):
    """Markdown does not close bold between punctuation and a letter: **甲。**乙 shows its stars."""
    marks = "。，！？：；）”、"
    for text in texts(question):
        for inner, after in re.findall(r"\*\*(.+?)\*\*(.?)", text):
            assert inner[-1] not in marks or not after or after in marks, text


@each_question
def test_mathematics_survives_toml(question):
    """A backslash that TOML took away leaves a control character or a bare command behind."""
    for text in texts(question):
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", text), text
        for formula in re.findall(r"\$([^$]*)\$", text):
            assert not re.search(r"(?<![\\a-zA-Z])(frac|times|eta|hat|le|ge|varepsilon|ln|quad)\b", formula), formula


def test_an_unknown_id_names_its_neighbours():
    """A slip of the keyboard is answered with what was meant."""
    with pytest.raises(QuizError, match="ffn.edges"):
        quiz.ask("ffn.edgse")
    with pytest.raises(QuizError, match=r"quiz.ids\(\)"):
        quiz.ask("@@@")


@pytest.mark.parametrize(
    ("record", "lack"),
    [
        (ONE | {"kind": "essay"}, "kind"),
        (ONE | {"option": ONE["option"][:1]}, "2 to 8"),
        (ONE | {"option": [{"text": "a", "reason": "b"}] * 2}, "no option is right"),
        (ONE | {"option": [{"text": "a", "reason": "", "right": True}, {"text": "b", "reason": "c"}]}, "its reason"),
        (ONE | {"option": [{"text": "a"}] * 2}, "reason"),
        (ONE | {"colour": "red"}, "colour"),
        ({key: value for key, value in NUMBER.items() if key != "hint"}, "hint"),
        (NUMBER | {"value": "3"}, "a number"),
        (SIZE | {"value": 3}, "whole numbers"),
        (TEXT | {"value": "调和"}, "accepted forms"),
        (TEXT | {"near": [{"value": "算术", "reason": "不"}]}, "accepted forms"),
        (ORDER | {"value": "BC"}, "each of ABC once"),
        (ORDER | {"value": "ABC"}, "must not stand in order"),
        (ORDER | {"reason": ""}, "its reason"),
        (ORDER | {"option": ORDER["option"][:1]}, "an order needs 2 to 8"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(record, lack):
    """With its id and what it lacks."""
    with pytest.raises(QuizError, match=lack) as caught:
        read(record)
    assert str(caught.value).startswith("t.")
