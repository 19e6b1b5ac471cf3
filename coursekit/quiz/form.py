"""The form of a question: buttons or a field, and the feedback below; every control is reached by Tab and Enter."""

from html import escape

from coursekit.lang import tr
from coursekit.quiz.bank import Question, QuizError
from coursekit.quiz.judging import judge
from coursekit.quiz.markup import as_html

RIGHT, WRONG, UNREAD = "#00734f", "#9c3b00", "#555555"


def make_form(question: Question):
    """Return the ipywidgets form of a question; nothing in it holds the answer until the student has given one."""
    from ipywidgets import HTMLMath, Layout, VBox

    reply = HTMLMath(value=_told("", "", ""))
    text = HTMLMath(value=f'<div style="line-height:1.6">{as_html(question.text)}</div>')
    makers = {"choice": _choice, "order": _order}
    controls = makers.get(question.kind, _field)(question, reply)
    return VBox([text, *controls, reply], layout=Layout(border_left="4px solid #56B4E9", padding="4px 12px"))


def reply_to(question: Question, given) -> str:
    """Return the HTML of the feedback on an answer, or of the request to write it so that it can be read."""
    try:
        feedback = judge(question, given)
    except QuizError as error:
        return _told(UNREAD, "", escape(str(error)))
    mark = "✓ " if feedback.right else "✗ "
    return _told(RIGHT if feedback.right else WRONG, mark + feedback.verdict + tr("。", ". "), as_html(feedback.reason))


def _told(colour: str, verdict: str, reason: str) -> str:
    # role=status: a screen reader says it as soon as it changes.
    return (
        f'<div role="status" style="line-height:1.6"><b style="color:{colour or "inherit"}">{verdict}</b>{reason}</div>'
    )


def _choice(question: Question, reply) -> list:
    return _boxes(question, reply) if question.several else _buttons(question, reply)


def _buttons(question: Question, reply) -> list:
    from ipywidgets import Button

    rows = []
    for letter, option in zip(question.letters, question.options, strict=True):
        button = Button(description=letter, layout={"width": "3em", "flex": "0 0 auto"})
        button.on_click(lambda _, letter=letter: _say(reply, reply_to(question, letter)))
        rows.append(_row(button, option.text))
    return rows


def _boxes(question: Question, reply) -> list:
    from ipywidgets import Checkbox

    boxes = [Checkbox(description=letter, indent=False, layout={"width": "3em"}) for letter in question.letters]
    rows = [_row(box, option.text) for box, option in zip(boxes, question.options, strict=True)]

    def check(_):
        chosen = "".join(letter for letter, box in zip(question.letters, boxes, strict=True) if box.value)
        _say(reply, reply_to(question, chosen))

    return [*rows, _check_button(check)]


def _order(question: Question, reply) -> list:
    from ipywidgets import Button, HBox, Text

    # Only the button checks: the field changes with each letter that is added.
    field = Text(placeholder=tr("按次序点字母", "click the letters in order"), layout={"width": "16em"})
    rows = []
    for letter, option in zip(question.letters, question.options, strict=True):
        button = Button(description=letter, layout={"width": "3em", "flex": "0 0 auto"})
        button.on_click(lambda _, letter=letter: _add(field, letter))
        rows.append(_row(button, option.text))
    clear = Button(description=tr("清空", "Clear"), layout={"width": "6em"})
    clear.on_click(lambda _: setattr(field, "value", ""))
    return [*rows, HBox([field, _check_button(lambda _: _say(reply, reply_to(question, field.value))), clear])]


def _add(field, letter: str) -> None:
    if letter not in field.value:
        field.value += letter


def _field(question: Question, reply) -> list:
    from ipywidgets import HBox, Text

    asked = {
        "number": tr("一个数或算式", "a number or expression"),
        "size": tr("尺寸，例如 行×列", "a size, rows×columns"),
        "text": tr("几个字", "a word or two"),
    }
    field = Text(placeholder=asked[question.kind], continuous_update=False)
    field.layout.width = "16em"

    def check(_):
        _say(reply, reply_to(question, field.value))

    field.observe(lambda change: check(change) if change["new"].strip() else None, names="value")
    return [HBox([field, _check_button(check)])]


def _check_button(check):
    from ipywidgets import Button

    button = Button(description=tr("检查", "Check"), button_style="primary", layout={"width": "6em"})
    button.on_click(check)
    return button


def _row(control, text: str):
    from ipywidgets import HBox, HTMLMath

    return HBox([control, HTMLMath(value=as_html(text))], layout={"align_items": "baseline"})


def _say(reply, html: str) -> None:
    reply.value = html
