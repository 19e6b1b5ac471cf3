"""One pass through a notebook: who runs what, and what is left when a candidate dies."""

import sys

import pytest

from coursekit.checks import session as checks_session
from coursekit.grading.alarms import Crashed
from coursekit.grading.examiner import Examination, find_words
from tests.support.served import PlainShell, start


class PlainDesk:
    """A supervisor that has a number of candidates to give, and notes what it is told."""

    def __init__(self, candidates: int = 10):
        self.candidates = candidates
        self.shells: list[PlainShell] = []
        self.told: list[tuple] = []
        self.tested = None

    def candidate(self):
        if len(self.shells) == self.candidates:
            return None
        self.shells.append(PlainShell())
        return start(self.shells[-1])

    def begin(self, key):
        self.told.append(("begin", key))

    def end(self):
        self.told.append(("end", None))

    def flush(self):
        self.told.append(("flush", None))

    def report(self, kind, content):
        self.told.append((kind, content))

    def why_gone(self):
        return Crashed("自己退出了")

    def of(self, kind):
        return [content for what, content in self.told if what == kind]


def run(key, source):
    return {"op": "run", "key": key, "source": source}


def teach(source):
    return {"op": "teach", "key": "given", "source": source}


def test(key, source, points=1.0, hidden=(), owned=()):
    lines = source.split("\n")
    visible = "\n".join("" if number in hidden else line for number, line in enumerate(lines, 1))
    return {
        "op": "test",
        "key": key,
        "source": source,
        "visible": visible,
        "points": points,
        "hidden": list(hidden),
        "owned": list(owned),
    }


test.__test__ = False


@pytest.fixture
def examine(monkeypatch):
    """Go through steps: ``examine(step, …)`` returns scores and statuses by test, and the desk."""
    monkeypatch.setattr(checks_session, "_session", checks_session._session)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])

    def through(*steps, desk=None, **job):
        desk = desk or PlainDesk()
        examination = Examination(desk, {"steps": list(steps), "seed_key": "course/hw", **job})
        verdicts = examination.run()
        if examination.link is not None:
            examination.link.channel.close()
        return {v.grade_id: (v.score, v.status) for v in verdicts}, desk

    return through


def test_a_test_finds_the_students_names_and_the_teachers(examine):
    """Answers run in the candidate, the teacher's statements here; a student cannot take the teacher's name."""
    scores, desk = examine(
        teach("y_test = [1, 2]"),
        run("given", "y_test = [1, 2]"),
        run("answer", "def predict(): return y_test\ny_test = [9]"),
        test("t", "assert predict() == [9]\nassert y_test == [1, 2]", owned=["predict"]),
    )
    assert scores == {"t": (1.0, "passed")}
    assert [r["key"] for r in desk.of("ran")] == ["given", "answer"]
    assert desk.of("verdict")[0]["score"] == 1.0


def test_tests_share_a_namespace_and_a_candidate(examine):
    """What one test binds a later one uses; the student's state lives on between them."""
    scores, desk = examine(
        run("answer", "calls = []\ndef f(): calls.append(1); return len(calls)"),
        test("a", "first = f()", owned=["f"]),
        test("b", "assert (first, f()) == (1, 2)", owned=["f"]),
    )
    assert scores == {"a": (1.0, "passed"), "b": (1.0, "passed")}
    assert len(desk.shells) == 1


def test_a_candidate_that_dies_costs_its_test_alone(examine):
    """A fresh one replays the student's cells up to there, and the next test is graded."""
    scores, desk = examine(
        run("answer", "def f(): die()\ndef g(): return 1"),
        test("a", "f()", owned=["f", "g"]),
        run("free-1", "k = g()"),
        test("b", "assert g() == 1", owned=["f", "g"]),
    )
    assert scores == {"a": (0.0, "crashed"), "b": (1.0, "passed")}
    assert [shell.ran for shell in desk.shells] == [
        ["def f(): die()\ndef g(): return 1"],
        ["def f(): die()\ndef g(): return 1", "k = g()"],
    ]
    assert [r["key"] for r in desk.of("ran")] == ["answer", "free-1"]


def test_a_death_that_the_test_swallows_counts(examine):
    """`except BaseException` around a dead candidate passes nothing."""
    scores, _ = examine(
        run("answer", "def f(): die()"),
        test("a", "try:\n    f()\nexcept BaseException:\n    pass", owned=["f"]),
    )
    assert scores == {"a": (0.0, "crashed")}


