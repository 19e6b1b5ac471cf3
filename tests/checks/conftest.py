"""A student's desk: an empty folder on a computer of one's own, and Colab, imitated."""

import json
import os
import sys
from types import ModuleType, SimpleNamespace

import nbformat
import pytest

from coursekit.runtime import places

PLACES = ("COLAB_", "KAGGLE_", "JUPYTERHUB_", "BINDER_", "JPY_SESSION_NAME", "CI", "COURSEKIT_OUTPUT")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder on a computer of one's own, in which nothing has been run."""
    for name in [name for name in os.environ if name.startswith(PLACES)]:
        monkeypatch.delenv(name)
    for name in ("google", "google.colab"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(places, "KAGGLE", tmp_path / "kaggle")
    monkeypatch.setattr(sys.modules["__main__"], "In", [""], raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def saved(path, node):
    nbformat.write(node, path)
    return path


def colab(monkeypatch, answer):
    """Colab's modules, whose page answers by a function."""
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release")
    module = ModuleType("google.colab")
    module._message = SimpleNamespace(blocking_request=answer)
    module.files = SimpleNamespace(download=lambda path: None)
    monkeypatch.setitem(sys.modules, "google", ModuleType("google"))
    monkeypatch.setitem(sys.modules, "google.colab", module)
    return module


def as_colab_sends_it(node, name="我的作业.ipynb"):
    """Sources as lists of lines, a name of its own, no ids of cells."""
    sent = json.loads(nbformat.writes(node))
    sent |= {"nbformat_minor": 0, "metadata": sent["metadata"] | {"colab": {"name": name, "provenance": []}}}
    for cell in sent["cells"]:
        cell.pop("id", None)
    return {"ipynb": sent}
