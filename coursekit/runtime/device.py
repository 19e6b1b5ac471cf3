"""The device that tensors go to: one that has been seen to work."""

import warnings
from functools import cache

from coursekit.lang import tr


@cache
def device():
    """Return the best device of this machine: CUDA, then Apple's MPS, then the CPU.

    Returns
    -------
    torch.device
        For ``model.to(runtime.device())``; the same at each call.

    Notes
    -----
    A GPU counts only after a small product was computed on it. A card that the installed torch has no code for (an old
    P100 under a new torch, say) calls itself available and fails at the first operation: it is left out with a warning.

    Examples
    --------
    >>> import torch
    >>> from coursekit import runtime
    >>> torch.ones(2, 3).to(runtime.device()).sum().item()
    6.0
    """
    import torch

    mps = getattr(torch.backends, "mps", None)
    for kind, there in (("cuda", torch.cuda.is_available()), ("mps", mps is not None and mps.is_available())):
        if not there:
            continue
        try:
            ones = torch.ones(2, 2, device=kind)
            (ones @ ones).sum().item()
        except RuntimeError as error:
            reason = str(error).strip().splitlines()[0]
            warnings.warn(
                tr(
                    f"torch 看得到 {kind}，却不能在上面计算，改用 CPU：{reason}",
                    f"torch sees {kind} but cannot compute on it, the CPU is used instead: {reason}",
                ),
                stacklevel=2,
            )
        else:
            return torch.device(kind)
    return torch.device("cpu")
