"""The kernel in which chapters run depends on nobody's machine."""

from pathlib import Path

import nbformat
import pytest

from coursekit.authoring.execution import CellFailed, kernel_environment, run


def test_the_environment_is_the_same_for_everybody(tmp_path, monkeypatch):
    """Data, credentials and settings of whoever runs it do not reach a chapter; hashes and threads are fixed."""
    for name in ("COURSEKIT_DATA", "KAGGLE_KEY", "PYTHONWARNINGS", "CI"):
        monkeypatch.setenv(name, "mine")
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    environment = kernel_environment(tmp_path)
    assert not {"COURSEKIT_DATA", "KAGGLE_KEY", "PYTHONWARNINGS", "CI"} & set(environment)
    assert environment["OMP_NUM_THREADS"] == environment["MKL_NUM_THREADS"] == "1"
    assert environment["PYTHONHASHSEED"] == "0"
    assert environment["COURSEKIT_LANG"] == "zh"
    own = [environment[name] for name in ("XDG_CACHE_HOME", "KAGGLEHUB_CACHE", "IPYTHONDIR", "KAGGLE_CONFIG_DIR")]
    assert all(place.startswith(str(tmp_path / "build")) for place in own)


def test_the_fonts_are_listed_before_a_cell_asks_for_them(tmp_path):
    """On a new machine matplotlib would otherwise tell in a cell's output that it makes the list."""
    environment = kernel_environment(tmp_path)
    assert list(Path(environment["MPLCONFIGDIR"]).glob("fontlist*.json"))
    assert "mpl-data" in environment["MATPLOTLIBRC"]


def _notebook(*sources, tags=()):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    cells[0].metadata["tags"] = list(tags)
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def executed(tmp_path_factory):
    """One execution that several tests look at."""
    folder = tmp_path_factory.mktemp("工作 目录")
    notebook = _notebook(
        "import os, sys\nprint(os.getcwd())", "print(1, file=sys.stderr)", "1 / 0", "os.environ['OMP_NUM_THREADS']"
    )
    notebook.cells[2].metadata["tags"] = ["raises-exception"]
    return folder, notebook, run(notebook, folder, kernel_environment(folder))


def test_it_runs_where_the_notebook_lies_and_leaves_the_original_alone(executed):
    folder, notebook, (ran, seconds) = executed
    assert ran.cells[0].outputs[0].text == f"{folder}\n"
    assert notebook.cells[0].outputs == []
    assert len(ran.cells) == 4 and seconds > 0


def test_no_time_of_execution_is_kept(executed):
    assert not any("execution" in cell.metadata for cell in executed[2][0].cells)


def test_after_an_expected_error_the_next_cell_runs(executed):
    cells = executed[2][0].cells
    assert cells[2].outputs[0].ename == "ZeroDivisionError"
    assert cells[3].outputs[0].data["text/plain"] == "'1'"


def test_a_kernel_that_dies_is_told_with_its_cell(tmp_path):
    """A crash is no hang and no traceback of the tool."""
    with pytest.raises(CellFailed, match="内核崩溃") as caught:
        run(_notebook("x = 1", "import os\nos._exit(3)"), tmp_path, kernel_environment(tmp_path))
    assert caught.value.index == 1


def test_an_error_in_a_library_points_to_the_line_of_the_cell(tmp_path):
    source = "import json\n\njson.loads('[')"
    with pytest.raises(CellFailed, match="JSONDecodeError") as caught:
        run(_notebook("x = 1", source), tmp_path, kernel_environment(tmp_path))
    assert (caught.value.index, caught.value.line) == (1, 2)
