"""Where the data comes from, and that it says so."""

import copy
import os
import pickle
import subprocess
import sys
import types
from pathlib import Path

import pandas as pd
import pytest

from coursekit.data import DataError, Source, generate_house_prices, house_prices, write_house_prices
from coursekit.data import house_prices as public
from coursekit.data.house_files import DataError as FilesError

module = sys.modules["coursekit.data.house_prices"]
SMALL = generate_house_prices(40, 10)
NAMED = Path(os.environ.get("COURSEKIT_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data")
REAL = NAMED / "house-prices" if (NAMED / "house-prices").is_dir() else NAMED
IS_REAL = (REAL / "train.csv").is_file() and not (REAL / module.MARKER).exists()


@pytest.fixture(autouse=True)
def bare_machine(tmp_path, monkeypatch):
    """A machine without settings, mounted data, cache or credentials."""
    for name in ("COURSEKIT_DATA", "KAGGLEHUB_CACHE", "KAGGLE_CONFIG_DIR", "KAGGLE_API_TOKEN", "KAGGLE_USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("KAGGLE_KEY", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    monkeypatch.setattr(module, "KAGGLE_INPUT", tmp_path / "kaggle" / "input")


def files_in(folder: Path, marker: bool = False) -> Path:
    """Write the small set; without its marker it passes for real files."""
    write_house_prices(folder, SMALL)
    if not marker:
        (folder / module.MARKER).unlink()
    return folder


def test_without_any_file_the_generator_is_used():
    """And the source says so in Chinese."""
    data = house_prices()
    assert (data.train.shape, data.test.shape) == ((1460, 81), (1459, 80))
    assert data.source.kind == "synthetic"
    assert "模拟数据" in data.source
    train, test, source = data
    assert train is data.train and test is data.test and source is data.source


def test_the_named_folder(tmp_path, monkeypatch):
    """COURSEKIT_DATA names the folder itself or the one above `house-prices`, blanks and Chinese in its path too."""
    folder = files_in(tmp_path / "我的 数据" / "house-prices")
    for place in (folder, folder.parent):
        monkeypatch.setenv("COURSEKIT_DATA", str(place))
        data = house_prices()
        assert data.source.kind == "files"
        assert str(folder) in data.source
        pd.testing.assert_frame_equal(data.train, SMALL.train)


def test_an_argument_comes_before_the_environment(tmp_path, monkeypatch):
    """A path forces that folder, "synthetic" the generator."""
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path / "nowhere"))
    assert house_prices("synthetic").source.kind == "synthetic"
    assert len(house_prices(files_in(tmp_path / "here")).train) == 40


def test_a_blank_setting_is_no_setting(monkeypatch):
    """An empty COURSEKIT_DATA names no folder."""
    monkeypatch.setenv("COURSEKIT_DATA", "  ")
    assert house_prices().source.kind == "synthetic"


@pytest.mark.parametrize(("make", "found"), [
    (lambda place: None, "不存在"),
    (lambda place: place.mkdir(), "什么都没有"),
    (lambda place: place.write_text("x"), "不是文件夹"),
    (lambda place: (place.mkdir(), (place / "prices.zip").write_text("x")), "prices.zip"),
])  # fmt: skip
def test_a_named_folder_without_files_is_an_error(tmp_path, monkeypatch, make, found):
    """Never the generator in silence."""
    make(tmp_path / "data")
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path / "data"))
    with pytest.raises(DataError, match=found) as caught:
        house_prices()
    assert "COURSEKIT_DATA=" in str(caught.value) and "test.csv" in str(caught.value)


def test_one_file_of_two_is_an_error(tmp_path, monkeypatch):
    """The one that is not there is named."""
    folder = files_in(tmp_path / "data")
    (folder / "test.csv").unlink()
    monkeypatch.setenv("COURSEKIT_DATA", str(folder))
    with pytest.raises(FilesError, match=r"test\.csv"):
        house_prices()


@pytest.mark.parametrize("depth", ["", "competitions", "a/b"])
def test_kaggle_mounts_it(tmp_path, depth):
    """At any of the depths that Kaggle has used, and before the cache."""
    files_in(tmp_path / "kaggle" / "input" / depth / module.COMPETITION)
    files_in(tmp_path / "cache" / "coursekit" / "house-prices")
    assert house_prices().source.kind == "kaggle"


@pytest.mark.parametrize("place", [
    "cache/coursekit/house-prices",
    f"home/.cache/kagglehub/competitions/{module.COMPETITION}",
])  # fmt: skip
def test_the_cache(tmp_path, place):
    """Files kept on this machine, by hand or by kagglehub."""
    folder = files_in(tmp_path / place)
    data = house_prices()
    assert data.source.kind == "cache" and str(folder) in data.source


def test_broken_files_in_the_cache_are_an_error(tmp_path):
    """What lies there and cannot be read is reported, not passed over."""
    folder = files_in(tmp_path / "cache" / "coursekit" / "house-prices")
    (folder / "train.csv").write_text("<html>")
    with pytest.raises(DataError, match="网页"):
        house_prices()


def test_a_sandbox_without_a_home(monkeypatch):
    """Neither a missing home nor a forbidden folder stops the search."""

    def no_home():
        raise RuntimeError("no home")

    def forbidden(self):
        raise PermissionError(13, "forbidden")

    monkeypatch.setattr(module.Path, "home", no_home)
    monkeypatch.setattr(module.Path, "is_file", forbidden)
    assert house_prices(download=True).source.kind == "synthetic"


