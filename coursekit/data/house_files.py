"""Read one house-price file and say clearly what is wrong with it, if something is."""

import csv
import io
from pathlib import Path

from coursekit.lang import tr

from . import house_schema as schema


class DataError(ValueError):
    """A data file is missing or is not what its name says; the message names the file and the cure.

    Examples
    --------
    >>> from coursekit import data
    >>> try:
    ...     data.house_prices("no-such-folder")
    ... except data.DataError as error:
    ...     print(error)
    source=no-such-folder 里找不到房价数据。
    发现：这个文件夹不存在
    应为：文件夹里（或它的 house-prices 子文件夹里）有 train.csv 和 test.csv
    请把 Kaggle 的两个文件放进去，或者取消这个设置，改用内置的模拟数据。
    """


def complain(path: Path, found: str, expected: str) -> DataError:
    """Return the error for a file: what it is, what it should be, what to do."""
    cure = tr(
        "请从 Kaggle 重新下载这个文件，或者取消环境变量 COURSEKIT_DATA，改用内置的模拟数据。",
        "Download the file from Kaggle again, or unset COURSEKIT_DATA to use the embedded synthetic data.",
    )
    text = tr(
        f"房价数据文件 {path} 不能用。\n发现：{found}\n应为：{expected}\n{cure}",
        f"The house-price file {path} cannot be used.\nfound: {found}\nexpected: {expected}\n{cure}",
    )
    return DataError(text)


def read_house_file(path: Path, columns: list[str]):
    """Read ``train.csv`` or ``test.csv``.

    Parameters
    ----------
    path : Path
        The file.
    columns : list of str
        The columns it must have; the frame comes back in this order.

    Returns
    -------
    pandas.DataFrame
        With ``"None"`` kept as text and only ``"NA"`` and the empty field read as missing.

    Raises
    ------
    DataError
        If the file is missing, empty, no CSV text in UTF-8, ragged, or holds other columns or kinds.
    """
    import pandas as pd

    text = read_text(path)
    check_rows(path, text, columns)
    # The kinds are named, so that a few rows of the files have the same ones as all of them.
    kinds = {name: str for name in columns if schema.is_text(name)}
    frame = pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=["NA", ""], dtype=kinds, low_memory=False)
    frame = frame[columns]
    check_kinds(path, frame)
    return frame.astype({name: float for name in columns if schema.is_float(name)})


def read_text(path: Path) -> str:
    """Return the text of a CSV file."""
    table = tr("一个 CSV 表格（UTF-8 文本）", "a CSV table (UTF-8 text)")
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise complain(path, tr("没有这个文件", "no such file"), table) from None
    except OSError as error:
        raise complain(path, tr(f"读不了：{error.strerror}", f"cannot be read: {error.strerror}"), table) from None
    if not data.strip():
        raise complain(path, tr("文件是空的", "the file is empty"), table)
    if data[:2] == b"PK":
        raise complain(path, tr("一个 ZIP 压缩包，还没有解压", "a ZIP archive, not unpacked yet"), table)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = tr(f"第 {error.start} 个字节不是 UTF-8 文本", f"byte {error.start} is not UTF-8 text")
        raise complain(path, found, table) from None
    if text.lstrip()[:1] == "<":
        found = tr("一个网页（多半是登录页被存成了 CSV）", "a web page (probably a login page saved as CSV)")
        raise complain(path, found, table)
    return text


def check_rows(path: Path, text: str, columns: list[str]) -> None:
    """Raise DataError unless the header is right and each row has one field a column."""
    rows = csv.reader(io.StringIO(text))
    header = next(rows)
    lacking = [name for name in columns if name not in header]
    surplus = [name for name in header if name not in columns]
    if lacking or surplus or len(header) != len(columns):
        raise complain(path, *describe_header(header, lacking, surplus, columns))
    count = 0
    try:
        for row in rows:
            if row and len(row) != len(columns):
                found = tr(
                    f"第 {rows.line_num} 行有 {len(row)} 个字段（文件可能没有下载完整）",
                    f"line {rows.line_num} has {len(row)} fields (the download may be incomplete)",
                )
                raise complain(path, found, tr(f"每行 {len(columns)} 个字段", f"{len(columns)} fields in each line"))
            count += bool(row)
    except csv.Error as error:
        found = tr(f"第 {rows.line_num} 行不是 CSV：{error}", f"line {rows.line_num} is not CSV: {error}")
        raise complain(path, found, tr(f"每行 {len(columns)} 个字段", f"{len(columns)} fields in each line")) from None
    if not count:
        raise complain(
            path, tr("只有表头，没有数据", "a header without rows"), tr("至少一行数据", "at least one row of data")
        )


def describe_header(header, lacking, surplus, columns):
    """Return what was found in a wrong header and what was expected."""
    if surplus == ["SalePrice"] and not lacking:
        found = tr("多了 SalePrice 列（这像是 train.csv）", "a column SalePrice (this looks like train.csv)")
    elif lacking == ["SalePrice"] and not surplus:
        found = tr("没有 SalePrice 列（这像是 test.csv）", "no column SalePrice (this looks like test.csv)")
    else:
        found = tr(f"表头有 {len(header)} 列", f"a header of {len(header)} columns")
        if lacking:
            some = ", ".join(lacking[:3])
            found += tr(f"，缺少 {len(lacking)} 列（{some} 等）", f", {len(lacking)} missing (such as {some})")
        if surplus:
            some = ", ".join(repr(name[:30]) for name in surplus[:3])
            found += tr(f"，多出 {len(surplus)} 列（{some} 等）", f", {len(surplus)} unknown (such as {some})")
    expected = tr(
        f"{len(columns)} 列：{columns[0]}, {columns[1]}, …, {columns[-1]}",
        f"{len(columns)} columns: {columns[0]}, {columns[1]}, …, {columns[-1]}",
    )
    return found, expected


def check_kinds(path: Path, frame) -> None:
    """Raise DataError where a column of numbers holds text, or a column of text numbers."""
    import pandas as pd

    for name, column in frame.items():
        text = schema.is_text(name)
        if not text and pd.api.types.is_numeric_dtype(column):
            continue
        values = pd.Series(column.dropna().unique())
        number = pd.to_numeric(values, errors="coerce").notna()
        bad = values[number if text else ~number]
        if len(bad):
            value = bad.iloc[0]
            row = int((column == value).to_numpy().argmax()) + 2
            found = tr(f"第 {row} 行的 {name} 是 {str(value)[:30]!r}", f"{name} in line {row} is {str(value)[:30]!r}")
            kind = tr("文字类别", "categories as text") if text else tr("数字", "numbers")
            raise complain(path, found, tr(f"{name} 列是{kind}", f"{kind} in the column {name}"))
    for name in ("Id", "SalePrice"):
        if name in frame.columns and not (frame[name] > 0).all():
            found = tr(f"{name} 列有缺失值或者不大于 0 的数", f"missing or non-positive values in {name}")
            raise complain(path, found, tr(f"{name} 每行都是正数", f"a positive {name} in each row"))
