"""What a call of a student's function costs: values there and back, through a forked candidate.

``python tests/benchmarks/by_value_calls.py`` prints medians. Examiner and candidate speak in turns, so they share a
core here, as they do when every core has a worker; apart on idle cores each turn also pays for waking the other core.
"""

import os
import socket
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np  # noqa: E402

from coursekit.data import generate_house_prices  # noqa: E402
from coursekit.grading.candidate import Candidate  # noqa: E402
from coursekit.grading.link import Link  # noqa: E402
from coursekit.grading.wire import Channel, Decoder, Encoder  # noqa: E402

ROUNDS = 9
SOURCE = "def add(x, y): return x + y\ndef same(x): return x\n"


class Shell:
    """As much of a shell as a candidate that runs no cell needs."""

    def __init__(self):
        self.user_ns = {}
        exec(SOURCE, self.user_ns)


def fork_candidate() -> tuple[Link, int]:
    """Return a link to a candidate in a process of its own, and its pid."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        try:
            ours.close()
            Candidate(Channel(theirs), Shell()).serve()
        finally:
            os._exit(0)
    theirs.close()
    return Link(Channel(ours), lambda: RuntimeError("the candidate has ended")), pid


def microseconds(call, repeats: int) -> float:
    """Return the median over rounds of the time of a call."""
    call()
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in range(repeats):
            call()
        found.append((time.perf_counter() - start) / repeats * 1e6)
    return statistics.median(found)


def house_prices() -> tuple[float, float]:
    """Return the µs of encoding and of decoding the training table of the house prices, 1460 × 81."""
    table = generate_house_prices().train

    def encode():
        encoder = Encoder(lambda value: [])
        return encoder.encode(table), encoder.buffers

    node, buffers = encode()
    buffers = [bytearray(buffer) for buffer in buffers]
    return microseconds(encode, 5), microseconds(lambda: Decoder(buffers, lambda *about: None).decode(node), 5)


def measure(share_a_core: bool = True) -> dict[str, float]:
    """Return µs by what is called."""
    cores = os.sched_getaffinity(0)
    if share_a_core:
        os.sched_setaffinity(0, {min(cores)})
    try:
        link, pid = fork_candidate()
        add, same = link.ask("get", "add"), link.ask("get", "same")
        thousand, million = np.random.default_rng(0).normal(size=1000), np.zeros(10**6)
        found = {
            "two floats": microseconds(lambda: add(1.5, 2.5), 2000),
            "1,000 float64": microseconds(lambda: same(thousand), 1000),
            "1 M float64": microseconds(lambda: same(million), 10),
        }
        link.channel.close()
        os.waitpid(pid, 0)
        found["house prices, encode"], found["house prices, decode"] = house_prices()
    finally:
        os.sched_setaffinity(0, cores)
    return found


def main() -> None:
    """Print both placements."""
    for share_a_core in (True, False):
        print("on one core" if share_a_core else "on cores of the kernel's choice")
        for name, value in measure(share_a_core).items():
            print(f"  {name:<22}{value:10.1f} µs")


if __name__ == "__main__":
    main()
