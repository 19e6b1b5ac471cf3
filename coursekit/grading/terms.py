"""What an examination is given, and what it yields."""

from dataclasses import dataclass, field

from coursekit.grading.bundle import Bundle
from coursekit.grading.lines import Rungs
from coursekit.grading.sandbox import Plan


@dataclass(frozen=True)
class Limits:
    """Clocks and sizes of one notebook.

    Attributes
    ----------
    cpu : dict of str to float
        CPU seconds by step; `other_cpu` for steps that it does not name.
    wall_factor, wall_extra : float
        The wall clock of a step is ``cpu * wall_factor + wall_extra``: a backstop for sleepers, far above what a busy
        machine needs.
    budget : float
        CPU seconds of the whole notebook, replays included.
    memory : int
        Bytes of data a process may have beyond the libraries that were loaded before it began.
    """

    cpu: dict[str, float] = field(default_factory=dict)
    other_cpu: float = 10.0
    wall_factor: float = 5.0
    wall_extra: float = 30.0
    budget: float = 120.0
    memory: int = 4 * 2**30

    def of(self, key: str) -> float:
        return self.cpu.get(key, self.other_cpu)

    @property
    def last_cpu(self) -> int:
        """CPU seconds after which the kernel ends a process by itself, should the supervisor no longer look."""
        return int(self.budget + 2 * max(self.cpu.values(), default=0.0) + self.other_cpu) + 10


@dataclass
class Outcome:
    """What an examination yielded: verdicts and reports as plain data, CPU seconds by step.

    A report marked ``unsafe`` failed after a hidden test, and nothing of it may reach the student; `troubles` are the
    failures of a run without hidden parts, which may. `trace` is what `trace.TracedLink.told` gives, where the job
    names a cell to trace.
    """

    verdicts: dict[str, dict] = field(default_factory=dict)
    reports: dict[str, dict] = field(default_factory=dict)
    words: dict[tuple[str, int, str], str] = field(default_factory=dict)
    troubles: dict[str, dict] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    overrun: dict[str, str] = field(default_factory=dict)
    trace: dict = field(default_factory=dict)


@dataclass
class Setting:
    """What both sides of an examination find when they begin.

    Attributes
    ----------
    plan : Plan
        How candidates are confined.
    rungs : tuple of tuple of str
        What is imported before the fork, see `imports`.
    environment : dict
        The whole environment of both, but for HOME and TMPDIR, which are their private folders.
    release, own : list of Bundle
        The files that come with the assignment, which both have in their folders, and the student's own ones.
    ahead : Bundle, optional
        The assignment's first steps, to be run before the fork of an examiner; see `sitting`.
    core : int, optional
        The core that both keep to: they take turns, and waking the other one on another core takes two to four times
        as long as all else of a call by value.
    """

    plan: Plan
    rungs: Rungs = ()
    environment: dict[str, str] = field(default_factory=dict)
    release: list[Bundle] = field(default_factory=list)
    own: list[Bundle] = field(default_factory=list)
    ahead: Bundle | None = None
    core: int | None = None
