"""Do an exercise's tests notice when its solution is changed a little? Grades mutants and prints those that survive.

    python tests/benchmarks/mutate_solutions.py [--right] ex01_linear_regression [NAME…]

Each mutant is a student of one class, graded by the engine. One that loses nothing in its own test cell has survived:
either a test is missing, or the change makes no difference, and then it belongs into ``assignments/answers/NAME.toml``
with its reason. Prints the kill rate of each cell, and every survivor as a diff; exits with 1 if one is unexplained.
With --right the known right answers are changed in the same way: loops and other libraries go wrong in other places.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.assignments.answer_class import Equivalent, Exercise, grade  # noqa: E402
from tests.assignments.known import lost  # noqa: E402
from tests.assignments.mutants import Mutant, mutants  # noqa: E402


def survivors(exercise: Exercise, made: dict[str, Mutant], folder: Path) -> dict[str, Mutant]:
    """Grade mutants by name; return those that lose nothing in the test of their own cell."""
    results = grade(exercise, {name: {mutant.cell: mutant.source} for name, mutant in made.items()}, folder)
    return {name: mutant for name, mutant in made.items() if f"test_{mutant.cell}" not in lost(results[name])}


def explained(mutant: Mutant, equivalents: list[Equivalent]) -> str:
    """Return why a surviving mutant makes no difference; empty where nobody has said so."""
    key = mutant.cell, mutant.was, mutant.now
    return next((entry.reason for entry in equivalents if (entry.cell, entry.was, entry.now) == key), "")


def made_of(exercise: Exercise, right: bool) -> dict[str, Mutant]:
    """Return the mutants of an exercise's solution, or of its right answers, by name."""
    texts = {cell: (cell, source) for cell, source in exercise.solutions.items()}
    if right:
        texts = {name: (answer.cell, answer.source) for name, answer in exercise.answers.items() if answer.is_right}
    return {
        f"{name}-{number:03d}": mutant
        for name, (cell, source) in texts.items()
        for number, mutant in enumerate(mutants(cell, source))
    }


def report(name: str, right: bool = False) -> int:
    """Print what came of one exercise; return how many survivors are unexplained."""
    exercise = Exercise(name)
    made = made_of(exercise, right)
    with tempfile.TemporaryDirectory() as folder:
        alive = survivors(exercise, made, Path(folder))
    reasons = {key: explained(mutant, exercise.equivalents) for key, mutant in alive.items()}
    for cell in exercise.solutions:
        total = sum(mutant.cell == cell for mutant in made.values())
        left = [key for key, mutant in alive.items() if mutant.cell == cell]
        known = sum(bool(reasons[key]) for key in left)
        print(f"{cell:24} {total - len(left):4d} of {total:4d} noticed  {known:3d} make no difference")
    for key, mutant in alive.items():
        print(f"\n{key}: {reasons[key] or 'SURVIVES'}\n{mutant.diff}")
    count = sum(not reason for reason in reasons.values())
    counted = len(made) - len(alive) + count
    print(f"\n{name}: {len(made) - len(alive)} of {counted} mutants that matter are noticed, {len(made)} in all")
    return count


if __name__ == "__main__":
    names = [name for name in sys.argv[1:] if name != "--right"]
    sys.exit(1 if sum(report(name, "--right" in sys.argv) for name in names) else 0)
