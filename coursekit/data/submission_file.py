"""Read a file with Id and SalePrice, collecting what is wrong with it in place of stopping at the first fault."""

import csv
import io
import math
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from coursekit.lang import tr

from .house_files import DataError

COLUMNS = ("Id", "SalePrice")
FEW = 5


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its kind for a program, a sentence for a person, some of the lines or Ids it is in.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from coursekit import data
    >>> with TemporaryDirectory() as place:
    ...     truth, mine = Path(place) / "truth.csv", Path(place) / "submission.csv"
    ...     _ = truth.write_text("Id,SalePrice\\n1,100000\\n2,200000\\n")
    ...     _ = mine.write_text("Id,SalePrice\\n1,110000\\n")
    ...     score = data.score_house_prices(mine, truth)
    >>> fault = score.faults[0]
    >>> fault.kind, fault.where
    ('missing_ids', (2,))
    >>> print(fault.message)
    少了 1 个 Id：2；应有 2 行，每个 Id 一行
    """

    kind: str
    message: str
    where: tuple[int, ...] = ()


@dataclass(frozen=True)
class Prices:
    """What a file holds: the Ids in their order, the prices that could be read, the faults."""

    rows: int = 0
    ids: tuple[int, ...] = ()
    prices: dict[int, float] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    has_columns: bool = True


def read_prices(path: Path, *, others_allowed: bool = False) -> Prices:
    """Read the Ids and prices of a CSV file.

    Parameters
    ----------
    path : Path
    others_allowed : bool, default False
        Whether other columns are no fault.

    Raises
    ------
    DataError
        If it is missing or no text.
    """
    rows = [row for row in csv.reader(io.StringIO(_text(path))) if any(cell.strip() for cell in row)]
    header = [name.strip() for name in rows[0]]
    faults = _header_faults(header, others_allowed)
    if not set(COLUMNS) <= set(header):
        return Prices(len(rows) - 1, faults=tuple(faults), has_columns=False)
    places = [header.index(name) for name in COLUMNS]
    body = [(line, row) for line, row in enumerate(rows[1:], start=2)]
    ragged = tuple(line for line, row in body if len(row) != len(header))
    if ragged:
        faults.append(
            Fault(
                "ragged",
                tr(
                    f"第 {_listed(ragged)} 行的字段数与表头不同：数字里有没有千位逗号，文件完不完整",
                    f"lines {_listed(ragged)} have another number of fields than the header: commas between thousands, "
                    "or a file that is not whole",
                ),
                ragged[:FEW],
            )
        )
    pairs = [(line, *(row[place].strip() for place in places)) for line, row in body if len(row) == len(header)]
    ids, prices, more = _values(pairs)
    return Prices(len(body), ids, prices, (*faults, *more))


def _text(path: Path) -> str:
    advice = tr("应为有 Id 和 SalePrice 两列的 CSV 文件", "expected is a CSV file with the columns Id and SalePrice")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(tr(f"读不了 {path}（{error.strerror}）", f"cannot read {path} ({error.strerror})")) from None
    if data[:2] == b"PK":
        raise DataError(tr(f"{path} 是 ZIP 或 Excel 文件：{advice}", f"{path} is a ZIP or an Excel file: {advice}"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(tr(f"{path} 不是 UTF-8 文本：{advice}", f"{path} is no UTF-8 text: {advice}")) from None
    if not text.strip():
        raise DataError(tr(f"{path} 是空的：{advice}", f"{path} is empty: {advice}"))
    return text


def _header_faults(header: list[str], others_allowed: bool) -> list[Fault]:
    faults = []
    surplus = [name for name in header if name not in COLUMNS]
    for wanted in COLUMNS:
        if wanted not in header:
            near = get_close_matches(wanted.lower(), [name.lower() for name in surplus], n=1, cutoff=0.6)
            meant = next((name for name in surplus if near and name.lower() == near[0]), None)
            hint = tr(f"，是不是把 {meant!r} 写错了", f": is {meant!r} meant") if meant else ""
            surplus = [name for name in surplus if name != meant]
            shown = ", ".join(header[:FEW]) or tr("空的", "empty")
            message = tr(
                f"没有 {wanted} 列（表头是 {shown}）{hint}", f"no column {wanted} (the header is {shown}){hint}"
            )
            faults.append(Fault("missing_column", message))
    if others_allowed:
        return faults
    for name in surplus:
        if name == "" or name.startswith("Unnamed:"):
            message = tr(
                "多了一列没有名字的行号：写文件时用 to_csv(..., index=False)",
                "a nameless column of row numbers: write the file with to_csv(..., index=False)",
            )
            faults.append(Fault("index_column", message))
        else:
            message = tr(f"多了一列 {name!r}：只要 Id 和 SalePrice 两列", f"a column {name!r} beside Id and SalePrice")
            faults.append(Fault("extra_column", message))
    return faults


def _values(pairs) -> tuple[tuple[int, ...], dict[int, float], list[Fault]]:
    kinds = ("id_no_number", "duplicate", "missing_price", "text_price", "infinite")
    ids, prices, bad = {}, {}, {kind: [] for kind in kinds}
    for line, id_text, price_text in pairs:
        id = _whole(id_text)
        if id is None:
            bad["id_no_number"].append(line)
            continue
        if id in ids:
            bad["duplicate"].append(id)
            continue
        ids[id] = None
        kind, price = _price(price_text)
        if kind:
            bad[kind].append(line)
        else:
            prices[id] = price
    faults = [Fault(kind, _told(kind, found), tuple(found[:FEW])) for kind, found in bad.items() if found]
    return tuple(ids), prices, faults


def _price(text: str) -> tuple[str, float]:
    if text.lower() in ("", "na", "nan", "none", "null"):
        return "missing_price", math.nan
    try:
        value = float(text)
    except ValueError:
        return "text_price", math.nan
    return ("" if math.isfinite(value) else "infinite"), value


def _whole(text: str) -> int | None:
    try:
        value = float(text)
        return int(value) if value == int(value) else None
    except (ValueError, OverflowError):
        return None


def _told(kind: str, found: list[int]) -> str:
    at, count = _listed(found), len(found)
    return {
        "id_no_number": tr(f"第 {at} 行的 Id 不是整数", f"the Id in lines {at} is no whole number"),
        "duplicate": tr(
            f"有 {count} 行的 Id 重复：{at}；每个 Id 只能有一行",
            f"{count} rows repeat an Id: {at}; one row for each Id",
        ),
        "missing_price": tr(
            f"有 {count} 个价格是空的或 NaN（第 {at} 行）：检查缺失值有没有补全，网络有没有发散",
            f"{count} prices are empty or NaN (lines {at}): are the features' gaps filled, did training diverge",
        ),
        "text_price": tr(
            f"有 {count} 个价格不是数（第 {at} 行）：去掉货币符号、单位和千位逗号",
            f"{count} prices are no numbers (lines {at}): drop currency signs, units and commas",
        ),
        "infinite": tr(
            f"有 {count} 个价格是无穷大（第 {at} 行）：预测对数时不要取两次 exp",
            f"{count} prices are infinite (lines {at}): take exp of predicted logarithms only once",
        ),
    }[kind]


def _listed(found) -> str:
    shown = tr("、", ", ").join(str(one) for one in found[:FEW])
    return shown + (tr(" 等", " …") if len(found) > FEW else "")
