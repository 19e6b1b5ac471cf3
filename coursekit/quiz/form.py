"""The form of a question: buttons or a field, and the feedback below; every control is reached by Tab and Enter."""

from html import escape

from coursekit.lang import tr
from coursekit.quiz.bank import Question, QuizError
from coursekit.quiz.judging import judge
from coursekit.quiz.markup import as_html

RIGHT, WRONG = "#00734f", "#9c3b00"  # behind white letters: legible on a light page and on a dark one
# On a narrow page the field gives way, never a button's word.
FIELD = {"width": "16em", "flex": "0 1 auto", "min_width": "6em"}
KEY = {"width": "3em", "flex": "0 0 auto"}
BUTTON = {"width": "6em", "flex": "0 0 auto"}
# A press on an option's words is a press on its letter; keys and screen readers find the letter itself.
PRESS = "this.closest('.widget-hbox').querySelector('button, input').click()"
WIDGET = "application/vnd.jupyter.widget-view+json"


def make_form(question: Question):
    """Return the ipywidgets form of a question; nothing in it holds the answer until the student has given one."""
    from ipywidgets import HTMLMath, Layout, VBox

    reply = HTMLMath(value=_told(""))
    text = HTMLMath(value=f'<div style="line-height:1.6">{as_html(question.text)}</div>')
    makers = {"choice": _choice, "order": _order}
    controls = makers.get(question.kind, _field)(question, reply)
    # Colab ships ipywidgets 7, whose layouts have one border for all four sides.
    border = {"border_left": "4px solid #56B4E9"} if hasattr(Layout, "border_left") else {"border": "1px solid #56B4E9"}
    return VBox([text, *controls, reply], layout=Layout(padding="4px 12px", **border))


def bundle(form) -> dict:
    """Return what a front end needs to show a form; ipywidgets 7 has no method that gives it."""
    return {WIDGET: {"version_major": 2, "version_minor": 0, "model_id": form.model_id}}


def reply_to(question: Question, given) -> str:
    """Return the HTML of the feedback on an answer, or of the request to write it so that it can be read."""
    if isinstance(given, str) and not given.strip():
        return _told(escape(_missing(question)))
    try:
        feedback = judge(question, given)
    except QuizError as error:
        return _told(escape(str(error)))
    verdict = f"{'✓' if feedback.right else '✗'} {feedback.verdict}"
    if question.kind == "choice" and not question.several:
        verdict = f"{given} {verdict}"  # the button that was pressed looks like the others
    return _told(as_html(feedback.reason), verdict, RIGHT if feedback.right else WRONG)


def _missing(question: Question) -> str:
    if question.several:
        return tr("先勾选，再点“检查”", "tick first, then check")
    if question.kind == "order":
        return tr("先按次序点字母，再点“检查”", "click the letters in order first, then check")
    return tr("先写下答案，再点“检查”", "write your answer first, then check")


def _told(reason: str, verdict: str = "", colour: str = "") -> str:
    style = f"background:{colour};color:#fff;border-radius:3px;padding:1px 6px"
    badge = f'<b style="{style}">{verdict}</b> ' if verdict else ""
    # role=status: a screen reader says it as soon as it changes.
    return f'<div role="status" style="line-height:1.6">{badge}{reason}</div>'


def _choice(question: Question, reply) -> list:
    return _boxes(question, reply) if question.several else _buttons(question, reply)


def _buttons(question: Question, reply) -> list:
    from ipywidgets import Button

    rows = []
    for letter, option in zip(question.letters, question.options, strict=True):
        button = Button(description=letter, layout=KEY)
        button.on_click(lambda _, letter=letter: _say(reply, reply_to(question, letter)))
        rows.append(_row(button, option.text))
    return rows


def _boxes(question: Question, reply) -> list:
    from ipywidgets import Checkbox

    boxes = [Checkbox(description=letter, indent=False, layout=KEY) for letter in question.letters]
    rows = [_row(box, option.text) for box, option in zip(boxes, question.options, strict=True)]

    def check(_):
        chosen = "".join(letter for letter, box in zip(question.letters, boxes, strict=True) if box.value)
        _say(reply, reply_to(question, chosen))

    return [*rows, _check_button(check)]


def _order(question: Question, reply) -> list:
    from ipywidgets import Button, HBox, Text

    # Only the button checks: the field changes with each letter that is added.
    field = Text(placeholder=tr("按次序点字母", "click the letters in order"), layout=FIELD)
    rows = []
    for letter, option in zip(question.letters, question.options, strict=True):
        button = Button(description=letter, layout=KEY)
        button.on_click(lambda _, letter=letter: _add(field, letter))
        rows.append(_row(button, option.text))
    clear = Button(description=tr("清空", "Clear"), layout=BUTTON)
    clear.on_click(lambda _: setattr(field, "value", ""))
    return [*rows, HBox([field, _check_button(lambda _: _say(reply, reply_to(question, field.value))), clear])]


def _add(field, letter: str) -> None:
    if letter not in field.value:
        field.value += letter


def _field(question: Question, reply) -> list:
    from ipywidgets import HBox, Text

    asked = {
        "number": tr("一个数或算式", "a number or expression"),
        "size": tr("尺寸，例如 2×3", "a size such as 2×3"),
        "text": tr("几个字", "a word or two"),
    }
    field = Text(placeholder=asked[question.kind], continuous_update=False, layout=FIELD)

    def check(_):
        _say(reply, reply_to(question, field.value))

    field.observe(lambda change: check(change) if change["new"].strip() else None, names="value")
    return [HBox([field, _check_button(check)])]


def _check_button(check):
    from ipywidgets import Button

    button = Button(description=tr("检查", "Check"), button_style="primary", layout=BUTTON)
    button.on_click(check)
    return button


def _row(control, text: str):
    from ipywidgets import HBox, HTMLMath

    text = f'<div style="cursor:pointer" onclick="{PRESS}">{as_html(text)}</div>'
    return HBox([control, HTMLMath(value=text)], layout={"align_items": "baseline"})


def _say(reply, html: str) -> None:
    reply.value = html
