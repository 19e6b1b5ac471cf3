"""The table of scores, as a spreadsheet reads it."""

import csv

from coursekit.grading.results import CellResult, NotebookResult
from coursekit.grading.scores_csv import write_csv


def record(student="s1", notebook="hw", **scores):
    cells = [CellResult(name, score, 4.0, "passed") for name, score in scores.items()]
    return NotebookResult(student, "hw", notebook, cells)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_line_for_each_record_and_a_column_for_each_cell(tmp_path):
    """Sums first; a pending mark is empty, not zero; UTF-8 with its mark, so that Chinese names are whole."""
    path = tmp_path / "成绩.csv"
    write_csv([record("王小明", a=4.0, b=0.1 + 0.2), record("s2", a=None, b=0.0)], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows(path) == [
        ["student", "assignment", "notebook", "score", "max_score", "status", "a", "b"],
        ["王小明", "hw", "hw", "4.3", "8", "passed", "4", "0.3"],
        ["s2", "hw", "hw", "0", "8", "passed", "", "0"],
    ]


def test_cells_of_two_notebooks(tmp_path):
    """Each notebook fills its own columns; names that both have bear the notebook's."""
    write_csv([record(notebook="x", a=1.0, t=2.0), record(notebook="y", b=3.0, t=4.0)], tmp_path / "s.csv")
    header, first, second = rows(tmp_path / "s.csv")
    assert header[6:] == ["a", "x/t", "b", "y/t"]
    assert (first[6:], second[6:]) == (["1", "2", "", ""], ["", "", "3", "4"])


def test_no_text_becomes_a_formula(tmp_path):
    """Names come from outside: a spreadsheet must not run them, in any width."""
    names = ["=1+1", "+49", "-x", "@sum", "\tx", "＝1", "正常-x"]
    write_csv([record(name, **{"=cell": 1.0}) for name in names], tmp_path / "s.csv")
    found = rows(tmp_path / "s.csv")
    assert [row[0] for row in found[1:]] == [*(f"'{name}" for name in names[:-1]), names[-1]]
    assert found[0][6] == "'=cell"


def test_names_with_commas_quotes_and_lines_come_back(tmp_path):
    """Whatever a name holds, it stays one cell."""
    write_csv([record('a,"b"\nc', t=1.0)], tmp_path / "s.csv")
    assert rows(tmp_path / "s.csv")[1][0] == 'a,"b"\nc'
