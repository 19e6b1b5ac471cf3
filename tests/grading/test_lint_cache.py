"""What the linter's verdicts are kept by."""

import pytest

import coursekit
from coursekit.grading import lint_cache
from coursekit.grading.lint_cache import engine, reachable
from tests.support.forks import forks

PRINT_ALL = """
import sys
from coursekit.grading import imports, linter, lint_passes, lint_run, shell, warmup
from coursekit.grading.release import graded_notebook
warmup.import_all(warmup.BASE)
warmup.import_all(name for group in imports.GROUPS.values() for name in group)
print(*(name for name in sys.modules if name.partition(".")[0] == "coursekit"))
"""


def test_what_the_linter_imports_is_in_the_key():
    """The modules of a process that has all libraries which a homework may import."""
    done = forks().run(PRINT_ALL)
    assert done.status == 0, done.err
    imported = set(done.out.split())
    assert len(imported) > 80 and imported <= set(reachable(lint_cache._ROOTS))


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A small coursekit: its linter needs b and c, by a string and from above; d is nobody's."""
    texts = {
        "__init__.py": "",
        "grading/__init__.py": "",
        "grading/linter.py": "from coursekit.grading import (\n    near,\n    far,\n)",
        "grading/lint_run.py": "import_module('coursekit.b')",
        "grading/near.py": "def later():\n    from ..c import something",
        "b.py": "",
        "c.py": "",
        "d/__init__.py": "from . import e",
        "d/e.py": "",
    }
    for name, text in texts.items():
        path = tmp_path / "coursekit" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(coursekit, "__file__", str(tmp_path / "coursekit/__init__.py"))
    return tmp_path / "coursekit"


def test_what_can_be_imported_is_read_from_the_text(package):
    """In brackets, in functions, in strings, from above; a package comes with each of its modules."""
    wanted = ["", ".b", ".c", ".grading", ".grading.lint_run", ".grading.linter", ".grading.near"]
    assert sorted(reachable(lint_cache._ROOTS)) == [f"coursekit{name}" for name in wanted]
    assert {"coursekit.d", "coursekit.d.e"} < set(reachable(["coursekit.d.thing"]))


@pytest.mark.parametrize("name", ["c.py", "grading/near.py", "__init__.py"])
def test_a_change_of_the_engine_is_another_key(package, name):
    before = engine()
    (package / name).write_text("# another text")
    assert engine() != before


@pytest.mark.parametrize("import_", ["import coursekit.d", "from coursekit.d import e", "from coursekit import d as x"])
def test_a_change_elsewhere_counts_where_a_cell_imports_it(package, import_):
    """And nowhere else: a page of the website changes no verdict."""
    before, own = engine(), engine([import_])
    (package / "d/e.py").write_text("# another text")
    assert engine() == before and engine([import_]) != own
