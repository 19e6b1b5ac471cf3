"""The twelve labels: how they are called and what they mean."""

from coursekit.lang import tr

HEALTHY = ("smooth", "staircase", "converging")
FAULTS = (
    "rising", "stuck", "jitter", "overfitting", "underfitting", "plateau", "flat_train", "memorising", "diverged",
)  # fmt: skip
LABELS = HEALTHY + FAULTS


def name(label: str) -> str:
    """Return how a label is called in class."""
    return {
        "smooth": tr("平稳下降", "smooth fall"),
        "staircase": tr("阶梯下降", "staircase"),
        "converging": tr("正常收敛", "converging"),
        "rising": tr("损失上升", "rising"),
        "stuck": tr("停滞不降", "stuck"),
        "jitter": tr("剧烈抖动", "jitter"),
        "overfitting": tr("过拟合", "overfitting"),
        "underfitting": tr("欠拟合", "underfitting"),
        "plateau": tr("验证损失到头了", "validation plateau"),
        "flat_train": tr("训练平、验证降", "flat training loss"),
        "memorising": tr("只在死记", "memorising"),
        "diverged": tr("发散", "diverged"),
    }[label]


def meaning(label: str) -> str:
    """Return what a label means, in one sentence."""
    return {
        "smooth": tr("训练正常：损失一路下降，最后落得很低。", "Well: the loss falls steadily and ends low."),
        "staircase": tr(
            "训练正常：损失一级一级地下降，平的那一段只是在等。", "Well: the loss falls in steps."
        ),
        "converging": tr("训练正常：两条曲线一起下降，又靠得很近。", "Well: both curves fall, close together."),
        "rising": tr(
            "损失不降反升：步子太大，跨过了最低点（也可能是数据有错）。",
            "The loss climbs: steps too large, over the minimum (or the data are wrong).",
        ),
        "stuck": tr(
            "损失几乎没有动：步子太小，或者网络一开始就“死”了。",
            "The loss hardly moves: steps too small, or a network that is dead from the start.",
        ),
        "jitter": tr(
            "损失上蹿下跳：学习率偏大、批太小，或者标签有噪声。",
            "The loss jumps about: a large rate, tiny batches or noisy labels.",
        ),
        "overfitting": tr(
            "验证损失先降后升：模型开始记训练集里的噪声了。",
            "The validation loss falls, then rises: the model has begun to learn the noise.",
        ),
        "underfitting": tr(
            "两条曲线都还很高：模型太弱、步子太小或轮数太少，还没学会。",
            "The loss is still high: the model is too weak, the steps too small or too few.",
        ),
        "plateau": tr(
            "训练损失还在降，验证损失早就不动了：再练下去，新数据上不会更好。",
            "Training goes on falling, validation has stopped: more epochs bring nothing on new data.",
        ),
        "flat_train": tr(
            "训练损失不动，验证损失却在降：两条曲线多半不是在同样条件下量的。",
            "Training is flat while validation falls: the two are hardly measured under the same conditions.",
        ),
        "memorising": tr(
            "训练损失在降，验证损失从没好过：模型在背答案，或者两份数据对不上。",
            "Training falls, validation never gets better: answers are learnt by heart, or the two sets do not match.",
        ),
        "diverged": tr("损失成了 nan、无穷大或天文数字：训练已经垮了。", "The loss became nan or huge: it broke down."),
    }[label]  # fmt: skip


def confidence_in_words(confidence: float) -> str:
    """Return how sure a diagnosis is."""
    if confidence >= 0.9:
        return tr("很有把握", "very sure")
    if confidence >= 0.7:
        return tr("比较有把握", "fairly sure")
    if confidence >= 0.5:
        return tr("大致如此", "rather likely")
    return tr("没有把握", "not sure")