def fake_hub(monkeypatch, answer):
    """Put a kagglehub in place that records its calls."""
    calls = []

    def competition_download(name):
        calls.append(name)
        return answer()

    monkeypatch.setitem(sys.modules, "kagglehub", types.SimpleNamespace(competition_download=competition_download))
    return calls


def test_nothing_is_downloaded_unless_asked(tmp_path, monkeypatch):
    """With credentials too."""
    monkeypatch.setenv("KAGGLE_API_TOKEN", "secret")
    calls = fake_hub(monkeypatch, lambda: str(files_in(tmp_path / "hub")))
    assert house_prices().source.kind == "synthetic"
    assert calls == []
    data = house_prices(download=True)
    assert calls == [module.COMPETITION]
    assert data.source.kind == "cache" and len(data.train) == 40


def test_a_download_without_credentials(monkeypatch):
    """Not even tried, and the source says why."""
    calls = fake_hub(monkeypatch, lambda: "/nowhere")
    data = house_prices(download=True)
    assert calls == [] and data.source.kind == "synthetic" and "凭据" in data.source


def test_credentials_in_a_file(tmp_path, monkeypatch):
    """kaggle.json in the home folder counts."""
    (tmp_path / "home" / ".kaggle").mkdir(parents=True)
    (tmp_path / "home" / ".kaggle" / "kaggle.json").write_text("{}")
    calls = fake_hub(monkeypatch, lambda: str(files_in(tmp_path / "hub")))
    assert house_prices(download=True).source.kind == "cache"
    assert len(calls) == 1


def test_a_download_that_fails(monkeypatch):
    """The generator steps in, with the reason."""

    def refuse():
        raise RuntimeError("403: rules not accepted\nlong story")

    monkeypatch.setenv("KAGGLE_API_TOKEN", "secret")
    fake_hub(monkeypatch, refuse)
    data = house_prices(download=True)
    assert data.source.kind == "synthetic"
    assert "403: rules not accepted）" in data.source


def test_kagglehub_is_not_installed(monkeypatch):
    """Said, not raised."""
    monkeypatch.setenv("KAGGLE_API_TOKEN", "secret")
    monkeypatch.setitem(sys.modules, "kagglehub", None)
    assert "没有安装 kagglehub" in house_prices(download=True).source


def test_what_is_written_is_read_back(tmp_path):
    """The default set: equal frames, NA for missing, whole numbers without a point, a marker that tells the truth."""
    data = generate_house_prices()
    folder = write_house_prices(tmp_path / "new" / "folder")
    back = house_prices(folder)
    pd.testing.assert_frame_equal(back.train, data.train)
    pd.testing.assert_frame_equal(back.test, data.test)
    assert back.source.kind == "synthetic" and "模拟数据" in back.source
    first = (folder / "train.csv").read_text(encoding="utf-8").split("\n")[1]
    assert ",NA," in first and ".0" not in first
    sample = pd.read_csv(folder / "sample_submission.csv")
    assert list(sample.columns) == ["Id", "SalePrice"]
    assert sample["Id"].tolist() == data.test["Id"].tolist()
    assert "SalePrice" not in (folder / "test.csv").read_text(encoding="utf-8")


def test_real_files_are_never_overwritten(tmp_path):
    """A synthetic set may be written again, files without the marker stay."""
    folder = files_in(tmp_path / "kept", marker=True)
    write_house_prices(folder, SMALL)
    (folder / module.MARKER).unlink()
    with pytest.raises(DataError, match="不会覆盖"):
        write_house_prices(folder, SMALL)


def test_real_frames_get_no_marker(tmp_path):
    """A copy of files is not called synthetic."""
    data = house_prices(files_in(tmp_path / "a"))
    folder = write_house_prices(tmp_path / "b", data)
    assert house_prices(folder).source.kind == "files"


def test_the_source_survives_copies():
    """Pickled or copied, it is a text that knows its kind."""
    source = Source("来源", "cache")
    for twin in (copy.deepcopy(source), pickle.loads(pickle.dumps(source))):
        assert twin == "来源" and twin.kind == "cache"


def test_english(monkeypatch):
    """COURSEKIT_LANG=en."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    assert house_prices().source.startswith("Source: synthetic data")


def test_nothing_is_printed(capsys):
    """The notebook prints the source."""
    public("synthetic")
    assert capsys.readouterr() == ("", "")


def test_the_import_is_light():
    """Neither pandas nor torch is loaded before data is asked for."""
    code = "import sys, coursekit.data; sys.exit(any(m in sys.modules for m in ('pandas', 'torch', 'sklearn')))"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root).returncode == 0


@pytest.mark.skipif(not IS_REAL, reason=f"Kaggle's files are not in {REAL}")
def test_the_real_files():
    """They are accepted, and the synthetic set has their columns and kinds."""
    real, made = house_prices(REAL), generate_house_prices()
    assert (real.train.shape, real.test.shape) == ((1460, 81), (1459, 80))
    assert real.source.kind == "files"
    assert real.train["MasVnrType"].isna().sum() == 8
    assert list(real.train.columns) == list(made.train.columns)
    assert real.train.dtypes.equals(made.train.dtypes)
    assert real.test.dtypes.equals(made.test.dtypes)
