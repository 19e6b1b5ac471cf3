"""Ask a question, judge an answer: a form where somebody can use one, text everywhere."""

from importlib.util import find_spec

from coursekit.lang import tr
from coursekit.quiz.bank import question
from coursekit.quiz.judging import Feedback, judge
from coursekit.quiz.markup import as_markdown, as_plain, lines_kept
from coursekit.runtime import in_notebook, interactive


def ask(id: str) -> None:
    """Show a question of the bank.

    In a live notebook with ipywidgets it is a form with instant feedback; where a machine runs the notebook, and where
    there is no front end for forms, it is text that says how to answer by a plain call.

    Parameters
    ----------
    id : str
        For example ``"ffn.edges"``.

    Raises
    ------
    QuizError
        If the bank has no such question.

    Examples
    --------
    >>> from coursekit import quiz
    >>> quiz.ask("ffn.edges")
    问题　全连接网络：相邻两层的神经元两两相连。输入 4 个、隐藏 10 个、输出 3 个，一共要画多少条边？
    <BLANKLINE>
    运行这一格就能作答；没有出现按钮时，另起一格写 quiz.answer("ffn.edges", 你算出的数)
    """
    asked = question(id)
    text = as_markdown(asked)
    if not in_notebook():
        print(as_plain(text))
        return
    from IPython.display import display

    # One bundle: a front end that cannot show forms, or a saved page, falls back to the text.
    shown = {"text/markdown": text, "text/plain": as_plain(text)}
    if interactive() and find_spec("ipywidgets"):
        from coursekit.quiz.form import bundle, make_form

        shown |= bundle(make_form(asked))
    display(shown, raw=True)


def answer(id: str, given) -> Feedback:
    """Judge an answer, say so with the reason, and return the feedback.

    Parameters
    ----------
    id : str
        For example ``"ffn.edges"``.
    given : str, number or collection of str
        A letter or letters for a choice; a number or an expression such as ``"10/13"`` for a number; ``"3×4"`` for a
        size; all letters in order (``"CAB"``) for an order; a word or two for a text.

    Raises
    ------
    QuizError
        If there is no such question or the answer cannot be read.

    Examples
    --------
    >>> from coursekit import quiz
    >>> feedback = quiz.answer("ffn.edges", "4 * 10")
    不对。这是输入层到隐藏层的边。隐藏层到输出层的还没有数。
    >>> feedback.right
    False
    """
    feedback = judge(question(id), given)
    # The full stop stands outside: Markdown does not close bold between a full stop and a letter.
    told = f"**{feedback.verdict}**{tr('。', '. ')}{lines_kept(feedback.reason)}"
    if in_notebook():
        from IPython.display import display

        display({"text/markdown": told, "text/plain": as_plain(told)}, raw=True)
    else:
        print(as_plain(told))
    return feedback
