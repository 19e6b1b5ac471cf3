"""`checks.avoids`: what a function takes from a library is found where it is written, and nothing else is."""

import sys

import pytest

from coursekit import checks

FORBIDDEN = ["lstsq", "scale", "sklearn"]
BORROWED = {
    "an attribute": ["def f(X):\n    return np.linalg.lstsq(X)[0]"],
    "without a call": ["def f(X):\n    solve = np.linalg.lstsq\n    return solve(X)"],
    "a method": ["def f(X):\n    return X.scale()"],
    "imported inside": ["def f(X):\n    from numpy.linalg import lstsq as solve\n    return solve(X)"],
    "imported above": ["from numpy.linalg import lstsq\n\ndef f(X):\n    return lstsq(X)"],
    "imported by another name": ["from numpy.linalg import lstsq as solve", "def f(X):\n    return solve(X)"],
    "a forbidden module": ["import sklearn.linear_model as m", "def f(X):\n    return m.LinearRegression().fit(X)"],
    "from a forbidden module": ["from sklearn import linear_model\ndef f(X):\n    return linear_model.x(X)"],
    "imported with a star": ["from numpy.linalg import *", "def f(X):\n    return lstsq(X)"],
    "a helper": ["def g(X):\n    return np.linalg.lstsq(X)", "def f(X):\n    return g(X)"],
    "a helper's helper": ["def f(X):\n    return g(X)", "def g(X):\n    return h(X)", "h = np.linalg.lstsq"],
    "a helper passed on": ["def g(X):\n    return np.linalg.lstsq(X)", "def f(X):\n    return list(map(g, X))"],
    "a method of a class": ["class f:\n    def go(self, X):\n        return np.linalg.lstsq(X)"],
    "a lambda": ["f = lambda X: np.linalg.lstsq(X)"],
    "the last definition counts": ["def f(X):\n    return 1", "f = np.linalg.lstsq"],
    "under a condition": ["if True:\n    def f(X):\n        return np.linalg.lstsq(X)"],
    "a decorator": ["@scale\ndef f(X):\n    return X"],
    "a default": ["def f(X, solve=np.linalg.lstsq):\n    return solve(X)"],
}
OWN = {
    "nothing at all": ["def f(X):\n    return np.linalg.solve(X.T @ X, X)"],
    "a variable": ["def f(X):\n    scale = X.std()\n    return X / scale"],
    "an argument": ["def f(X, scale=1):\n    return X / scale"],
    "a variable of an outer function": [
        "def f(X):\n    scale = 2\n    def g(x):\n        return x / scale\n    return g(X)"
    ],
    "a key": ["def f(X):\n    return X['scale']"],
    "an attribute that is set": ["class f:\n    def go(self):\n        self.scale = 1"],
    "a name of the notebook that is set": ["def f(X):\n    global scale\n    scale = X.std()\n    return X"],
    "a function of one's own": ["def scale(x):\n    return x / 2", "def f(X):\n    return scale(X)"],
    "text and comments": ['def f(X):\n    """Without lstsq."""\n    return X  # np.linalg.lstsq'],
    "another cell": ["check = np.linalg.lstsq", "def f(X):\n    return X"],
    "a name that is bound inside": ["check = np.linalg.lstsq", "def f(X):\n    check = X\n    return check"],
    "an older definition": ["def f(X):\n    return np.linalg.lstsq(X)", "def f(X):\n    return X"],
    "what does not compile": ["def f(X):\n    nonlocal X\n    return lstsq"],
    "recursion": ["def f(X):\n    return g(X)", "def g(X):\n    return f(X)"],
    "Python's own and the teacher's": ["import numpy as np", "def f(X):\n    return np.array(sorted(X))"],
}


@pytest.fixture
def ran(monkeypatch):
    """Let cells have run in this kernel."""
    return lambda cells: monkeypatch.setattr(sys.modules["__main__"], "In", ["", *cells], raising=False)


@pytest.mark.parametrize("way", BORROWED)
def test_a_forbidden_name_is_found(ran, way):
    """In the function, in what it uses of other cells, and under another name."""
    ran(BORROWED[way])
    with pytest.raises(checks.CheckFailed, match="f 要自己写，不许用 (lstsq|scale|sklearn)"):
        checks.avoids("f", FORBIDDEN)


@pytest.mark.parametrize("way", OWN)
def test_what_is_the_student_s_own_may_have_any_name(ran, way):
    """Variables, keys, functions of one's own, and cells that the function does not use."""
    ran(OWN[way])
    checks.avoids("f", FORBIDDEN)


def test_the_message_says_where(ran):
    """Which helper it stands in, all names at once, and the teacher's words for a hidden part."""
    ran(["def g(X):\n    return scale(np.linalg.lstsq(X))", "def f(X):\n    return g(X)"])
    with pytest.raises(checks.CheckFailed) as caught:
        checks.avoids("f", iter(FORBIDDEN), say="自己解")
    assert str(caught.value) == "自己解\nf 要自己写，不许用 lstsq、scale（在 g 里）"
    assert caught.value.say == "自己解"
    ran(["from numpy.linalg import lstsq as solve", "def f(X):\n    return solve(X)"])
    with pytest.raises(checks.CheckFailed, match="^f 要自己写，不许用 lstsq$"):
        checks.avoids("f", FORBIDDEN)


def test_a_function_that_is_not_there(ran):
    """Nothing can be said of it: the check fails, and says what to look for."""
    ran(["def f(:"])
    with pytest.raises(checks.CheckFailed, match="没有找到 f 的定义"):
        checks.avoids("f", FORBIDDEN)
