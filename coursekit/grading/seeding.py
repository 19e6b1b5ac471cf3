"""Seeding both sides at once: one process would have had one state of each library."""

import random
import sys

from coursekit.grading.desk import Desk


def seed_both_sides(desk: Desk) -> None:
    """Let a test's seeding reach the candidate: one process would have seeded both."""
    import numpy

    def wrapped(library, original):
        def seed(value=None, *args, **kwargs):
            result = original(value, *args, **kwargs)
            if type(value) is int and desk.tested is not None:
                desk.tested.ask("seed", library, value)
            return result

        return seed

    random.seed = wrapped("random", random.seed)
    numpy.random.seed = wrapped("numpy", numpy.random.seed)
    if "torch" in sys.modules:  # where a cell of the teacher's names it, it was imported before the fork
        torch = sys.modules["torch"]
        torch.manual_seed = wrapped("torch", torch.manual_seed)
