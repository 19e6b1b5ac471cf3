"""How a test cell finds, binds and deletes the student's names."""

import pytest

from coursekit.grading.namespace import MainModule, TestNamespace
from tests.support.served import served

STUDENTS = """
data = [1, 2]
limit = 3
def double(x): return x * 2
def reads(): return limit
def sum(values): return -1
"""


@pytest.fixture
def link():
    with served(STUDENTS) as link:
        yield link


@pytest.fixture
def names(link):
    namespace = TestNamespace(lambda: link)
    link.on_request = namespace.flush
    namespace.enter(frozenset(["data", "limit", "double", "reads", "sum", "unwritten"]))
    return namespace


@pytest.mark.parametrize(
    "code",
    [
        "r = double(2)",
        "def f():\n    return double(2)\nr = f()",
        "def f():\n    def g():\n        return double(2)\n    return g()\nr = f()",
        "r = (lambda: double(2))()",
        "class C:\n    value = double(2)\n    def method(self): return double(2)\nr = C().method()",
        "r = eval('double(2)')",
        "exec('r = double(2)')",
        "r = [double(k) for k in (2,)][0]",
        "r = next(double(k) for k in (2,))",
        "r = list(map(double, [2]))[0]",
        "def f(x=double(2)): return x\nr = f()",
        "try:\n    raise ValueError\nexcept ValueError:\n    r = double(2)",
    ],
)
def test_a_name_is_found_in_every_scope(names, code):
    """Module level, nested functions, lambdas, class bodies, comprehensions, eval: as in a notebook."""
    exec(code, names)
    assert names["r"] == 4


def test_names_the_student_does_not_own_are_not_asked_for(names):
    """What the teacher's source does not give to the student stays unknown, whatever the candidate holds."""
    assert names.names["data"] == [1, 2]
    names.enter(frozenset())
    with pytest.raises(NameError):
        exec("data", names)


def test_a_name_that_the_student_did_not_bind_is_a_name_error(names):
    """An answer left out fails as it does at home."""
    with pytest.raises(NameError, match="unwritten"):
        exec("unwritten", names)


def test_built_ins_are_the_examiners(names):
    """A student who redefines a built-in changes it for his own code only."""
    exec("r = sum([1, 2])", names)
    assert names["r"] == 3


def test_binding_a_students_name_writes_through(names, link):
    """The student's functions see the new value, as they would in one notebook."""
    exec("limit = 7\nr = reads()", names)
    assert names["r"] == 7
    assert link.shell.user_ns["limit"] == 7


def test_deleting_a_students_name_writes_through(names, link):
    """nbgrader's own example deletes a function and expects the caller to fail; it comes back afterwards."""
    exec("kept = limit\ndel limit", names)
    with pytest.raises(NameError):
        exec("reads()", names)
    with pytest.raises(NameError):
        exec("limit", names)
    exec("limit = kept\nr = reads()", names)
    assert names["r"] == 3


def test_a_test_reads_back_what_it_wrote(names, link):
    """The bound value stays here: what a candidate says it has become counts nothing."""

    class Liar(dict):
        def __setitem__(self, name, value):
            super().__setitem__(name, 99)

    link.shell.user_ns = Liar(link.shell.user_ns)
    exec("limit = 7\nr = limit\ndef f(): return limit\ns = f()", names)
    assert (names["r"], names["s"]) == (7, 7)


def test_a_new_cell_begins_with_the_students_values(names, link):
    """What an earlier cell bound under a name that the student owns now is forgotten; the teacher's names stay."""
    names.enter(frozenset())
    exec("limit = 50\nteachers = 1", names)
    assert link.shell.user_ns["limit"] == 3
    names.enter(frozenset(["limit"]))
    exec("r = limit", names)
    assert (names["r"], names["teachers"]) == (3, 1)
    assert link.shell.user_ns["limit"] == 3


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    global limit\n    limit = 7\nf()",
        "def f():\n    def g():\n        global limit\n        limit += 4\n    g()\nf()",
        "class C:\n    global limit\n    limit = 7",
        "globals()['limit'] = 7",
        "exec('limit = 7')",
        "eval('(limit := 7)')",
        "[limit := k for k in (5, 7)]",
        "for limit in (5, 7): pass",
        "from contextlib import nullcontext\nwith nullcontext(7) as limit: pass",
        "limit = 3\nlimit += 4",
        "(limit, other) = (7, 8)",
    ],
)
def test_every_way_of_binding_writes_through(names, link, code):
    """`global` in a function, class bodies, exec, walrus, loops: the student's function sees the new value."""
    names.globals.add("limit")
    exec(f"{code}\nr = reads()", names)
    assert names["r"] == 7


