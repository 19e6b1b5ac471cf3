"""Curves from a text file: what spreadsheets, loggers and `History.to_csv` write."""

import csv
from pathlib import Path

import numpy as np

from coursekit.diagnosis.curves import TRAIN, VALID, Curves, curves_of
from coursekit.diagnosis.errors import DiagnosisError, fail
from coursekit.lang import tr

SEPARATORS = ",;\t| "
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


def read_curves(path: str | Path) -> Curves:
    """Read the columns ``train`` and ``valid`` of a file; others, as ``epoch`` or ``lr``, are left alone.

    Parameters
    ----------
    path : str or Path
        One row an epoch, separated by comma, semicolon, tab, bar or blanks, with or without a byte order mark. Names
        in the first row (``loss`` and ``val_loss`` are known too), or none: then the columns are train and valid,
        after a column that counts. ``nan`` is a loss that was no number; an empty cell of ``valid`` was not measured
        and is filled in between its neighbours.

    Returns
    -------
    Curves

    Raises
    ------
    DiagnosisError
        Where these columns are missing, a cell holds no number, or there are too few epochs.
    OSError
        Where the file cannot be read.
    """
    rows = _rows(Path(path))
    if not rows:
        raise fail(
            f"{path} 是空的：第一行写列名 train,valid，之后一轮一行", f"{path} is empty: train,valid and a row an epoch"
        )
    names, body = _header(rows)
    columns = {
        _known(name): [row[place] if place < len(row) else "" for row in body] for place, name in enumerate(names)
    }
    if "train" not in columns:
        raise fail(
            f"{path} 里没有训练损失：要有一列 train（或 loss），验证损失写 valid。现有的列：{'、'.join(names)}",
            f"{path} has no training loss: a column train (or loss), valid beside it. Columns: {', '.join(names)}",
        )
    train = _numbers(columns["train"], "train", path)
    valid = _numbers(columns["valid"], "valid", path, gaps=True) if any(columns.get("valid", ())) else None
    lr = _numbers(columns["lr"], "lr", path, gaps=True) if any(columns.get("lr", ())) else None
    try:
        read = curves_of({"train": train} if valid is None else {"train": train, "valid": valid})
    except DiagnosisError as error:
        raise DiagnosisError(tr(f"{path}：{error}", f"{path}: {error}")) from None
    return Curves(read.train, read.valid, [] if lr is None else list(lr))


def _rows(path: Path) -> list[list[str]]:
    text = _decoded(path)
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        return []
    separator = max(SEPARATORS[:-1], key=lambda sign: lines[0].count(sign))
    if separator not in lines[0]:
        rows = [line.split() for line in lines]  # blanks, or a single column
    else:
        rows = list(csv.reader(lines, delimiter=separator))
    if separator == ";":
        rows = [[cell.replace(",", ".") for cell in row] for row in rows]  # 0,5 is a half where ; separates
    return [[cell.strip() for cell in row] for row in rows]


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise fail(f"{path} 不是文本文件：要的是 CSV，一轮一行", f"{path} is no text: a CSV with a row an epoch is needed")


def _header(rows: list) -> tuple[list[str], list]:
    if not all(_is_number(cell) for cell in rows[0]):
        return rows[0], rows[1:]
    width = len(rows[0])
    counts = width > 1 and [row[0] for row in rows] in _counting(len(rows))
    names = (["epoch"] if counts else []) + ["train", "valid"]
    return (names + ["?"] * width)[:width], rows


def _counting(n: int) -> list[list[str]]:
    return [[str(i) for i in range(first, first + n)] for first in (0, 1)]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _known(name: str) -> str:
    plain = name.lower().replace(" ", "_").replace("-", "_")
    if plain in (*TRAIN, "training_loss", "训练", "训练损失"):
        return "train"
    return "valid" if plain in (*VALID, "validation_loss", "validation", "验证", "验证损失") else plain


def _numbers(cells: list[str], name: str, path, gaps: bool = False) -> np.ndarray:
    found = []
    for row, cell in enumerate(cells, start=1):
        if gaps and not cell:
            found.append(None)
        elif _is_number(cell):
            found.append(float(cell))
        else:
            raise fail(
                f"{path} 的 {name} 列第 {row} 行应是一个数，得到 {cell!r}。一行一轮，每格只写数（发散写 nan）",
                f"{path}: row {row} of column {name} must be a number, got {cell!r}",
            )
    known = [place for place, value in enumerate(found) if value is not None]
    if len(known) == len(found):
        return np.array(found, dtype=float)
    return np.interp(range(len(found)), known, [found[place] for place in known])
