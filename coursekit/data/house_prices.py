"""The house-price data: the files where they lie on this machine, else a synthetic stand-in."""

import os
from pathlib import Path
from typing import NamedTuple

from coursekit.lang import tr

from . import house_schema as schema
from .house_files import DataError, read_house_file
from .synthetic import Synthetic, generate

COMPETITION = "house-prices-advanced-regression-techniques"
FOLDER = "house-prices"
MARKER = "SYNTHETIC.txt"
KAGGLE_INPUT = Path("/kaggle/input")


class Source(str):
    """Where the data came from, as a sentence.

    ``kind`` is one of ``"kaggle"``, ``"files"``, ``"cache"`` and ``"synthetic"``.
    """

    kind: str

    def __new__(cls, text: str, kind: str) -> "Source":
        """Make the sentence and keep its kind."""
        self = super().__new__(cls, text)
        self.kind = kind
        return self

    def __reduce__(self):
        """Let copies and other processes keep the kind."""
        return (Source, (str(self), self.kind))


class HousePrices(NamedTuple):
    """The two frames (81 and 80 columns) and where they came from: ``print(data.source)``."""

    train: "pandas.DataFrame"  # noqa: F821
    test: "pandas.DataFrame"  # noqa: F821
    source: Source


def house_prices(source: str | os.PathLike | None = None, *, download: bool = False) -> HousePrices:
    """Return the data of Kaggle's house-price competition, or a synthetic set with the same columns.

    The places are tried in this order: `source`, the folder in ``COURSEKIT_DATA``, Kaggle's input folder, the cache,
    a download from Kaggle (only if asked), the embedded generator.

    Parameters
    ----------
    source : str or path, optional
        ``"synthetic"`` for the generator, or the folder to read ``train.csv`` and ``test.csv`` from.
    download : bool, default False
        Whether the files may be fetched with ``kagglehub``; it needs Kaggle credentials.

    Returns
    -------
    HousePrices
        ``train`` (1,460 rows, 81 columns), ``test`` (1,459 rows, 80 columns) and ``source``, a text that says which
        place was used.

    Raises
    ------
    DataError
        If a folder was named and its files are missing or broken, or if files found elsewhere are broken.

    Examples
    --------
    >>> from coursekit import data
    >>> houses = data.house_prices("synthetic")
    >>> houses.train.shape, houses.test.shape
    ((1460, 81), (1459, 80))
    >>> houses.source.kind
    'synthetic'
    >>> print(houses.source)
    数据来源：内置生成器的模拟数据，列和真实数据相同，但没有一行真实数据。
    """
    if source is not None:
        return synthetic_set() if str(source) == "synthetic" else read_folder(named_folder(source, "source="), "files")
    if os.environ.get("COURSEKIT_DATA", "").strip():
        return read_folder(named_folder(os.environ["COURSEKIT_DATA"].strip(), "COURSEKIT_DATA="), "files")
    for kind, folder in known_folders():
        if is_file(folder / "train.csv"):
            return read_folder(folder, kind)
    why = ""
    if download:
        folder, why = fetch()
        if folder is not None:
            return read_folder(folder, "cache")
    return synthetic_set(why)


