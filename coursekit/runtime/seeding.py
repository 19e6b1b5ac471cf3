"""The one place that seeds the generators."""

from coursekit.lang import tr


def seed_everything(seed: int) -> None:
    """Seed Python's, NumPy's and torch's global generators, and make cuDNN choose deterministic algorithms.

    Parameters
    ----------
    seed : int
        From 0 to 2**32 - 1 (NumPy's range).

    Raises
    ------
    ValueError
        If the seed is not such a number.

    Notes
    -----
    The same seed gives the same numbers on the same machine with the same versions; another CPU may differ in the last
    digits. Python's string hashes are fixed only by PYTHONHASHSEED, before Python starts.

    Examples
    --------
    >>> import torch
    >>> from coursekit import runtime
    >>> runtime.seed_everything(0)
    >>> first = torch.rand(3)
    >>> runtime.seed_everything(0)
    >>> torch.equal(first, torch.rand(3))
    True
    >>> runtime.seed_everything(-1)
    Traceback (most recent call last):
        ...
    ValueError: 随机种子应为 0 到 2**32 - 1 之间的整数，得到 -1
    """
    if isinstance(seed, bool) or not hasattr(seed, "__index__") or not 0 <= int(seed) < 2**32:
        raise ValueError(
            tr(
                f"随机种子应为 0 到 2**32 - 1 之间的整数，得到 {seed!r}",
                f"a seed must be a whole number from 0 to 2**32 - 1, got {seed!r}",
            )
        )
    import random

    import numpy as np
    import torch

    random.seed(int(seed))
    np.random.seed(int(seed))
    torch.manual_seed(int(seed))
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False
