"""What each known answer loses, with as few submissions as prove it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coursekit.grading.answers import Answer
from coursekit.grading.assignment import SOLUTION, TeacherCell
from coursekit.grading.grade import Graded
from coursekit.grading.results import NotebookResult
from tests.assignments.reach import reached
from tests.assignments.seating import in_rows, seated

ENDED = {"timeout", "crashed"}  # what ends a candidate: the rest of its notebook goes on with a fresh one


@dataclass(frozen=True)
class Found:
    """What a known answer lost by test cell, and the record of a submission that it was in."""

    lost: dict[str, float]
    result: NotebookResult


def lost(result: NotebookResult) -> dict[str, float]:
    """Return the points that a student lost in test cells, by grade_id, cells without a loss left out."""
    scored = (cell for cell in result.cells if cell.score is not None)
    return {cell.grade_id: cell.max_score - cell.score for cell in scored if cell.score < cell.max_score}


def together(answers: Mapping[str, Answer], cells: Sequence[TeacherCell]) -> list[list[str]]:
    """Return which answers share a submission; what ends its process or breaks another test too shares it with none.

    The latter come first: among them are those that run until their time is up, and no worker should wait for these.

    Parameters
    ----------
    answers : mapping of str to Answer
        The answers by name.
    cells : sequence of TeacherCell
        All cells of the assignment, in order.
    """
    solutions = [cell.grade_id for cell in cells if cell.role == SOLUTION]
    right = {name: answer.cell for name, answer in answers.items() if answer.is_right}
    apart = [name for name, answer in answers.items() if answer.status or set(answer.loses) - {f"test_{answer.cell}"}]
    wrong = {name: a.cell for name, a in answers.items() if name not in right and name not in apart}
    return [*([name] for name in apart), *seated(wrong, solutions, reached(answers, cells)), *in_rows(right)]


def judge_known(
    expected: Mapping[str, dict[str, float]],
    seats: Sequence[Sequence[str]],
    grade: Callable[[dict[str, list[str]]], dict[str, Graded]],
) -> dict[str, Found]:
    """Grade submissions that hold several known answers, and tell what each of these loses.

    Where a submission loses anything else than its answers should, or one of them ends the process that they share,
    its answers are graded again in two halves, and what is still in doubt alone: that counts. Whoever was to meet a
    later question answered right meets it in a half as well.

    Parameters
    ----------
    expected : mapping of str to dict
        What each answer should lose, by test cell.
    seats : sequence of sequence of str
        The answers that share a submission, see `together`.
    grade : callable
        Grades a class, given the answers of each student.
    """
    found: dict[str, Found] = {}
    alone: dict[str, Found] = {}
    students = {f"seat-{number}": list(names) for number, names in enumerate(seats)}
    while students:
        graded = grade(students)
        doubtful: list[list[str]] = []
        for seat, names in students.items():
            if len(names) == 1:
                alone[names[0]] = _alone(graded[seat])
            elif _ended(graded[seat]) or lost(graded[seat].result) != _sum(expected, names):
                doubtful += _halves(names)
            else:
                found |= {name: Found(expected[name], graded[seat].result) for name in names}
        unsettled = [[name for name in names if name not in alone] for names in doubtful]
        students = {_name(number, names): names for number, names in enumerate(unsettled) if names}
    return found | alone


def _sum(expected: Mapping[str, dict[str, float]], names: Sequence[str]) -> dict[str, float]:
    return {cell: points for name in names for cell, points in expected[name].items()}


def _halves(names: list[str]) -> list[list[str]]:
    """Every other one: answers to questions next to each other get into each other's way most."""
    return [names[::2], names[1::2]] if len(names) > 3 else [[name] for name in names]


def _name(number: int, names: Sequence[str]) -> str:
    """Return a student's name for these answers: for one alone its own, so that it is graded once."""
    return names[0] if len(names) == 1 else f"half-{number}-{names[0]}"


def _alone(graded: Graded) -> Found:
    return Found(lost(graded.result), graded.result)


def _ended(graded: Graded) -> bool:
    """Whether a process of the student's has ended before its time."""
    reported = {report["status"] for report in graded.outcome.reports.values()}
    return bool(ENDED & (reported | {cell.status for cell in graded.result.cells}) or graded.outcome.overrun)
