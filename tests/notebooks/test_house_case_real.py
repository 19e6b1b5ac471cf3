"""The case study on Kaggle's own files, where this machine has them: the final method's error, and the file it writes.

The chapter itself runs on synthetic houses everywhere (`test_chapters`); its asserts about the real ones run here.
"""

import ast
import os
from pathlib import Path

import numpy as np
import pytest

from coursekit.authoring.percent import parse
from coursekit.data.submission_file import read_prices

ROOT = Path(__file__).parents[2]
CHAPTER = ROOT / "notebooks" / "src" / "14_house_prices.py"
SET = {"data", "houses", "log_price", "recipe", "near", "folds"}  # what the chapter's functions rest on


def real_files() -> Path | None:
    """Return the folder of Kaggle's files, or None: COURSEKIT_DATA, else the folder beside the repository."""
    named = os.environ.get("COURSEKIT_DATA", "").strip()
    for folder in [Path(named).expanduser()] if named else [ROOT.parent / "shared" / "data"]:
        for place in (folder, folder / "house-prices"):
            if (place / "train.csv").is_file() and not (place / "SYNTHETIC.txt").exists():
                return place
    return None


def names_set(node: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}


def is_definition(node: ast.stmt) -> bool:
    """Whether a statement defines something, and runs no cross-validation to do so."""
    if isinstance(node, ast.Assign):
        names = set().union(*map(names_set, node.targets))
        return bool(names & SET) or bool(names) and all(name.isupper() for name in names)
    if isinstance(node, ast.For):
        return "recipe" in names_set(node)
    return isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef)


@pytest.fixture(scope="module")
def chapter(tmp_path_factory):
    """The chapter's functions and settings over the real files; no step is entered into the book."""
    folder = real_files()
    if folder is None:
        pytest.skip("Kaggle's house-price files are not on this machine: set COURSEKIT_DATA to their folder")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSEKIT_DATA", str(folder))
        patch.setenv("COURSEKIT_OUTPUT", str(tmp_path_factory.mktemp("out")))
        space = {"__name__": "chapter"}
        cells = [cell.source for cell in parse(CHAPTER.read_text("utf-8")).cells if cell.cell_type == "code"]
        for source in cells:
            nodes = [node for node in ast.parse(source).body if is_definition(node)]
            exec(compile(ast.Module(nodes, []), str(CHAPTER), "exec"), space)
            space["enter"] = lambda name, method: None
        space["cells"] = cells
        yield space


def test_the_final_method_predicts_houses_it_has_not_seen(chapter):
    """On the first fold the error lies where the chapter says, far from a leak and from a constant."""
    learn, check = chapter["folds"][0]
    houses, log_price = chapter["houses"], chapter["log_price"]
    guess = chapter["final"](houses.iloc[learn], log_price[learn], houses.iloc[check], 0)
    error = np.sqrt(np.mean((guess - log_price[check]) ** 2))
    assert 0.08 < error < 0.14


def test_the_submission_is_one_that_kaggle_takes(chapter):
    """1,459 rows, the columns Id and SalePrice, positive prices of the size of the training prices."""
    (source,) = [source for source in chapter["cells"] if "submission.to_csv" in source]
    exec(compile(source, str(CHAPTER), "exec"), chapter)
    file = Path(os.environ["COURSEKIT_OUTPUT"]) / "submission.csv"
    assert file.read_text("utf-8").splitlines()[0] == "Id,SalePrice"
    read = read_prices(file)
    assert read.faults == () and read.rows == 1459 and list(read.ids) == list(range(1461, 2920))
    logs = np.log(list(read.prices.values()))
    assert abs(logs.mean() - chapter["log_price"].mean()) < 0.05 and 0.3 < logs.std() < 0.5
