"""Which process owns a name, from the teacher's source alone."""

import ast

import pytest

from coursekit.grading.ownership import Ownership


def own(*cells: tuple[str, str]) -> Ownership:
    """Walk cells given as (role, source)."""
    ownership = Ownership()
    for index, (role, source) in enumerate(cells):
        ownership.add(index, role, ast.parse(source))
    return ownership


def owned(*cells) -> set[str]:
    """The student's names at a test after these cells."""
    return set(own(*cells, ("test", "pass")).owned_at[len(cells)])


def taught(*cells) -> str:
    """What the examiner runs of these cells."""
    slices = own(*cells).slices()
    return "\n".join(ast.unparse(node) for nodes in slices.values() for node in nodes)


def test_answers_and_free_cells_are_the_students():
    """Functions, classes, data, everything that a solution or a free cell binds."""
    assert owned(("solution", "def f(): pass\nclass A: pass\nx, y = 1, 2"), ("free", "z = 3")) == set("fAxyz")


def test_a_test_that_lends_a_function_leaves_it_the_students():
    """Its helper binds the name for a while, by `global`; a later test still sees the student's."""
    helper = "def lend(h):\n    global f\n    f, h = h, f\n    try:\n        return g(1)\n    finally:\n        f = h"
    answers = ("solution", "def f(): pass\ndef g(x): pass")
    assert owned(answers, ("test", helper)) == {"f", "g"}
    assert owned(answers, ("test", "f = 1")) == {"g"}
    assert owned(answers, ("test", "def f():\n    global f\n    f = 1")) == {"g"}


def test_data_of_a_locked_cell_is_the_teachers():
    """Else `y_test = predict(X_test)` in a student's cell would earn full marks."""
    assert owned(("given", "X_test, y_test = load()"), ("solution", "def predict(X): pass")) == {"predict"}


def test_the_last_binding_in_the_teachers_source_decides():
    """A name that both sides bind belongs to the later cell."""
    assert owned(("given", "x = 1"), ("solution", "x = 2")) == {"x"}
    assert owned(("solution", "x = 2"), ("given", "x = 1")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "y = predict(X)",
        "y = [predict(k) for k in X]",
        "for k in X:\n    y = predict(k)",
        "y = list(map(predict, X))",
        "y = list(map(lambda k: predict(k), X))",
        "def helper(k): return predict(k)\ny = helper(1)",
        "def inner(k): return predict(k)\ndef helper(k): return inner(k)\ny = helper(1)",
        "class y(predict): pass",
        "y = {}\ny['k'] = predict(X)",
        "y = []\ny.append(predict(X))",
        "y = 0\ny += predict(X)",
        "with predict(X) as y: pass",
        "def helper(k): return predict(k)\ny = list(map(helper, X))",
        "def helper(k): return predict(k)\ny = sorted(X, key=helper)",
        "(y, z), *w = predict(X)",
        "if (y := predict(X)): pass",
        "try:\n    y = predict(X)\nexcept Exception as e: pass",
        "@predict\ndef y(): pass",
        "y: list = predict(X)",
        "y = predict",
        "class y:\n    value = predict(1)",
        "y = [0]\ny[0] = predict(X)",
        "y = f'{predict(X)}'",
    ],
)
def test_what_depends_on_a_students_name_is_the_students(source):
    """Directly, in a loop, through a lambda or the teacher's own function, or by being filled with it."""
    assert "y" in owned(("solution", "def predict(X): pass"), ("given", f"X = [1]\n{source}"))


@pytest.mark.parametrize(
    "source",
    ["y.sub(predict(X)).mean()", "plt.plot(X, predict(X))\ny.plot()", "print(y, predict(X))", "y.equals(predict(X))"],
)
def test_looking_at_the_teachers_data_gives_nothing_away(source):
    """A locked cell that shows predictions beside the truth leaves X and y with the teacher."""
    names = owned(("given", "import plt\nX, y = load()"), ("solution", "def predict(X): pass"), ("given", source))
    assert names == {"predict"}


def test_a_teachers_function_that_calls_a_students_is_the_teachers():
    """It runs in the examiner and finds the student's name there, when a test calls it."""
    cells = (("solution", "def f(): pass"), ("given", "def helper(): return f()"), ("test", "helper()"))
    assert owned(*cells[:2]) == {"f"}
    assert taught(*cells) == "def helper():\n    return f()"


def test_imports_are_nobodys_to_take():
    """A name bound by an import in the teacher's notebook is that import, wherever it stands."""
    for role in ("given", "solution", "free"):
        assert owned((role, "import numpy as np\nfrom torch import nn")) == set()
    assert taught(("solution", "import numpy as np"), ("test", "np.ones(1)")) == "import numpy as np"


def test_a_students_change_of_an_imported_module_stays_his():
    """`torch.x = f(...)` in a tainted statement does not make the module the student's."""
    cells = [("given", "import torch"), ("solution", "def f(): pass"), ("given", "torch.x = f()")]
    assert owned(*cells) == {"f"}


def test_what_a_test_binds_is_the_tests():
    """A later test reads it here; until then it is the student's."""
    ownership = own(("solution", "k = 1"), ("test", "k = 2"), ("test", "k"))
    assert ownership.owned_at == {1: frozenset("k"), 2: frozenset()}


