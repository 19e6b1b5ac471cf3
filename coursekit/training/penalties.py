"""L1 and L2, added to the gradient rather than to the loss: the same step, without a second graph."""


def penalised(model) -> list:
    """Return the weights that a penalty acts on: parameters of two or more dimensions.

    Biases and the scales of normalisation layers are left out: they do not make a function wild, and shrinking them
    only shifts it.
    """
    return [p for p in model.parameters() if p.requires_grad and p.ndim >= 2]


def add_penalty(weights, l1: float, l2: float) -> None:
    """Add the slope of ``l1 * sum(|w|) + l2 * sum(w**2)`` to the gradients: ``l1 * sign(w) + 2 * l2 * w``.

    Parameters
    ----------
    weights : list of Parameter
        Those without a gradient are left alone.
    l1, l2 : float
        Both together are the elastic net. For plain SGD `l2` is ``weight_decay = 2 * l2`` on the same weights.
    """
    import torch

    with torch.no_grad():
        for w in weights:
            if w.grad is None:
                continue
            if l1:
                w.grad.add_(w.sign(), alpha=l1)
            if l2:
                w.grad.add_(w, alpha=2 * l2)
