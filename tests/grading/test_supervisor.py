"""One submission under the clocks, in real processes."""

import os
import signal
import time
from pathlib import Path

import pytest

from coursekit.grading.bundle import Bundle
from coursekit.grading.errors import CourseError, EngineFault
from coursekit.grading.lines import Child
from coursekit.grading.sandbox import make_plan
from coursekit.grading.supervisor import Examination
from coursekit.grading.terms import Limits, Setting
from coursekit.grading.warm import WarmProcess
from tests.grading.conftest import PLAN, RUNGS, scores
from tests.grading.test_examiner import run, teach, test

ENVIRONMENT = {"COURSEKIT_LANG": "zh", "PATH": "/usr/bin:/bin"}


def job(*steps) -> dict:
    return {"steps": list(steps), "seed_key": "course/hw"}


@pytest.fixture
def examination(warm):
    """Prepare the examination of steps: ``examination(step, …, files=…, limits=…)``."""
    bundles = []

    def one(*steps, files=None, limits=None, plan=PLAN, core=None) -> Examination:
        bundles.append(Bundle(files or {}))
        setting = Setting(plan, RUNGS, ENVIRONMENT, own=bundles[-1:], core=core)
        return Examination(warm, job(*steps), setting, limits or Limits())

    yield one
    for bundle in bundles:
        bundle.close()


@pytest.fixture
def examine(examination):
    """Examine steps: ``examine(step, …, files=…, limits=…)`` returns the outcome."""
    return lambda *steps, **terms: examination(*steps, **terms).run()


def verdicts(outcome) -> dict:
    return {key: (verdict["score"], verdict["status"]) for key, verdict in outcome.verdicts.items()}


def test_verdicts_reports_and_seconds_come_back(examine):
    """As plain data, by step."""
    outcome = examine(run("a", "def f(): return 1"), test("t", "assert f() == 1", owned=["f"]))
    assert verdicts(outcome) == {"t": (1.0, "passed")}
    assert outcome.reports["a"]["status"] == "ok"
    assert set(outcome.seconds) == {"a", "t"}


def test_both_sides_keep_to_the_core_they_are_given(examine):
    """They take turns: on one core no call wakes another one. Without a core the kernel chooses among all."""
    steps = (
        run("a", "import os\ndef f(): return sorted(os.sched_getaffinity(0))"),
        test("t", "import os\nassert f() == sorted(os.sched_getaffinity(0))", owned=["f"]),
        test("one", "assert len(f()) == 1", owned=["f"]),
    )
    pinned = examine(*steps, core=max(os.sched_getaffinity(0)))
    assert verdicts(pinned) == {"t": (1.0, "passed"), "one": (1.0, "passed")}
    free = verdicts(examine(*steps))
    assert free["t"] == (1.0, "passed")
    assert (free["one"][0] == 1.0) == (len(os.sched_getaffinity(0)) == 1)


def test_a_core_that_is_gone_does_not_hinder(examine):
    """A container's cores may change while a class is graded."""
    outcome = examine(run("a", "def f(): return 1"), test("t", "assert f() == 1", owned=["f"]), core=1000)
    assert verdicts(outcome) == {"t": (1.0, "passed")}


def test_sleepers_end_by_the_wall_clock(examine):
    """Waiting costs no CPU time: the backstop ends it, and the next test is graded."""
    outcome = examine(
        run("a", "import time\ndef f(): time.sleep(60)"),
        test("t", "f()", owned=["f"]),
        test("u", "pass"),
        limits=Limits(wall_factor=0.0, wall_extra=0.5),
    )
    assert verdicts(outcome) == {"t": (0.0, "timeout"), "u": (1.0, "passed")}


def test_a_candidate_that_takes_long_to_die_does_not_take_its_examiner_along(examine, monkeypatch):
    """The examiner has its time from when it is told, not from when the candidate was ended."""
    status = Child.status
    monkeypatch.setattr(Child, "status", lambda child: time.sleep(1.5) or status(child))
    outcome = examine(
        run("a", "def f(): return 1"),
        run("b", "import time; time.sleep(60)"),
        test("t", "assert f() == 1", owned=["f"]),
        limits=Limits(wall_factor=0.0, wall_extra=0.5),
    )
    assert verdicts(outcome) == {"t": (1.0, "passed")} and outcome.overrun == {}