def write_house_prices(folder: str | os.PathLike, data: Synthetic | HousePrices | None = None) -> Path:
    """Write ``train.csv``, ``test.csv`` and ``sample_submission.csv`` as Kaggle does, missing values as ``NA``.

    Parameters
    ----------
    folder : str or path
        Made if it is not there.
    data : Synthetic or HousePrices, optional
        What to write; the generator's set by default.

    Returns
    -------
    Path
        The folder; a marker file in it lets `house_prices` say that a synthetic set is synthetic.

    Raises
    ------
    DataError
        If the folder holds a ``train.csv`` that is not a synthetic one: real files are never overwritten.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from coursekit import data
    >>> with TemporaryDirectory() as place:
    ...     folder = data.write_house_prices(f"{place}/houses", data.generate_house_prices(20, 10))
    ...     print(sorted(path.name for path in folder.iterdir()))
    ['SYNTHETIC.txt', 'sample_submission.csv', 'test.csv', 'train.csv']
    """
    folder, data = Path(folder), generate() if data is None else data
    marker = folder / MARKER
    if (folder / "train.csv").exists() and not marker.exists():
        raise DataError(
            tr(
                f"{folder} 里已有 train.csv，而且不是模拟数据，不会覆盖。请换一个文件夹。",
                f"{folder} holds a train.csv that is not synthetic and is not overwritten. Name another folder.",
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(data, Synthetic) or data.source.kind == "synthetic":
        # First, so that a folder left half written does not pass for Kaggle's.
        marker.write_text("Synthetic data made by coursekit: no row of Kaggle's files.\n", encoding="utf-8")
    elif marker.exists():
        marker.unlink()
    for name, frame in (("train.csv", data.train), ("test.csv", data.test)):
        write_csv(frame, folder / name)
    sample = data.test[["Id"]].assign(SalePrice=round(float(data.train["SalePrice"].mean()), 2))
    write_csv(sample, folder / "sample_submission.csv")
    return folder


def write_csv(frame, path: Path) -> None:
    """Write a frame as Kaggle does: whole numbers without a decimal point, ``NA`` where nothing is known."""
    floats = frame.select_dtypes("float").columns
    whole = [name for name in floats if (frame[name].dropna() % 1 == 0).all()]
    frame.astype(dict.fromkeys(whole, "Int64")).to_csv(
        path, index=False, na_rep="NA", lineterminator="\n", encoding="utf-8"
    )


def synthetic_set(why: str = "") -> HousePrices:
    """Return the generator's set; `why` says what kept the real files away."""
    data = generate()
    text = tr(
        "数据来源：内置生成器的模拟数据，列和真实数据相同，但没有一行真实数据。",
        "Source: synthetic data of the embedded generator, with the real columns and no real row.",
    )
    return HousePrices(data.train, data.test, Source(text + why, "synthetic"))


def named_folder(place: str | os.PathLike, label: str) -> Path:
    """Return the folder that the user named, or the ``house-prices`` folder in it."""
    folder = Path(place).expanduser()
    for candidate in (folder, folder / FOLDER):
        if (candidate / "train.csv").exists() or (candidate / "test.csv").exists():
            return candidate
    state = tr("这个文件夹不存在", "the folder does not exist")
    if folder.is_dir():
        names = sorted(path.name for path in folder.iterdir())[:5]
        state = tr("文件夹里有：", "the folder holds: ") + (", ".join(names) or tr("什么都没有", "nothing"))
    elif folder.exists():
        state = tr("这是一个文件，不是文件夹", "this is a file, not a folder")
    raise DataError(
        tr(
            f"{label}{place} 里找不到房价数据。\n发现：{state}\n"
            f"应为：文件夹里（或它的 {FOLDER} 子文件夹里）有 train.csv 和 test.csv\n"
            "请把 Kaggle 的两个文件放进去，或者取消这个设置，改用内置的模拟数据。",
            f"No house-price data in {label}{place}.\nfound: {state}\n"
            f"expected: train.csv and test.csv in the folder (or in {FOLDER} inside it)\n"
            "Put Kaggle's two files there, or drop the setting to use the embedded synthetic data.",
        )
    )


def home() -> Path:
    """Return the user's folder; in a sandbox without one, a folder that does not exist."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("~")


def is_file(path: Path) -> bool:
    """Say whether a file is there and may be looked at; a sandbox may forbid even that."""
    try:
        return path.is_file()
    except OSError:
        return False


def known_folders() -> list[tuple[str, Path]]:
    """Return the folders that may hold the files on this machine, with their kinds."""
    depths = ("", "*/", "*/*/")  # Kaggle has mounted competitions at each of them
    mounted = [folder for depth in depths for folder in sorted(KAGGLE_INPUT.glob(depth + COMPETITION))]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or home() / ".cache")
    hub = Path(os.environ.get("KAGGLEHUB_CACHE") or home() / ".cache" / "kagglehub")
    kept = [cache / "coursekit" / FOLDER, hub / "competitions" / COMPETITION]
    return [("kaggle", folder) for folder in mounted] + [("cache", folder) for folder in kept]


def read_folder(folder: Path, kind: str) -> HousePrices:
    """Return the data of a folder and the sentence that says so."""
    columns = schema.train_columns()
    train = read_house_file(folder / "train.csv", columns)
    test = read_house_file(folder / "test.csv", columns[:-1])
    if (folder / MARKER).exists():
        text = tr(f"数据来源：{folder} 里的模拟数据，没有一行真实数据。", f"Source: synthetic data in {folder}.")
        return HousePrices(train, test, Source(text, "synthetic"))
    place = {
        "kaggle": tr("Kaggle 挂载的竞赛文件", "the competition files mounted by Kaggle"),
        "files": tr("你指定的文件夹", "the folder you named"),
        "cache": tr("本机缓存的竞赛文件", "the competition files cached on this machine"),
    }[kind]
    return HousePrices(train, test, Source(tr(f"数据来源：{place}，{folder}", f"Source: {place}, {folder}"), kind))


def fetch() -> tuple[Path | None, str]:
    """Download the files with kagglehub; return their folder, or None and the reason."""
    config = Path(os.environ.get("KAGGLE_CONFIG_DIR") or home() / ".kaggle")
    in_files = any(is_file(config / name) for name in ("kaggle.json", "access_token"))
    in_environment = os.environ.get("KAGGLE_API_TOKEN") or (
        os.environ.get("KAGGLE_USERNAME") and os.environ.get("KAGGLE_KEY")
    )
    if not (in_files or in_environment):
        return None, tr("（没有下载：没有找到 Kaggle 凭据。）", " (Nothing downloaded: no Kaggle credentials.)")
    try:
        import kagglehub

        return Path(kagglehub.competition_download(COMPETITION)), ""
    except ImportError:
        return None, tr("（没有下载：没有安装 kagglehub。）", " (Nothing downloaded: kagglehub is not installed.)")
    except Exception as error:  # whatever the network or Kaggle refused, the lesson goes on
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        return None, tr(f"（下载失败：{reason}）", f" (The download failed: {reason})")
