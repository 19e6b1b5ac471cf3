"""`coursekit score house_prices FILE --truth FILE`."""

import json

import pandas as pd
import pytest

from tests.cli.conftest import one_clear_line


@pytest.fixture
def files(tmp_path):
    """A good submission, one with a gap, and the truth, in a folder with a blank and Chinese."""
    folder = tmp_path / "我的 文件"
    folder.mkdir()
    frame = pd.DataFrame({"Id": [1461, 1462], "SalePrice": [100000, 200000]})
    frame.to_csv(folder / "truth.csv", index=False)
    frame.assign(SalePrice=frame["SalePrice"] * 1.1).to_csv(folder / "good.csv", index=False)
    frame.head(1).to_csv(folder / "bad.csv", index=False)
    return folder


def test_a_score_is_printed(coursekit, files):
    """To a person, and as JSON to a program."""
    ran = coursekit("score", "house_prices", files / "good.csv", "--truth", files / "truth.csv")
    assert (ran.status, ran.out) == (0, "RMSLE 0.09531（2 行）\n"), ran.said
    ran = coursekit("score", "house_prices", files / "good.csv", "--truth", files / "truth.csv", "--json", "-")
    assert json.loads(ran.out)["rmsle"] == pytest.approx(0.0953102)


def test_a_fault_ends_with_status_1(coursekit, files):
    """The fault is told and written; no traceback."""
    target = files / "score.json"
    ran = coursekit("score", "house_prices", files / "bad.csv", "--truth", files / "truth.csv", "--json", target)
    assert ran.status == 1
    assert "1462" in ran.out
    assert json.loads(target.read_text("utf-8"))["rmsle"] is None
    assert "Traceback" not in ran.said


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["cars", "good.csv", "--truth", "truth.csv"], "house_prices"),
        (["house_prices", "none.csv", "--truth", "truth.csv"], "none.csv"),
        (["house_prices", "good.csv", "--truth", "none.csv"], "none.csv"),
    ],
)
def test_bad_input_is_one_clear_line(coursekit, files, args, word):
    """An unknown task, a file that is not there."""
    ran = coursekit("score", *args, cwd=files)
    assert one_clear_line(ran), ran.said
    assert word in ran.err


def test_help_has_an_example(coursekit):
    """In both languages."""
    assert "coursekit score house_prices" in coursekit("score", "--help").out
    assert "Example: coursekit score" in " ".join(coursekit("score", "--help", COURSEKIT_LANG="en").out.split())
