"""`clf.score(X, y)` in a test: computed here, of the student's predictions."""

import numpy as np
import pytest
import torch
from nbformat.v4 import new_notebook
from sklearn.datasets import make_classification, make_regression
from sklearn.linear_model import LinearRegression, LogisticRegression

from coursekit.grading.alarms import Misuse
from coursekit.grading.grade import Grader
from coursekit.grading.handles import Handle
from tests.grading.conftest import Ready, SmallCourse, cell, graded, scores, solution
from tests.support.served import served

STUDENTS = """
import numpy as np
from sklearn.cluster import KMeans
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

told = []
def note(estimator):
    old = estimator.score
    estimator.score = lambda *args: told.append(args) or old(*args)
    return estimator
def fit(X, y): return note(LogisticRegression().fit(X, y))
def regress(X, y): return LinearRegression().fit(X, y)
def pipe(X, y): return make_pipeline(StandardScaler(), LinearRegression()).fit(X, y)
def search(X, y, scoring=None): return GridSearchCV(LogisticRegression(), {'C': [1.0]}, cv=2, scoring=scoring).fit(X, y)
def cluster(X): return KMeans(2, random_state=0, n_init=1).fit(X)
class Liar:
    def __init__(self, right): self.right = right
    def predict(self, X): return np.array(self.right)
    def score(self, X, y): return 1.0
class Sure(LogisticRegression):
    def score(self, X, y, sample_weight=None): return 1.0
class Own:
    def score(self, X, y): return 0.25
class Bare:
    score = 0.75
def lie(right): return Liar(right)
def sure(X, y): return Sure(C=1e-6).fit(X, y)
own, bare, nothing = Own(), Bare(), object()
"""
X, LABELS = make_classification(60, 4, flip_y=0.3, random_state=0)
PRICES = make_regression(60, 4, noise=20.0, random_state=0)[1]


@pytest.fixture
def link():
    with served(STUDENTS) as link:
        yield link


def ask(link, name, *args):
    return link.ask("get", name)(*args)


@pytest.mark.parametrize("labels", [LABELS, LABELS.astype(float), np.array(["no", "yes"])[LABELS], list(LABELS)])
def test_a_classifier_is_judged_by_its_predictions(link, labels):
    """The score is the one of one process, and the candidate never meets `y`."""
    classifier = ask(link, "fit", X[:30], labels[:30])
    expected = LogisticRegression().fit(X[:30], labels[:30]).score(X[30:], labels[30:])
    assert classifier.score(X[30:], labels[30:]) == expected < 1
    assert link.shell.user_ns["told"] == []


def test_texts_in_an_array_of_objects(link):
    """As a column of a table gives them: such predictions are asked for as a list."""
    labels = np.array(["no", "yes"], dtype=object)[LABELS]
    model = ask(link, "fit", X, labels)
    assert type(model.predict(X)) is Handle
    assert model.score(X, labels) == LogisticRegression().fit(X, labels).score(X, labels)


def test_weights_and_names_of_the_arguments(link):
    """As sklearn's method has them."""
    model, weights = ask(link, "fit", X, LABELS), np.arange(60.0)
    expected = LogisticRegression().fit(X, LABELS).score(X, LABELS, weights)
    assert model.score(X, y=LABELS, sample_weight=weights) == model.score(X, LABELS, weights) == expected


@pytest.mark.parametrize("name", ["regress", "pipe"])
@pytest.mark.parametrize("target", [PRICES, PRICES.astype(int), torch.tensor(PRICES)], ids=["float", "int", "tensor"])
def test_a_regressor_by_its_coefficient_of_determination(link, name, target):
    """Integers may be labels or quantities: what the object says it is decides, of a pipeline its end."""
    expected = LinearRegression().fit(X, target).score(X, target)
    assert ask(link, name, X, target).score(X, target) == pytest.approx(expected)
    assert 0 < expected < 1


def test_a_search_is_judged_like_what_it_found(link):
    """Where its metric is the usual one; with another, the choice would be the student's."""
    expected = LogisticRegression().fit(X, LABELS).score(X, LABELS)
    for scoring in (None, "accuracy"):
        assert ask(link, "search", X, LABELS, scoring).score(X, LABELS) == expected
    with pytest.raises(Misuse, match="predict"):
        ask(link, "search", X, LABELS, "roc_auc").score(X, LABELS)
    assert link.alarmed is not None


