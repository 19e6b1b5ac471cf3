"""A question as Markdown, plain text and HTML."""

from coursekit.quiz.markup import as_html, as_markdown, as_plain, lines_kept
from tests.quiz.each import each_question
from tests.quiz.samples import number, one, order, several, size, text


def test_markdown_holds_question_options_and_the_call():
    """Line ends are kept by two blanks; the id stands in the call."""
    told = as_markdown(one)
    assert "**问题**　$a<b$ 吗？  \n选一个。\n\n- **A**　是，`a < b`\n- **B**　否\n- **C**　不知道\n\n" in told
    assert told.endswith('`quiz.answer("t.one", "字母")`')
    assert '`quiz.answer("t.several", "几个字母")`' in as_markdown(several)
    assert '`quiz.answer("t.number", 你算出的数)`' in as_markdown(number)
    assert '`quiz.answer("t.size", "几×几")`' in as_markdown(size)
    assert '`quiz.answer("t.text", "几个字")`' in as_markdown(text)
    assert "- **A**　炒\n- **B**　买\n" in as_markdown(order)
    assert '`quiz.answer("t.order", "字母的次序")`' in as_markdown(order)


@each_question
def test_no_answer_in_the_text(question):
    """No reason, no hint, no tempting number, no mark at the right option."""
    text = as_markdown(question)
    told = [*(o.reason for o in question.options), *(n.reason for n in question.near), question.reason, question.hint]
    assert not any(reason in text for reason in told if reason)
    if question.kind in ("number", "size"):
        around = text.replace(lines_kept(question.text), "").replace(question.id, "")
        assert not any(character.isdigit() for character in around)
    lines = [line for line in as_markdown(question).splitlines() if line.startswith("- **")]
    assert [line[4] for line in lines] == list(question.letters)


def test_plain_text_has_no_marks():
    """No stars, no backticks, no trailing blanks; formulas stay as they are written."""
    text = as_plain(as_markdown(one))
    assert "*" not in text
    assert "`" not in text
    assert "  \n" not in text
    assert "$a<b$ 吗？\n选一个。" in text
    assert 'quiz.answer("t.one", "字母")' in text


def test_html_escapes_all_but_its_own_tags():
    """Formulas reach the page as text, code as code, and nothing as a tag."""
    assert as_html("$a<b$ & <script>") == "$a&lt;b$ &amp; &lt;script&gt;"
    assert as_html("**粗** `x<1`\n第二行") == "<b>粗</b> <code>x&lt;1</code><br>第二行"
    assert as_html("一\n\n二") == "<p>一</p><p>二</p>"
    assert as_html("看：\n```python\na < b\n```\n完") == "看：<pre>a &lt; b\n</pre>完"
