"""The linter on a small course with one weakness of each kind."""

from contextlib import closing

import nbformat
import pytest
from nbformat.v4 import new_notebook

from coursekit.grading import linter
from coursekit.grading.assignment import load_assignment
from coursekit.grading.findings import Finding
from coursekit.grading.linter import lint
from coursekit.grading.warm import WarmProcess
from tests.grading.conftest import SmallCourse, cell, graded, solution

SETUP = "import numpy as np\nimport pandas as pd\nfrom coursekit import checks\nX = np.arange(4.0)\ndata = [3, 1, 2]\n"
SETUP += "class Shape: pass\nclass Yes(float):\n    def __eq__(self, other): return True\n"
ANSWER = """### BEGIN SOLUTION
from collections import deque
from math import sqrt
from statistics import NormalDist
calls = []
def double(x): return 2 * x
def one(): return 1
def fill(values): values[0] = 1.5
def split(x): return float(x), "left"
def stats(x): return {"mean": 1.0, "std": 2.0}
def even(n): return n % 2 == 0
class Box:
    def __init__(self, x): self.x = x
    def get(self): return self.x
    def above(self, y): return self.x > y
    def __add__(self, other): return Box(self.x + other.x)
def boxed(x): return Box(x)
result = [1.0, 2.0]
def fitted(): return NormalDist(3.0, 2.0)
def queue(): return deque([0.0, 1.0, 2.0])
def loss(): return 0.1
class Square(Shape):
    def side(self): return 2.0
### END SOLUTION"""
TESTS = {
    "sound": "checks.close(double(X), 2 * X)\nchecks.close(list(result), [1.0, 2.0])",
    "ignored": "double(2.0)\nassert double(1.0) == 2.0",
    "finite": "assert np.isfinite(double(X)).all()\nchecks.close(double(1.0), 2.0)",
    "lax": "assert one() == 1",
    "predicate": "checks.equal(even(2), True)\nchecks.equal(even(3), False)",
    "rounded": "checks.close(split(2), (2.0, 'left'))\nnumber, _ = split(3)\nchecks.close(number, 3.0)",
    "half": "number, _ = split(3)\nchecks.close(number, 3.0)",
    "blocks": "with checks.points(1, 'a'):\n    checks.close(stats(X)['mean'], 1.0)\n"
              "with checks.points(1, 'b'):\n    checks.close(stats(X)['std'], 2.0)\n    checks.equal(len(stats(X)), 2)",
    "method": "box = Box(3.0)\nbox.get()\nchecks.close(box.x, 3.0)",
    "obliging": "assert boxed(3.0).above(1.0)",
    "left_out": "assert (double(pd.Series([1, 2])) == pd.Series([2, 4])).all()",
    "handing": "checks.close(double(1.0), 2.0)\n### BEGIN HIDDEN TESTS\nresult = double(1.0)\n"
               "checks.close(result, 2.0)\nresult = 6.0\n"
               "checks.close(double(3.0), result)\n### END HIDDEN TESTS",
    "always": "assert True",
    "wrong": "assert double(2) == 5",
    "in_place": "values = [0.0]\nfill(values)\nchecks.close(values, [1.5])\nchecks.close(double(1.0), 2.0)",
    "leaning": "expected = 4\n### BEGIN HIDDEN TESTS\nsecret = 8\nassert double(4) == secret\n### END HIDDEN TESTS",
    "on_hidden": "checks.close(double(4), float(secret))",
    "borrowed": "checks.close(double(sqrt(4)), 4.0)",
    "score": "int(double(2) == 4) + int(double(3) == 6)",
    "referring": "checks.close(double(1.0), 2.0)\n### BEGIN HIDDEN TESTS\n"
                 "checks.close(double(X), reference.double(X))\n### END HIDDEN TESTS",
    "exempt": "double(2.0)\nassert double(1.0) == 2.0",
    "narrow": "double(2.0)\none()\nchecks.close(double(1.0), 2.0)",
    "faulty": "checks.close(double(1.0), 2.0)",
    "idle": "checks.close(double(1.0), 2.0)",
    "caught": "try:\n    box = Box(1.0)\n    checks.close(box.get(), 1.0)\nexcept Exception:\n    assert False",
    "trusting": "model = fitted()\nassert model.cdf(3.0) > 0.4\nassert model.stdev < 3\nassert model.mean == 3.0",
    "trusting_an_item": "items = queue()\nassert items[1] < 2",
    "trusting_itself": "box = Box(3.0)\nassert box.x < 4",
    "computing": "model = fitted()\nprint(f'{model.cdf(4.0):.2f}')\n"
                 "checks.close([model.mean, model.cdf(3.0)], [3.0, 0.5])",
    "printing": "model = fitted()\nchecks.close(model.mean, 3.0)\nprint(f'{model.stdev:.2f}')",
    "hollow": "items = queue()\nassert len(items) == 3\nfor place, item in enumerate(items):\n"
              "    checks.close(item, float(place))",
    "uncounted": "items = queue()\nfor place in range(len(items)):\n    checks.close(items[place], float(place))",
    "whole": "items = queue()\nchecks.close(list(items), [0.0, 1.0, 2.0])",
    "within": "items = queue()\nfor item in items:\n    assert len(items) < 4\n"
              "checks.close([*items], [0.0, 1.0, 2.0])",
    "descended": "assert isinstance(Square(), Shape)\nchecks.close(Square().side(), 2.0)",
    "misused": "assert fitted() == NormalDist(3.0, 2.0)",
    "twice": "with checks.points(1, 'a'):\n    checks.close(loss(), 2.0, say='第一处')\n"
             "with checks.points(1, 'b'):\n    checks.close(loss(), 3.0, say='第二处')",
    "below": "assert loss() < 0.5",
    "bounded": "checks.close(loss(), 0.1, tol=1e31)",
    "bounded_row": "checks.close([0.1, loss()], [0.1, 0.1], tol=1e31)",
    "bounded_then": "got = loss()\nchecks.close(got, 0.1, tol=1e31)\nassert abs(got) < 1",
    "bounded_row_then": "got = [loss() for _ in range(5)]\nchecks.close(got, [0.1] * 5, tol=1e31)\n"
                        "assert max(map(abs, got)) < 1",
    "in_try": "try:\n    checks.close(loss(), 0.1)\nexcept BaseException:\n    pass\nchecks.close(one(), 1)",
    "in_a_function": "def look():\n    checks.close(loss(), 0.1)\ntry:\n    look()\nexcept BaseException:\n    pass\n"
                     "checks.close(one(), 1)",
    "seen_before": "got = double(1.0)\nif isinstance(got, float):\n    checks.close(got, 2.0)\nchecks.close(one(), 1)",
    "unpacked": "number, side = split(3)\nchecks.close(number, 3.0)\nchecks.equal(side, 'left')",
    "unpacked_in_try": "try:\n    number, side = split(3)\nexcept Exception:\n    number, side = 3.0, 'left'\n"
                       "checks.close(number, 3.0)\nchecks.equal(side, 'left')\nchecks.close(one(), 1)",
    "used": "box = boxed(3.0)\nkept = box.get()\nchecks.close(kept, 3.0)",
    "used_in_try": "box = boxed(3.0)\ntry:\n    kept = box.get()\nexcept Exception:\n    kept = 3.0\n"
                   "checks.close(kept, 3.0)\nchecks.close(one(), 1)",
    "summed": "box = Box(1.0) + Box(2.0)\nchecks.close([box.x, 1.0], [3.0, 1.0])",
    "in_turn": "for box, wanted in ((boxed(1.0), 1.0), (Box(2.0) + Box(1.0), 3.0)):\n"
               "    checks.close(box.x, wanted)",
    "left_early": "for box, wanted in ((boxed(1.0), 1.0), (boxed(2.0), 2.0)):\n    checks.close(box.x, wanted)\n"
                  "    break",
    "set_before": "box = boxed(3.0)\nbox.x = 3.0\nchecks.close(box.x, 3.0)",
    "entries": "got = stats(X)\nchecks.close(got['mean'], 1.0)\nchecks.close(got['std'], 2.0)\n"
               "checks.equal(len(got), 2)",
    "bounded_part": "box = Box(3.0)\nchecks.close([box.x, 1.0], [3.0, 1.0], tol=1e31)",
    "bounded_parts_then": "box = Box(3.0)\nchecks.close([box.x, box.x], [3.0, 3.0], tol=1e31)\n"
                          "checks.close([box.x], [3.0])",
    "expecting": "checks.equal([loss()], [Yes()])\nchecks.close(one(), 1)",
    "endless": "k = double(2)\nwhile k > 4: pass\nchecks.close(k, 4)",
}  # fmt: skip
ALL = ["none", "empty", "nan", "shape", "text", "complex", "bool", "object", "huge"]
SOUND = [
    *["setup", "answer", "sound", "predicate", "rounded", "blocks", "referring", "caught", "endless"],
    *["computing", "printing", "whole", "descended", "bounded_then", "bounded_row_then", "unpacked", "used"],
    *["summed", "in_turn", "entries", "bounded_parts_then"],
]  # fmt: skip
EXEMPTIONS = {
    "exempt": {"exempt": ALL, "reason": "示例"},
    "narrow": {"exempt": [f"one:{kind}" for kind in ALL if kind != "bool"], "reason": "只豁免 one"},
    "faulty": {"exempt": ["ploof"], "reason": "x"},
    "idle": {"exempt": ["nan"], "reason": "x"},
}  # fmt: skip
POINTS = {"blocks": 2, "score": 2, "twice": 2}


