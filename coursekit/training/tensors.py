"""From what students have (frames, arrays, tensors) to the two tensors a loop needs: features and targets."""

from contextlib import contextmanager

from coursekit.training.errors import fail, shape

SHOWN_COLUMNS = 3


def as_features(X, model, name="X"):
    """Return `X` as a tensor in the model's precision on the model's device.

    Parameters
    ----------
    X : Tensor, array or DataFrame, shape (n, ...)
        Numbers and booleans of arrays and frames are converted; integers stay integers where the model embeds them.
    model : torch.nn.Module
    name : str
        What messages call it.

    Raises
    ------
    TrainingError
        For text columns, an integer tensor, no rows, NaN or infinity (naming the columns).
    """
    import torch

    dtype, device = _like(model)
    embeds = any(isinstance(module, torch.nn.Embedding) for module in model.modules())
    columns = [str(column) for column in X.columns] if _is_frame(X) else None
    if isinstance(X, torch.Tensor):
        X = X.detach()
        if not (X.is_floating_point() or X.is_complex() or embeds):
            raise fail(
                f"{name} 是整数张量（{X.dtype}），而模型里的权重是 {dtype}，两者不能相乘。写成 {name}.float()",
                f"{name} is an integer tensor ({X.dtype}) but the weights are {dtype}: write {name}.float()",
            )
    else:
        X = torch.as_tensor(_numbers(X, name))
    _require_rows(X, name)
    if embeds and not X.is_floating_point():
        return X.to(device)
    X = X.to(dtype=dtype, device=device)
    _require_finite(X, name, columns)
    return X


def as_target(y, model, loss, name="y"):
    """Return `y` as a tensor: class numbers as int64, anything else in the model's precision.

    Whole numbers turn into floats where the loss compares number with number (`torch.nn.MSELoss` and its kind).

    Parameters
    ----------
    y : Tensor, array, Series or DataFrame, shape (n,) or (n, k)
    model : torch.nn.Module
    loss : callable or None
    name : str
        What messages call it.

    Raises
    ------
    TrainingError
        For labels that are text, no rows, NaN or infinity.
    """
    import torch

    dtype, device = _like(model)
    y = y.detach() if isinstance(y, torch.Tensor) else torch.as_tensor(_numbers(y, name))
    _require_rows(y, name)
    if y.is_floating_point() or isinstance(loss, compares_numbers()):
        y = y.to(dtype=dtype, device=device)
        _require_finite(y, name, None)
        return y
    return y.to(dtype=torch.int64, device=device)


def compares_numbers() -> tuple:
    """Return the losses that compare outputs and targets element by element, and so need equal shapes."""
    from torch import nn

    return (nn.MSELoss, nn.L1Loss, nn.SmoothL1Loss, nn.HuberLoss, nn.BCELoss, nn.BCEWithLogitsLoss)


def require_same_length(X, y, name_X="X", name_y="y") -> None:
    """Raise where features and targets have different numbers of rows."""
    if len(X) != len(y):
        raise fail(
            f"{name_X} 有 {len(X)} 行，{name_y} 却有 {len(y)} 行：一行样本要配一个标签。"
            f"检查两者是否来自同一次划分（{name_X} 的形状 {shape(X)}，{name_y} 的形状 {shape(y)}）",
            f"{name_X} has {len(X)} rows but {name_y} has {len(y)}: do both come from the same split? "
            f"(shapes {shape(X)} and {shape(y)})",
        )


@contextmanager
def modes_kept(model):
    """Give every module the mode back that it had (train or eval), whatever happens inside."""
    modes = [(module, module.training) for module in model.modules()]
    try:
        yield
    finally:
        for module, training in modes:
            module.training = training


def _like(model):
    import torch

    reference = next((p for p in model.parameters() if p.is_floating_point()), None)
    if reference is None:
        return torch.float32, torch.device("cpu")
    return reference.dtype, reference.device