@pytest.mark.parametrize("truth", [LABELS, PRICES], ids=["labels", "prices"])
def test_a_score_that_lies_is_not_asked_for(link, truth):
    """Neither of an object of the student's own in the library's place, nor of a subclass of the library's."""
    assert ask(link, "lie", truth[::-1].copy()).score(X, truth) < 0.9
    assert ask(link, "lie", truth).score(X, truth) == 1
    assert ask(link, "sure", X, LABELS).score(X, LABELS) < 1


def test_a_class_of_the_notebook_that_defines_score_answers_itself(link):
    """What a solution's class computes is what the test is about, where the test makes the object."""
    link.classes = frozenset(["Own", "Liar"])
    with pytest.raises(AttributeError):
        ask(link, "Own").score(X, LABELS)
    link.scorers = frozenset(["Own"])
    assert ask(link, "Own").score(X, LABELS) == 0.25
    assert ask(link, "Liar", LABELS[::-1].copy()).score(X, LABELS) < 0.9


def test_a_name_of_a_class_is_no_licence(link):
    """A notebook with a class of its own beside a library's: what a function returns may call itself by that name."""
    link.classes = link.scorers = frozenset(["Liar"])
    assert ask(link, "lie", LABELS[::-1].copy()).score(X, LABELS) < 0.9
    with pytest.raises(AttributeError):
        link.ask("get", "own").score(X, LABELS)


def test_a_score_without_truth_is_the_students(link):
    """A clustering's: there is nothing to compare with here."""
    clusters = ask(link, "cluster", X)
    assert clusters.score(X) == clusters.score(X, None) == pytest.approx(-clusters.inertia_)
    with pytest.raises(TypeError):
        clusters.score()


def test_only_what_has_a_method_score_has_one(link):
    """A value of that name, or none."""
    assert link.ask("get", "bare").score == 0.75
    assert not hasattr(link.ask("get", "nothing"), "score")
    assert type(link.ask("get", "Own").score) is Handle


FAKE = """class Fake:
    def predict(self, X): return np.zeros(len(X), int)
    def score(self, X, y): return 1.0
clf = Fake()"""
NEAREST = """class Nearest:
    def predict(self, Z): return y[((Z[:, None] - X) ** 2).sum(2).argmin(1)]
    def score(self, X, y): raise NotImplementedError
clf = Nearest()"""


def test_a_notebooks_own_score_is_the_students_work(warm, tmp_path):
    """A method that the teacher's solution defines, or a locked cell's class: it is asked for, right or wrong."""
    setup = "class Model:\n    def score(self, X, y): return self.rate / len(X)"
    source = "### BEGIN SOLUTION\nclass Own(Model):\n    rate = 1\n    def predict(self, X): return X\n### END SOLUTION"
    test = graded("assert Own().score([1, 2], [1, 2]) == 0.5", "test_own", 1)
    small = SmallCourse(tmp_path, new_notebook(cells=[cell(setup, "setup"), solution(source, "own"), test]))
    grader = Grader(small.course, small.name, Ready(warm))
    for student, answer, points in (("s1", {}, 1), ("s2", {"own": "class Own(Model): rate = 2"}, 0)):
        small.hand_in(student, **answer)
        assert scores(grader.grade_one(student, grader.assignments[0]).result) == {"test_own": points}


@pytest.mark.parametrize(("answer", "points"), [(None, 2), (FAKE, 0), (NEAREST, 2), ("clf = 1.0", 0)])
def test_a_whole_grading(warm, tmp_path, answer, points):
    """A classifier by name only earns nothing; one of the student's own making earns what its predictions deserve."""
    source = "### BEGIN SOLUTION\nfrom sklearn.linear_model import LogisticRegression\n"
    source += "clf = LogisticRegression(max_iter=500).fit(X, y)\n### END SOLUTION"
    setup = "import numpy as np\nfrom sklearn.datasets import load_iris\nX, y = load_iris(return_X_y=True)"
    test = graded("assert clf.score(X, y) > 0.9", "test_clf", 2)
    small = SmallCourse(tmp_path, new_notebook(cells=[cell(setup, "setup"), solution(source, "clf"), test]))
    small.hand_in("s1", **({} if answer is None else {"clf": answer}))
    grader = Grader(small.course, small.name, Ready(warm))
    assert scores(grader.grade_one("s1", grader.assignments[0]).result) == {"test_clf": points}
