"""Every test draws without a window, starts from matplotlib's own settings and leaves no figure open."""

import matplotlib
import pytest

matplotlib.use("Agg")

from tests.support.figures import untouched_matplotlib  # noqa: E402


@pytest.fixture(autouse=True)
def clean_matplotlib(monkeypatch):
    with untouched_matplotlib(monkeypatch):
        yield