def course_of(tmp_path, tests, exemptions=None, answer=ANSWER) -> SmallCourse:
    cells = [cell(SETUP, "setup"), solution(answer, "answer")]
    for name, source in tests.items():
        item = graded(source, name, POINTS.get(name, 1))
        if name in (exemptions or {}):
            item.metadata["coursekit"] = {"lint": exemptions[name]}
        cells.append(item)
    return SmallCourse(tmp_path, new_notebook(cells=cells))


@pytest.fixture(scope="module")
def linted(tmp_path_factory):
    """One notebook that has every weakness: its course, the findings, and what the linter's process answered."""
    small, answers = course_of(tmp_path_factory.mktemp("lint"), TESTS, EXEMPTIONS), []
    ask = linter._ask
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linter, "_ask", lambda job, warm: answers.append(ask(job, warm)) or answers[-1])
        found = lint(small.course, "hw", workers=2)
    (answer,) = answers
    return small, found, answer


@pytest.fixture(scope="module")
def findings(linted):
    """The findings, by cell."""
    by_cell: dict[str, list[Finding]] = {name: [] for name in TESTS}
    for finding in linted[1]:
        by_cell.setdefault(finding.cell, []).append(finding)
    return by_cell


def kinds(found, function=None, error=True) -> set[str]:
    return {
        kind
        for finding in found
        if finding.error is error and function in (None, finding.function)
        for kind in finding.kind.split()
    }


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_test_has_no_findings(findings, name):
    """Answers that are looked at; parts that other blocks look at; `reference`; a lie that runs on is noticed."""
    assert findings.get(name, []) == []