def test_waiting_counts_against_the_budget(examine):
    """A step that the wall clock has ended costs the time it took: a notebook of sleepers does not take hours."""
    steps = [run(f"free-{k}", "import time\ntime.sleep(60)") for k in range(6)]
    limits = Limits(wall_factor=0.0, wall_extra=0.5, budget=0.9)
    outcome = examine(*steps, test("t", "pass"), limits=limits)
    assert verdicts(outcome) == {"t": (0.0, "timeout")}
    assert len(outcome.seconds) < len(steps)


def test_the_budget_ends_a_notebook_of_many_slow_cells(examine):
    """Each step is within its own limit, all together are not: the rest times out."""
    burn = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass"
    steps = [run(f"free-{k}", burn) for k in range(6)]
    outcome = examine(*steps, test("t", "pass"), limits=Limits(budget=1.0))
    assert verdicts(outcome) == {"t": (0.0, "timeout")}
    statuses = [report["status"] for report in outcome.reports.values()]
    assert statuses[:2] == ["ok", "ok"]
    assert statuses[-1] == "timeout"


def test_an_examiner_that_dies_costs_the_step_it_was_at(examine):
    """A test that ends its own process, on a value of the student's say: the others keep their verdicts."""
    outcome = examine(
        run("a", "def f(): return 1"),
        test("t", "assert f() == 1", owned=["f"]),
        test("u", "import os\nos._exit(f())", owned=["f"]),
        test("v", "assert f() == 1", owned=["f"]),
    )
    assert verdicts(outcome) == {"t": (1.0, "passed"), "v": (1.0, "passed")}
    assert outcome.overrun == {"u": "crashed"}


def test_a_broken_cell_of_the_teachers_is_told(examine):
    """It is the assignment's fault, not the student's."""
    with pytest.raises(CourseError, match="missing_name"):
        examine(teach("x = missing_name"), test("t", "pass"))


def test_every_candidate_has_a_fresh_copy_of_the_folder(examine):
    """What an earlier candidate wrote, a hidden input say, is gone for a later one; HOME and TMPDIR are its own."""
    answer = """
import os, pathlib
def f(x):
    pathlib.Path('seen.txt').write_text(str(x)); pathlib.Path(os.environ['TMPDIR'], 'too.txt').write_text(str(x))
    os._exit(0)
def g():
    names = sorted(name for name in os.listdir() if name[0] != '.')
    kept = 'too.txt' in os.listdir(os.environ['TMPDIR'])
    return names, open('data.txt').read(), os.environ['HOME'] == os.getcwd(), kept
"""
    outcome = examine(
        run("a", answer),
        test("t", "f(42)", hidden=[1], owned=["f", "g"]),
        test("u", "assert g() == (['data.txt'], 'given', True, False), g()", owned=["f", "g"]),
        files={"data.txt": b"given"},
    )
    assert verdicts(outcome) == {"t": (0.0, "crashed"), "u": (1.0, "passed")}


def test_a_hidden_input_left_on_disk_does_not_come_back(grade):
    """Kept in a file, read by the candidate after a crash, raised at a public line: the student reads none of it."""
    keep = """
import os
def double(x):
    open('seen.txt', 'a').write(repr(x))
    if repr(x) != '2.0': os._exit(0)
    return 4.0
"""
    later = (
        "def Net(d):\n    raise ValueError('SEEN' + (open('seen.txt').read() if os.path.exists('seen.txt') else ''))"
    )
    result = grade(double=keep, net=later)
    assert scores(result)["test_net"] == 0
    assert "array" not in str(result.as_json())
    assert "-1.5" not in str(result.as_json())


def test_a_cell_that_breaks_the_shell_costs_the_cells_after_it(examine):
    """And nothing else: the examination goes on to its end."""
    outcome = examine(
        run("free-1", "get_ipython().run_cell = None"),
        run("a", "def f(): return 1"),
        test("t", "f()", owned=["f"]),
        test("u", "pass"),
    )
    assert verdicts(outcome) == {"t": (0.0, "error"), "u": (1.0, "passed")}