def _is_frame(data) -> bool:
    return hasattr(data, "columns") and hasattr(data, "to_numpy")


def _numbers(data, name):
    """Return an array of numbers: booleans and numbers of any kind; text is refused by column."""
    import numpy as np

    array = _from_pandas(data, name) if hasattr(data, "to_numpy") else _from_lists(data, name)
    if array.dtype.kind not in "biuf":
        raise fail(
            f"{name} 里不是数（{array.dtype}）。文字标签先换成 0、1、2……：LabelEncoder 或 pandas.factorize",
            f"{name} does not hold numbers ({array.dtype}). Turn labels into 0, 1, 2, ... with LabelEncoder first",
        )
    return np.require(array, requirements=("C", "W"))  # torch takes no reversed array, and warns of a read-only one


def _from_pandas(data, name):
    kinds = data.dtypes if _is_frame(data) else {name: data.dtype}
    text = [str(column) for column, kind in kinds.items() if not _numeric(kind)]
    if text and _is_frame(data):
        raise fail(
            f"{name} 里有不是数的列：{_listed(text)}。先编码成数（例如 OneHotEncoder），或用 "
            f'{name}.select_dtypes("number") 只留数值列',
            f"{name} has columns that are not numbers: {_listed(text)}. Encode them first, or keep only "
            f'{name}.select_dtypes("number")',
        )
    if text:
        return _from_lists(data.to_numpy(), name)
    # pandas' nullable types come out as objects unless a type is named.
    if all(kind.kind in "biu" for kind in dict(kinds).values()) and not data.isna().to_numpy().any():
        return data.to_numpy(dtype="int64")
    return data.to_numpy(dtype="float64", na_value=float("nan"))


def _from_lists(data, name):
    import numpy as np

    try:
        array = np.asarray(data)
        return array.astype("float64") if array.dtype == object else array
    except (TypeError, ValueError):
        raise fail(
            f"{name} 不能变成数的数组：里面有文字，或者各行长短不一",
            f"{name} does not turn into an array of numbers: it holds text, or rows of different lengths",
        ) from None


def _numeric(kind) -> bool:
    return getattr(kind, "kind", "O") in "biuf"


def _listed(names) -> str:
    more = f" … ({len(names)})" if len(names) > SHOWN_COLUMNS else ""
    return ", ".join(names[:SHOWN_COLUMNS]) + more


def _require_rows(tensor, name) -> None:
    if tensor.ndim == 0 or len(tensor) == 0:
        raise fail(
            f"{name} 是空的，形状是 {shape(tensor)}：至少要有一行。检查前面的筛选或划分",
            f"{name} is empty, shape {shape(tensor)}: check how it was filtered or split",
        )


def _require_finite(tensor, name, columns) -> None:
    import torch

    # A sum is ten times as fast as looking at each number, and is finite only where all of them are.
    if torch.isfinite(tensor.sum()) or (finite := torch.isfinite(tensor)).all():
        return
    count = int((~finite).sum())
    place_zh = place_en = ""
    if tensor.ndim == 2 and tensor.shape[1] > 1:
        bad = [int(j) for j in torch.nonzero((~finite).any(dim=0)).flatten()]
        names = _listed([columns[j] if columns else str(j) for j in bad])
        place_zh = f"在列 {names}，" if columns else f"在第 {names} 列（从 0 数起），"
        place_en = f", in columns {names}"
    row = int(torch.nonzero(~finite)[0][0])
    raise fail(
        f"{name} 里有 {count} 个 NaN 或无穷大，{place_zh}最早出现在第 {row} 行（从 0 数起）。"
        "先填补缺失值（例如用训练集的中位数），再检查有没有除以 0 或对 0 取对数",
        f"{name} holds {count} NaN or infinite values{place_en}, first in row {row}. "
        "Fill missing values first; look for a division by 0 or the logarithm of 0",
    )
