"""Which later questions a mistake could touch."""

import pytest

from coursekit.grading.answers import Answer
from coursekit.grading.assignment import TeacherCell
from tests.assignments.reach import reached

# Four questions, each with its test: `mean` is called by `score`, and `table` is the student's own.
CELLS = [
    ("given", "tools", "import numpy as np\n\nLIMIT = (0, 9)\ntable = [1, 2]\n\n\ndef doubled(x):\n    return [x, x]"),
    ("solution", "mean", "def mean(x):\n    return sum(x) / len(x)"),
    ("test", "test_mean", "x = [1, 3]\nassert mean(x) == 2\nassert mean(table) == 1.5"),
    ("free", "", "shown = mean(table)"),
    ("solution", "score", "def score(x):\n    return mean(x) - LIMIT[0]"),
    ("test", "test_score", "assert score([2]) == 2"),
    ("solution", "largest", "def largest(x):\n    return max(x)"),
    ("test", "test_largest", "x = [4]\nassert largest(x) == 4\nchecks.avoids('score', 'torch')"),
    ("solution", "total", "def total():\n    return sum(table)"),
    ("test", "test_total", "assert total() == 3"),
]


def cells(owned=()):
    made = [TeacherCell(n, role, "code", source, name) for n, (role, name, source) in enumerate(CELLS)]
    for cell in made:
        cell.owned = frozenset(owned)
    return made


def touched(cell: str, source: str, owned=()) -> set[str]:
    return reached({"one": Answer("one", cell, source, "a slip", {f"test_{cell}": 1})}, cells(owned))["one"]


@pytest.mark.parametrize(
    ("cell", "source", "expected"),
    [
        ("mean", "def mean(x):\n    return 0", {"score", "largest"}),  # called; whoever calls it is asked for by name
        ("mean", "def mean(", {"score", "largest"}),
        ("score", "def score(x):\n    x[0] = 1\n    return x[0]", {"largest"}),
        ("largest", "def largest(x):\n    return x[0]", set()),
        ("largest", "def largest(x):\n    return table[0]", {"total"}),  # an object of all cells
        ("largest", "def largest(table):\n    return table[0]", set()),
        ("mean", "total = 3\ndef mean(x):\n    return 1", {"score", "largest", "total"}),
        ("largest", "def largest(x):\n    global doubled, table\n    return 1", {"total"}),
        ("largest", "def largest(x):\n    np.random.seed(1)\n    return 1", {"total"}),
        ("largest", "def largest(x):\n    return np.random.rand()", {"total"}),
        ("largest", "def largest(x):\n    return np.random.default_rng(1).random()", set()),
        ("largest", "def largest(x):\n    np.inf = 1\n    return 1", {"total"}),
        ("largest", "def largest(x):\n    x.flags = 1\n    return 1", set()),
        ("largest", "def largest(x):\n    open('a', 'w')\n    return 1", {"total"}),
        ("total", "def total():\n    table.append(1)\n    return 3", set()),
    ],
)
def test_what_a_mistake_could_touch(cell, source, expected):
    """Questions that use its names or its objects, directly or through others; all where it outlasts its call."""
    assert touched(cell, source) == expected


def test_an_object_of_the_students_may_be_changed_by_the_call_of_a_test():
    """What a test takes from the student is handed over as it is; what is the teacher's is handed over as a copy."""
    slip = "def mean(x):\n    x.append(1)\n    return 0"
    assert touched("mean", slip) == {"score", "largest"}
    assert touched("mean", slip, owned=["table"]) == {"score", "largest", "total"}
