"""A class in numbers: what the class report shows, computed from the records of one assignment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median

from coursekit.grading.results import STATUSES, CellResult, NotebookResult


@dataclass(frozen=True)
class Question:
    """One graded cell over the class.

    Attributes
    ----------
    share : float or None
        Mean share of the points, over those who handed in; None while nothing is marked or where it has no points.
    counts : list of (status, int)
        In the order of `STATUSES`, none of them zero, absent students included.
    pending : int
        Students whose mark a person has yet to give.
    """

    notebook: str
    grade_id: str
    title: str
    max_score: float
    share: float | None
    counts: list[tuple[str, int]]
    pending: int


@dataclass
class Student:
    """One student over the notebooks of the assignment; `score` and `automatic` differ while manual marks are due."""

    name: str
    records: list[NotebookResult] = field(default_factory=list)
    automatic: float = 0.0

    @property
    def score(self) -> float:
        return sum(record.score for record in self.records)

    @property
    def status(self) -> str:
        return max((record.status for record in self.records), key=_rank)

    @property
    def seconds(self) -> float:
        return sum(cell.seconds for record in self.records for cell in record.cells)

    @property
    def notes(self) -> list[str]:
        return [note for record in self.records for note in record.notes]

    @property
    def absent(self) -> bool:
        """Whether nothing was handed in: every cell is missing."""
        cells = [cell for record in self.records for cell in record.cells]
        return bool(cells) and all(cell.status == "missing" for cell in cells)

    @property
    def worst(self) -> CellResult | None:
        """The cell with the worst status, of equals the one that cost most; None if all passed or await a mark."""
        cells = [cell for record in self.records for cell in record.cells if cell.status not in ("passed", "manual")]
        return max(cells, key=lambda cell: (_rank(cell.status), cell.max_score - (cell.score or 0.0)), default=None)


@dataclass(frozen=True)
class ClassSummary:
    """The whole class; `scores` are automatic points of those who handed in, `top` the most they could reach."""

    students: list[Student]
    questions: list[Question]
    scores: list[float]
    top: float
    max_score: float
    pending: int
    pending_points: float
    statuses: list[tuple[str, int]]

    @property
    def present(self) -> list[Student]:
        return [student for student in self.students if not student.absent]

    @property
    def mean(self) -> float | None:
        return fmean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        return median(self.scores) if self.scores else None


def _rank(status: str) -> int:
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def _ordered(counts: Counter) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: _rank(item[0]))


def summarise(results: Sequence[NotebookResult], titles: Mapping[str, str]) -> ClassSummary:
    """Return the class in numbers.

    A question with a pending manual mark anywhere counts for nobody as an automatic one, so that the scores of the
    class stay comparable while marking goes on.
    """
    students: dict[str, Student] = {}
    cells: dict[tuple[str, str], list[tuple[Student, CellResult]]] = {}
    for record in results:
        student = students.setdefault(record.student, Student(record.student))
        student.records.append(record)
        for cell in record.cells:
            cells.setdefault((record.notebook, cell.grade_id), []).append((student, cell))
    questions, top = [], 0.0
    for (notebook, grade_id), answers in cells.items():
        question = _question(notebook, grade_id, titles.get(grade_id, grade_id), answers)
        questions.append(question)
        if not question.pending:
            top += question.max_score
            for student, cell in answers:
                student.automatic += cell.score or 0.0
    everyone = list(students.values())
    return ClassSummary(
        students=everyone,
        questions=questions,
        scores=[student.automatic for student in everyone if not student.absent],
        top=top,
        max_score=sum(question.max_score for question in questions),
        pending=sum(question.pending for question in questions),
        pending_points=sum(question.max_score for question in questions if question.pending),
        statuses=_ordered(Counter(student.status for student in everyone)),
    )


def _question(notebook: str, grade_id: str, title: str, answers: list[tuple[Student, CellResult]]) -> Question:
    full = max(cell.max_score for _, cell in answers)
    marked = [cell.score for student, cell in answers if cell.score is not None and not student.absent]
    return Question(
        notebook=notebook,
        grade_id=grade_id,
        title=title,
        max_score=full,
        share=fmean(marked) / full if marked and full else None,
        counts=_ordered(Counter(cell.status for _, cell in answers)),
        pending=sum(cell.score is None for _, cell in answers),
    )
