"""The evidence: what was measured, in sentences with their numbers, and where on the curve it lies."""

import numpy as np

from coursekit.diagnosis.curves import Curves
from coursekit.diagnosis.features import Smoothed
from coursekit.diagnosis.patterns import SAID
from coursekit.diagnosis.signs import Signs
from coursekit.diagnosis.wording import Evidence, percent, short
from coursekit.lang import tr


def evidence_for(label: str, curves: Curves, found: dict[str, float], signs: Signs) -> list[Evidence]:
    """Return the findings that decided, the weightiest first."""
    if label == "diverged":
        return [_diverged(curves), *_of_layers(signs)]
    train = Smoothed.of(curves.train)
    valid = None if curves.valid is None else Smoothed.of(curves.valid)
    return [*SAID[label](train, valid, found), *_of_layers(signs)]


def _diverged(curves: Curves) -> Evidence:
    pairs = [("train", curves.train), ("valid", curves.valid)]
    for name, values in pairs:
        if values is not None and not np.isfinite(values).all():
            epoch = int(np.argmin(np.isfinite(values))) + 1
            which = tr("训练" if name == "train" else "验证", name)
            return Evidence(
                tr(
                    f"第 {epoch} 轮的{which}损失成了 {values[epoch - 1]}",
                    f"the {which} loss became {values[epoch - 1]} in epoch {epoch}",
                ),
                (epoch, epoch), name,
            )  # fmt: skip
    start, top = float(curves.train[0]), int(np.argmax(np.abs(curves.train)))
    text = tr(
        f"训练损失从 {short(start)} 涨到 {short(curves.train[top])}（第 {top + 1} 轮）",
        f"the training loss grew from {short(start)} to {short(curves.train[top])} in epoch {top + 1}",
    )
    return Evidence(text, (top + 1, len(curves.train)))


def _of_layers(signs: Signs) -> list[Evidence]:
    said = []
    if signs.dead:
        layer, share = signs.dead
        said.append(
            tr(
                f"{layer} 层的 ReLU 有 {percent(share)} 的单元对所有样本都输出 0（死神经元）",
                f"{percent(share)} of the ReLU units of layer {layer} answer 0 to every sample",
            )
        )
    if signs.vanished:
        layer, ratio = signs.vanished
        said.append(
            tr(
                f"{layer} 层的梯度只有最后一层的 {ratio:.1g} 倍（梯度消失）",
                f"the gradient of layer {layer} is {ratio:.1g} of the last layer's",
            )
        )
    if signs.exploded:
        layer, growth = signs.exploded
        said.append(
            tr(
                f"{layer} 层的梯度涨到开始时的 {growth:.1g} 倍（梯度爆炸）",
                f"the gradient of layer {layer} grew {growth:.1g}-fold",
            )
        )  # fmt: skip
    if signs.steps_too_small or signs.steps_too_large:
        said.append(
            tr(
                f"每次更新约改变权重的 {signs.steps:.1g}（健康的约为 1e-3）",
                f"an update changes the weights by about {signs.steps:.1g} (healthy: 1e-3)",
            )
        )
    return [Evidence(text) for text in said]