def test_a_cell_that_kills_is_not_run_again(examine):
    """It is told once, and the cells after it run in the next candidate without it."""
    scores, desk = examine(
        run("a", "x = 1"), run("b", "die()"), run("c", "y = x"), test("t", "assert y == 1", owned=["x", "y"])
    )
    assert scores == {"t": (1.0, "passed")}
    assert [shell.ran for shell in desk.shells] == [["x = 1", "die()"], ["x = 1", "y = x"]]
    assert [(r["key"], r["status"]) for r in desk.of("ran")] == [("a", "ok"), ("b", "crashed"), ("c", "ok")]


def test_without_a_candidate_left_tests_time_out(examine):
    """The budget of the notebook is spent: verdicts all the same, and no more asking."""
    scores, desk = examine(
        run("a", "die()"),
        test("t", "1 / 0"),
        run("b", "x = 1"),
        test("u", "assert True"),
        desk=PlainDesk(candidates=1),
    )
    assert scores == {"t": (0.0, "timeout"), "u": (0.0, "timeout")}


def test_settled_steps_are_left_out(examine):
    """A step that ended an earlier examiner is not tried again."""
    scores, desk = examine(run("a", "x = 1"), test("t", "raise SystemExit"), test("u", "pass"), settled=["a", "t"])
    assert scores == {"u": (1.0, "passed")}
    assert desk.shells[0].ran == []


def test_clocks_are_told_of_every_step(examine):
    """Each step begins and ends, replays too."""
    _, desk = examine(run("a", "def f(): die()"), test("t", "f()", owned=["f"]), test("u", "pass", owned=["f"]))
    assert [key for kind, key in desk.told if kind in ("begin", "end")] == ["a", None, "t", None, "a", None, "u", None]


def test_seeds_belong_to_course_assignment_and_cell(examine):
    """The same for every student, another for another cell or assignment."""
    steps = [test(key, "from coursekit import checks\nassert checks.seed() == 0") for key in ("a", "b")]
    seen = []
    for job in ("course/hw", "course/hw", "course/other"):
        _, desk = examine(*steps, seed_key=job)
        seen.append([v["detail"] for v in desk.of("verdict")])
    examination = Examination(PlainDesk(), {"steps": [], "seed_key": "course/hw"})
    other = Examination(PlainDesk(), {"steps": [], "seed_key": "course/other"})
    assert examination._seed("a") == examination._seed("a") != examination._seed("b")
    assert examination._seed("a") != other._seed("a")


HIDDEN = "f(1)\nf(2)\nf(3)"  # line 2 is hidden


def test_words_for_unsafe_lines_come_from_a_run_without_hidden_parts(examine):
    """A line after a hidden call is told in the words of a candidate that never saw the hidden input."""
    answer = "seen = []\ndef f(x):\n    seen.append(x)\n    if x == 3: raise ValueError(f'SEEN {seen}')"
    desk = PlainDesk()
    job = {"steps": [run("a", answer), test("t", HIDDEN, hidden=[2], owned=["f"])], "seed_key": "c/h"}
    find_words(desk, job, Examination(desk, job).run())
    (failure,) = desk.of("verdict")[0]["failures"]
    assert failure["unsafe"]
    assert desk.of("words") == [[["t", 3, "", "ValueError: SEEN [1, 3]"]]]
    assert len(desk.of("verdict")) == 1
    assert len(desk.of("ran")) == 1


def test_a_helpers_failure_is_told_for_each_block_by_itself(examine):
    """Two visible blocks call one helper: its line is the same, what went wrong there is not."""
    cell = """from coursekit import checks
def check(x):
    assert f(x) == x, f"f({x})"
f(9)
with checks.points(1, "one"):
    check(1)
with checks.points(1, "two"):
    check(2)"""
    desk = PlainDesk()
    job = {"steps": [run("a", "def f(x): return 0"), test("t", cell, hidden=[4], owned=["f"])], "seed_key": "c/h"}
    find_words(desk, job, Examination(desk, job).run())
    told = {(line, block.partition("（")[0]): text for _, line, block, text in desk.of("words")[0]}
    assert told == {(3, "one"): "f(1)", (3, "two"): "f(2)"}


