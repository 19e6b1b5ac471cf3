"""Questions with instant feedback: `ask` shows one, `answer` judges one.

    from coursekit import quiz

    quiz.ask("ffn.edges")              # a form in a live notebook, text anywhere else
    quiz.answer("ffn.edges", 42)       # the same as a plain call

Quizzes carry no marks. The answers lie readable in the package, and never in a notebook or its outputs.
"""

from coursekit.quiz.asking import answer, ask
from coursekit.quiz.bank import Question, QuizError, ids, question
from coursekit.quiz.judging import Feedback

__all__ = ["Feedback", "Question", "QuizError", "answer", "ask", "ids", "question"]
