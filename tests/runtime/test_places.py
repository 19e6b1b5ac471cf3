"""Each kind of place, imitated by its files, variables and modules; the folders for data and results there."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from coursekit import runtime
from coursekit.errors import CourseError
from coursekit.runtime import places

VARIABLES = [
    "CI", "KAGGLE_KERNEL_RUN_TYPE", "COLAB_RELEASE_TAG", "COLAB_JUPYTER_TRANSPORT", "COLAB_BACKEND_VERSION",
    "JUPYTERHUB_USER", "JUPYTERHUB_SERVICE_PREFIX", "BINDER_SERVICE_HOST", "COURSEKIT_DATA", "COURSEKIT_OUTPUT",
]  # fmt: skip


@pytest.fixture(autouse=True)
def laptop(tmp_path, monkeypatch):
    """A computer of one's own: none of the variables, folders and modules of the others."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delitem(sys.modules, "google.colab", raising=False)
    monkeypatch.setattr(places, "KAGGLE", tmp_path / "kaggle")
    monkeypatch.setattr(places, "COLAB", tmp_path / "content")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def test_a_laptop_is_local():
    """Nothing tells of another place."""
    assert runtime.where() == "local"


@pytest.mark.parametrize(
    ("variable", "value", "place"),
    [
        ("KAGGLE_KERNEL_RUN_TYPE", "Interactive", "kaggle"),
        ("COLAB_RELEASE_TAG", "release-colab_20260101", "colab"),
        ("COLAB_JUPYTER_TRANSPORT", "ipc", "colab"),
        ("JUPYTERHUB_USER", "zhangsan", "hub"),
        ("JUPYTERHUB_SERVICE_PREFIX", "/user/zhangsan/", "hub"),
        ("BINDER_SERVICE_HOST", "binder", "hub"),
        ("CI", "true", "ci"),
        ("CI", "0", "local"),
    ],
)
def test_a_variable_tells_the_place(monkeypatch, variable, value, place):
    """One variable of each place is enough; CI=0 says that it is none."""
    monkeypatch.setenv(variable, value)
    assert runtime.where() == place


def test_the_module_of_colab_tells(monkeypatch):
    """A Colab notebook has google.colab loaded before the first cell."""
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    assert runtime.where() == "colab"


def test_kaggle_goes_before_colab(monkeypatch, laptop):
    """Kaggle's image is built on Colab's and carries its traces."""
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release-colab_20260101")
    (laptop / "kaggle" / "working").mkdir(parents=True)
    assert runtime.where() == "kaggle"


def test_downloads_mounted_on_colab_do_not_make_it_kaggle(monkeypatch, laptop):
    """kagglehub makes /kaggle/input on Colab, and no working folder."""
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release-colab_20260101")
    (laptop / "kaggle" / "input").mkdir(parents=True)
    assert runtime.where() == "colab"


def test_credentials_of_kaggle_do_not_make_it_kaggle(monkeypatch):
    """A student keeps them on a laptop as well."""
    monkeypatch.setenv("KAGGLE_USERNAME", "zhangsan")
    monkeypatch.setenv("KAGGLE_KEY", "x")
    assert runtime.where() == "local"


def test_every_place_has_a_name():
    """In both languages, for `coursekit doctor`."""
    assert set(places.WORDS) == set(places.PLACES)


def test_data_lies_where_the_variable_says(monkeypatch, laptop):
    """COURSEKIT_DATA goes before Kaggle's folder, Kaggle's before the cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(laptop / "cache"))
    assert runtime.data_folder() == laptop / "cache" / "coursekit"
    (laptop / "kaggle" / "working").mkdir(parents=True)
    assert runtime.data_folder() == laptop / "kaggle" / "input"
    monkeypatch.setenv("COURSEKIT_DATA", str(laptop / "我的 数据"))
    assert runtime.data_folder() == laptop / "我的 数据"


def test_results_go_where_the_variable_says(monkeypatch, laptop):
    """The folder is made, blanks and Chinese in its path too."""
    monkeypatch.setenv("COURSEKIT_OUTPUT", str(laptop / "我的 结果" / "一"))
    assert runtime.output_folder() == laptop / "我的 结果" / "一"
    assert (laptop / "我的 结果" / "一").is_dir()


def test_results_go_where_the_page_shows_them(monkeypatch, laptop):
    """The working folder on Kaggle, /content on Colab, the notebook's own folder elsewhere."""
    assert runtime.output_folder() == Path.cwd()
    monkeypatch.setenv("COLAB_RELEASE_TAG", "release-colab_20260101")
    (laptop / "content").mkdir()
    assert runtime.output_folder() == laptop / "content"
    (laptop / "kaggle" / "working").mkdir(parents=True)
    assert runtime.output_folder() == laptop / "kaggle" / "working"


def test_a_folder_is_tried_before_it_is_named(monkeypatch):
    """A folder that is there and read-only is no place for results: writing is tried, and leaves nothing behind."""

    def refuse(dir):
        raise PermissionError(13, "Permission denied", str(dir))

    assert (runtime.output_folder(), list(Path.cwd().iterdir())) == (Path.cwd(), [])
    monkeypatch.setattr(places.tempfile, "TemporaryFile", refuse)
    with pytest.raises(CourseError, match="Permission denied"):
        runtime.output_folder()


def test_where_nothing_can_be_written_the_variable_is_named(monkeypatch, laptop):
    """A file in the way: the message names the folder and COURSEKIT_OUTPUT, and nothing is left behind elsewhere."""
    (laptop / "file").write_text("x")
    monkeypatch.setenv("COURSEKIT_OUTPUT", str(laptop / "file" / "below"))
    with pytest.raises(CourseError, match="COURSEKIT_OUTPUT") as caught:
        runtime.output_folder()
    assert str(laptop / "file") in str(caught.value)
    assert list((laptop / "work").iterdir()) == []
