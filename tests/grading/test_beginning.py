"""What is the same at the beginning of every examination of a notebook."""

import pytest

from coursekit.grading.beginning import leading
from tests.grading.test_examiner import run, teach, test


def test_what_comes_first_is_the_teachers_alone():
    """Up to the first test; what a student's cell does cannot matter to it."""
    first, second = teach("import os"), teach("x = 1")
    assert leading([first, run("a", "y = 2"), second, test("t", "pass")]) == ([first, second], [])
    assert leading([test("t", "pass"), run("a", "y = 2")]) == ([], [])


@pytest.mark.parametrize(
    ("later", "moves"),
    [
        ("data = load(np)\nrows, (other, *rest) = split(data)", True),
        ("def helper(n):\n    return n", True),
        ("import csv\nfrom io import StringIO", True),
        ("result = 1", False),
        ("data = given", False),
        ("def f():\n    return result", False),
        ("print('hello')", False),
        ("x.y = 1", False),
        ("x[0] = 1", False),
        ("for k in range(3):\n    pass", False),
        ("def f():\n    global state\n    state = 1", False),
        ("data = open('a.csv').read()", False),
        ("data = np.set_printoptions(3)", False),
        ("import given", False),
    ],
)
def test_a_step_goes_before_tests_that_do_not_speak_of_it(later, moves):
    """It binds names and nothing else, and no word of its own stands in what it goes past."""
    steps = [teach("import numpy as np"), test("t", "result = np.sum(given)"), teach(later), test("u", "pass")]
    assert leading(steps)[1] == ([steps[2]] if moves else [])


@pytest.mark.parametrize("passed", ["np.set_printoptions(3)", "open('a', 'w')", "import os\nos.environ['A'] = '1'"])
def test_nothing_goes_past_a_test_with_lasting_effects(passed):
    """On files, on the environment, on a library."""
    assert leading([test("t", passed), teach("data = 1")]) == ([], [])


def test_nothing_goes_past_a_step_that_it_needs():
    """What stays behind holds back what speaks of its names."""
    stays, needs, free = teach("print(1)\nbase = 2"), teach("more = base + 1"), teach("other = 1")
    assert leading([test("t", "pass"), stays, needs, free])[1] == [free]
