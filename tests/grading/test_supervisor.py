"""One submission under the clocks, in real processes."""

import pytest

from coursekit.grading.errors import CourseError
from coursekit.grading.supervisor import Examination, Limits
from tests.grading.conftest import scores
from tests.grading.test_examiner import run, teach, test


@pytest.fixture
def examine(warm, tmp_path):
    """Examine steps: ``examine(step, …, limits=…)`` returns the outcome."""
    for name in ("candidate", "examiner"):
        (tmp_path / name).mkdir()
    folders = (str(tmp_path / "candidate"), str(tmp_path / "examiner"))

    def one(*steps, limits=None):
        job = {"steps": list(steps), "seed_key": "course/hw"}
        environment = {"COURSEKIT_LANG": "zh", "PATH": "/usr/bin:/bin"}
        return Examination(warm, job, folders, environment, limits or Limits()).run()

    return one


def verdicts(outcome) -> dict:
    return {key: (verdict["score"], verdict["status"]) for key, verdict in outcome.verdicts.items()}


def test_verdicts_reports_and_seconds_come_back(examine):
    """As plain data, by step."""
    outcome = examine(run("a", "def f(): return 1"), test("t", "assert f() == 1", owned=["f"]))
    assert verdicts(outcome) == {"t": (1.0, "passed")}
    assert outcome.reports["a"]["status"] == "ok"
    assert set(outcome.seconds) == {"a", "t"}


def test_sleepers_end_by_the_wall_clock(examine):
    """Waiting costs no CPU time: the backstop ends it, and the next test is graded."""
    outcome = examine(
        run("a", "import time\ndef f(): time.sleep(60)"),
        test("t", "f()", owned=["f"]),
        test("u", "pass"),
        limits=Limits(wall_factor=0.0, wall_extra=0.5),
    )
    assert verdicts(outcome) == {"t": (0.0, "timeout"), "u": (1.0, "passed")}


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


def test_every_candidate_has_a_fresh_copy_of_the_folder(examine, tmp_path):
    """What an earlier candidate wrote, a hidden input say, is gone for a later one; HOME and TMPDIR are its own."""
    (tmp_path / "candidate" / "data.txt").write_text("given")
    answer = """
import os, pathlib
def f(x):
    pathlib.Path('seen.txt').write_text(str(x)); pathlib.Path(os.environ['HOME'], 'too.txt').write_text(str(x))
    os._exit(0)
def g(): return sorted(os.listdir()), open('data.txt').read(), os.environ['HOME'] == os.environ['TMPDIR'] == os.getcwd()
"""
    outcome = examine(
        run("a", answer),
        test("t", "f(42)", hidden=[1], owned=["f", "g"]),
        test("u", "assert g() == (['data.txt'], 'given', True), g()", owned=["f", "g"]),
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
