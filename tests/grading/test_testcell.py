"""One test cell: points, scores, and what of a failure the student may read."""

import numpy as np
import pytest

from coursekit import checks
from coursekit.checks import session as checks_session
from coursekit.grading.alarms import Crashed, Misuse, Quota
from coursekit.grading.exam_session import ExamSession
from coursekit.grading.namespace import TestNamespace
from coursekit.grading.originals import Watched
from coursekit.grading.testcell import MESSAGE_CAP, TestCell, tell


class QuietLink(Watched):
    """A link that has nothing to tell but its alarm."""

    def __init__(self):
        super().__init__()
        self.files = {}

    def ask(self, op, name, cap):
        content = self.files.get(name)
        return len(content) if content is not None and len(content) > cap else content


@pytest.fixture
def judge():
    """Run a cell and return its verdict: ``judge(source, points, hidden lines, …names)``."""
    link = QuietLink()
    session = ExamSession(lambda: link, lambda grade_id: len(grade_id))
    before = checks_session._session
    checks_session.install(session)

    def run(source, points=4.0, hidden=(), saw_hidden=False, **names):
        cell = TestCell("test_x", source, points, hidden)
        namespace = TestNamespace(lambda: link)
        namespace.update({"checks": checks, "link": link, **names})
        return cell.run(namespace, session, saw_hidden)

    run.link = link
    yield run
    checks_session.install(before)


def words(verdict) -> list[str]:
    return [tell(failure.block, failure.text) for failure in verdict.failures]


@pytest.mark.parametrize(
    ("source", "score", "status"),
    [
        ("assert True", 4, "passed"),
        ("assert False, 'no'", 0, "failed"),
        ("checks.close(1, 2)", 0, "failed"),
        ("1 / 0", 0, "error"),
        ("raise SystemExit", 0, "error"),
        ("raise KeyboardInterrupt", 0, "error"),
        ("", 4, "passed"),
    ],
)
def test_bare_checks_are_all_or_nothing(judge, source, score, status):
    """A cell without blocks earns its points or none; a failed check is told from another exception."""
    verdict = judge(source)
    assert (verdict.score, verdict.status) == (score, status)


PASS, FAIL = "with checks.points({}, 'b'):\n    pass\n", "with checks.points({}, 'b'):\n    assert False\n"


@pytest.mark.parametrize(
    ("source", "score", "status"),
    [
        (PASS.format(1) + PASS.format(3), 4, "passed"),
        (FAIL.format(1) + PASS.format(3), 3, "partial"),
        (FAIL.format(1) + FAIL.format(3), 0, "failed"),
        (FAIL.format(1) + PASS.format(1), 3, "partial"),
        (PASS.format(1) + "assert False", 1, "partial"),
        ("assert False\n" + PASS.format(1), 0, "failed"),
        (PASS.format(9), 4, "passed"),
        (PASS.format(1) + "1 / 0", 1, "error"),
        (PASS.format(1) + "0", 4, "passed"),
    ],
)
def test_blocks_earn_their_own_points(judge, source, score, status):
    """A failing block loses its points and the cell goes on; the rest belongs to bare checks; never over the cap."""
    verdict = judge(source)
    assert (verdict.score, verdict.status) == (score, status)


@pytest.mark.parametrize(
    ("last", "score", "status"),
    [
        ("2.5", 2.5, "partial"),
        ("0", 0, "failed"),
        ("4", 4, "passed"),
        ("99", 4, "passed"),
        ("10**400", 4, "passed"),
        ("-(10**400)", 0, "failed"),
        ("-1", 0, "failed"),
        ("float('nan')", 0, "failed"),
        ("np.float64(2.0)", 2, "partial"),
        ("np.float32(2.0)", 2, "partial"),
        ("np.int64(1)", 1, "partial"),
        ("True", 4, "passed"),
        ("None", 4, "passed"),
        ("'0'", 4, "passed"),
        ("[1]", 4, "passed"),
    ],
)
def test_a_last_expression_that_is_a_number_is_the_score(judge, last, score, status):
    """nbgrader's meaning, within the cell's points; a number of numpy is a number too."""
    verdict = judge(f"x = 1\n{last}", np=np)
    assert (verdict.score, verdict.status) == (score, status)


