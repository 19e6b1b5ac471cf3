"""`coursekit diagnose CURVES.csv…`."""

import json

import pytest

from coursekit.diagnosis import HEALTHY, LABELS
from tests.cli.conftest import one_clear_line
from tests.diagnosis.samples import curves


def write(folder, label):
    train, valid = curves(label)
    columns = [train] if valid is None else [train, valid]
    lines = [",".join(("train", "valid")[: len(columns)])]
    lines += [",".join(f"{x:.6g}" for x in row) for row in zip(*columns, strict=True)]
    file = folder / f"{label} 曲线.csv"
    file.write_text("\n".join(lines), "utf-8")
    return file


def test_a_diagnosis_is_printed(coursekit, tmp_path):
    """Label, evidence and the steps."""
    ran = coursekit("diagnose", write(tmp_path, "overfitting"))
    assert ran.status == 0, ran.said
    assert ran.out.startswith("过拟合（overfitting）")
    assert "依据：" in ran.out and "1. 早停" in ran.out


def test_several_files_and_json(coursekit, tmp_path):
    """One record a file, in their order: file, label, confidence, evidence, advice."""
    files = [write(tmp_path, label) for label in LABELS]
    ran = coursekit("diagnose", *files, "--json", "-")
    told = json.loads(ran.out)
    assert [(each["file"], each["label"]) for each in told] == [
        (str(f), label) for f, label in zip(files, LABELS, strict=True)
    ]
    for each in told:
        assert set(each) == {"file", "label", "confidence", "evidence", "advice"}
        assert 0.5 < each["confidence"] <= 1 and each["evidence"]
        assert (each["advice"][0]["action"] == "keep") == (each["label"] in HEALTHY)


def test_one_bad_file_does_not_stop_the_others(coursekit, tmp_path):
    """It is told, the others are diagnosed, and the exit status says that something is missing."""
    good, bad, target = write(tmp_path, "smooth"), tmp_path / "bad.csv", tmp_path / "out.json"
    bad.write_text("accuracy\n1\n")
    ran = coursekit("diagnose", bad, good, tmp_path / "none.csv", "--json", target)
    assert ran.status == 1
    assert "bad.csv" in ran.err and "none.csv" in ran.err and "Traceback" not in ran.said
    assert [each["label"] for each in json.loads(target.read_text("utf-8"))] == ["smooth"]


@pytest.mark.parametrize(
    ("text", "word"), [(None, "curves.csv"), ("", "空的"), ("a,b\n1,2\n", "train"), ("train\n1\n2\n", "至少要 5 轮")]
)
def test_bad_input_is_one_clear_line(coursekit, tmp_path, text, word):
    """No file, nothing in it, no such column, too few epochs."""
    file = tmp_path / "curves.csv"
    if text is not None:
        file.write_text(text, "utf-8")
    ran = coursekit("diagnose", file)
    assert one_clear_line(ran), ran.said
    assert word in ran.err


def test_help_has_an_example(coursekit):
    """In both languages."""
    assert "coursekit diagnose curves.csv" in coursekit("diagnose", "--help").out
    assert "Example: coursekit diagnose" in " ".join(coursekit("diagnose", "--help", COURSEKIT_LANG="en").out.split())
