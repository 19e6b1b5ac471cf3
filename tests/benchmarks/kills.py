"""Does a grade survive? Kills processes of `coursekit grade` at random moments and compares what is left.

    python tests/benchmarks/kills.py [ROUNDS]

In each round one of three is killed with ``kill -9``: the command itself, or twice one of the processes below it (a
warm one, an examiner, a candidate). Then the class is graded to the end, and its records and every row of the
gradebook are compared with an undisturbed run's. Prints a line for each kind: rounds, runs that ended by themselves
with all scores, classes that were right in the end.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.class_runs import copy_of  # noqa: E402
from tests.support.faulty_runs import (  # noqa: E402
    booked,
    finish,
    kill_one_below,
    kill_supervisor,
    numpy_class,
    outcome,
    start,
    wait_for_pages,
)

SIZE = 16


def disturb(root: Path, draw: random.Random) -> tuple[str, bool]:
    """Start a run and kill something; return what, and whether the run ended well by itself."""
    run = start(root, quiet=True)
    wait_for_pages(run, root, draw.randrange(SIZE))
    if draw.random() < 0.4:
        kill_supervisor(run, draw.uniform(0.0, 0.5))
        return "command", False
    for _ in range(2):
        kill_one_below(run, draw)
        wait_for_pages(run, root, draw.randrange(SIZE))
    return "below", run.wait() == 0


def main(rounds: int) -> None:
    """Print what came of it; exit with 1 if a score was lost or doubled."""
    tried, alone, right = Counter(), Counter(), Counter()
    with tempfile.TemporaryDirectory() as folder:
        small = numpy_class(Path(folder, "course"), SIZE)
        fresh = copy_of(small, Path(folder, "fresh"))
        expected = outcome(finish(fresh.root)), booked(fresh.root)
        for number in range(rounds):
            again = copy_of(small, Path(folder, f"round{number}"))
            kind, ended = disturb(again.root, random.Random(number))
            found = outcome(finish(again.root)), booked(again.root)
            tried[kind] += 1
            alone[kind] += ended
            right[kind] += found == expected
            if found != expected:
                print(f"round {number} ({kind}): another outcome")
    for kind in sorted(tried):
        print(f"{kind:8} {tried[kind]:3d} rounds  {alone[kind]:3d} ended by themselves  {right[kind]:3d} right")
    sys.exit(right != tried)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