def test_an_answer_that_nobody_looks_at_may_be_anything(findings):
    """All lies about it in one line, with the function's name."""
    (finding,) = findings["ignored"]
    assert (finding.line, finding.function, kinds([finding])) == (1, "double", set(ALL))
    assert "double" in str(finding) and "第 1 行" in str(finding)


def test_a_test_that_looks_at_one_side_of_an_answer(findings):
    """Finite numbers of another shape, huge, none at all."""
    assert kinds(findings["finite"], "double") == {"empty", "shape", "complex", "bool", "huge"}


def test_the_right_answer_in_another_dress_is_a_remark(findings):
    """`True` for 1 does not stop a release."""
    assert kinds(findings["lax"]) == set()
    assert kinds(findings["lax"], "one", error=False) == {"bool"}


def test_a_part_that_nobody_looks_at(findings):
    """Of a tuple's parts the second may be anything."""
    assert "part" in kinds(findings["half"], "split")


def test_methods_of_the_students_classes_answer_too(findings):
    """Their answers are the solution's as well."""
    assert {f.function for f in findings["method"]} == {"Box.get"}


def test_a_number_that_a_librarys_object_has_computed(findings):
    """The candidate may say what the test hopes for; the message says how to write it. An exact value is looked at."""
    found = findings["trusting"]
    assert {(f.line, f.function, f.kind) for f in found} == {
        (2, "NormalDist.cdf", "number"),
        (3, "NormalDist.stdev", "number"),
    }
    assert all(f.error and "clf.predict(X)" in str(f) and "accuracy_score" in str(f) for f in found)
    assert [(f.function, f.kind) for f in findings["trusting_itself"]] == [("Box.x", "number")]
    assert ("deque[…]", "number") in [(f.function, f.kind) for f in findings["trusting_an_item"]]


