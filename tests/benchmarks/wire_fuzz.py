"""Damaged frames against the decoder: ``python tests/benchmarks/wire_fuzz.py [FRAMES] [SEED]``.

Each frame must become plain data of exact types or be refused, in a blink and in little memory. Prints the fates, the
slowest frame and the memory; anything else that happens ends the script with the frame.
"""

import collections
import resource
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.damage import Damage, fate  # noqa: E402


def main(frames: int = 20_000, seed: int = 0) -> None:
    """Decode so many damaged frames."""
    warnings.simplefilter("ignore")
    supply, fates, slowest = Damage(seed), collections.Counter(), 0.0
    while fates["refused"] + fates["value"] < frames:
        frame = supply.frame()
        if frame is None:
            fates["no msgpack"] += 1
            continue
        start = time.perf_counter()
        try:
            fates[fate(*frame)] += 1
        except BaseException:
            print(f"seed {seed}, frame {fates.total()}: {frame!r}")
            raise
        slowest = max(slowest, time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{dict(fates)}, slowest {1000 * slowest:.1f} ms, peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
