"""What one process would share between a test and the student's code: gradient mode and default precision of torch."""

import sys
from contextlib import contextmanager

from coursekit.grading.wire import WireError

_PRECISIONS = ("torch.float16", "torch.bfloat16", "torch.float32", "torch.float64")


def torch_mode() -> list | None:
    """Return ``[gradients enabled, default dtype]`` where they are not what torch begins with."""
    torch = sys.modules.get("torch")
    if torch is None:
        return None
    enabled, precision = torch.is_grad_enabled(), torch.get_default_dtype()
    return None if enabled and precision is torch.float32 else [enabled, str(precision)]


@contextmanager
def torch_mode_of(mode):
    """Work in the mode that the other side was in; `WireError` for what is no mode."""
    if type(mode) is not list or len(mode) != 2 or type(mode[0]) is not bool or mode[1] not in _PRECISIONS:
        raise WireError("a bad mode")
    import torch

    before = torch.get_default_dtype()
    torch.set_default_dtype(getattr(torch, mode[1].removeprefix("torch.")))
    try:
        with torch.set_grad_enabled(mode[0]):
            yield
    finally:
        torch.set_default_dtype(before)
