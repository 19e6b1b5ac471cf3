"""What a candidate may see and use, as plain data: made by the supervisor, obeyed in the warm process."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.sandbox.fontcache import font_cache
from coursekit.grading.sandbox.interpreter import interpreter_paths

MIB = 2**20
PASSED_ON = ("COURSEKIT_LANG", "PYTHONHASHSEED", "PYTHONPATH", "TZ")
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass
class Plan:
    """The sandbox of one warm process and of every candidate it forks.

    Attributes
    ----------
    tier : str
        ``"A"`` (namespaces), ``"B"`` (Landlock and seccomp alone) or ``"none"`` (no sandbox).
    read_only : list of str
        Absolute paths that a candidate may read besides the system's own.
    fonts : str
        The folder with matplotlib's list of fonts; empty where there is none.
    processes : int
        Processes and threads of one candidate.
    memory : int
        Bytes of data a process may have; shared memory lies in the private folder and counts there.
    files_bytes : int
        Bytes of one file.
    folder_bytes : int
        Bytes of all files together: working folder, temporary files and shared memory (tier A).
    folder_files : int
        Number of all these files (tier A).
    open_files : int
        Open descriptors of a process.
    """

    tier: str
    read_only: list[str] = field(default_factory=list)
    fonts: str = ""
    processes: int = 64
    memory: int = 4096 * MIB
    files_bytes: int = 64 * MIB
    folder_bytes: int = 256 * MIB
    folder_files: int = 10_000
    open_files: int = 256

    def __post_init__(self):
        if self.tier not in ("A", "B", "none"):
            raise ValueError(f"tier must be 'A', 'B' or 'none', got {self.tier!r}")

    def as_json(self) -> str:
        return json.dumps(vars(self))

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """Return the plan that `as_json` wrote; `TypeError` or `ValueError` for anything else."""
        return cls(**json.loads(text))


def make_plan(tier: str, data: Path | None = None, **limits: int) -> Plan:
    """Return the plan for this interpreter: its own paths, this package and the data folder.

    Parameters
    ----------
    tier : str
        As in `Plan`.
    data : Path, optional
        The folder that graded notebooks load from.
    **limits : int
        ``memory``, ``processes``, ``files_bytes`` … of `Plan`, where they differ from the defaults.

    Raises
    ------
    ValueError
        For another tier.
    """
    paths = [*interpreter_paths(), *([str(Path(data).absolute())] if data else [])]
    fonts = font_cache()
    return Plan(tier, [*paths, *([fonts] if fonts else [])], fonts, **limits)


def warm_environment() -> dict[str, str]:
    """Return the environment to start a warm process with: candidates are copies of it and can read all it ever had."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {"PATH": os.defpath, "LANG": "C.UTF-8", **dict.fromkeys(ONE_THREAD, "1"), "MPLBACKEND": "agg", **kept}
