"""The sentences that say what decided, with the right numbers in them."""

import numpy as np
import pytest

from coursekit.diagnosis import LABELS, diagnose
from coursekit.diagnosis.features import Smoothed
from coursekit.diagnosis.labels import FAULTS, HEALTHY, confidence_in_words, meaning, name
from coursekit.diagnosis.patterns import reached, still_falling
from coursekit.diagnosis.wording import percent, short
from tests.diagnosis.samples import N, curves, decay


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_evidence_inside_the_curve(label):
    """At least one sentence; the epochs that it names are there."""
    train, valid = curves(label)
    found = diagnose(train, valid)
    assert found.evidence and all(each.text for each in found.evidence)
    for each in found.evidence:
        first, last = each.epochs
        assert 1 <= first <= last <= len(train)
        assert each.curve == "train" or valid is not None


def test_overfitting_names_the_lowest_epoch_and_the_rise():
    """Lowest in epoch 21 of 61, up by a half."""
    valid = np.r_[np.linspace(2, 1, 21), np.linspace(1, 1.5, 21)[1:], np.full(20, 1.5)]
    first = diagnose(decay(2, 0.02, n=61), valid).evidence[0]
    assert first.text.startswith("验证损失在第 21 轮最低（1），此后上升 50%，到 1.5")
    assert first.epochs == (21, 61) and first.curve == "valid"


def test_the_epoch_in_which_it_broke_down():
    """The first that is no number, in either curve."""
    train, valid = np.linspace(2, 1, 20), np.linspace(2, 1, 20)
    valid[7] = np.nan
    assert diagnose(train, valid).evidence[0].text == "第 8 轮的验证损失成了 nan"
    train[4] = np.inf
    assert diagnose(train, valid).evidence[0].text == "第 5 轮的训练损失成了 inf"


def test_an_explosion_names_its_epoch():
    """No nan, but a loss of a million."""
    train = np.linspace(2, 1, 20)
    train[11] = 1e6
    assert diagnose(train).evidence[0].text == "训练损失从 2 涨到 1e+06（第 12 轮）"


def test_underfitting_says_whether_it_is_still_falling():
    """A straight line is, a curve that has levelled off is not."""
    falling, stopped = diagnose(2.3 - 0.4 * np.arange(N) / N), diagnose(decay(2.3, 1.6, speed=20))
    assert falling.label == stopped.label == "underfitting"
    assert "到最后还在降" in falling.evidence[1].text
    assert "早已不再降了" in stopped.evidence[1].text


def test_where_a_curve_had_done_its_fall():
    """95 % of a straight fall over 101 epochs: in epoch 96; half of it is left in the middle."""
    line = Smoothed.of(np.linspace(1, 0, 101))
    assert reached(line) == 96
    assert still_falling(line) == pytest.approx(0.5, abs=0.06)


def test_how_numbers_are_written():
    """Three digits of a loss; a share without digits where it is large."""
    assert [short(x) for x in (0.123456, 12.3456, 1e-7)] == ["0.123", "12.3", "1e-07"]
    assert [percent(x) for x in (0.414, 0.0041, 1.5)] == ["41%", "0.41%", "150%"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_label_has_a_name_and_a_meaning(monkeypatch, language):
    """Different ones, in both languages."""
    monkeypatch.setenv("COURSEKIT_LANG", language)
    assert len({name(label) for label in LABELS}) == len({meaning(label) for label in LABELS}) == len(LABELS) == 12
    assert set(HEALTHY) | set(FAULTS) == set(LABELS)


def test_confidence_in_words():
    """Four steps."""
    words = [confidence_in_words(p) for p in (0.95, 0.75, 0.55, 0.3)]
    assert words == ["很有把握", "比较有把握", "大致如此", "没有把握"]
