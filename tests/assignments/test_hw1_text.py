"""The homework's text: what stands in it, that its solution passes and that its release does not."""

import ast
import re

import pytest

from tests.assignments.in_process import graded, run_cells, solution_cells, without_solutions

PARTS = {
    "preprocessing": (["test_learn_stats", "test_transform", "test_preprocess"], 25),
    "model and loop": (["test_rmsle", "test_house_net", "test_early_stopping", "test_fit", "test_price_scale"], 25),
    "saving": (["test_predict", "test_save_load", "test_make_submission", "test_final"], 15),
    "tuning": (["tuning_evidence"], 15),
    "report": (["report"], 20),
}


def points_of(notebook) -> dict:
    return {graded(cell)["grade_id"]: graded(cell)["points"] for cell in notebook.cells if graded(cell).get("grade")}


def test_points_add_up_to_a_hundred_in_the_shares_of_the_rubric(hw1):
    """Each part has the points that the rubric gives it, and no graded cell stands outside the parts."""
    points = points_of(hw1)
    assert {part: sum(points[cell] for cell in cells) for part, (cells, _) in PARTS.items()} == {
        part: share for part, (_, share) in PARTS.items()
    }
    assert sorted(points) == sorted(cell for cells, _ in PARTS.values() for cell in cells)


def test_every_solution_is_followed_by_its_test(hw1):
    """The next test cell after a solution cell bears its name, so that a student knows which code it judges."""
    names = [graded(cell).get("grade_id") for cell in hw1.cells if cell.cell_type == "code"]
    solutions = solution_cells(hw1)
    for name in solutions:
        following = next(other for other in names[names.index(name) + 1 :] if other and other.startswith("test_"))
        assert following == f"test_{name}"
    assert len(solutions) == 12


def test_blocks_of_a_test_cell_add_up_to_its_points(hw1):
    """No point of a test cell depends on anything outside its labelled blocks."""
    for cell in hw1.cells:
        if graded(cell).get("grade") and cell.cell_type == "code":
            blocks = re.findall(r'^with checks\.points\((\d+), "', cell.source, re.M)
            assert sum(map(int, blocks)) == graded(cell)["points"], graded(cell)["grade_id"]


def test_hidden_tests_hold_at_least_half_of_the_points(hw1):
    """Whoever writes the visible examples' numbers into the code gets less than half."""
    hidden = 0
    for cell in hw1.cells:
        if graded(cell).get("grade") and cell.cell_type == "code" and "### BEGIN HIDDEN TESTS" in cell.source:
            tail = cell.source.split("### BEGIN HIDDEN TESTS")[1]
            hidden += sum(map(int, re.findall(r"^with checks\.points\((\d+)", tail, re.M)))
    assert hidden >= 33


def bound(source: str) -> set:
    """Return the names that a cell binds outside functions and classes."""
    names, todo = set(), list(ast.parse(source).body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            todo.extend(ast.iter_child_nodes(node))
    return names


def test_a_test_cell_rebinds_no_name_of_the_solution(hw1):
    """What a test binds is the test's own: a student's value is never written over."""
    cells = [cell for cell in hw1.cells if cell.cell_type == "code" and graded(cell)]
    students = set().union(*(bound(cell.source) for cell in cells if graded(cell)["solution"]))
    assert {"rmsle", "HouseNet", "valid_prices"} <= students
    for cell in cells:
        if graded(cell)["grade"]:
            assert not bound(cell.source) & students, graded(cell)["grade_id"]


def test_release_passes_nothing(hw1, tmp_path, synthetic_data):
    """The notebook as released earns no automatic point."""
    outcome = run_cells(without_solutions(hw1), tmp_path)
    automatic = {name: value for name, value in points_of(hw1).items() if name.startswith("test_")}
    assert outcome.lost == automatic


def test_a_curve_can_be_drawn(hw1, tmp_path, synthetic_data):
    """The helper for the report draws both curves of a history."""
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    kept = [cell for cell in hw1.cells if graded(cell).get("grade_id") in ("imports", "tuning_tools")]
    notebook = type(hw1)(cells=kept)
    names = run_cells(notebook, tmp_path).names
    axes = names["plot_history"]({"train": [1.0, 0.5], "valid": [1.1, 0.7], "steps": 2})
    assert [list(line.get_ydata()) for line in axes.lines] == [[1.0, 0.5], [1.1, 0.7]]
