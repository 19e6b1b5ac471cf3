"""What the tests of the homework share: its text, its answers, and data that are the same on every machine."""

from contextlib import closing
from pathlib import Path

import pytest

from coursekit.grading.warm import WarmProcess
from tests.support.scopes import pytest_xdist_make_scheduler  # noqa: F401 - a hook: one exercise at a time

ASSIGNMENTS = Path(__file__).resolve().parents[2] / "assignments"


@pytest.fixture(scope="session")
def warm():
    """One process that has the libraries: all classes of this worker are forked from it."""
    with closing(WarmProcess()) as warm:
        yield warm


@pytest.fixture(scope="session")
def hw1():
    jupytext = pytest.importorskip("jupytext")
    return jupytext.read(ASSIGNMENTS / "src/hw1_house_prices.py")


@pytest.fixture(scope="session")
def hw1_answers():
    """The answers of hw1 as pairs of metadata and source."""
    jupytext = pytest.importorskip("jupytext")
    cells = jupytext.read(ASSIGNMENTS / "answers/hw1_house_prices.py").cells
    return [(cell.metadata["coursekit"], cell.source) for cell in cells if cell.cell_type == "code"]


@pytest.fixture
def synthetic_data(monkeypatch, tmp_path):
    """Make house_prices() use the embedded generator, whatever this machine holds."""
    import coursekit.data

    found = coursekit.data.house_prices("synthetic")
    monkeypatch.setattr(coursekit.data, "house_prices", lambda *args, **kwargs: found)