SWALLOW = "try:\n    raise link.alarm(alarm)\nexcept BaseException:\n    pass\n"


@pytest.mark.parametrize("alarm", [Misuse("误用"), Crashed("退出")], ids=["misuse", "crashed"])
@pytest.mark.parametrize(
    ("source", "score"),
    [
        ("raise link.alarm(alarm)", 0),
        (SWALLOW, 0),
        (SWALLOW + "4", 0),
        ("import pytest\nwith pytest.raises(BaseException):\n    raise link.alarm(alarm)", 0),
        ("with checks.points(1, 'a'):\n    pass\nwith checks.points(3, 'b'):\n    raise link.alarm(alarm)", 1),
        (
            "with checks.points(1, 'a'):\n    pass\nwith checks.points(3, 'b'):\n    "
            + SWALLOW.replace("\n", "\n    "),
            1,
        ),
    ],
)
def test_an_alarm_sticks_whatever_the_test_does_with_it(judge, source, score, alarm):
    """Caught, swallowed or expected: the cell has failed, once, and its status says why."""
    verdict = judge(source, alarm=alarm)
    assert verdict.score == score
    assert verdict.status == ("partial" if alarm.status == "failed" and score else alarm.status)
    assert [failure.text for failure in verdict.failures] == [alarm.message]


@pytest.mark.parametrize("alarm", [Misuse("a Secret object"), Quota("of kind 17"), Crashed("by SIGUSR1")], ids=repr)
@pytest.mark.parametrize(("hidden", "saw_hidden"), [((1,), False), ((), True)])
def test_an_alarm_after_a_hidden_call_says_nothing_that_the_student_chose(judge, alarm, hidden, saw_hidden):
    """Neither the class of what came back nor the signal; a visible line may get words from the second run."""
    (failure,) = judge("raise link.alarm(alarm)", hidden=hidden, saw_hidden=saw_hidden, alarm=alarm).failures
    assert failure.unsafe or failure.text == alarm.coarse
    assert alarm.coarse != alarm.message
    if hidden:
        assert failure.text == alarm.coarse


HIDDEN = "f(1)\n### BEGIN\nf(2)\n### END\nf(3)"  # lines 2 to 4 are hidden


def keeps(fail_at: int, error=lambda seen: ValueError(f"SEEN {seen}")):
    """A student's function that keeps its arguments and raises them at one of its calls."""
    seen = []

    def f(x):
        seen.append(x)
        if x == fail_at:
            raise error(seen)

    return f


def test_a_visible_line_before_any_hidden_call_is_told_in_full(judge):
    """Text of the run may reach the student as long as nothing hidden has been passed in."""
    (failure,) = judge(HIDDEN, hidden=(2, 3, 4), f=keeps(1)).failures
    assert (failure.line, failure.hidden, failure.unsafe, failure.text) == (1, False, False, "ValueError: SEEN [1]")


def test_a_hidden_line_tells_nothing(judge):
    """Only that a hidden check failed, whatever the exception says."""
    (failure,) = judge(HIDDEN, hidden=(2, 3, 4), f=keeps(2)).failures
    assert (failure.hidden, failure.text) == (True, "隐藏测试未通过")


def test_a_visible_line_after_a_hidden_one_is_unsafe(judge):
    """So is every line of a cell that runs after hidden calls of an earlier one."""
    (failure,) = judge(HIDDEN, hidden=(2, 3, 4), f=keeps(3)).failures
    assert failure.unsafe
    (failure,) = judge("f(1)", saw_hidden=True, f=keeps(1)).failures
    assert failure.unsafe


