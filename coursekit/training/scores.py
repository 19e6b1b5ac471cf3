"""How many rows a classifier gets right."""

from coursekit.training.errors import fail, shape
from coursekit.training.tensors import require_same_length


def accuracy(outputs, y, *, threshold: float = 0.0) -> float:
    """Return the share of rows whose predicted class is the actual one.

    Parameters
    ----------
    outputs : Tensor or array
        Shape (n, k): one score a class, the largest wins. Shape (n,) or (n, 1): one logit a row, class 1 above the
        threshold. Integers of shape (n,): predicted classes.
    y : Tensor or array, shape (n,) or (n, 1)
        Actual classes 0 ... k-1.
    threshold : float
        0 for logits; 0.5 for probabilities.

    Raises
    ------
    TrainingError
        Where the shapes do not belong together or `y` holds no classes.
    """
    import torch

    outputs, y = torch.as_tensor(outputs), torch.as_tensor(y)
    require_same_length(outputs, y, "outputs", "y")
    scores = outputs.ndim == 2 and outputs.shape[1] > 1
    if y.numel() != len(y) or outputs.ndim > 2:
        raise fail(
            f"准确率要每行一个类别：y 的形状应为 (n,)，outputs 应为 (n, 类别数)，"
            f"得到 y {shape(y)}，outputs {shape(outputs)}。独热编码的 y 先写 y.argmax(1)",
            f"accuracy needs one class a row: got y {shape(y)} and outputs {shape(outputs)}. One-hot: y.argmax(1)",
        )
    y = y.reshape(-1)
    if y.is_floating_point() and not torch.equal(y, y.round()):
        raise fail(
            "y 里有小数，不是类别。回归问题没有准确率，改用均方误差或平均绝对误差",
            "y holds fractions, not classes: regression has no accuracy, use a mean squared or absolute error",
        )
    if scores:
        predicted = outputs.argmax(dim=1)
    elif outputs.is_floating_point():
        predicted = outputs.reshape(-1) > threshold
    else:
        predicted = outputs.reshape(-1)
    return float((predicted == y).double().mean())