def test_a_length_that_its_iteration_has_not(findings):
    """Counted, and nothing comes; or said to be empty, so that nothing is looked at."""
    assert [(f.line, f.function, f.kind) for f in findings["hollow"]] == [(3, "deque", "length")]
    assert "items = list(…)" in str(findings["hollow"][0])
    assert kinds(findings["uncounted"], "deque") == {"length"}
    assert {(f.line, f.kind) for f in findings["within"]} == {(3, "length")}


def test_a_loss_that_is_too_good(findings):
    """What only has to be below a bound may be anything below it."""
    assert "huge" in kinds(findings["below"], "loss")


def test_an_object_that_says_yes_to_everything(findings):
    """What its own methods answer proves nothing."""
    assert kinds(findings["obliging"], "boxed") == {"object"}


def test_missing_values_that_a_comparison_leaves_out(findings):
    """A table of pd.NA equals any other, as far as `all` looks."""
    assert kinds(findings["left_out"]) == {"missing"}


def test_what_passes_without_an_answer(findings):
    """The notebook as released must lose."""
    assert kinds(findings["always"]) == {"stripped"}
    assert "学生版" in str(findings["always"][0])


def test_what_the_solution_does_not_pass(findings):
    """In one kernel, and examined alike."""
    assert kinds(findings["wrong"]) == {"home", "visible", "examined"}


def test_what_passes_at_home_and_not_by_value(findings):
    """A list that the student's function fills is a copy."""
    assert kinds(findings["in_place"]) == {"examined"}


def test_what_is_wrong_is_told_in_words(findings):
    """Of the first thing that went wrong: a class of the engine's says nothing to a teacher, nor does a bare name."""
    names = ("wrong", "misused", "twice")
    texts = {name: next(f.text for f in findings[name] if f.kind == "examined") for name in names}
    assert "断言不成立" in texts["wrong"] and "AssertionError" not in texts["wrong"]
    assert "得到的是一个" in texts["misused"] and "不能拿来比较" in texts["misused"]
    assert "第一处" in texts["twice"] and "第二处" not in texts["twice"]
    assert not any("coursekit." in text or "Misuse" in text or "CheckFailed" in text for text in texts.values())


def test_a_hidden_answer_under_a_name_of_the_students(findings):
    """His code would find it there; what he has computed himself he may have."""
    (finding,) = findings["handing"]
    assert (finding.kind, finding.line, finding.error) == ("handed", 5, False)


def test_a_visible_part_that_needs_a_hidden_one(findings):
    """Students do not have it."""
    assert kinds(findings["on_hidden"]) == {"visible"}
    assert findings["leaning"] == []


def test_an_import_of_the_students(findings):
    """The test would test what the teacher imports, and fail for who imports something else."""
    assert kinds(findings["borrowed"]) == {"import"}
    assert "sqrt" in str(findings["borrowed"][0])


def test_a_score_that_lies_leave_full(findings):
    """A cell whose last expression is its score is judged by it."""
    assert kinds(findings["score"]) == set()
    assert kinds(findings["score"], error=False) <= {"bool"}