def test_a_subverted_candidate_can_only_send_other_values(examine):
    """Its own code replaced by the student's: malformed reports cost the cell, not the grading."""
    outcome = examine(
        run(
            "free-1",
            "from coursekit.grading.candidate import Candidate\nCandidate.op_run = lambda *a: {'status': 'ok'}",
        ),
        run("a", "x = 1"),
        test("t", "assert x == 1", owned=["x"]),
        test("u", "pass"),
    )
    assert verdicts(outcome)["u"] == (1.0, "passed")
    assert verdicts(outcome)["t"][0] == 0


@pytest.mark.parametrize("library", ["random", "numpy", "torch"])
def test_seeding_in_a_test_seeds_both_sides(examine, library):
    """One process would have seeded both; draws of one side do not advance the other."""
    draw = {"random": "random.random()", "numpy": "numpy.random.rand()", "torch": "torch.rand(1).item()"}[library]
    seed = {"random": "random.seed(3)", "numpy": "numpy.random.seed(3)", "torch": "torch.manual_seed(3)"}[library]
    source = f"import random, numpy, torch\n{seed}\nassert f() == {draw}\nassert f() == {draw}"
    outcome = examine(run("a", f"import random, numpy, torch\ndef f(): return {draw}"), test("t", source, owned=["f"]))
    assert verdicts(outcome) == {"t": (1.0, "passed")}


def test_memory_is_limited_on_both_sides(examine):
    """Too much is a MemoryError of the cell."""
    outcome = examine(
        run("a", "x = bytearray(3 * 2**30)"), test("t", "x = bytearray(3 * 2**30)"), limits=Limits(memory=2**31)
    )
    assert outcome.reports["a"]["ename"] == "MemoryError"
    assert verdicts(outcome) == {"t": (0.0, "error")}


def test_memory_spread_over_children_counts_together(examine):
    """Four processes of 300 MB each pass a limit of 1 GiB that none of them passes alone; the grading goes on."""
    spread = """import os, time
for _ in range(4):
    if os.fork() == 0:
        kept = bytearray(os.urandom(2**20) * 300)
        time.sleep(60)
time.sleep(60)"""
    outcome = examine(run("a", spread), run("b", "y = 2"), test("t", "assert 1 == 1"), limits=Limits(memory=2**30))
    assert outcome.reports["a"]["status"] == "crashed"
    assert "1.0 GiB" in outcome.reports["a"]["evalue"]
    assert outcome.reports["b"]["status"] == "ok"
    assert verdicts(outcome) == {"t": (1.0, "passed")}


def test_time_of_the_students_children_counts(examine):
    """Work handed to a child process is on the step's clock, while the child runs and when it was waited for."""
    burn = """
import os, time
def burn(seconds):
    pid = os.fork()
    if pid == 0:
        end = time.process_time() + seconds
        while time.process_time() < end: pass
        os._exit(0)
    os.waitpid(pid, 0)
"""
    outcome = examine(
        run("a", burn),
        test("t", "burn(0.3)", owned=["burn"]),
        test("u", "burn(60)", owned=["burn"]),
        test("v", "pass"),
        limits=Limits(cpu={"u": 0.5}),
    )
    assert verdicts(outcome) == {"t": (1.0, "passed"), "u": (0.0, "timeout"), "v": (1.0, "passed")}
    assert outcome.seconds["t"] > 0.25


def test_nothing_is_left_behind(examine, warm):
    """Daemons that a submission has started end with it, and its folders go."""
    daemon = "import os, time\npid = os.fork()\nif pid == 0:\n    time.sleep(600)\n"
    before = set(Path(warm.homes).iterdir())
    outcome = examine(run("a", daemon), test("t", "assert pid > 0", owned=["pid"]))
    assert verdicts(outcome) == {"t": (1.0, "passed")}
    assert gone(lambda: set(Path(warm.homes).iterdir()) <= before)


def gone(condition, patience: float = 20.0) -> bool:
    """Whether a condition comes true before long."""
    deadline = time.monotonic() + patience
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


