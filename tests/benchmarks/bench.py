"""The figures of the engine beside their goals: ``python tests/benchmarks/bench.py [--quick] [--json FILE] [ROW…]``.

Rows are named ``throughput distance overhead calls memory growth by_value training``; all by default. Ratios are
measured side by side in one run, medians of `ROUNDS`; ``--quick`` takes one round of a small class. Only the command
`coursekit grade` is driven, and public entry points for single calls; nothing here is a test.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coursekit.grading.alarms import Alarm  # noqa: E402
from tests.benchmarks import by_value_calls, class_of_2000, training_loop  # noqa: E402
from tests.benchmarks.bench_class import ASSIGNMENT, BenchClass, HomeworkClass, LaidOut  # noqa: E402
from tests.benchmarks.bench_runs import ENVIRONMENT, Run, coursekit_grade, nbgrader  # noqa: E402
from tests.benchmarks.figures import Figure, show  # noqa: E402
from tests.support import agreement  # noqa: E402

ROUNDS, STUDENTS, WORKERS = 3, 20, 2
HOMEWORK_STUDENTS = 60  # of 20, one worker idles a tenth of the run while the other ends its last notebook
BY_VALUE = ("passed", "partial", "failed", "error")  # of the statuses of a cell
SINGLES = 100  # numpy notebooks, one at a time, for the overhead of one


class Bench:
    """Measures the rows, each in folders of its own.

    Parameters
    ----------
    folder : Path
        Where courses are laid out; the caller removes it.
    quick : bool
        One round of a small class.
    """

    def __init__(self, folder: Path, quick: bool):
        self.folder, self.quick = folder, quick
        self.rounds = 1 if quick else ROUNDS
        self.students = 4 if quick else STUDENTS
        self.copies = 0

    def _class(self, name: str, size: int, *notebooks: str) -> BenchClass:
        return BenchClass(self.folder / name, size, *([notebooks] if notebooks else []))

    def _fresh(self, course: LaidOut) -> Path:
        self.copies += 1
        return course.copy_to(self.folder / f"copy-{self.copies}")

    def _grade(self, course: LaidOut, workers: int = WORKERS, watch: bool = False) -> Run:
        run = coursekit_grade(self._fresh(course), course.assignment, workers, watch=watch)
        if wrong := course.wrong_scores(run.records):
            raise SystemExit("wrong scores:\n" + "\n".join(wrong))
        return run

    def throughput(self) -> Iterator[Figure]:
        """G1: the class by both graders, in turns."""
        course = self._class("throughput", self.students)
        walls, phases, theirs = [], [], []
        for _ in range(self.rounds):
            run = self._grade(course)
            walls.append(run.wall)
            phases.append(run.phase)
            root = self._fresh(course)
            nbgrader(root, "generate_assignment", ASSIGNMENT)
            theirs.append(nbgrader(root, "autograde", ASSIGNMENT))
        wall, phase, other = map(statistics.median, (walls, phases, theirs))
        note = f"{2 * self.students} notebooks: {wall:.2f} s, phase {phase:.2f} s; nbgrader autograde {other:.1f} s"
        yield Figure("G1", "throughput, cold start included", other / wall, 10, "×", False, 14, note)
        yield Figure("G1", "throughput, grading phase", other / phase, 15, "×", False, 25)

    def distance(self) -> Iterator[Figure]:
        """G2: the grading phase against the bare cells, of the homework and of cells that need next to nothing."""
        size = self.students if self.quick else HOMEWORK_STUDENTS
        yield self._distance(f"the homework of {size}", HomeworkClass(self.folder / "homework", size))
        yield self._distance("light cells", self._class("distance", self.students))

    def _distance(self, name: str, course: LaidOut) -> Figure:
        pairs = [(self._grade(course).phase, _pure(course)) for _ in range(max(3, self.rounds))]
        cores = min(WORKERS, len(os.sched_getaffinity(0)))
        phase, pure = (statistics.median(values) for values in zip(*pairs, strict=True))
        ratio = statistics.median(a / (b / cores) for a, b in pairs)
        each = 1000 * pure / len(course.deserved)
        together = _pure(course, cores)  # cores share caches and memory: what the machine can do is less than `cores` ×
        note = f"phase {phase:.2f} s, the cells alone {pure:.2f} s on one core, {each:.0f} ms a notebook"
        note += f"; on {cores} cores at once {together:.2f} s on each: {phase / (together / cores):.2f} ×"
        return Figure("G2", f"phase ÷ (pure compute ÷ cores), {name}", ratio, 1.5, "×", True, 1.2, note)

    def overhead(self) -> Iterator[Figure]:
        """G3: numpy notebooks one at a time, the bare cells taken off; gradebook and pages are within."""
        size = 20 if self.quick else SINGLES
        course = self._class("overhead", size, "numpy")
        found = [1000 * (self._grade(course, 1).phase - _pure(course)) / size for _ in range(max(3, self.rounds))]
        yield Figure("G3", "wall outside the cells, a notebook", statistics.median(found), 25, "ms", True, 15)

    def calls(self) -> Iterator[Figure]:
        """G4: values there and back."""
        apart, found = by_value_calls.measure(share_a_core=False), by_value_calls.measure()
        for name, goal in (("two floats", 20), ("1,000 float64", 40), ("1 M float64", 10_000)):
            note = f"{apart[name]:.0f} µs where the kernel puts the two on different idle cores"
            yield Figure("G4", f"by-value call, {name}", found[name], goal, "µs", note=note)
        for step, goal in (("encode", 17_000), ("decode", 7_000)):
            yield Figure("G4", f"house prices 1460×81, {step}", found[f"house prices, {step}"], goal, "µs")

    def memory(self) -> Iterator[Figure]:
        """G5: the process tree while it grades, with two workers and with four."""
        course = self._class("memory", max(12, self.students))  # enough for four workers to be at work together
        two = max(self._grade(course, 2, watch=True).peak for _ in range(self.rounds))
        four = max(self._grade(course, 4, watch=True).peak for _ in range(self.rounds))
        yield Figure("G5", "peak PSS of the whole engine, 2 workers", two, 600, "MB", True, 500)
        yield Figure("G5", "each further worker", (four - two) / 2, 40, "MB", note=f"4 workers: {four:.0f} MB")

    def growth(self) -> Iterator[Figure]:
        """G6: seconds a submission in classes of three sizes; the second run, when nothing has changed."""
        seconds = {}
        for size in class_of_2000.SIZES[: 2 if self.quick else 3]:
            root = self.folder / f"growth-{size}"
            class_of_2000.lay_out(root, size)
            first = coursekit_grade(root, "hw", WORKERS)
            seconds[size] = first.phase / size
            again = [coursekit_grade(root, "hw", WORKERS).wall for _ in range(max(3, self.rounds))]
            if size > class_of_2000.SIZES[0]:
                each = 1000 * statistics.median(again) / size
                yield Figure("G6", f"second run of {size:,} unchanged, a submission", each, 5, "ms")
        smallest, largest = min(seconds.values()), max(seconds.values())
        note = ", ".join(f"{size:,}: {1000 * value:.1f} ms" for size, value in seconds.items())
        yield Figure("G6", "slowest size ÷ fastest size, a submission", largest / smallest, 1.1, "×", note=note)

    def by_value(self) -> Iterator[Figure]:
        """G9: verdicts that rest on values, of this class, the homework's, and a course in nbgrader's usual style."""
        records = self._grade(self._class("by_value", self.students)).records
        for lay_out in (agreement.homework_class, agreement.usual_class):
            course = lay_out(self.folder / lay_out.__name__)
            records += coursekit_grade(course.root, course.assignment, WORKERS).records
        share, note = examined_by_value(records)
        yield Figure("G9", "test cells examined by value", share, 100, "%", False, note=note)

    def training(self) -> Iterator[Figure]:
        """G10: `fit` against the bare loop, and against DataLoader."""
        script = "import json, torch; torch.set_num_threads(1); from tests.benchmarks import training_loop as t; "
        script += f"print(json.dumps(t.measure({3 if self.quick else training_loop.ROUNDS})))"
        seconds = json.loads(_python("-c", script))
        yield Figure("G10", "fit ÷ bare loop", training_loop.ratio(seconds, "fit", "floor"), 1.05, "×")
        faster = training_loop.ratio(seconds, "DataLoader", "fit")
        yield Figure("G10", "DataLoader + default Adam ÷ fit", faster, 1.7, "×", False)


def examined_by_value(records: list[dict]) -> tuple[float, str]:
    """Return the percentage of verdicts that rest on values, and in words which do not.

    One that does not has met a handle where its test needs a value. Cells that a person marks, that were not handed in,
    or whose student's code ran over its time or ended its process have no value to look at and are not counted.
    """
    cells = [(record["student"], cell) for record in records for cell in record["cells"]]
    judged = [(student, cell) for student, cell in cells if cell["status"] in BY_VALUE]
    others = [f"{student} {cell['grade_id']}" for student, cell in judged if cell["message"].endswith(Alarm("").coarse)]
    note = f"{len(judged)} verdicts of {len(cells)} cells" + "".join(f"; not {other}" for other in others)
    return 100 * (1 - len(others) / len(judged)), note


def _pure(course: LaidOut, at_once: int = 1) -> float:
    """Seconds of all the cells of the class in a warm process, the mean of some that do the same at once."""
    script = Path(__file__).with_name("pure_compute.py")
    arguments = str(script), str(course.root), course.assignment
    with ThreadPoolExecutor(at_once) as pool:
        said = list(pool.map(lambda _: json.loads(_python(*arguments)), range(at_once)))
    return statistics.mean(sum(map(sum, found.values())) for found in said)


def _python(*arguments: str) -> str:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=ENVIRONMENT, cwd=root, check=True, capture_output=True, text=True).stdout


ROWS: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    name: getattr(Bench, name)
    for name in ("throughput", "distance", "overhead", "calls", "memory", "growth", "by_value", "training")
}


def main() -> None:
    """Measure the rows that were asked for and print them as they come."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of {', '.join(ROWS)}; all by default")
    parser.add_argument("--quick", action="store_true", help="one round of a small class")
    parser.add_argument("--json", metavar="FILE", help="write the figures here too")
    options = parser.parse_args()
    if unknown := sorted(set(options.rows) - set(ROWS)):
        parser.error(f"no such row: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    print(f"{len(os.sched_getaffinity(0))} cores, load {os.getloadavg()[0]:.1f}; goal, figure, verdict")
    figures = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), options.quick)
        for name in options.rows or ROWS:
            for figure in ROWS[name](bench):
                show(figure)
                figures.append({**asdict(figure), "verdict": figure.verdict})
    if options.json:
        Path(options.json).write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
