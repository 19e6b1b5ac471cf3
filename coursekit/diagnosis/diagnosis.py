"""`diagnose`: from curves to a label, with its evidence and what to try."""

from dataclasses import dataclass, field, replace

import numpy as np

from coursekit.diagnosis import labels, rules
from coursekit.diagnosis.advice import Advice, advice_for
from coursekit.diagnosis.curves import SHORTEST, Curves, curves_of
from coursekit.diagnosis.evidence import evidence_for
from coursekit.diagnosis.features import features, is_diverged
from coursekit.diagnosis.signs import signs_of
from coursekit.diagnosis.wording import Evidence, short
from coursekit.lang import tr

ALSO = 0.15
SHOT = 10  # a first epoch so many times above all later ones


@dataclass(frozen=True)
class Diagnosis:
    """What the curves show.

    Attributes
    ----------
    label : str
        One of `LABELS`.
    confidence : float
        Probability of the label, calibrated on the tuning runs.
    evidence : list of Evidence
        The findings that decided.
    advice : list of Advice
        What to try, the first first.
    probabilities : dict of str to float
        Of every label that these curves could have had.
    features : dict of str to float
        What was measured; empty for a loss that is no number.
    curves : Curves
    """

    label: str
    confidence: float
    evidence: list[Evidence]
    advice: list[Advice]
    probabilities: dict[str, float]
    features: dict[str, float] = field(repr=False)
    curves: Curves = field(repr=False)

    @property
    def healthy(self) -> bool:
        """Whether there is nothing to cure."""
        return self.label in labels.HEALTHY

    def as_json(self) -> dict:
        """Return label, confidence, evidence and advice as plain values."""
        return {
            "label": self.label,
            "confidence": round(self.confidence, 4),
            "evidence": [found.text for found in self.evidence],
            "advice": [step.as_json() for step in self.advice],
        }

    def plot(self, ax=None):
        """Draw the curves with the evidence marked on them; return the Axes."""
        from coursekit.diagnosis.drawing import draw

        return draw(self, ax)

    def __str__(self) -> str:
        sure = labels.confidence_in_words(self.confidence)
        head = tr(
            f"{labels.name(self.label)}（{self.label}），{sure}：{self.confidence:.0%}",
            f"{labels.name(self.label)} ({self.label}), {sure}: {self.confidence:.0%}",
        )
        found = [f"· {each.text}" for each in self.evidence]
        steps = [f"{place}. {step.text}" for place, step in enumerate(self.advice, start=1)]
        told = [head, labels.meaning(self.label), *self._also(), tr("依据：", "Evidence:"), *found]
        return "\n".join([*told, tr("建议（按顺序，一次只改一样）：", "To try, in this order, one at a time:"), *steps])

    def _also(self) -> list[str]:
        others = sorted(((p, name) for name, p in self.probabilities.items() if name != self.label), reverse=True)
        if not others or others[0][0] < ALSO:
            return []
        p, name = others[0]
        return [tr(f"也可能是{labels.name(name)}（{name}，{p:.0%}）。", f"It may also be {name} ({p:.0%}).")]


def diagnose(curves, valid=None) -> Diagnosis:
    """Name the pattern of a training's loss curves, say what shows it and what to try.

    Parameters
    ----------
    curves : History, mapping, DataFrame, or sequence of float, shape (n,)
        The training loss, one number an epoch: as `training.fit` returns it, under ``loss`` or ``train``, or by
        itself. At least 5 epochs; from 20 on the shape is clear.
    valid : sequence of float, shape (n,), optional
        The validation loss, where `curves` does not hold it (under ``valid_loss`` or ``valid``). Without it only the
        shape of the training loss can be judged.

    Returns
    -------
    Diagnosis

    Raises
    ------
    DiagnosisError
        Where there is no training loss, something else than numbers, two lengths, or too few epochs.

    Examples
    --------
    >>> found = diagnose([2.3, 1.4, 0.9, 0.5, 0.3, 0.2, 0.15, 0.12, 0.1, 0.1])
    >>> found.label, found.advice[0].action
    ('smooth', 'keep')
    """
    return judge(curves_of(curves, valid))


def judge(read: Curves) -> Diagnosis:
    """Diagnose curves that were read already."""
    return _after_a_shot(read) or _judge(read)


def _after_a_shot(read: Curves) -> Diagnosis | None:
    """Return the diagnosis of a loss that shot up before the first epoch was over, fell back and never learnt.

    Its first epoch hides that: the fall from there looks like the best of trainings.
    """
    rest = read.without_first()
    if len(rest.train) < SHORTEST or is_diverged(read) or read.train[0] < SHOT * np.abs(rest.train).max():
        return None
    found = _judge(rest)
    if found.label not in ("stuck", "rising", "jitter"):
        return None
    first, later = short(read.train[0]), short(float(np.median(rest.train)))
    told = tr(
        f"第 1 轮的训练损失是 {first}，以后只有 {later} 左右：一开始就冲飞了，之后再没有学",
        f"the training loss of epoch 1 is {first}, later about {later}: it shot up and never learnt",
    )
    advice = advice_for("rising", read, signs_of(read.layers))
    return replace(found, evidence=[Evidence(told, (1, 1))], advice=advice, curves=read)


def _judge(read: Curves) -> Diagnosis:
    signs = signs_of(read.layers)
    if is_diverged(read):
        found, chances = {}, {"diverged": 1.0}
    else:
        found = features(read)
        chances = rules.probabilities(found)
    label = max(chances, key=chances.get)
    return Diagnosis(
        label=label,
        confidence=chances[label],
        evidence=evidence_for(label, read, found, signs),
        advice=advice_for(label, read, signs),
        probabilities=chances,
        features=found,
        curves=read,
    )
