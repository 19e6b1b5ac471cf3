"""Every test draws without a window, starts from matplotlib's own settings and leaves no figure open."""

import matplotlib
import pytest

matplotlib.use("Agg")

from coursekit.plotting import style  # noqa: E402


@pytest.fixture(autouse=True)
def clean_matplotlib(monkeypatch):
    import matplotlib.pyplot as plt

    monkeypatch.setattr(style, "_styled", False)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.use("Agg")
        yield
    plt.close("all")
