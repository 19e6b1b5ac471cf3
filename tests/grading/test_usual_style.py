"""A homework in nbgrader's usual style, examined by value from end to end."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from coursekit.authoring.percent import parse
from coursekit.grading.grade import Grader
from tests.grading.conftest import Ready, SmallCourse, scores

TEXT = (Path(__file__).parents[1] / "fixtures" / "usual_style.txt").read_text("utf-8")
FULL = {
    "test_squares": 2, "test_sum": 2, "test_ratio": 2, "test_dog": 2, "test_linear": 2, "test_fit": 3,
    "test_partial": 4,
}  # fmt: skip


@pytest.fixture(scope="module")
def mark(warm, tmp_path_factory):
    """Grade a submission with other answers: ``mark(squares="…")`` returns points by cell and the record."""
    notebook = parse(TEXT)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
    small = SmallCourse(tmp_path_factory.mktemp("usual"), notebook)
    grader = Grader(small.course, small.name, Ready(warm))

    def run(change=_keep_the_score, **answers):
        small.hand_in("s1", change, **answers)
        return grader.grade_one("s1", grader.assignments[0]).result

    return run


def _keep_the_score(cells):
    """The line below the hidden part, which is visible."""
    cells[-1].source += "\nscore"


def test_the_solution_earns_everything(mark):
    """Magics, plots, `isinstance`, optimizers, unittest, a score as last expression; later cells find their names."""
    result = mark()
    assert scores(result) == FULL
    assert result.notes == []


NO_ANIMAL = """class Dog:
    def __init__(self, name, age=0): self.name, self.age = name, age
    def birthday(self): self.age += 1; return self.age
    def speak(self): return "woof"
"""
ONE_AGE = """class Dog(Animal):
    sound, age = "woof", 3
    def __init__(self, name, age=0): self.name = name
    def birthday(self): Dog.age += 1; return self.age
"""


@pytest.mark.parametrize(
    ("cell", "answer", "lost"),
    [
        ("squares", "def squares(n): return [1, 4, 9, 16]\nsum_of_squares = len", {"test_squares", "test_sum"}),
        ("ratio", "table['ratio'] = 2.0 * table['a']\nby_kind = table.groupby('kind')['a'].mean()", {"test_ratio"}),
        ("ratio", "table = None\nby_kind = 1", {"test_ratio"}),
        ("dog", NO_ANIMAL, {"test_dog"}),
        ("dog", ONE_AGE, {"test_dog"}),
    ],
)
def test_a_wrong_answer_loses_its_cell(mark, cell, answer, lost):
    """Each of these is judged by what comes back, not by what it claims to be."""
    found = scores(mark(**{cell: answer}))
    assert {name for name, points in found.items() if points < FULL[name]} == lost


def test_a_partial_score_is_earned(mark):
    """The last expression of the cell is the score, as in nbgrader."""
    answer = "def over_limit(values): return 1 if list(values) == [9, 10, 11] else 0"
    assert scores(mark(count=answer))["test_partial"] == 2


def test_a_crash_costs_its_cell_alone(mark):
    """Objects that earlier tests made are made again in the fresh candidate, and later cells find their names."""
    answer = TEXT.split("class Dog(Animal):")[1].split("# %%")[0].replace("self.age += 1", "import os; os._exit(1)")
    result = mark(dog=f"class Dog(Animal):{answer}")
    lost = {name: points for name, points in scores(result).items() if points < FULL[name]}
    assert lost == {"test_dog": 0}
    assert result.notes == []
    result = mark(count="import os\ndef over_limit(values): os._exit(1)")
    assert scores(result) == FULL | {"test_partial": 0}


def test_imports_of_a_visible_part_are_there_in_later_cells(mark):
    """`import pytest` stands in a test; a free cell after it uses the module."""

    def use_pytest(cells):
        _keep_the_score(cells)
        place = next(n for n, item in enumerate(cells) if "with pytest.raises" in item.source)
        cells.insert(place + 1, new_code_cell("assert pytest.approx(1.0) == 1.0"))

    assert mark(use_pytest).notes == []
