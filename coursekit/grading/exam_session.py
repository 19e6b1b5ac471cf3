"""What `coursekit.checks` asks while a test cell runs in the examiner: points, failures, files, seeds."""

import traceback

from coursekit.checks.failure import CheckFailed
from coursekit.checks.session import missing_file, too_large
from coursekit.grading.exam_values import ExamValues
from coursekit.grading.testcell import DETAIL_CAP, Failure, TestCell, writable
from coursekit.lang import tr


class ExamSession(ExamValues):
    """What `coursekit.checks` asks while a test cell runs in the examiner."""

    def __init__(self, link_of, seed_of):
        self.link_of = link_of
        self.seed_of = seed_of
        self.earned = 0.0
        self.offered = 0.0
        self.failures: list[Failure] = []
        self.details: list[str] = []
        self.noted: list[BaseException] = []
        self.cell: TestCell | None = None

    def begin(self, cell: "TestCell") -> None:
        self.cell, self.earned, self.offered = cell, 0.0, 0.0
        self.failures, self.details, self.noted = [], [], []

    def leave(self, block, error: BaseException | None) -> bool:
        """End a block of points: earned without error, lost with one; only an alarm goes on upwards."""
        self.offered += block.value
        alarm = self.link_of().look_over()
        if error is None and alarm is None:
            self.earned += block.value
            return False
        self.record(
            error or alarm, tr(f"{block.label}（{block.value:g} 分）", f"{block.label} ({block.value:g} points)")
        )
        if error is None:
            raise alarm
        return isinstance(error, Exception) and alarm is None

    def record(self, error: BaseException, block: str = "") -> None:
        """Note what went wrong, in the student's words and in the teacher's; once, where an error leaves a block."""
        if any(error is known for known in self.noted):
            return
        self.noted.append(error)
        self.failures.append(self.cell.failure(error, block))
        self.details.append(writable("".join(traceback.format_exception(error))[-DETAIL_CAP:]))

    def file(self, name: str, max_bytes: int) -> bytes:
        content = self.link_of().ask("file", name, max_bytes)
        if type(content) is bytes and len(content) <= max_bytes:
            return content
        if type(content) is int:
            raise CheckFailed(too_large(name, content, max_bytes))
        raise CheckFailed(missing_file(name))

    def seed(self) -> int:
        return self.seed_of(self.cell.grade_id)