def test_failures_after_a_hidden_test_are_told_by_a_run_without_it(examine):
    """Which cells fail, and how, could spell out what a hidden call has passed in."""
    answer = "seen = []\ndef f(x):\n    seen.append(x)"
    desk = PlainDesk()
    steps = [
        run("a", "early"),
        run("b", answer),
        test("t", "f(1)\nf(2)", hidden=[2], owned=["f"]),
        run("free-1", "if 2 in seen: raise ValueError"),
        run("free-2", "late"),
    ]
    examination = Examination(desk, job := {"steps": steps, "seed_key": "c/h"})
    verdicts = examination.run()
    assert {report["key"]: report.get("unsafe", False) for report in desk.of("ran") if report["status"] == "error"} == {
        "a": False, "free-1": True, "free-2": True,
    }  # fmt: skip
    find_words(desk, job, verdicts, examination.troubled)
    (troubles,) = desk.of("troubles")
    assert {key: report["ename"] for key, report in troubles.items()} == {"a": "NameError", "free-2": "NameError"}


def test_outputs_are_bounded_over_the_whole_notebook(examine, monkeypatch):
    """Cells that print much, and are many, do not fill the supervisor's memory."""
    monkeypatch.setattr("coursekit.grading.examiner.OUTPUTS_CAP", 2_500)
    _, desk = examine(*(run(f"free-{k}", "print('x' * 1000)") for k in range(4)))
    assert [len(report["outputs"]) for report in desk.of("ran")] == [1, 1, 0, 0]


def test_safe_verdicts_need_no_second_run(examine):
    """Nothing is run twice where every text may be read."""
    desk = PlainDesk()
    job = {"steps": [test("t", "assert False")], "seed_key": "c/h"}
    find_words(desk, job, Examination(desk, job).run())
    assert len(desk.shells) == 1


def test_what_was_seen_stays_seen_when_a_candidate_dies(examine):
    """A hidden input may lie on disk: the texts of a fresh candidate are not trusted either."""
    _, desk = examine(
        run("a", "def f(x):\n    if x == 2: die()\n    raise ValueError('SEEN')"),
        test("t", "try:\n    f(1)\nexcept ValueError:\n    pass\nf(2)", hidden=[5], owned=["f"]),
        test("u", "f(3)", owned=["f"]),
    )
    assert desk.of("verdict")[1]["failures"][0]["unsafe"]


def shares(first, last, **names):
    return {"shares": [[first, last, names]]}


def test_names_of_a_visible_part_reach_later_cells(examine):
    """A value and an object made by a test; what its hidden line binds under the same name stays here."""
    _, desk = examine(
        run("a", "def fit(): return [1.5, 0.5]\nclass Net: pass"),
        test("t", "losses = fit()\nnet = Net()\nlosses = ['hidden']", hidden=[3], owned=["fit", "Net"])
        | shares(1, 2, losses="", net=""),
        run("free-1", "seen = losses, type(net) is Net"),
    )
    assert desk.shells[0].user_ns["seen"] == ([1.5, 0.5], True)


def test_what_a_failing_test_has_bound_reaches_later_cells(examine):
    """As at home, where the cell stops at its failure and the kernel goes on."""
    _, desk = examine(
        run("a", ""),
        test("t", "k = 1\nassert False\nj = 2") | shares(1, 3, k="", j=""),
        run("free-1", "k"),
        run("free-2", "j"),
    )
    assert [r["status"] for r in desk.of("ran")] == ["ok", "ok", "error"]


def test_what_cannot_cross_is_a_name_error_with_a_note(examine):
    """The later cell fails for lack of the name, and the report says that the fault is not the student's."""
    scores, desk = examine(
        run("a", ""),
        test("t", "class P: pass\np = P()") | shares(1, 2, p=""),
        run("free-1", "print(p)"),
    )
    assert scores == {"t": (1.0, "passed")}
    assert desk.of("ran")[-1]["ename"] == "NameError" and desk.of("ran")[-1]["kept_back"] == ["p"]


def test_what_is_withheld_is_a_name_error_with_a_note(examine):
    """A visible name that a hidden line has touched."""
    _, desk = examine(run("a", ""), test("t", "k = 1") | {"withheld": ["k"]}, run("free-1", "k"))
    assert desk.of("ran")[-1]["kept_back"] == ["k"]


