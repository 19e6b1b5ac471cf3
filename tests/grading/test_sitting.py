"""What many examinations begin with is run once, before the fork, and changes no verdict."""

import json
from pathlib import Path

import pytest

from coursekit.grading.beginning import STEPS, leading
from coursekit.grading.bundle import Bundle
from coursekit.grading.errors import EngineFault
from coursekit.grading.supervisor import Examination
from coursekit.grading.terms import Limits, Setting
from tests.grading.conftest import PLAN, scores
from tests.grading.test_examiner import run, teach, test

ENVIRONMENT = {"COURSEKIT_LANG": "zh", "PATH": "/usr/bin:/bin"}


@pytest.fixture
def examine(warm):
    """Examine the same steps with and without a shared beginning: ``examine(steps, files)`` returns both outcomes."""
    bundles = []

    def pack(files) -> Bundle:
        bundles.append(Bundle(files))
        return bundles[-1]

    def one(steps, files, ahead):
        setting = Setting(PLAN, (), ENVIRONMENT, [pack(files or {})], ahead=ahead)
        return Examination(warm, {"steps": steps, "seed_key": "course/hw"}, setting, Limits()).run()

    def both(*steps, files=None):
        both.moved = leading(list(steps))[1]
        tests = [step for step in steps if step["op"] == "test"]
        ahead = pack({STEPS: json.dumps([*leading(list(steps)), tests]).encode()})
        before = set(warm.unfit)
        twice = [one(list(steps), files, ahead), one(list(steps), files, ahead)]
        both.shared = warm.unfit == before
        return [verdicts(one(list(steps), files, None)), *map(verdicts, twice)]

    yield both
    for bundle in bundles:
        bundle.close()


def verdicts(outcome) -> dict:
    return {key: (verdict["score"], verdict["status"], verdict["detail"]) for key, verdict in outcome.verdicts.items()}


def test_verdicts_are_the_same(examine):
    """Data, functions that call the student's, state that a test changes, seeds: all as if each had run it itself."""
    steps = (
        teach("import numpy as np\nimport random\nX = np.arange(4)\nrandom.seed(3)\nnp.random.seed(4)\nlog = []"),
        teach("def twice(x): return double(x) + double(x)"),
        run("given", "x = 1"),
        run("double", "calls = 0\ndef double(x):\n    global calls\n    calls += 1\n    return x * 2"),
        test("a", "log.append(1)\nX[0] = 9\nassert twice(3) == 12\nassert log == [1]", owned=["double"]),
        test("b", "assert X.tolist() == [9, 1, 2, 3] and len(log) == 1\nassert calls == 2", owned=["double", "calls"]),
        test("c", "raise ValueError(f'{random.random()} {np.random.rand()}')"),
        teach("Y = X * 2"),
        test("d", "assert Y.tolist() == [18, 2, 4, 6]"),
    )
    alone, first, second = examine(*steps)
    assert alone == first == second
    assert [score for score, _, _ in alone.values()] == [1.0, 1.0, 0.0, 1.0]
    assert examine.shared


def test_a_later_step_goes_first_where_nothing_speaks_of_it(examine):
    """Loading data after the first test, as homework does; the results are the same."""
    load = teach("rows = [number * 2 for number in range(size)]\ndef total(): return sum(rows) + more()")
    steps = (
        teach("import numpy as np\nsize = 4"),
        run("extra", "def extra(): return 1\ndef more(): return 1"),
        test("a", "assert extra() == np.int64(1)", owned=["extra"]),
        load,
        test("b", "assert total() == 13 and rows == [0, 2, 4, 6]", owned=["more"]),
    )
    alone, first, second = examine(*steps)
    assert examine.moved == [load]
    assert examine.shared
    assert alone == first == second
    assert [score for score, _, _ in alone.values()] == [1.0, 1.0]


def test_a_step_that_draws_stays_in_its_turn(examine):
    """What comes before it and after it would get other numbers: seen when it has run."""
    steps = (
        teach("import random\nfrom random import random as roll\nrandom.seed(3)"),
        test("a", "raise ValueError(roll())"),
        teach("second = roll()"),
        test("b", "raise ValueError(second, roll())"),
    )
    alone, first, second = examine(*steps)
    assert examine.moved
    assert not examine.shared
    assert alone == first == second


