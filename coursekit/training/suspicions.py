"""What is allowed but is seldom meant: said once before training, as a warning with its cure."""

import warnings

from coursekit.lang import tr
from coursekit.training.errors import TrainingWarning
from coursekit.training.outputs import outputs_of
from coursekit.training.tensors import compares_numbers

LARGE = 1000.0
MIN_ROWS = 10
SAMPLE_ROWS = 256


def look_over(model, X, y, loss) -> None:
    """Warn of features and targets that were never scaled, and of targets that are all one class."""
    for message in (_unscaled_features(X), _unscaled_target(model, X, y, loss), _one_class(y, loss)):
        if message:
            warnings.warn(message, TrainingWarning, stacklevel=3)


def _unscaled_features(X) -> str | None:
    if not X.is_floating_point() or float(X.abs().max()) <= LARGE:
        return None
    by_column = X.abs().reshape(len(X), -1).amax(dim=0)
    worst = int(by_column.argmax())
    return tr(
        f"X 第 {worst} 列（从 0 数起）最大到 {float(by_column[worst]):.4g}：特征没有标准化，训练会很慢，或者发散。"
        "用训练集算均值和标准差再换算：StandardScaler().fit(X_train)，验证集和测试集用同一个 transform",
        f"column {worst} of X goes up to {float(by_column[worst]):.4g}: scale the features first, with "
        "StandardScaler().fit(X_train)",
    )


def _unscaled_target(model, X, y, loss) -> str | None:
    import torch

    if not isinstance(loss, compares_numbers()) or float(y.abs().max()) <= LARGE:
        return None
    actual = float(y.double().square().mean().sqrt())
    outputs = float(torch.as_tensor(outputs_of(model, X[:SAMPLE_ROWS])).double().square().mean().sqrt())
    if actual <= 10 * outputs:
        return None  # a last layer that begins at the right height, or a network that scales by itself
    return tr(
        f"y 的大小约为 {actual:.4g}，模型一开始的输出约为 {outputs:.2g}：目标没有缩放，损失会大得吓人，很难学到位。"
        "先换算 y = (y - y.mean()) / y.std()，预测之后再换回来；房价这样的正数通常先取 np.log1p(y)",
        f"y is of size {actual:.4g}, the model starts at {outputs:.2g}: scale the target first, "
        "y = (y - y.mean()) / y.std(), or take np.log1p(y) for prices",
    )


def _one_class(y, loss) -> str | None:
    from torch import nn

    classes = not y.is_floating_point() or isinstance(loss, (nn.BCELoss, nn.BCEWithLogitsLoss))
    if not classes or y.ndim > 2 or len(y) < MIN_ROWS or y.min() != y.max():
        return None
    return tr(
        f"y 的 {len(y)} 个标签全是 {float(y.min()):g}：模型只会学到“永远答它”。"
        "多半是数据按类别排好了序，又没有打乱就切分：train_test_split(X, y, stratify=y)；也检查一下标签是不是写错了",
        f"all {len(y)} labels are {float(y.min()):g}: were sorted data split without shuffling? "
        "train_test_split(X, y, stratify=y)",
    )