def test_a_fresh_candidate_has_what_the_tests_before_did(examine):
    """Names that tests bound, objects they made, state that their calls left: all but the statement that died."""
    answer = (
        "level, calls = 1, []\nclass Net: n = 0\ndef f(): calls.append(level); return len(calls)\ndef die_(): die()"
    )
    owned = ["level", "Net", "f", "calls", "die_"]
    scores, desk = examine(
        teach("cases = [1]"),
        run("a", answer),
        test("t", "level = 5\nnet = Net()\nnet_n = net.n\nf()\ncases.append(2)", owned=owned) | shares(1, 5, net=""),
        test("u", "f()\ncases.append(3)\ndie_()", owned=owned),
        run("free-1", "seen = type(net) is Net"),
        test("v", "assert calls == [5, 5], calls\nassert cases == [1, 2, 3], cases\nassert net.n == 0", owned=owned),
    )
    assert scores == {"t": (1.0, "passed"), "u": (0.0, "crashed"), "v": (1.0, "passed")}
    assert [shell.user_ns.get("seen") for shell in desk.shells] == [None, True]


def test_a_test_that_dies_leaves_what_it_did_before(examine):
    """It costs its own points alone: what it bound above the fatal statement is there for the tests below."""
    owned = ["Net"]
    scores, desk = examine(
        run("a", "class Net:\n    n = 3\n    def fatal(self): die()"),
        test("t", "net = Net()\nk = 1\nfor j in range(2):\n    net.fatal()\nk = 2", owned=owned)
        | shares(1, 2, net="", k=""),
        run("free-1", "seen = net.n, k"),
        test("u", "assert (net.n, k, 'j' in globals()) == (3, 1, False)", owned=owned),
    )
    assert scores == {"t": (0.0, "crashed"), "u": (1.0, "passed")}
    assert desk.shells[1].user_ns["seen"] == (3, 1)


def test_a_verdict_stands_when_its_test_fails_on_replay(examine):
    """A replay is there for what the test leaves behind; and a test that ends the candidate then is left out."""
    scores, desk = examine(
        run("a", "import os\ndef f():\n    n = state()\n    if n >= 3: die()\n    return n"),
        test("t", "assert f() == 1", owned=["f"]),
        test("u", "f(); die_()", owned=["f", "die_"]),
        test("v", "assert True", owned=["f"]),
        desk=Counting(),
    )
    assert scores["t"] == (1.0, "passed") and scores["v"] == (1.0, "passed")
    assert len(desk.of("verdict")) == 3


class Counting(PlainDesk):
    """Its candidates count their calls together, as if on a disk they share."""

    def candidate(self):
        channel = super().candidate()
        count = self.__dict__.setdefault("count", [0])

        def state():
            count[0] += 1
            return count[0]

        self.shells[-1].user_ns.update(state=state, die_=self.shells[-1].user_ns["die"])
        return channel


def refer(source):
    return {"op": "refer", "key": "solution", "source": source}


def test_hidden_tests_have_the_teachers_solution(examine):
    """It runs here, when first asked for; the student's function of the same name is another."""
    scores, _ = examine(
        refer("scale = 2\ndef f(x): return scale * x"),
        refer("raise RuntimeError('nobody asks')"),
        run("a", "def f(x): return 2.0 * x"),
        test("t", "assert f(3) == 6.0", owned=["f"]),
    )
    assert scores == {"t": (1.0, "passed")}
    scores, _ = examine(
        refer("scale = 2\ndef f(x): return scale * x"),
        run("a", "def f(x): return 3 * x"),
        test("t", "assert reference.f(3) == 6\nassert f(3) == reference.f(3)", owned=["f"]),
    )
    assert scores == {"t": (0.0, "failed")}


def test_unittest_main_finds_the_tests_of_the_cell(examine):
    """In the main module of an examiner, too: no test found would be a pass."""
    source = """import unittest
class T(unittest.TestCase):
    def test_f(self):
        self.assertEqual(f(), 1)
done = unittest.main(argv=['x'], exit=False)
assert done.result.testsRun == 1
assert done.result.wasSuccessful()"""
    for answer, score in (("1", 1.0), ("2", 0.0)):
        scores, _ = examine(run("a", f"def f(): return {answer}"), test("t", source, owned=["f"]))
        assert scores["t"][0] == score


def test_a_step_that_has_ended_is_told_before_the_teachers_statements_run(examine):
    """They belong to no step, and may take their time."""
    _, desk = examine(run("a", "x = 1"), teach("y = 2"), test("t", "assert y == 2"))
    kinds = [kind for kind, _ in desk.told]
    assert kinds.index("ran") < kinds.index("flush") < len(kinds) - 1 - kinds[::-1].index("begin")
