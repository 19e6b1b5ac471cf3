"""An examiner's life: one job, then it leaves; what many jobs have in common was done before the fork.

The teacher's own statements, which load the data say, know no student's name, so they yield the same for every
submission. A warm process runs them once and forks examiners that go on from there; `beginning` says which.
"""

import os
import random
import sys
import traceback
from pathlib import Path, PurePath

from coursekit.grading.beginning import leading
from coursekit.grading.capped import CappedText
from coursekit.grading.compiled import CompiledCells
from coursekit.grading.desk import Desk
from coursekit.grading.examiner import Examination, find_words
from coursekit.grading.seeding import seed_both_sides
from coursekit.grading.wire import Channel, PeerGone

PRINTED_CAP = 1_000_000
_DEPTH = 4


class Unrepeatable(Exception):  # noqa: N818 - a finding about an assignment's first statements
    """What the teacher's first statements did cannot be shared: each examiner must do it for itself."""


class Sitting:
    """An examiner that waits for its job.

    Parameters
    ----------
    first, moved : list of dict
        The steps that it runs ahead of it, as `beginning.leading` returns them.
    tests : list of dict
        Steps of tests, which it compiles ahead.

    Raises
    ------
    Unrepeatable
        If a step that goes before its turn draws random numbers: those before and after it would get others.
    """

    def __init__(self, first: list[dict] = (), moved: list[dict] = (), tests: list[dict] = ()):
        self.ahead = list(first), list(moved)
        self.desk = Desk(None)
        self.compiled = CompiledCells()
        self.compiled.get_ready(tests)
        seed_both_sides(self.desk)
        self.examination = self._examination({"steps": self.ahead[0], "seed_key": ""})
        if first:
            self.examination.run()
        if moved:
            before = _dice()
            self.examination.job = {"steps": self.ahead[1], "seed_key": ""}
            self.examination.run()
            if _dice() != before:
                raise Unrepeatable("they draw random numbers")
        self.dice = random.getstate()

    def _examination(self, job: dict) -> Examination:
        return Examination(self.desk, job, compiled=self.compiled)

    def take(self, job: dict) -> Examination:
        """Return the examination of a job, which goes on from what was run ahead."""
        first, moved = leading(job["steps"])
        if (first, moved) != self.ahead or not first + moved:
            return self._examination(job)
        random.setstate(self.dice)  # Python seeds its own generator anew after each fork
        ahead = {id(step) for step in first + moved}
        self.examination.job = {**job, "steps": [step for step in job["steps"] if id(step) not in ahead]}
        self.examination.fatal = set(job.get("settled", ()))
        return self.examination


def _dice() -> list:
    """The state of every global generator, as what can be compared."""
    states = [random.getstate()]
    if "numpy" in sys.modules:
        name, keys, *rest = sys.modules["numpy"].random.get_state()
        states.append([name, keys.tolist(), *rest])
    if "torch" in sys.modules:
        states.append(sys.modules["torch"].get_rng_state().tolist())
    return states


def begin(first: list[dict], moved: list[dict], tests: list[dict], home: str) -> Sitting:
    """Run steps ahead in this process, which is going to be forked.

    Parameters
    ----------
    first, moved, tests : list of dict
        As of `Sitting`.
    home : str
        The working folder, which the forks will not share.

    Raises
    ------
    Unrepeatable
        If they drew random numbers before their turn, changed the folder, remember where it lies, or hold a file open:
        each fork has a folder of its own, and an open file has one position for all of them.
    """
    os.chdir(home)
    sys.stdout = sys.stderr = CappedText(PRINTED_CAP)
    files, descriptors = _files(home), _descriptors()
    sitting = Sitting(first, moved, tests)
    if _files(home) != files:
        raise Unrepeatable("they write files")
    if _descriptors() != descriptors:
        raise Unrepeatable("they keep a file open")
    if str(Path.cwd()) != home or _mentions(dict(sitting.examination.namespace), home, _DEPTH):
        raise Unrepeatable("they remember the working folder")
    return sitting


def _files(folder: str) -> list[tuple]:
    paths = sorted(path for path in Path(folder).rglob("*") if "__pycache__" not in path.parts)
    return [(path, path.stat().st_size, path.stat().st_mtime_ns) for path in paths]


def _descriptors() -> set[str]:
    return {str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.exists()}


def _mentions(value, text: str, depth: int) -> bool:
    """Whether a path is in a value, as far as plain data goes."""
    if isinstance(value, (str, PurePath)):
        return text in str(value)
    if not depth:
        return False
    if isinstance(value, dict):
        return any(_mentions(part, text, depth - 1) for part in value.values())
    if isinstance(value, (list, tuple, set)):
        return any(_mentions(part, text, depth - 1) for part in value)
    return _mentions(getattr(value, "__dict__", {}), text, depth - 1) if type(value).__module__ == "__main__" else False


def main(channel: Channel, shell, folder: str, sitting: Sitting | None = None) -> None:
    """Run an examiner: one job, then leave."""
    os.chdir(folder)
    sys.stdout = sys.stderr = CappedText(PRINTED_CAP)
    (_, job), _ = channel.receive()
    sitting = sitting or Sitting()
    desk = sitting.desk
    desk.channel = channel
    try:
        examination = sitting.take(job)
        find_words(desk, job, examination.run(), examination.troubled)
        desk.report("done", None)
    except PeerGone:
        pass  # the supervisor has ended; so does its examiner
    except BaseException:  # a fault of the engine: tell it, or the supervisor tries again in vain
        desk.report("fault", traceback.format_exc())
    finally:
        os._exit(0)