def test_an_exemption_is_told_with_its_reason(findings):
    """It stops nothing, and stays in sight."""
    assert findings["exempt"] and all(f.reason == "示例" for f in findings["exempt"])
    assert all("示例" in str(f) and "豁免" in str(f) for f in findings["exempt"])


def test_an_exemption_may_be_for_one_function(findings):
    """The others' answers are still looked at."""
    assert all(f.reason for f in findings["narrow"] if f.function == "one" and f.error)
    assert not any(f.reason for f in findings["narrow"] if f.function == "double")


def test_a_faulty_exemption_is_an_error(findings):
    """It names the kinds that there are."""
    (finding,) = findings["faulty"]
    assert finding.error and "ploof" in finding.text and "huge" in finding.text


def test_an_exemption_that_nothing_needs_is_a_remark(findings):
    (finding,) = findings["idle"]
    assert not finding.error and "nan" in finding.text


@pytest.mark.parametrize("name", ["bounded", "bounded_row"])
def test_a_check_that_lets_a_lie_pass(findings, name):
    """What goes straight to a check is looked at by nothing else."""
    assert kinds(findings[name]) == {"huge"}


@pytest.mark.parametrize("name", ["in_try", "in_a_function"])
def test_a_check_whose_failure_is_caught(findings, name):
    """It refuses what it likes: the cell goes on."""
    assert kinds(findings[name], "loss") == set(ALL)


def test_a_check_that_is_made_of_some_answers_only(findings):
    """Where something else has looked at the answer first, the check may never be made."""
    assert kinds(findings["seen_before"], "double") >= {"none", "text", "object", "empty", "shape", "complex"}


def test_parts_that_are_made_up_where_there_are_none(findings):
    """A test that goes on when an answer cannot be unpacked."""
    assert {"none", "empty", "text", "object"} <= kinds(findings["unpacked_in_try"], "split")


def test_an_object_that_is_made_up_where_there_is_none(findings):
    """A test that goes on when an answer cannot be used as an object."""
    assert kinds(findings["used_in_try"], "boxed") == {"none", "empty", "text", "nan"}


def test_a_row_whose_loop_is_left(findings):
    """Its last answer has no turn."""
    assert kinds(findings["left_early"], "boxed") >= {"none", "empty", "text", "nan", "object"}


def test_an_attribute_that_the_test_has_set(findings):
    """What a check looks at then is the test's own."""
    assert kinds(findings["set_before"]) == {"object"}


def test_an_attribute_that_a_check_takes_as_it_comes(findings):
    """From now on it is another number: the check is the only one that looks."""
    assert [(f.line, f.function, f.kind) for f in findings["bounded_part"]] == [(2, "Box.x", "number")]


def test_an_attribute_that_is_compared_with_itself(tmp_path):
    """What comes from the same place is the same lie: then each is told in a fork after all."""
    same = "box = Box(3.0)\nchecks.close([box.x], [box.x])\nassert box.x < 4"
    found = lint(course_of(tmp_path, {"same": same}).course, "hw", workers=2)
    assert [(f.line, f.function, f.kind) for f in found][0] == (2, "Box.x", "number")


def _job_of(small, **changes) -> dict:
    """The job of the linter's process for a course's one assignment."""
    assignment = load_assignment(small.course, "hw", small.root / "source/hw/hw.ipynb")
    job = linter._job(assignment, [c.source for c in assignment.cells if c.kind == "code"], {}, 2)
    return {**job, "stripped": [], **changes}


def test_a_lie_told_at_a_check_is_believed_where_a_fork_would_believe_it(linted):
    """One by one, with the same places."""
    small, _, answer = linted
    told, forked = answer["examined"], linter._ask(_job_of(small, straight=False))["examined"]
    assert not told["astray"] and not forked["astray"]
    assert sorted(map(str, told["believed"])) == sorted(map(str, forked["believed"]))
    assert told["told"] == forked["told"] and told["scores"] == forked["scores"]


