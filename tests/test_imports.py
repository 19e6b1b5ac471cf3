"""The direction of the arrows: what imports what, when, and how large a module may be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "coursekit"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 250


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


def imported(name: str, nodes) -> set[str]:
    """Modules, of ours and of others, that these statements of a module import."""
    found = set()
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            names = {f"{source}.{alias.name}" for alias in node.names}
            found |= {part if part in MODULES else source for part in names}
    return found


def at_top_level(tree: ast.Module):
    """Statements that run at import: not those inside functions."""
    todo = list(tree.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            todo += [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)]


TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
AT_IMPORT = {name: imported(name, at_top_level(tree)) for name, tree in TREES.items()}
EVER = {name: imported(name, ast.walk(tree)) for name, tree in TREES.items()}


def loaded(*statements: str) -> set[str]:
    """Modules that a fresh interpreter holds after these statements."""
    code = "; ".join(statements) + "; import sys; print('\\n'.join(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_the_package_is_light():
    """`import coursekit` loads none of the heavy libraries: a notebook's first cell takes no seconds."""
    heavy = {"torch", "pandas", "numpy", "matplotlib", "sklearn", "IPython", "nbformat"}
    assert not heavy & loaded("import coursekit")


def test_checks_are_light():
    """So is what every test cell imports."""
    assert not {"torch", "pandas", "numpy", "nbclient"} & loaded("from coursekit import checks")


def test_what_a_notebook_imports_first_is_light():
    """Nor does the line that chapters begin with load a library for drawing, tables, training or widgets."""
    heavy = {"torch", "pandas", "matplotlib", "sklearn", "seaborn", "IPython", "ipywidgets"}
    assert not heavy & loaded("from coursekit import checks, data, plotting, quiz, runtime, training")


@pytest.mark.parametrize("name", sorted(MODULES))
def test_torch_and_pandas_are_imported_inside_functions(name):
    """No module of ours loads them when it is imported."""
    assert not {"torch", "pandas"} & {module.partition(".")[0] for module in AT_IMPORT[name]}


@pytest.mark.parametrize(
    "name", sorted(name for name in MODULES if not name.startswith(("coursekit.grading", "coursekit.cli")))
)
def test_the_library_does_not_know_the_engine(name):
    """What notebooks import never reaches for coursekit.grading, not even inside a function."""
    assert not {module for module in EVER[name] if module.startswith("coursekit.grading")}


def test_nothing_in_the_engine_imports_the_command_line():
    """The door knows the rooms, not the other way round."""
    assert not {name for name in MODULES if not name.startswith("coursekit.cli") and any(
        module.startswith("coursekit.cli") for module in EVER[name]
    )}  # fmt: skip


@pytest.mark.parametrize("name", ["candidate", "shell", "capped", "wire", "zygote"])
def test_the_candidates_side_loads_nothing_of_the_teachers(name):
    """Neither nbgrader nor its database, nor a module that reads assignments or solutions."""
    found = loaded(f"import coursekit.grading.{name}")
    assert not {"nbgrader", "sqlalchemy"} & found
    engine = {module for module in found if module.startswith("coursekit.grading.")}
    assert engine <= {f"coursekit.grading.{part}" for part in (
        "alarms", "bundle", "candidate", "capped", "claims", "context", "gradients", "hearing", "newborn", "operations",
        "proxies", "raised", "random_state", "shell", "student_values", "warmup", "zygote",
        "wire", "wire.codec", "wire.decoder", "wire.framing",
    )}  # fmt: skip


def test_the_warm_process_loads_nothing_of_the_teachers():
    """All that children inherit: the modules that the zygote imports before it forks."""
    found = loaded(
        "import coursekit.grading.zygote",
        "from importlib import import_module",
        "from coursekit.grading import imports, newborn, warmup",
        "names = [*warmup.BASE, *sum(imports.GROUPS.values(), ())]",
        "[import_module(name) for name in names if name.startswith('coursekit')]",
    )
    assert not {"nbgrader", "sqlalchemy"} & found
    assert (
        not {f"coursekit.grading.{name}" for name in ("assignment", "course", "release", "gradebook", "submission")}
        & found
    )


def test_the_command_line_loads_its_parts_when_they_run():
    """`coursekit --help` is there at once."""
    assert not {"torch", "pandas", "nbgrader", "sqlalchemy", "IPython"} & loaded("import coursekit.cli")


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_is_one_idea(name):
    """No module is longer than a reader takes in."""
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= MAX_LINES


def test_there_are_no_circles():
    """Imports at the top of modules form no cycle: each can be read, tested and imported by itself."""
    graph = {name: {m for m in modules if m in MODULES and m != name} for name, modules in AT_IMPORT.items()}
    for name in graph:  # a package's __init__ gathers its parts: that alone is no circle
        graph[name] = {m for m in graph[name] if not name.startswith(m + ".")}
    state: dict[str, int] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert state.get(name) != 1, " -> ".join([*path[path.index(name) :], name])
        if name in state:
            return
        state[name] = 1
        for other in sorted(graph[name]):
            visit(other, (*path, name))
        state[name] = 2

    for name in sorted(graph):
        visit(name, ())
    assert set(state) == set(MODULES)
