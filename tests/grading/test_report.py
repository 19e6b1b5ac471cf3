from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.grading.report import ReportError, write_report
from coursekit.grading.results import CellResult, NotebookResult
from tests.support import markup
from tests.support.sample_class import ASSIGNMENT, TITLES, sample_class

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40).map(lambda text: "x" + text)


def record(student: str, score: float | None, full: float = 10.0, status: str = "passed", seconds: float = 0.1):
    return NotebookResult(student, "hw", "hw", [CellResult("q", score, full, status, "", seconds, "SECRET")])


@pytest.fixture
def report(tmp_path):
    """Return a function that writes a report and takes it apart."""

    def write(results, **options):
        options = {"assignment": "hw"} | options
        return markup.read(write_report(results, tmp_path / "report.html", **options).read_text(encoding="utf-8"))

    return write


def labels(page: markup.Page) -> list[str]:
    """Return what the charts say to those who do not see them."""
    return [value for tag, name, value in page.attributes if tag == "svg" and name == "aria-label"]


def test_a_class_of_24(report):
    """Every student, every question, the run and the pending marks stand in the report; every chart has its words."""
    results = sample_class()
    page = report(
        results,
        assignment=ASSIGNMENT,
        titles=TITLES,
        wall_seconds=14.3,
        workers=2,
        graded_at=datetime(2026, 11, 20, 11, 30),
    )
    for piece in (*(result.student for result in results), *TITLES.values(), "14.3 秒", "2026-11-20 11:30"):
        assert piece in page.text
    assert "还有 22 处答案等老师评分" in page.text and "不是最后成绩" in page.text and "没有提交的 2 人" in page.text
    drawings = [tag for tag in page.tags if tag[0] == "svg"]
    assert all({"role", "aria-label"} <= set(tag) for tag in drawings) and len(labels(page)) == len(drawings)
    assert any(label.startswith("自动得分的分布：22 人") for label in labels(page))


def test_english(report, monkeypatch):
    """COURSEKIT_LANG=en gives an English page."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    page = report(sample_class(), wall_seconds=1.0, workers=2)
    assert "Distribution of scores" in page.text and "分数" not in page.text and "秒" not in page.text
    assert ("html", "lang", "en") in page.attributes


def test_the_teachers_detail_stays_out(report):
    """A report may be projected: tracebacks of hidden tests are not in it."""
    assert "SECRET" not in report([record("a", 0, status="error")]).text


def test_links_are_relative_and_never_a_scheme(tmp_path, report):
    """Absolute pages are linked relative to the report, odd names are quoted, none becomes an address with a scheme."""
    names = ["李雨桐 1", "javascript:alert(1)", "a#b?c%20", "//example.org"]
    paths = [tmp_path / "feedback" / names[0] / "hw.html", *(Path(name) for name in names[1:])]
    page = report(
        [record(name, 1) for name in names],
        feedback={(name, "hw"): path for name, path in zip(names, paths, strict=True)},
    )
    addresses = [value for tag, name, value in page.attributes if name == "href"]
    assert addresses[0] == "./feedback/%E6%9D%8E%E9%9B%A8%E6%A1%90%201/hw.html"
    assert addresses[1:3] == ["./javascript%3Aalert%281%29", "./a%23b%3Fc%2520"]
    assert addresses[3].startswith("./../")


def test_two_notebooks_have_two_links(report):
    """A student with two notebooks has one row with a link to each page."""
    pair = [NotebookResult("a", "hw", name, [CellResult("q", 1, 1, "passed")]) for name in ("one", "two")]
    page = report(pair, feedback={("a", "one"): Path("one.html"), ("a", "two"): Path("two.html")})
    assert [value for tag, name, value in page.attributes if name == "href"] == ["./one.html", "./two.html"]


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([], "没有任何评分记录"),
        ([record("a", 10)], "1 人，平均 10，中位数 10，满分 10"),
        ([record(str(n), 7.5) for n in range(5)], "5 人，平均 7.5，中位数 7.5"),
        ([record(str(n), 0.0, status="failed") for n in range(3)], "平均 0，中位数 0"),
        ([record("a", 0, full=0.0)], "没有自动评分的分值"),
        ([record("a", None, status="manual", seconds=0.0)], "没有自动评分的分值"),
        ([record("a", 0, status="missing", seconds=0.0)], "没有人提交"),
        ([NotebookResult("a", "hw", "hw")], "没有评分的题目"),
        ([record("a", 12.0)], "平均 12"),
    ],
)
def test_unusual_classes(report, results, said):
    """Nobody, one, all equal, all zero, no points, only manual, only absent, no questions, more than full marks."""
    page = report(results)
    assert said in page.text + " ".join(labels(page))


def test_a_class_of_2000_stays_small(tmp_path):
    """The report on 2,000 students, each with long notes and a link, is below 2 MB and has all of them."""
    results = sample_class(2000)
    for result in results:
        result.notes = ["单元格 train 在提交里出现了两次，评分以最后一个为准。" * 20]
    feedback = {(result.student, result.notebook): Path("feedback", result.student, "hw.html") for result in results}
    path = write_report(results, tmp_path / "r.html", assignment=ASSIGNMENT, titles=TITLES, feedback=feedback)
    assert path.stat().st_size < 2_000_000
    assert path.read_text(encoding="utf-8").count('<th scope="row">') == 2000


def test_one_slow_submission_does_not_hide_the_others(report):
    """A submission that ran 500 times longer than the rest is named first among the slowest."""
    page = report([*(record(f"s{n}", 1, seconds=0.1 + n / 100) for n in range(20)), record("slow", 1, seconds=50.0)])
    assert page.text.index("slow") < page.text.index("s19") and "最长 50.0 秒" in " ".join(labels(page))


def written(folder: Path, student: str, note: str, title: str, assignment: str) -> markup.Page:
    """Return the report on one student, with these texts wherever a text can come from outside."""
    result = record(student, 1, status="failed")
    result.notes = [note]
    links = {(student, "hw"): Path("fb", student.encode("utf-8", "replace").decode("utf-8"))}
    path = write_report([result], folder / "r.html", assignment=assignment, titles={"q": title}, feedback=links)
    return markup.read(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("injection", markup.INJECTIONS)
def test_injections_stay_text(tmp_path, injection):
    """A hostile name, note, title and assignment add no tag and no attribute."""
    page = written(tmp_path, *[injection] * 4)
    assert page.skeleton == written(tmp_path, *"xxxx").skeleton
    assert injection.split("\x00")[0] in page.text


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_stays_text(tmp_path_factory, student, note, title, assignment):
    """Names, notes and titles add no tag, whatever they are, surrogates and NUL included."""
    folder = tmp_path_factory.mktemp("any")
    page = written(folder, student, note, title, assignment)
    assert page.skeleton == written(folder, *"xxxx").skeleton


def test_an_unwritable_place_is_reported(tmp_path):
    """The error names the file."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError, match="report.html"):
        write_report([], tmp_path / "file" / "report.html", assignment="hw")
