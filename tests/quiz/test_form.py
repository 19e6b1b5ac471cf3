"""The form: instant feedback, keyboard, nothing given away."""

import pytest

from tests.quiz.each import each_question
from tests.quiz.samples import number, one, order, several, size, text

widgets = pytest.importorskip("ipywidgets")

from coursekit.quiz.form import bundle, make_form, reply_to  # noqa: E402


def parts(form, kind):
    """Return the widgets of a kind, depth first."""
    found = [form] if type(form) is kind else []
    for child in getattr(form, "children", ()):
        found += parts(child, kind)
    return found


def reply(form):
    """Return the feedback on show."""
    return form.children[-1].value


def test_one_button_an_option_and_a_click_answers():
    """A is right, B tempts; each click replaces the feedback."""
    form = make_form(one)
    buttons = parts(form, widgets.Button)
    assert [button.description for button in buttons] == ["A", "B", "C"]
    buttons[1].click()
    assert "B ✗ 不对</b>" in reply(form)
    assert "再看看 $a$。" in reply(form)
    buttons[0].click()
    assert "A ✓ 对</b>" in reply(form)
    assert "$a&lt;b$" in reply(form)
    assert "再看看" not in reply(form)


def test_several_are_ticked_and_checked():
    """The boxes count only when the button is pressed; nothing ticked is a request, not an error."""
    form = make_form(several)
    boxes, (check,) = parts(form, widgets.Checkbox), parts(form, widgets.Button)
    check.click()
    assert "先勾选" in reply(form)
    boxes[0].value = boxes[2].value = True
    check.click()
    assert "✓ 对</b>" in reply(form)
    boxes[1].value = True
    check.click()
    assert "乙错" in reply(form)


def test_a_number_is_checked_by_enter_and_by_the_button():
    """Enter changes the field's value, which answers at once."""
    form = make_form(number)
    (field,), (check,) = parts(form, widgets.Text), parts(form, widgets.Button)
    assert not field.continuous_update
    field.value = "13/10"
    assert "反了" in reply(form)
    field.value = "10/13"
    assert "✓ 对</b>" in reply(form)
    field.value = "<b>十"
    check.click()
    assert "看不懂" in reply(form)
    assert "&lt;b&gt;" in reply(form)


@pytest.mark.parametrize(("question", "wrong", "right"), [(size, "4×3", "3 x 4"), (text, "算术平均", "调和平均")])
def test_sizes_and_texts_are_written_into_a_field(question, wrong, right):
    """As numbers are: Enter answers."""
    form = make_form(question)
    (field,) = parts(form, widgets.Text)
    assert field.placeholder
    field.value = wrong
    assert question.near[0].reason in reply(form)
    field.value = right
    assert "✓ 对</b>" in reply(form)


def test_an_order_is_clicked_together():
    """Each letter goes to the end of the field, once; it counts when the button is pressed, and can be cleared."""
    form = make_form(order)
    (field,) = parts(form, widgets.Text)
    *letters, check, clear = parts(form, widgets.Button)
    before = reply(form)
    for index in (1, 0, 1):
        letters[index].click()
    assert field.value == "BA"
    letters[2].click()
    assert reply(form) == before
    check.click()
    assert "第 2 步不是 A：没有洗过。" in reply(form)
    clear.click()
    assert field.value == ""
    field.value = "b c a"
    check.click()
    assert "✓ 对</b>" in reply(form)


@pytest.mark.parametrize(
    ("question", "asked"), [(number, "先写下答案"), (size, "先写下答案"), (text, "先写下答案"), (order, "先按次序点")]
)
def test_the_check_button_alone_asks_for_an_answer(question, asked):
    """No verdict, and no quotation marks around nothing."""
    form = make_form(question)
    next(button for button in parts(form, widgets.Button) if button.description == "检查").click()
    assert asked in reply(form)
    assert "对</b>" not in reply(form)
    assert "得到" not in reply(form)


def test_ipywidgets_of_the_last_generation_will_do(monkeypatch):
    """Colab ships version 7: its widgets describe no display of their own, its layouts have one border only."""
    given = []
    monkeypatch.setattr(widgets, "Layout", lambda **layout: given.append(layout) or layout)
    monkeypatch.delattr(widgets.Widget, "_repr_mimebundle_")
    form = make_form(one)
    assert given == [{"padding": "4px 12px", "border": "1px solid #56B4E9"}]
    assert bundle(form)["application/vnd.jupyter.widget-view+json"]["model_id"] == form.model_id


def test_the_bundle_is_that_of_ipywidgets():
    """Front ends get what they get for any widget."""
    form = make_form(one)
    assert bundle(form).items() <= form._repr_mimebundle_().items()


def test_an_empty_field_is_left_alone():
    """Clearing it is no answer."""
    form = make_form(number)
    (field,) = parts(form, widgets.Text)
    field.value = "5"
    before = reply(form)
    field.value = ""
    assert reply(form) == before


def test_the_verdict_is_not_told_by_colour_alone():
    """A mark and a word stand beside the colour, and a screen reader is told."""
    for given, mark in (("A", "✓ 对"), ("B", "✗ 不对")):
        html = reply_to(one, given)
        assert mark in html
        assert 'role="status"' in html


@each_question
def test_no_form_holds_its_answer(question):
    """Before the first answer nothing of the reasons is in any widget that is sent to the page."""
    form = make_form(question)
    sent = "".join(str(w.get_state()) for kind in (widgets.HTMLMath, widgets.Button, widgets.Text, widgets.Checkbox)
                   for w in parts(form, kind))  # fmt: skip
    for told in [
        question.reason,
        question.hint,
        *(o.reason for o in question.options),
        *(n.reason for n in question.near),
    ]:
        assert not told or told[:12] not in sent
