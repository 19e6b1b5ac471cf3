"""Curves from files of many hands."""

import numpy as np
import pytest

from coursekit.diagnosis import DiagnosisError
from coursekit.diagnosis.files import read_curves
from coursekit.training import History

TRAIN, VALID = [2.0, 1.5, 1.25, 1.0, 0.5], [2.5, 2.0, 1.5, 1.25, 1.0]


def rows(separator=",", number=str):
    return "\n".join(separator.join(map(number, pair)) for pair in zip(TRAIN, VALID, strict=True)) + "\n"


def comma(value):
    return str(value).replace(".", ",")


@pytest.mark.parametrize(
    "text",
    [
        "train,valid\n" + rows(),
        "\ufefftrain,valid\r\n" + rows().replace("\n", "\r\n"),
        "train;valid\n" + rows(";"),
        "train;valid\n" + rows(";", comma),
        "train\tvalid\n" + rows("\t"),
        "train valid\n" + rows(" "),
        " Train | Valid \n" + rows(" | "),
        "loss,val_loss\n" + rows(),
        "# run 7\n\nTrain Loss,Validation Loss\n" + rows(),
        "训练损失,验证损失\n" + rows(),
        '"train","valid"\n' + rows(),
        rows(),
        "\n".join(f"{i},{t},{v}" for i, (t, v) in enumerate(zip(TRAIN, VALID, strict=True))),
        "epoch,train,accuracy,valid\n"
        + "\n".join(f"{i},{t},x,{v}" for i, (t, v) in enumerate(zip(TRAIN, VALID, strict=True))),
    ],
)
def test_the_same_curves_in_many_dresses(tmp_path, text):
    """Marks, separators, decimal commas, names, comments, a counting column, others that are no numbers."""
    file = tmp_path / "曲线 1.csv"
    file.write_text(text, "utf-8")
    read = read_curves(file)
    assert (read.train.tolist(), read.valid.tolist()) == (TRAIN, VALID)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings(tmp_path, encoding):
    """As Excel on a Chinese Windows saves them."""
    file = tmp_path / "curves.csv"
    file.write_bytes(("训练,验证\n" + rows()).encode(encoding))
    assert read_curves(file).valid.tolist() == VALID


def test_a_history_comes_back(tmp_path):
    """What `History.to_csv` writes, learning rates too."""
    history = History()
    for loss, valid in zip(TRAIN, VALID, strict=True):
        history.append({"loss": loss, "valid_loss": valid, "accuracy": 0.5}, lr=0.1, seconds=1.0)
    history.to_csv(tmp_path / "curves.csv")
    read = read_curves(tmp_path / "curves.csv")
    assert (read.train.tolist(), read.valid.tolist(), read.lr) == (TRAIN, VALID, [0.1] * 5)


def test_a_loss_that_is_no_number_stays(tmp_path):
    """nan and inf are findings, not gaps."""
    file = tmp_path / "curves.csv"
    file.write_text("train\n2\n9\ninf\nnan\nNaN\n")
    assert np.isnan(read_curves(file).train).tolist() == [False, False, False, True, True]


def test_gaps_of_the_validation_curve_are_filled(tmp_path):
    """Measured every second epoch: the mean of the neighbours lies between."""
    file = tmp_path / "curves.csv"
    file.write_text("train,valid\n5,4\n4,\n3,2\n2,\n1,1\n")
    assert read_curves(file).valid.tolist() == [4, 3, 2, 1.5, 1]
    file.write_text("train,valid\n5,\n4,\n3,\n2,\n1,\n")
    assert read_curves(file).valid is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "空的"),
        ("\n\n", "空的"),
        ("accuracy,epoch\n" + rows(), "accuracy、epoch"),
        ("train,valid\n1,2\n1,2\n", "至少要 5 轮"),
        ("train,valid\n" + rows() + "x,1\n", "train 列第 6 行应是一个数，得到 'x'"),
        ("train,valid\n" + rows() + ",1\n", "train 列第 6 行"),
        ("train,valid\n" + rows() + "1,?\n", "valid 列第 6 行"),
        ("train\n", "只有 0 轮"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, text, word):
    """The message names the file, the place and what is needed."""
    file = tmp_path / "curves.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(DiagnosisError, match=word) as caught:
        read_curves(file)
    assert "curves.csv" in str(caught.value)


def test_a_picture_is_no_text(tmp_path):
    """Bytes that are no text in any encoding."""
    file = tmp_path / "curves.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xff\xff")
    with pytest.raises(DiagnosisError, match="不是文本"):
        read_curves(file)
