"""Losses for classes of very different size: weights for the rare ones, and the focal loss."""

from coursekit.training.errors import fail, shape


def class_weights(y, classes: int | None = None):
    """Return weights that let every class count equally: w_c = N / (K N_c).

    Parameters
    ----------
    y : Tensor, array or Series of int, shape (n,)
        Classes 0 ... K-1.
    classes : int, optional
        K; None takes the largest class in `y` plus one.

    Returns
    -------
    Tensor of float32, shape (K,)
        For ``nn.CrossEntropyLoss(weight=...)`` or ``FocalLoss(weight=...)``.

    Raises
    ------
    TrainingError
        Where `y` holds no classes, or one class has no row.

    Examples
    --------
    >>> class_weights([0, 0, 0, 1])
    tensor([0.6667, 2.0000])
    """
    import numpy as np
    import torch

    y = y if isinstance(y, torch.Tensor) else torch.tensor(np.asarray(y))
    if y.ndim != 1 or len(y) == 0 or y.is_floating_point() or y.min() < 0:
        raise fail(
            f"类别权重要一列从 0 起的整数类别，得到形状 {shape(y)}、类型 {y.dtype}。"
            "浮点标签先写 y.long()，一列先写 y.reshape(-1)",
            f"class weights need integer classes from 0, shape (n,): got {shape(y)} of {y.dtype}",
        )
    counts = torch.bincount(y.long(), minlength=classes or 0)
    if len(counts) > (classes or len(counts)) or (counts == 0).any():
        raise fail(
            f"各类的行数是 {counts.tolist()}：每一类（共 {classes or len(counts)} 类）至少要有一行，才谈得上权重。"
            "检查划分或 classes",
            f"rows by class are {counts.tolist()}: each of {classes or len(counts)} classes needs at least one",
        )
    return (len(y) / (len(counts) * counts)).float()


class FocalLoss:
    """Cross-entropy that turns away from what is easy: the mean over the rows of ``-w (1 - p)**gamma log(p)``.

    p is the probability that the model gives to the actual class, w that class's weight.

    Parameters
    ----------
    gamma : float
        0 is plain cross-entropy; the larger, the less easy rows count.
    weight : sequence of float, optional
        One weight a class, often written alpha. The mean is over the rows, not over the weights, so that a weight
        keeps its size.

    Notes
    -----
    With integer targets (n,) outputs are logits (n, K). With float targets 0 and 1, outputs are one logit a row and
    have the targets' shape; `weight` then holds two numbers.

    Examples
    --------
    >>> import torch
    >>> logits = torch.tensor([[0.9, 0.1]]).log()
    >>> round(FocalLoss(gamma=2.0)(logits, torch.tensor([0])).item(), 6)
    0.001054
    """

    def __init__(self, gamma: float = 2.0, weight=None):
        if not gamma >= 0:
            raise fail(f"gamma 不能是负数，得到 {gamma!r}", f"gamma must be >= 0, got {gamma!r}")
        self.gamma, self.weight = gamma, weight

    def __call__(self, outputs, y):
        import torch
        from torch.nn import functional

        measure = functional.binary_cross_entropy_with_logits if y.is_floating_point() else functional.cross_entropy
        entropy = measure(outputs, y, reduction="none")
        # 1 - p without cancellation; kept off 0, where a power below 1 has an infinite slope.
        missing = (-torch.expm1(-entropy)).clamp_min(torch.finfo(entropy.dtype).tiny)
        each = missing**self.gamma * entropy
        if self.weight is not None:
            each = torch.as_tensor(self.weight, dtype=each.dtype, device=each.device)[y.long()] * each
        return each.mean()

    def __repr__(self) -> str:
        return f"FocalLoss(gamma={self.gamma})" if self.weight is None else f"FocalLoss({self.gamma}, {self.weight})"
