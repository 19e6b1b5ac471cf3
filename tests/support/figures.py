"""Matplotlib as it is before a notebook's first figure, and no figure left behind."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def untouched_matplotlib(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the block matplotlib's own settings and coursekit's style not set up yet; close its figures afterwards."""
    import matplotlib
    import matplotlib.pyplot as plt

    from coursekit.plotting import style

    monkeypatch.setattr(style, "_styled", False)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.use("Agg")
        yield
    plt.close("all")