@pytest.mark.parametrize(
    ("source", "hidden"),
    [
        ("for k in (1, 9):\n    f(k)\n    ### BEGIN\n    f(5)\n    ### END", (3, 4, 5)),
        ("def g(k):\n    f(k)\ng(1)\n### BEGIN\ng(5)\n### END\ng(9)", (4, 5, 6)),
        ("def g(k):\n    f(k)\nfor k in (1, 9):\n    g(k)\n    ### BEGIN\n    f(5)\n    ### END", (5, 6, 7)),
    ],
)
def test_a_line_that_can_run_after_a_hidden_one_is_unsafe(judge, source, hidden):
    """In a loop around hidden lines, or in a function of the test's that is called again after them."""
    (failure,) = judge(source, hidden=hidden, f=keeps(9)).failures
    assert "5" in failure.text
    assert failure.unsafe


@pytest.mark.parametrize(
    ("source", "text", "unsafe"),
    [
        ("assert f(1) == 2, '应为 2'", "应为 2", False),
        ("assert f(1) == 2", "断言不成立", False),
        ("assert f(1) == 2, f'{f(1)}'", "1", True),
        ("assert f(1) == 2, 'a'; assert f(2) == 2, 'b'", "a", True),
        ("assert forge('应为 2') == 2, '应为 3'", "应为 2", True),
        ("assert forge() == 2, '应为 3'", "断言不成立", True),
    ],
)
def test_words_that_stand_in_the_cell_are_safe_at_any_time(judge, source, text, unsafe):
    """A constant cannot carry what the student's code has met; any other text may, one of an assertion too."""

    def forge(*args):
        raise AssertionError(*args)

    (failure,) = judge(source, saw_hidden=True, f=lambda x: x, forge=forge).failures
    assert (failure.text, failure.unsafe) == (text, unsafe)
    (failure,) = judge(source, hidden=(1,), saw_hidden=True, f=lambda x: x, forge=forge).failures
    assert (failure.text, failure.hidden) == ("隐藏测试未通过", True)


def test_a_hidden_line_on_the_way_hides_the_error(judge):
    """A visible helper called from a hidden line does not show what it was given."""
    source = "def g(k):\n    f(k)\n### BEGIN\ng(2)\n### END"
    (failure,) = judge(source, hidden=(3, 4, 5), f=keeps(2)).failures
    assert (failure.line, failure.hidden) == (4, True)


def test_a_syntax_error_of_the_students_cannot_name_its_line(judge):
    """Where an error happened is read off the frames, not off what it says of itself."""

    def error(seen):
        return SyntaxError(f"SEEN {seen}", ("<test_x>", 1, 1, "", 1, 1))

    (failure,) = judge(HIDDEN, hidden=(2, 3, 4), f=keeps(2, error)).failures
    assert (failure.line, failure.hidden, failure.text) == (3, True, "隐藏测试未通过")


def test_say_and_labels_are_the_teachers_words_for_hidden_parts(judge):
    """`points(…, label)` and `close(…, say=…)` reach the student; the finding itself does not."""
    source = "with checks.points(2, '负数'):\n    checks.close(1, 2, say='负数也要翻倍')\n"
    source += "with checks.points(2, '零'):\n    assert 1 == 2, 'SECRET'"
    assert words(judge(source, hidden=(1, 2, 3, 4))) == ["负数（2 分）：负数也要翻倍", "零（2 分）：隐藏测试未通过"]