def test_it_is_really_run_once(examine):
    """In another process than the examiner's; each examiner of its own would see itself."""
    steps = (teach("import os\nwhere = os.getpid()"), test("t", "raise ValueError(where == os.getpid(), where)"))
    alone, first, second = (verdict["t"][2].splitlines()[-1] for verdict in examine(*steps))
    assert "True" in alone
    assert "False" in first
    assert first == second


def test_seeding_crosses_to_the_student(examine):
    """By a function that the shared beginning has taken for itself, too."""
    steps = (
        teach("from random import seed, random"),
        run("f", "import random as r\ndef f(): return r.random()"),
        test("t", "seed(5)\nassert f() == random()", owned=["f"]),
    )
    alone, first, second = examine(*steps)
    assert alone == first == second == {"t": (1.0, "passed", "")}


def test_a_dead_candidate_is_replayed(examine):
    """The steps that were run ahead are run again with a fresh namespace, as without."""
    steps = (
        teach("box = [1]"),
        run("f", "import os\ndef f(): os._exit(0)"),
        test("a", "box.append(2)\nf()", owned=["f"]),
        test("b", "raise ValueError(box)"),
    )
    alone, first, second = examine(*steps)
    assert alone == first == second
    assert alone["a"][1] == "crashed"


@pytest.mark.parametrize(
    "statement",
    [
        "open('new.txt', 'w').write('x')",
        "handle = open('data.txt')",
        "import os\nplace = [{'a': os.getcwd()}]",
        "from pathlib import Path\nplace = Path('data.txt').resolve()",
        "import threading, time\nt = threading.Thread(target=time.sleep, args=(60,), daemon=True)\nt.start()",
    ],
)
def test_what_cannot_be_shared_is_not(examine, statement):
    """Files written or kept open, the folder's name, a thread: each examiner does it for itself."""
    check = "assert open('data.txt').read() == 'given'"
    alone, first, second = examine(teach(statement), test("t", check), files={"data.txt": b"given"})
    assert alone == first == second == {"t": (1.0, "passed", "")}
    assert not examine.shared


def test_another_working_folder_is_not_shared(examine):
    """The forks begin in their own."""
    alone, first, second = examine(teach("import os\nos.chdir('/usr')"), test("t", "assert os.getcwd() == '/usr'"))
    assert alone == first == second == {"t": (1.0, "passed", "")}
    assert not examine.shared


def test_a_broken_beginning_is_told(examine):
    """As the assignment's fault, whoever meets it."""
    with pytest.raises(EngineFault, match="missing_name"):
        examine(teach("x = missing_name"), test("t", "pass"))


def test_each_examiner_has_its_own_folder(examine):
    """A file of the release can be read after the fork, and what one writes the next does not see."""
    steps = (
        teach("x = open('data.txt').read()"),
        test("t", "import os\nassert sorted(os.listdir()) == ['data.txt']\nopen('left.txt', 'w').write(x)"),
    )
    alone, first, second = examine(*steps, files={"data.txt": b"given"})
    assert alone == first == second == {"t": (1.0, "passed", "")}
    assert examine.shared


def test_a_module_beside_the_notebook_can_be_imported(examine):
    """On both sides, as in a kernel; ahead of the fork too."""
    steps = (
        teach("import helper_of_hw"),
        run("f", "import helper_of_hw\ndef f(): return helper_of_hw.value"),
        test("t", "assert f() == helper_of_hw.value == 7", owned=["f"]),
    )
    alone, first, second = examine(*steps, files={"helper_of_hw.py": b"value = 7"})
    assert alone == first == second == {"t": (1.0, "passed", "")}


def test_a_homework_is_graded_on_a_shared_beginning(grade):
    """The whole way: the small course's data is made once, and every submission gets what it deserves."""
    assert grade.grader.ahead["hw"] is not None
    before = dict(grade.grader.warm.lines)
    assert scores(grade())["test_double"] == 4
    assert scores(grade(double="def double(x):\n    return 0"))["test_double"] == 0
    assert dict(grade.grader.warm.lines).keys() == before.keys()
    assert not Path("data.txt").exists()
