"""Which libraries a notebook needs, read from its text."""

import ast
import json
import sys
from pathlib import Path

import pytest

import coursekit
from coursekit.grading.imports import GROUPS, groups, imported, notebook_rung, plain, students_rung, teachers_rung


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("import numpy as np, torch.nn", {"numpy", "torch.nn"}),
        ("from torch import nn, optim as o", {"torch", "torch.nn", "torch.optim"}),
        ("from pandas import *", {"pandas"}),
        ("def f():\n    if 1:\n        import torch", {"torch"}),
        ("from . import helper\nfrom .. import x", set()),
        ("x = 1", set()),
        ("'import torch'", set()),
    ],
)
def test_imports_are_found_wherever_they_stand(source, names):
    """In functions too, under any alias; text that merely says so is none."""
    assert imported([source]) == names


@pytest.mark.parametrize(
    "source",
    [
        "%matplotlib inline\nimport torch\n!pip install x",
        "import torch\ndef f(:",
        "  import torch\nx = (",
        "import torch\n" + "(" * 1000,
        "\0\nimport torch",
        "from from import\nimport torch",
    ],
)
def test_what_is_no_python_hides_no_import(source):
    """Magics, shell lines and mistakes cost their own lines only; hostile text breaks nothing."""
    assert "torch" in imported([source])


def test_groups_of_libraries():
    """Each library that is dear to import brings its group, our own modules those of what they use."""
    assert groups(["numpy", "math", "coursekit", "coursekit.checks"]) == set()
    assert groups(["seaborn"]) == {"plots", "tables"}
    assert groups(["torch.nn", "sklearn.svm"]) == {"torch", "learn"}
    assert groups(["coursekit.data"]) == {"tables"}
    assert groups(["coursekit.data.house_prices"]) == {"tables"}


def test_the_assignments_rung_has_just_what_it_imports():
    """Our lists for its groups, and every name of the teacher's besides."""
    rung = teachers_rung(["import pandas as pd", "from scipy.stats import norm"])
    assert rung[: len(GROUPS["tables"])] == GROUPS["tables"]
    assert {"scipy.stats", "sklearn.pipeline"} < set(rung)
    assert "torch" not in rung
    assert teachers_rung(["x = 1"]) == ()


def test_a_notebook_on_disk_tells_its_rung(tmp_path):
    """Before it is loaded: code cells alone, however their text is stored; what is no notebook has none."""
    cells = [
        {"cell_type": "code", "source": ["import pandas\n", "import wave"]},
        {"cell_type": "code", "source": "%matplotlib inline"},
        {"cell_type": "markdown", "source": "import torch"},
    ]
    path = tmp_path / "hw.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    assert notebook_rung(path) == teachers_rung(["import pandas", "import wave"]) != ()
    for broken in ("{", "[]", '{"cells": [1]}', '{"cells": [{"cell_type": "code"}]}'):
        path.write_text(broken)
        assert notebook_rung(path) == ()


def test_a_submission_gets_groups_only():
    """Of a student's imports no name is taken over: only our own lists are imported outside the sandbox."""
    rung = teachers_rung(["import pandas"])
    assert students_rung(["import pandas, numpy, os"], rung) == ()
    assert students_rung(["import torch.evil, this, antigravity"], rung) == GROUPS["torch"]


def test_the_modest_rung_has_our_own_lists_alone():
    """What is tried where another import of the teacher's cannot be forked from."""
    assert plain((*GROUPS["torch"], "ray", "dask.distributed")) == GROUPS["torch"]


def test_our_own_modules_are_known():
    """A part of coursekit that imports one of these libraries, at its top or later, has its group in the list."""
    dear = {"pandas": "tables", "torch": "torch", "sklearn": "learn", "matplotlib": "plots"}
    package = Path(coursekit.__file__).parent
    for part in ("data", "plotting", "training", "diagnosis"):
        used = set()
        for path in package.glob(f"{part}*/**/*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Import):
                    used |= {alias.name.partition(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    used.add(node.module.partition(".")[0])
        wanted = {dear[name] for name in used & dear.keys()}
        if wanted:
            assert groups([f"coursekit.{part}"]) & wanted, part


def test_reading_imports_runs_nothing():
    """The text is parsed, never executed or imported."""
    assert imported(["import this_module_does_not_exist"]) == {"this_module_does_not_exist"}
    assert "this_module_does_not_exist" not in sys.modules