def test_deleting_by_global_writes_through(names, link):
    """A function of the test deletes what a function of the test has bound."""
    names.globals.add("limit")
    exec(
        "def f():\n    global limit\n    limit = 7\ndef g():\n    global limit\n    del limit\nf()\nr = reads()", names
    )
    exec("g()", names)
    with pytest.raises(NameError):
        exec("reads()", names)
    assert names["r"] == 7


def test_comprehensions_and_class_bodies_keep_their_names_to_themselves(names, link):
    """Their variables are not the student's, though they bear his names."""
    exec("r = [limit for limit in (8, 9)]\nclass C:\n    limit = 9\nr.append(C.limit)\ns = reads()", names)
    assert (names["r"], names["s"]) == ([8, 9, 9], 3)


def shared(names, code, **sources):
    """Run a visible part that binds these names for later cells."""
    names.share(sources)
    try:
        exec(code, names)
    finally:
        names.end_share()


def test_a_visible_part_shares_what_it_binds(names, link):
    """A value as it is at the end of the part, a student's object itself; no name that later cells do not read."""
    exec("class Box: pass", link.shell.user_ns)
    names.enter(frozenset(["Box"]))
    shared(names, "losses = []\nbox = Box()\nlosses.append(1.5)\nother = 1", losses="", box="")
    told = link.shell.user_ns
    assert told["losses"] == [1.5] and type(told["box"]) is told["Box"]
    assert "other" not in told


def test_what_is_shared_is_there_in_the_students_functions_at_once(names, link):
    """A function of the student's that reads a name of the test's works as in one kernel."""
    exec("def uses(): return scale", link.shell.user_ns)
    names.enter(frozenset(["uses"]))
    shared(names, "scale = 2\nr = uses()\nscale = 3\ns = uses()", scale="")
    assert (names["r"], names["s"]) == (2, 3)


def test_code_of_a_visible_part_crosses_as_source(names, link):
    """Functions, classes, lambdas and modules run in the candidate; they never call back into the examiner."""
    code = "import math as m\ndef half(x): return x / 2\nk = lambda x: x + 1\nclass P:\n    x = 4"
    sources = {"m": "import math as m", "half": "def half(x): return x / 2", "k": "k = lambda x: x + 1"}
    shared(names, code, **sources, P="class P:\n    x = 4")
    exec("r = [m.floor(2.5), half(3), k(1), P.x]", link.shell.user_ns)
    assert link.shell.user_ns["r"] == [2, 1.5, 2, 4]


def test_what_cannot_cross_is_kept_back_without_harm(names, link):
    """The test goes on, no alarm sticks, and the name is known for the note to the later cell."""
    code = "class P: pass\np = P()\nf = [len][0]\ng = {'k': [lambda: 1]}\nh = iter([1])\nq = 1"
    shared(names, code, p="", f="", g="", h="", q="")
    assert names.kept_back == {"p", "f", "g", "h"} and link.alarmed is None
    assert "p" not in link.shell.user_ns and link.shell.user_ns["q"] == 1


def test_nothing_crosses_outside_a_visible_part(names, link):
    """A hidden part binds the same name: what was sent stays as it was, at its calls and after it."""
    shared(names, "k = 1", k="")
    exec("k = 'secret'\nr = reads()", names)
    names.flush()
    assert link.shell.user_ns["k"] == 1


def test_a_part_that_fails_early_sends_no_older_value(names, link):
    """An older value of the name may be of a hidden part."""
    exec("k = 'secret'", names)
    with pytest.raises(ZeroDivisionError):
        shared(names, "j = 1\n1 / 0\nk = 2", k="", j="")
    assert "k" not in link.shell.user_ns and link.shell.user_ns["j"] == 1


def test_deleting_what_is_not_there_fails(names):
    """A name that neither side has."""
    with pytest.raises(NameError):
        exec("del nothing", names)


def test_magics_and_display_are_there(names):
    """`get_ipython()` and `display` exist in a notebook without an import."""
    exec("get_ipython().run_line_magic('timeit', '-n 3 r = double(2)')\ndisplay(r)", names)
    assert names["r"] == 4


def test_the_main_module_is_the_tests_namespace(names):
    """`unittest.main()` finds the test cases of the cell; a class of a cell is found by name."""
    main = MainModule(lambda: names)
    exec("class T: pass", names)
    assert main.T is names["T"] and "T" in dir(main) and main.__dict__ is names
    with pytest.raises(AttributeError):
        assert main.limits
