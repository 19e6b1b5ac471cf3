"""The bench's own parts: verdicts, the class it grades, the table's rows. Nothing is timed."""

import json
from itertools import groupby

import nbformat

from coursekit.grading.alarms import Alarm
from tests.benchmarks import pure_compute
from tests.benchmarks.bench import ROWS, Bench, examined_by_value
from tests.benchmarks.bench_class import ASSIGNMENT, NOTEBOOKS, BenchClass, HomeworkClass
from tests.benchmarks.figures import Figure
from tests.benchmarks.pure_compute import as_graded, seconds


def test_a_verdict_compares_with_goal_and_aim():
    """Reaching the goal alone is told apart from reaching the aim; more is better where it says so."""
    assert Figure("G2", "", 1.1, 1.5, "×", aim=1.2).verdict == "reached"
    assert Figure("G2", "", 1.4, 1.5, "×", aim=1.2).verdict == "reached, not the aim"
    assert Figure("G2", "", 1.6, 1.5, "×", aim=1.2).verdict == "MISSED"
    assert Figure("G1", "", 11.0, 10, "×", at_most=False).verdict == "reached"
    assert Figure("G1", "", 9.0, 10, "×", at_most=False, aim=14).verdict == "MISSED"


def test_the_class_is_mixed_and_no_two_submissions_are_the_same(tmp_path):
    """Some earn everything and some do not, in both notebooks; hidden tests are not handed in."""
    course = BenchClass(tmp_path / "course", 20)
    for notebook in NOTEBOOKS:
        texts = [
            path.read_text("utf-8") for path in (course.root / "submitted").glob(f"*/{ASSIGNMENT}/{notebook}.ipynb")
        ]
        assert len(set(texts)) == len(texts) == 20
        assert not any("HIDDEN" in text or "BEGIN SOLUTION" in text for text in texts)
        earned = [sum(points.values()) for (_, name), points in course.deserved.items() if name == notebook]
        assert 5 <= earned.count(10.0) <= 15


def test_the_class_deserves_what_its_notebooks_say(tmp_path):
    """The points of an answer are those of all cells less those it loses, and a wrong record is found."""
    course = BenchClass(tmp_path / "course", 3, ("numpy",))
    cells = {student: points for (student, _), points in course.deserved.items()}
    assert cells["s0000"] == {"test_standardise": 2, "test_distances": 3, "test_fit": 5}
    assert cells["s0001"] == {"test_standardise": 0, "test_distances": 3, "test_fit": 5}
    records = [
        {"student": student, "notebook": "numpy", "cells": [{"grade_id": c, "score": s} for c, s in points.items()]}
        for student, points in cells.items()
    ]
    assert course.wrong_scores(records) == []
    records[1]["cells"][0]["score"] = 2.0
    assert len(course.wrong_scores(records)) == 1
    assert len(course.wrong_scores(records[1:])) == 2


def test_the_homework_class_is_mixed_and_none_runs_over_its_time(tmp_path):
    """Students of the homework differ, earn what their answers leave them, and no endless loop is among them."""
    course = HomeworkClass(tmp_path / "course", 20)
    texts = [path.read_text("utf-8") for path in (course.root / "submitted").glob(f"*/{course.assignment}/*.ipynb")]
    assert len(set(texts)) == len(texts) == 20
    assert not any("while True" in text or "BEGIN SOLUTION" in text for text in texts)
    earned = [sum(points.values()) for points in course.deserved.values()]
    assert 5 <= earned.count(max(earned)) <= 15
    records = [
        {"student": s, "notebook": n, "cells": [{"grade_id": c, "score": v} for c, v in {**points, "essay": 5}.items()]}
        for (s, n), points in course.deserved.items()
    ]
    assert course.wrong_scores(records) == []  # what a person marks is not looked at
    records[3]["cells"][0]["score"] += 1
    assert len(course.wrong_scores(records)) == 1


def test_the_bare_cells_run_as_they_are_graded(tmp_path):
    """The teacher's cells with the hidden tests, the student's answers; an error ends its cell only."""
    course = BenchClass(tmp_path / "course", 1, ("numpy",))
    source = nbformat.read(course.root / "source" / ASSIGNMENT / "numpy.ipynb", 4)
    submitted = nbformat.read(course.root / "submitted" / "s0000" / ASSIGNMENT / "numpy.ipynb", 4)
    code = as_graded(source, submitted)
    assert len(code) == len([cell for cell in source.cells if cell.cell_type == "code"])
    assert any("HIDDEN" in cell for cell in code) and any("# s0000" in cell for cell in code)
    assert seconds(["ran = []", "1 / 0", "ran.append(1)\nassert ran == [1]"]) > 0


def test_a_cell_that_is_no_python_and_one_that_leaves_end_themselves_only(capsys):
    """Known answers hold both."""
    assert seconds(["def f(:", "raise SystemExit", "print('after')"]) > 0
    assert capsys.readouterr().out == "after\n"


def test_files_that_the_cells_write_are_left_nowhere(tmp_path, monkeypatch, capsys):
    """The bare cells run in a folder of their own, which goes; the bench is started in the project's."""
    course = BenchClass(tmp_path / "course", 1, ("numpy",))
    path = course.root / "submitted" / "s0000" / ASSIGNMENT / "numpy.ipynb"
    notebook = nbformat.read(path, 4)
    own = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("solution"))
    own.source += "\nopen('left', 'w').close()\nprint('said')"
    nbformat.write(notebook, path)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    pure_compute.main(course.root, ASSIGNMENT)
    assert list(json.loads(capsys.readouterr().out)) == ["numpy"]
    assert not list((tmp_path / "here").iterdir())


def test_every_row_is_a_method_of_the_bench():
    """The names of the command line are the measurements there are, each with its goal in words."""
    assert list(ROWS) == [name for name, _ in groupby(ROWS)]
    assert all(getattr(Bench, name).__doc__ for name in ROWS)


def test_every_verdict_counts_for_the_share_examined_by_value():
    """Wrong answers too; one that met a handle is named, and what never came to a value is left out."""

    def cell(grade_id, status, message=""):
        return {"grade_id": grade_id, "status": status, "message": message}

    sound = [cell("a", "passed"), cell("b", "failed", "a mistake"), cell("c", "timeout"), cell("d", "missing")]
    assert examined_by_value([{"student": "s1", "cells": sound}]) == (100.0, "2 verdicts of 4 cells")
    handles = [cell("e", "failed", f"block: {Alarm('').coarse}"), cell("f", "partial")]
    share, note = examined_by_value([{"student": "s1", "cells": sound}, {"student": "s2", "cells": handles}])
    assert share == 75.0
    assert note == "4 verdicts of 6 cells; not s2 e"
