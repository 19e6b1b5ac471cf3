"""Does `coursekit grade` agree with `nbgrader autograde`?

    python tests/benchmarks/agreement.py [usual] [quickstart] [homework]

Grades all honest submissions of the three courses with both and prints every difference with its cause; exits with 1
where one has no cause in ``tests/fixtures/agreement.toml``. The homework takes nbgrader several seconds a student.
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support import agreement  # noqa: E402

CLASSES = {
    "usual": agreement.usual_class,
    "quickstart": agreement.quickstart_class,
    "homework": agreement.homework_class,
}


def main(names: list[str]) -> int:
    """Compare; return the number of differences that nothing explains."""
    unexplained = 0
    for name in names or CLASSES:
        with tempfile.TemporaryDirectory() as folder:
            task = CLASSES[name](Path(folder) / name)
            students = len(list((task.root / "submitted").iterdir()))
            found = agreement.differences(task)
            strange = agreement.surprises(found, task)
            print(f"{name}: {students} submissions, {len(found)} cells differ, {len(strange)} surprises", flush=True)
            for difference in found:
                cause = agreement.cause(difference) or "NOT EXPLAINED"
                points = f"{difference['ours']} / {difference['nbgrader']}"
                print(f"  {difference['student']} {difference['cell']}: {points}  {cause}")
            print("\n".join(strange))
            unexplained += len(strange)
    return unexplained


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
