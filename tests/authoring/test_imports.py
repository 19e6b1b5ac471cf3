"""The direction of the house: authoring stands below grading, and loads nothing heavy before it is needed."""

import subprocess
import sys
from pathlib import Path

import coursekit.authoring

MODULES = sorted(path.stem for path in Path(coursekit.authoring.__file__).parent.glob("[a-z]*.py"))


def test_authoring_knows_no_grading_and_imports_nothing_heavy():
    """All its modules together, in a fresh interpreter."""
    code = f"""
import importlib, sys
for name in {MODULES}:
    importlib.import_module("coursekit.authoring." + name)
heavy = {{"torch", "pandas", "matplotlib", "nbclient", "jupytext", "nbgrader", "coursekit.grading", "coursekit.cli"}}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert len(MODULES) > 10
