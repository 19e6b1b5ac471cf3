"""Score a house-price submission as Kaggle does, and say what is wrong with the file if it is."""

import math
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from coursekit.lang import tr

from .submission_file import Fault, read_prices

FEW = 5
LOG_PRICES = (5.0, 20.0)  # e**5 = 148 and e**20 = 485 million: between them lie the logarithms of prices, and no price


@dataclass(frozen=True)
class Score:
    """What came of a submission.

    Attributes
    ----------
    rmsle : float or None
        Root of the mean squared difference of the natural logarithms of predicted and true prices; None where the file
        has a fault, because Kaggle would refuse it or the figure would mislead.
    rows : int
        Rows of the submission.
    faults : tuple of Fault
        What must be mended.
    notes : tuple of str
        What is allowed and worth knowing.

    Examples
    --------
    >>> from coursekit import data
    >>> print(data.Score(0.13114, 1459))
    RMSLE 0.13114（1459 行）
    >>> fault = data.Fault("index_column", "多了一列没有名字的行号")
    >>> print(data.Score(None, 1459, (fault,)))
    没有打分，文件有 1 处问题：
    - 多了一列没有名字的行号
    """

    rmsle: float | None
    rows: int
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict:
        return {"task": "house_prices", **asdict(self)}

    def __str__(self) -> str:
        """Say the score, or the faults one a line."""
        head = (
            tr(f"RMSLE {self.rmsle:.5f}（{self.rows} 行）", f"RMSLE {self.rmsle:.5f} ({self.rows} rows)")
            if self.rmsle is not None
            else tr(
                f"没有打分，文件有 {len(self.faults)} 处问题：", f"No score, {len(self.faults)} faults in the file:"
            )
        )
        return "\n".join([head, *(f"- {fault.message}" for fault in self.faults), *self.notes])


def score_house_prices(submission: str | os.PathLike, truth: str | os.PathLike) -> Score:
    """Score a submission against the true prices.

    Parameters
    ----------
    submission : str or path
        A CSV file with the columns Id and SalePrice; the order of rows and columns does not matter.
    truth : str or path
        A CSV file with at least the columns Id and SalePrice (``train.csv``, or a part of it, will do).

    Returns
    -------
    Score
        ``print(score)`` says all of it.

    Raises
    ------
    DataError
        If one of the files is missing or no text, or if the file of true prices is at fault.

    Examples
    --------
    >>> import math
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from coursekit import data
    >>> with TemporaryDirectory() as place:
    ...     truth, mine = Path(place) / "truth.csv", Path(place) / "submission.csv"
    ...     _ = truth.write_text("Id,SalePrice\\n1,100000\\n2,200000\\n")
    ...     _ = mine.write_text("Id,SalePrice\\n1,110000\\n2,220000\\n")
    ...     score = data.score_house_prices(mine, truth)
    >>> print(score)
    RMSLE 0.09531（2 行）
    >>> round(math.log(1.1), 5)  # each price is 10 % too high
    0.09531
    """
    from .house_files import DataError

    true = read_prices(Path(truth), others_allowed=True)
    faults = list(true.faults) + _price_faults(true.prices)
    if not (faults or true.prices):
        faults = [Fault("empty", tr("没有一行房价", "it holds no prices"))]
    if faults:
        told = "\n".join(fault.message for fault in faults)
        raise DataError(tr(f"真实房价文件 {truth} 不能用：\n{told}", f"{truth} cannot serve as the truth:\n{told}"))
    given = read_prices(Path(submission))
    faults = list(given.faults)
    if given.has_columns:
        faults += _id_faults(given, true.prices)
        faults += _price_faults(given.prices)
    if faults:
        return Score(None, given.rows, tuple(faults))
    errors = [math.log(price) - math.log(true.prices[id]) for id, price in given.prices.items()]
    rmsle = math.sqrt(math.fsum(error * error for error in errors) / len(errors))
    return Score(rmsle, given.rows, (), tuple(_notes(given, true.prices)))


def _id_faults(given, true: dict) -> list[Fault]:
    present = set(given.ids)
    lacking = [id for id in true if id not in present]
    unknown = [id for id in given.ids if id not in true]
    faults = []
    if unknown and not present & true.keys():
        message = tr(
            f"没有一个 Id 是要预测的（应为 {_some(list(true))}，文件里是 {_some(unknown)}）：是不是预测了训练集",
            f"no Id is one to predict (expected {_some(list(true))}, found {_some(unknown)}): are these training rows",
        )
        return [Fault("wrong_ids", message, tuple(unknown[:FEW]))]
    if lacking:
        message = tr(
            f"少了 {len(lacking)} 个 Id：{_some(lacking)}；应有 {len(true)} 行，每个 Id 一行",
            f"{len(lacking)} Ids are missing: {_some(lacking)}; {len(true)} rows are expected, one for each Id",
        )
        faults.append(Fault("missing_ids", message, tuple(lacking[:FEW])))
    if unknown:
        message = tr(
            f"多了 {len(unknown)} 个不用预测的 Id：{_some(unknown)}", f"{len(unknown)} unknown Ids: {_some(unknown)}"
        )
        faults.append(Fault("unknown_ids", message, tuple(unknown[:FEW])))
    return faults


def _price_faults(prices: dict) -> list[Fault]:
    """Faults of prices that are numbers: none may be 0 or below, and they must be prices."""
    low = [id for id, price in prices.items() if price <= 0]
    if low:
        some = [f"{id}: {prices[id]:g}" for id in low[:FEW]]
        message = tr(
            f"有 {len(low)} 个价格不大于 0（Id {'，'.join(some)}）：对数没有定义。"
            "是不是标准化之后忘了变回来，或者该设一个下限",
            f"{len(low)} prices are not above 0 (Id {', '.join(some)}): they have no logarithm. "
            "Was the standardisation undone, is a lower limit set",
        )
        return [Fault("not_positive", message, tuple(low[:FEW]))]
    ordered = sorted(prices.values())
    if ordered and LOG_PRICES[0] < ordered[0] and ordered[-1] < LOG_PRICES[1]:
        message = tr(
            f"价格都在 {ordered[0]:.2f} 和 {ordered[-1]:.2f} 之间，像是房价的对数：交之前用 np.exp 变回美元"
            "（训练时用的是 np.log1p，就用 np.expm1）",
            f"all prices lie between {ordered[0]:.2f} and {ordered[-1]:.2f}, like logarithms of prices: "
            "take np.exp before handing in (np.expm1 where np.log1p was used)",
        )
        return [Fault("log_prices", message)]
    return []


def _notes(given, true: dict):
    if list(given.ids) != list(true):
        yield tr("行的次序与真实房价文件不同，没有关系。", "The order of rows differs from the truth's, which is fine.")
    if len(given.prices) > 1 and len(set(given.prices.values())) == 1:
        yield tr(
            "所有房子的价格都一样：模型没有用上特征，或者交的是 sample_submission.csv。",
            "All houses have one price: the model uses no feature, or this is sample_submission.csv.",
        )


def _some(ids: list) -> str:
    shown = tr("、", ", ").join(str(id) for id in ids[:FEW])
    return shown + (tr(" 等", " …") if len(ids) > FEW else "")