class Meddled(Examination):
    """An examination during which somebody from outside does something: each time that the step ``t`` begins."""

    deeds: list = []

    def _handle(self, desk, event, content):
        if event == "begin" and content[0] == "t" and self.deeds:
            self.deeds.pop()(self)
        super()._handle(desk, event, content)


@pytest.fixture
def meddled():
    """Examine while processes are killed: ``meddled(deed, …)``; its warm processes have numpy alone."""
    warm = WarmProcess()

    def one(*deeds) -> Examination:
        # What is done to it is noticed while `g` sleeps.
        steps = (
            run("a", "import time\ndef f(): return 1\ndef g(): time.sleep(0.5)"),
            test("s", "assert f() == 1", owned=["f"]),
            test("t", "g()", owned=["g"]),
        )
        examination = Meddled(warm, job(*steps), Setting(PLAN, (), ENVIRONMENT), Limits())
        examination.deeds = list(deeds)
        return examination

    yield one
    warm.close()


def killing(side: str, parent: bool = False):
    """A deed: kill one side of an examination, or the warm process that forked it."""

    def kill(examination):
        child = getattr(examination, side)
        os.kill(child.parent.pid if parent else child.pid, signal.SIGKILL)

    return kill


FULL = {"s": (1.0, "passed"), "t": (1.0, "passed")}


@pytest.mark.parametrize("victim", ["candidate", "examiner"])
def test_a_process_killed_from_outside_costs_nothing(meddled, victim):
    """It is examined again: the kernel that wants memory, or a person, takes no point from a student."""
    outcome = meddled(killing(victim)).run()
    assert verdicts(outcome) == FULL
    assert outcome.overrun == {}


def test_a_second_kill_is_taken_for_the_students_doing(meddled):
    """There is one more chance, not an endless number."""
    assert verdicts(meddled(killing("candidate"), killing("candidate")).run()) == {**FULL, "t": (0.0, "crashed")}


def test_a_student_who_kills_himself_is_examined_twice_only(examine):
    """Code that kills its own process each time has crashed; in a PID namespace of its own it cannot even do that."""
    suicide = "import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGKILL)"
    outcome = examine(run("a", suicide), test("t", "f()", owned=["f"]), test("u", "pass"), plan=make_plan("none"))
    assert verdicts(outcome) == {"t": (0.0, "crashed"), "u": (1.0, "passed")}


@pytest.mark.parametrize("side", ["candidate", "examiner"])
def test_a_warm_process_that_dies_is_replaced(meddled, side):
    """The submission in flight is examined again, with the same result."""
    assert verdicts(meddled(killing(side, parent=True)).run()) == FULL
    assert verdicts(meddled().run()) == FULL


def test_a_warm_process_that_keeps_dying_is_told(meddled):
    """There is an end to beginning again: this notebook was not graded, and it is not the student's fault."""
    with pytest.raises(EngineFault):
        meddled(*[killing("candidate", parent=True)] * 20).run()


def test_processes_forked_before_their_turn_are_the_ones_that_run(meddled):
    """Both sides wait for the job; nothing else is forked for it."""
    seen = []
    examination = meddled(lambda one: seen.append((one.examiner.pid, one.candidate.pid)))
    examination.prepare()
    waiting = examination.examiner.pid, examination.spare[0].pid
    assert verdicts(examination.run()) == FULL
    assert seen == [waiting]


@pytest.mark.parametrize("victim", ["examiner", "spare", "parent"])
def test_a_process_killed_before_its_turn_costs_nothing(meddled, victim):
    """Others take its place."""
    examination = meddled()
    examination.prepare()
    (spare, _), examiner = examination.spare, examination.examiner
    pids = {"examiner": examiner.pid, "spare": spare.pid, "parent": spare.parent.pid}
    os.kill(pids[victim], signal.SIGKILL)
    assert verdicts(examination.run()) == FULL


def test_processes_whose_turn_never_comes_are_ended(meddled):
    """Closing leaves nobody waiting."""
    examination = meddled()
    examination.prepare()
    folders = [Path("/proc", str(child.pid)) for child in (examination.examiner, examination.spare[0])]
    assert all(folder.exists() for folder in folders)
    examination.close()
    assert gone(lambda: not any(folder.exists() for folder in folders))