def test_a_subclass_cannot_speak_for_the_teacher(judge):
    """`say` is read from a `CheckFailed` of ours alone."""

    class Forged(checks.CheckFailed):
        pass

    def f():
        raise Forged("a", say="SEEN")

    assert words(judge("f()", hidden=(1,), f=f)) == ["隐藏测试未通过"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("assert 1 == 2, '应为 2'", "应为 2"),
        ("assert 1 == 2", "断言不成立"),
        ("raise NotImplementedError", "这个函数还没有写"),
        ("nothing", "找不到名字，可能是上面的单元没有运行成功：name 'nothing' is not defined"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("checks.equal(1, 2)", "值不对：得到 1，应为 2"),
    ],
)
def test_public_failures_speak_to_the_student(judge, source, text):
    """Each kind of failure of a visible line in words that help."""
    assert words(judge(source)) == [text]


def test_messages_are_capped_and_can_be_written(judge):
    """No endless text, and no half characters, which no file takes."""
    verdict = judge("raise ValueError('\\udc00' + 'x' * 10000)")
    (failure,) = verdict.failures
    assert len(failure.text) <= MESSAGE_CAP + 10
    (failure.text + verdict.detail).encode()


def test_an_error_without_text_is_no_fault_of_the_engine(judge):
    """A class of some library whose `str` fails is told by its name."""

    class Mute(Exception):
        def __str__(self):
            raise AttributeError("no")

    def f():
        raise Mute

    assert words(judge("f()", f=f)) == ["Mute: "]


def test_files_and_seeds_come_from_the_examination(judge):
    """`checks.file` asks the candidate, and tells what is missing or too large; `checks.seed` is the cell's."""
    judge.link.files = {"a.csv": b"abc"}
    assert judge("assert checks.file('a.csv') == b'abc'\nassert checks.seed() == 6").status == "passed"
    assert "找不到文件 b.csv" in words(judge("checks.file('b.csv')"))[0]
    assert "3 字节，上限是 2" in words(judge("checks.file('a.csv', max_bytes=2)"))[0]


def test_a_file_is_bytes_whatever_the_candidate_says(judge):
    """Another answer, or more bytes than asked for, is no file."""
    judge.link.ask = lambda op, name, cap: "text"
    assert judge("checks.file('a')").score == 0
    judge.link.ask = lambda op, name, cap: b"x" * (cap + 1)
    assert judge("checks.file('a', max_bytes=1)").score == 0


def test_names_bound_in_one_cell_are_there_in_the_next(judge):
    """Cells share the namespace they are given."""
    link = judge.link
    session = ExamSession(lambda: link, lambda grade_id: 0)
    namespace = TestNamespace(lambda: link)
    TestCell("a", "k = 3", 1).run(namespace, session)
    assert TestCell("b", "assert k == 3", 1).run(namespace, session).score == 1


@pytest.mark.parametrize(
    ("source", "score", "texts"),
    [
        ("x = get()\nx.append(1)\nassert len(x) == 1", 0, 1),
        ("x = get()\nx.append(1)\nassert len(get()) == 1", 0, 2),
        ("with checks.points(3, 'a'):\n    get().append(1)\nwith checks.points(1, 'b'):\n    assert True", 0, 1),
        ("with checks.points(1, 'b'):\n    assert True\nwith checks.points(3, 'a'):\n    get().append(1)", 1, 1),
    ],
)
def test_a_change_of_the_students_value_fails_the_cell(judge, source, score, texts):
    """Whatever else becomes of it, and where it was the reason for a failed assertion, it is told before that."""

    def get():
        judge.link.copies.note(value := [])
        return value

    verdict = judge(source, get=get)
    assert verdict.score == score
    assert "先复制" in words(verdict)[0] and len(words(verdict)) == texts


def test_a_refusal_of_numpys_says_what_to_do(judge):
    """A student's array is read-only: numpy says that it is, and not what it is for."""
    frozen = np.zeros(3)
    frozen.flags.writeable = False
    for change in ("x[0] = 1", "x += 1", "x.sort()", "np.add(x, 1, out=x)"):
        (text,) = words(judge(change, x=frozen, np=np))
        assert "read-only" in text and ".copy()" in text
    assert ".copy()" not in words(judge("raise ValueError('other')"))[0]
