"""What a test cell may rest on, the same in the notebook and in the examiner.

    from coursekit import checks

    checks.close(predict(X), expected)
    with checks.points(2, "线性层"):
        checks.equal(tuple(out.shape), (8, 1))

Every failure is a `CheckFailed` whose text tells a student what came back, what was expected and what is likely wrong.
"""

from coursekit.checks.avoids import avoids
from coursekit.checks.compare import close, equal
from coursekit.checks.exporting import export
from coursekit.checks.failure import CheckFailed
from coursekit.checks.notebook import run
from coursekit.checks.printed import output
from coursekit.checks.session import file, points, seed
from coursekit.checks.throws import raises
from coursekit.checks.values import inout, remote, source

__all__ = [
    "CheckFailed",
    "avoids",
    "close",
    "equal",
    "export",
    "file",
    "inout",
    "output",
    "points",
    "raises",
    "remote",
    "run",
    "seed",
    "source",
]