@pytest.mark.parametrize(
    ("given", "test", "expected"),
    [
        ("X = load()\nunused = slow()", "X", "X = load()"),
        ("a = 1\nb = a + 1\nc = b + 1", "c", "a = 1\nb = a + 1\nc = b + 1"),
        ("k = 2\ndef f(): return k", "f()", "k = 2\ndef f():\n    return k"),
        (
            "import numpy as np\ndef f(a: np.ndarray): return a",
            "f(1)",
            "import numpy as np\ndef f(a: np.ndarray):\n    return a",
        ),
        ("d = {}\nd['k'] = 1", "d", "d = {}\nd['k'] = 1"),
        ("x = [2, 1]\nx.sort()", "x", "x = [2, 1]\nx.sort()"),
        ("x = [2, 1]\nimport random\nrandom.shuffle(x)", "x", "x = [2, 1]\nimport random\nrandom.shuffle(x)"),
        ("x = [2, 1]\nprint(x)", "x", "x = [2, 1]"),
        ("import torch\ntorch.manual_seed(0)\na = 1", "pass", "import torch\ntorch.manual_seed(0)"),
        ("from math import *\na = 1", "pi", "from math import *"),
        ("x = 1", "def f():\n    return x\nf()", "x = 1"),
        ("x = 1", "f = lambda: x", "x = 1"),
    ],
)
def test_the_examiner_runs_what_the_tests_need(given, test, expected):
    """Statements that bind, seed or change what a test reads, with what those need; no others."""
    assert taught(("given", given), ("test", test)) == expected


def test_the_examiner_runs_no_answer_and_nothing_that_depends_on_one():
    """Of solution cells only the imports; of locked cells nothing that uses a student's name."""
    cells = (("solution", "x = 1\ndef f(): pass"), ("given", "y = f()"), ("free", "z = 1"), ("test", "x, y, z, f"))
    assert taught(*cells) == ""


@pytest.mark.parametrize(
    "source",
    [
        "table['ratio'] = table.a / table.b",
        "table.name = 'x'",
        "table.drop(columns='a', inplace=True)",
        "table.sort()",
        "table.append(1)",
        "table.fit(X, y)",
        "table.zero_()",
        "table += 1",
        "del table",
        "for table in X: pass",
        "with X as table: pass",
        "(table := X)",
        "from contextlib import suppress\nwith suppress(Exception):\n    table['k'] = 1",
    ],
)
def test_an_answer_that_changes_the_teachers_object_makes_it_the_students(source):
    """A column added, a model fitted: what the task asks for is then found in the candidate, and nothing else is."""
    assert owned(("given", "table, X, y = load()"), ("solution", source)) == {"table"}


@pytest.mark.parametrize(
    "source",
    ["evaluate(model, X, y)", "y.mean()", "z = y.copy()", "print(X, y)", "plt.plot(X, y)", "def f():\n    y['k'] = 1"],
)
def test_an_answer_that_only_reads_takes_nothing(source):
    """Else a solution that shows its error on `y` would hand the truth to the student."""
    taken = owned(("given", "import plt\nX, y = load()\ndef evaluate(*a): pass"), ("solution", source))
    assert not taken & {"X", "y", "plt"}


def test_settings_of_a_library_stay_the_librarys():
    """`plt.rcParams[…] = …` in an answer does not make the module the student's."""
    assert owned(("given", "import plt"), ("solution", "plt.rcParams['figure.dpi'] = 80\nplt.x = 1")) == set()


def test_what_a_locked_cell_deletes_is_nobodys():
    """The candidate deletes the student's name; the examiner, which never had it, does not try."""
    cells = (("solution", "tmp = 1\ndef f(): pass"), ("given", "del tmp"), ("test", "f()\ntmp"))
    assert owned(*cells[:2]) == {"f"}
    assert taught(*cells) == ""
    assert taught(("given", "a = 1\nb = a\ndel a"), ("test", "b, a")) == "a = 1\nb = a\ndel a"


def test_the_examiner_runs_calls_of_the_teachers_functions_on_what_tests_need():
    """`out = fill(table)` may change the table, though the test reads nothing but the table."""
    cells = (("given", "def fill(t): t['k'] = 1\ntable = {}\nout = fill(table)\nshown = len(table)"), ("test", "table"))
    assert taught(*cells).splitlines()[-1] == "out = fill(table)"


def test_imports_are_remembered_by_who_made_them():
    """A test that lives on an import of an answer's would test nothing of the student's."""
    found = own(("given", "import numpy as np"), ("solution", "import numpy as np\nfrom math import sqrt"))
    assert found.imported_by == {"np": {"given", "solution"}, "sqrt": {"solution"}}


def test_a_teachers_class_that_the_student_extends_stays_the_teachers():
    """Its subclass is the student's; what a locked cell makes of the subclass is the student's too."""
    cells = [
        ("given", "class Base: pass"),
        ("solution", "class Sub(Base): pass"),
        ("given", "sub = Sub()\nbase = Base()"),
    ]
    assert owned(*cells) == {"Sub", "sub"}
