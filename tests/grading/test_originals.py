"""What lives on in the candidate cannot be changed by way of its copy; what a call has returned is the test's."""

import numpy as np
import pandas as pd
import pytest

from coursekit.grading.alarms import Misuse
from coursekit.grading.originals import ELEMENTS_CAP, Copies
from tests.support.served import served

STUDENTS = """
import pandas as pd
numbers, facts, names = [3, 1, [2]], {'a': [1]}, {1, 2}
table = pd.DataFrame({'a': [1.0, 2.0]})
class Box:
    def __init__(self): self.items = [3, 1]
    def sorted(self): return sorted(self.items)
    def __getitem__(self, key): return self.items
box = Box()
"""
CHANGES = {
    "numbers": ["x.sort(key=str)", "x.append(1)", "x[0] = 4", "x[2].append(1)", "x.clear()", "x += [1]"],
    "facts": ["x['b'] = 1", "x['a'][0] = 2", "x.pop('a')", "x['a'] = [1]"],
    "names": ["x.add(3)", "x.clear()"],
    "table": ["x['b'] = 1", "x.loc[0, 'a'] = 5.0", "x.columns = ['c']", "x['a'] = x['a'].astype(int)"],
    "box.items": ["x.sort()"],
    "box[0]": ["x.sort()"],
    "table.copy()": [],
}


@pytest.fixture
def link():
    with served(STUDENTS) as link:
        yield link


def value_of(link, expression: str):
    """Return what a test gets for an expression that begins with a student's name."""
    name = next(name for name in ("numbers", "facts", "names", "table", "box") if expression.startswith(name))
    return eval(expression, {name: link.ask("get", name)})


@pytest.mark.parametrize(("expression", "change"), [(e, c) for e, changes in CHANGES.items() for c in changes])
def test_a_change_of_a_copy_fails_the_cell(link, expression, change):
    """By a name, an attribute or a key, at any depth: the alarm says what to do, and sticks."""
    x = value_of(link, expression)
    assert link.look_over() is None
    exec(change, {"x": x})
    alarm = link.look_over()
    assert isinstance(alarm, Misuse) and type(x).__name__ in alarm.message and "先复制" in alarm.message
    assert link.look_over() is alarm is link.alarmed
    link.clear()
    assert link.look_over() is None


@pytest.mark.parametrize("expression", [expression for expression in CHANGES if "copy" not in expression])
def test_looking_is_no_change(link, expression):
    """Nor is changing a copy of it, or changing it through the student's own."""
    x = value_of(link, expression)
    list(x), repr(x), len(x), x == x
    y = x.copy()
    y.update([]) if isinstance(y, set) else y.pop(next(iter(y)) if isinstance(y, (dict, pd.DataFrame)) else 0)
    link.ask("get", "box").items = [5]
    assert link.look_over() is None
    assert link.ask("get", "box").items == [5]


def test_what_a_call_returns_is_the_tests(link):
    """As usual in tests: a result is sorted, a key taken out of it."""
    result = link.ask("get", "box").sorted()
    result.append(1)
    assert link.look_over() is None


def test_only_so_many_elements_are_kept_in_mind():
    """The oldest are let go: a student's names may be large, and asked for again and again."""
    copies, half = Copies(), [0] * (ELEMENTS_CAP // 2)
    first, second, third = list(half), list(half), pd.Series(np.zeros(ELEMENTS_CAP // 2))
    for value in (first, second, third, [0] * (ELEMENTS_CAP + 1), 5, "text"):
        copies.note(value)
    first.append(1)
    assert copies.look_over() is None
    third[0] = 1.0
    assert "Series" in copies.look_over().message
