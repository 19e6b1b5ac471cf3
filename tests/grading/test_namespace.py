"""How a test cell finds, binds and deletes the student's names."""

import pytest

from coursekit.grading.namespace import TestNamespace
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


def test_deleting_what_is_not_there_fails(names):
    """A name that neither side has."""
    with pytest.raises(NameError):
        exec("del nothing", names)