def test_a_row_that_holds_more_than_answers(tmp_path):
    """Which of its items an answer is cannot be known: then every lie is told in a fork after all."""
    row = "got = [f(2.0) for f in (abs, double)]\nchecks.close(got, [2.0, 4.0])"
    lax = "got = [f(2.0) for f in (abs, double)]\nchecks.close(got, [2.0, 4.0], tol=1e31)"
    found = lint(course_of(tmp_path, {"row": row, "lax": lax}).course, "hw", workers=2)
    assert [(f.cell, f.kind) for f in found] == [("lax", "huge")]


def test_the_verdict_is_kept_until_something_changes(tmp_path, monkeypatch):
    """The same content is not run again; another text, another answer is."""
    runs = []
    monkeypatch.setattr(linter, "_ask", lambda job, warm: runs.append(job) or QUIET)
    small = course_of(tmp_path, {"sound": TESTS["sound"]})
    for _ in range(2):
        assert [f.kind for f in lint(small.course, "hw")] == ["examined"]
    assert len(runs) == 1
    lint(small.course, "hw", cache=False)
    assert len(runs) == 2
    changed = course_of(tmp_path / "other", {"sound": TESTS["sound"] + "\n"})
    (small.root / "source/hw/hw.ipynb").write_bytes((changed.root / "source/hw/hw.ipynb").read_bytes())
    lint(small.course, "hw")
    assert len(runs) == 3


QUIET = {
    "home": {"failed": []},
    "visible": {"failed": []},
    "examined": {"scores": {"sound": 0.5}, "failures": {}, "believed": []},
    "stripped": {"scores": {}, "failures": {}, "believed": []},
}


def test_a_failing_linter_says_so(tmp_path):
    """A cell that ends the process is no finding on a test."""
    from coursekit.grading.errors import EngineFault

    small = course_of(tmp_path, {"sound": TESTS["sound"]}, answer="import os\nos._exit(3)")
    with pytest.raises(EngineFault, match="status"):
        lint(small.course, "hw")


def test_a_linter_that_is_killed_says_so(tmp_path):
    """Its line ends without an answer."""
    from coursekit.grading.errors import EngineFault

    small = course_of(tmp_path, {"sound": TESTS["sound"]}, answer="import os\nos.kill(os.getppid(), 9)")
    with pytest.raises(EngineFault, match="status"):
        lint(small.course, "hw")


def test_one_warm_process_serves_several(tmp_path):
    """What one notebook does to the libraries, the next does not see, and finds the same as in a process of its own."""
    spoilt = "import numpy as np\nnp.arange = None\ndef double(x): return 2 * x\nresult = [1.0, 2.0]"
    courses = [
        course_of(tmp_path / name, {"sound": TESTS["sound"], "lax": "assert double(1.0) > 1"}, answer=answer).course
        for name, answer in (("spoilt", spoilt), ("after", spoilt.replace("np.arange = None", "x = np.arange(3)")))
    ]
    alone = [lint(course, "hw", cache=False) for course in courses]
    with closing(WarmProcess()) as warm:
        assert [lint(course, "hw", cache=False, warm=warm) for course in courses] == alone
    assert {finding.cell for finding in alone[1]} == {"lax"}


def test_a_module_of_the_current_folder_takes_no_other_ones_place(tmp_path, monkeypatch):
    """What the notebook imports lies beside it; a namesake lies where the command is run."""
    answer = "from twice import double as doubled\ndef double(x): return doubled(x)\nresult = [1.0, 2.0]"
    small = course_of(tmp_path / "course", {"sound": TESTS["sound"]}, answer=answer)
    path = small.root / "source/hw/hw.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.metadata["coursekit"] = {"files": ["twice.py"]}
    nbformat.write(notebook, path)
    (path.parent / "twice.py").write_text("def double(x): return 2 * x")
    (tmp_path / "twice.py").write_text("def double(x): return 3 * x")
    monkeypatch.chdir(tmp_path)
    assert [finding for finding in lint(small.course, "hw") if finding.error] == []
