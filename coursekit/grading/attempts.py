"""The attempts of each student, and which of them counts: the last that can be read, or the last in time."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from coursekit.grading.archive_names import is_notebook
from coursekit.grading.archives import Parts
from coursekit.grading.transit import Arrived, look


@dataclass
class Attempt:
    """Files that a student handed in at one time.

    Attributes
    ----------
    person : str
        The platform's number of the student, empty where there is none.
    time : float or None
        When it was handed in, seconds since the epoch, where that is known.
    number : int
        The attempt's number, as its name says.
    delivery : str
        The folder or archive that it came in.
    changed : float
        The latest time of its files: it orders attempts whose names tell no time, and proves nothing.
    late : bool
        Whether the platform says that it came late, but not when.
    label : str
        What tells it from the student's other attempts, as it was delivered.
    """

    student: str
    person: str = ""
    time: float | None = None
    number: int = 0
    delivery: str = ""
    files: dict[Parts, Path] = field(default_factory=dict)
    changed: float = 0.0
    late: bool = False
    label: str = ""
    seen: dict[Parts, Arrived] = field(default_factory=dict)

    def add(self, name: Parts, path: Path, changed: float | None, trusted: bool) -> None:
        """Add a file; `trusted` if the time of its change is that of handing in."""
        self.files[name] = path
        self.changed = max(self.changed, changed or 0.0)
        if trusted and changed is not None:
            self.time = max(self.time or 0.0, changed)

    def notebooks(self) -> dict[Parts, Arrived]:
        """Return what became of each notebook on its way; each is looked at once."""
        for name, path in self.files.items():
            if name not in self.seen and is_notebook(name[-1]):
                self.seen[name] = look(path)
        return self.seen

    @property
    def worth(self) -> int:
        """2 with a notebook that can be read, 1 with one that cannot, 0 without any."""
        found = self.notebooks().values()
        return 2 if any(not one.problem for one in found) else int(bool(found))

    def __str__(self) -> str:
        when = self.time if self.time is not None else self.changed
        told = f"{datetime.fromtimestamp(when):%Y-%m-%d %H:%M:%S}, " if when else ""
        names = sorted("/".join(name) for name in self.files)
        more = f" (+{len(names) - 1})" if len(names) > 1 else ""
        label = f"{self.label}/" if self.label and self.label not in names[0] else ""
        return f"{told}{self.delivery}: {label}{names[0]}{more}"


def last_attempts(
    attempts: Iterable[Attempt], due: Callable[[str], float | None] | None = None
) -> Iterator[tuple[Attempt, list[Attempt]]]:
    """Yield the attempt of each student that counts, with his others from the first to the last.

    One with a notebook that can be read goes before one without; times in names go before numbers in names, and those
    before the files' own times. Two people of one name are told apart by the platform's number, which their id then
    carries.

    Parameters
    ----------
    due : callable, optional
        When a student's work is due. With it, and where the times of all his attempts are known, an attempt in time
        goes before a late one.
    """
    students: dict[str, dict[str, list[Attempt]]] = {}
    for attempt in attempts:
        students.setdefault(attempt.student, {}).setdefault(attempt.person, []).append(attempt)
    for persons in students.values():
        for person, theirs in persons.items():
            if len(persons) > 1 and person:
                for one in theirs:
                    one.student = f"{one.student}_{person}"
            timed = all(one.time is not None for one in theirs)
            theirs.sort(key=lambda one: (one.time if timed else 0.0, one.number, one.changed))
            limit = due(theirs[0].student) if due and timed else None
            chosen = _chosen(theirs, limit)
            yield chosen, [one for one in theirs if one is not chosen]


def _chosen(theirs: list[Attempt], limit: float | None) -> Attempt:
    """Return the attempt that counts of several in their order; the only one without a look at it."""
    if len(theirs) == 1:
        return theirs[0]
    ranked = [(one.worth, limit is None or one.time <= limit, place) for place, one in enumerate(theirs)]
    return theirs[max(ranked)[-1]]
