"""The attempts of each student, and which of them counts: the last."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from coursekit.grading.archives import Parts


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
    """

    student: str
    person: str = ""
    time: float | None = None
    number: int = 0
    delivery: str = ""
    files: dict[Parts, Path] = field(default_factory=dict)
    changed: float = 0.0

    def add(self, name: Parts, path: Path, changed: float | None, trusted: bool) -> None:
        """Add a file; `trusted` if the time of its change is that of handing in."""
        self.files[name] = path
        self.changed = max(self.changed, changed or 0.0)
        if trusted and changed is not None:
            self.time = max(self.time or 0.0, changed)

    @property
    def has_notebook(self) -> bool:
        return any(name[-1].lower().endswith(".ipynb") for name in self.files)

    def __str__(self) -> str:
        when = self.time if self.time is not None else self.changed
        told = f"{datetime.fromtimestamp(when):%Y-%m-%d %H:%M:%S}, " if when else ""
        names = sorted("/".join(name) for name in self.files)
        more = f" (+{len(names) - 1})" if len(names) > 1 else ""
        return f"{told}{self.delivery}: {names[0]}{more}"


def last_attempts(attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, list[Attempt]]]:
    """Yield each student's last attempt with his earlier ones.

    One that holds a notebook goes before one that holds none; times in names go before numbers in names, and those
    before the files' own times. Two people of one name are told apart by the platform's number, which their id then
    carries.
    """
    students: dict[str, dict[str, list[Attempt]]] = {}
    for attempt in attempts:
        students.setdefault(attempt.student, {}).setdefault(attempt.person, []).append(attempt)
    for persons in students.values():
        for person, theirs in persons.items():
            timed = all(one.time is not None for one in theirs)
            theirs.sort(key=lambda one: (one.has_notebook, one.time if timed else 0.0, one.number, one.changed))
            if len(persons) > 1 and person:
                for one in theirs:
                    one.student = f"{one.student}_{person}"
            yield theirs[-1], theirs[:-1]
