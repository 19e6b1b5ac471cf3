"""What to try, in which order: each step in words, and as an action that a program can carry out."""

from dataclasses import dataclass, field

from coursekit.diagnosis.curves import Curves
from coursekit.diagnosis.features import Smoothed
from coursekit.diagnosis.patterns import FALLING, still_falling
from coursekit.diagnosis.signs import Signs
from coursekit.lang import tr

SURE_TREND = 2.0
HINDERED = 0.5
RANGE_TEST = "training.lr_range_test(model, X, y, highest=1, batch_size=128).suggestion"
OF_RANGE_TEST = {"highest": 1.0, "batch_size": 128}


@dataclass(frozen=True)
class Advice:
    """One step.

    Attributes
    ----------
    action : str
        One of `ACTIONS`.
    text : str
    values : dict
        Of the action: ``{"factor": 0.1}``, ``{"patience": 5}``.
    """

    action: str
    text: str
    values: dict = field(default_factory=dict)

    def as_json(self) -> dict:
        """Return it as plain values."""
        return {"action": self.action, "values": self.values, "text": self.text}


# What each action changes in a training; a keyword of `fit` stands where there is one.
ACTIONS = {
    "keep": "nothing",
    "lr_range_test": "lr: what training.lr_range_test suggests, with these `highest`, `batch_size`; no schedule",
    "lr": "lr times `factor`",
    "reinitialise": "first weights: PyTorch's own, small and random, biases 0",
    "standardise": "X (and y of a regression): mean 0, standard deviation 1, by the training part",
    "check_pairs": "rows and labels belong together; both parts prepared alike, shuffled, then split",
    "check_labels": "labels that are wrong",
    "clip_norm": "clip_norm = `value`",
    "batch_size": "batch_size times `factor`",
    "epochs": "epochs times `factor`",
    "bigger_model": "width times `factor`, one layer more; no l2, no dropout",
    "smaller_model": "width times `factor`",
    "early_stopping": "early_stopping = `patience`, best weights kept",
    "regularise": "dropout = `dropout`, l2 = `l2`",
    "more_data": "more training rows, or augmentation",
    "measure_in_eval": "the training loss after the epoch in evaluation mode, without noise: as validation is measured",
    "plain_training": "no dropout, augmentation or noise; BatchNorm's momentum 0.1. None there: wrong training labels",
}


def advice_for(label: str, curves: Curves, signs: Signs) -> list[Advice]:
    """Return the steps for a label, the one to try first first."""
    if label == "stuck":
        return _stuck(curves, signs)
    if label == "underfitting":
        return _underfitting(curves)
    if label == "flat_train":
        return _flat_train(curves)
    return _STEPS[label]()


def _step(action: str, zh: str, en: str, **values) -> Advice:
    return Advice(action, tr(zh, en), values)


def _keep() -> list[Advice]:
    return [_step("keep", "不用改。损失不再下降时就可以停。", "Change nothing; stop where the loss falls no more.")]


def _range_test() -> Advice:
    return _step(
        "lr_range_test",
        f"换学习率：重建模型，用 {RANGE_TEST}（优化器用同一种）；来不及测就先除以 10。",
        f"Another learning rate: make the model anew and take {RANGE_TEST}, or divide by 10.",
        **OF_RANGE_TEST,
    )


def _clip() -> Advice:
    return _step("clip_norm", "梯度裁剪：fit(..., clip_norm=1.0)。", "Clip the gradient: clip_norm=1.0.", value=1.0)


def _standardise() -> Advice:
    return _step(
        "standardise",
        "看看数据：特征（回归还有目标）是否标准化，有没有 nan 和离谱的数。",
        "Look at the data: standardise the features (and a regression's target); any nan?",
    )


def _too_fast() -> list[Advice]:
    return [_range_test(), _standardise(), _clip()]


def _stuck(curves: Curves, signs: Signs) -> list[Advice]:
    reinitialise = _step(
        "reinitialise",
        "重新初始化：权重用小的随机数（PyTorch 默认的 Kaiming 即可），偏置从 0 起；别全设成 0，ReLU 别一开始就全不亮。",
        "Initialise anew: small random weights, biases 0; never all zero, no ReLU dead from the start.",
    )
    labels = _step("check_labels", "查标签：是不是打乱了、全一样？", "Check the labels: shuffled, or all the same?")
    faster = _step(
        "lr_range_test",
        f"提高学习率：用 {RANGE_TEST}（优化器用同一种）；或每次乘 10，直到损失动起来。",
        f"Raise the learning rate: {RANGE_TEST}, or times 10.",
        **OF_RANGE_TEST,
    )
    if signs.dead_network or not (signs.steps_too_small or creeps(curves)):
        return [reinitialise, faster, labels, _standardise()]
    return [faster, reinitialise, labels, _standardise()]


def creeps(curves: Curves) -> bool:
    """Whether a curve that looks flat falls all the same, evenly to its end: then nothing is dead, it is only slow."""
    import numpy as np

    half = curves.train[len(curves.train) // 2 :]
    away = half - np.polyval(np.polyfit(np.arange(len(half)), half, 1), np.arange(len(half)))
    fall = half[0] - half[-1]
    return bool(fall > SURE_TREND * max(float(np.std(away)), 1e-9 * abs(curves.train[0])))


def _jitter() -> list[Advice]:
    return [
        _step(
            "lr", "学习率除以 10（或加学习率衰减）。", "Divide the learning rate by 10, or let it decay.", factor=0.1
        ),
        _step("batch_size", "批大一点：batch_size 乘 4。", "Larger batches: batch_size times 4.", factor=4),
        _step("check_labels", "查标签和异常值：有没有标错的样本？", "Look for wrong labels and outliers."),
        _clip(),
    ]


def _underfitting(curves: Curves) -> list[Advice]:
    bigger = _step(
        "bigger_model",
        "放开模型：隐藏层加宽 4 倍、再加一层，去掉 L2 和 Dropout。",
        "Set the model free: hidden layers 4 times as wide, one more of them, no L2, no dropout.",
        factor=4,
    )
    faster = _step(
        "lr_range_test",
        f"提高学习率：用 {RANGE_TEST}（优化器用同一种）。",
        f"Raise the learning rate: {RANGE_TEST}.",
        **OF_RANGE_TEST,
    )
    longer = _step("epochs", "多训练几轮：epochs 乘 3。", "Train longer: epochs times 3.", factor=3)
    if still_falling(Smoothed.of(curves.train)) > FALLING:
        return [faster, longer, bigger]
    return [bigger, faster, longer]


def _early_stopping() -> Advice:
    return _step(
        "early_stopping",
        "早停：fit(..., early_stopping=5)，自动留下验证损失最低那一轮的权重。",
        "Stop early: early_stopping=5 keeps the weights of the best epoch.",
        patience=5,
    )


def _regularise() -> Advice:
    return _step(
        "regularise",
        "正则化：加 Dropout(0.5)，或 fit(..., l2=1e-3)。",
        "Regularise: Dropout(0.5), or l2=1e-3.",
        dropout=0.5,
        l2=1e-3,
    )


def _more_data() -> Advice:
    return _step("more_data", "更多数据：再收集，或做数据增强。", "More data: collect, or augment.")


def _overfitting() -> list[Advice]:
    smaller = _step("smaller_model", "换小一点的模型：宽度除以 4。", "A smaller model: a quarter as wide.", factor=0.25)
    return [_early_stopping(), _regularise(), _more_data(), smaller]


def _plateau() -> list[Advice]:
    slower = _step("lr", "学习率除以 10 再练几轮。", "A tenth of the learning rate for some more epochs.", factor=0.1)
    return [_more_data(), _regularise(), _early_stopping(), slower]


def _flat_train(curves: Curves) -> list[Advice]:
    plain = _step(
        "plain_training",
        "先去掉只在训练时起作用的东西，再练一次：Dropout 和数据增强关掉，BatchNorm 的 momentum 用默认的 0.1。"
        "训练损失这样就降了，再一点一点加回来。这些一样也没有用，就查训练集的标签：是不是只有它有错？",
        "Leave out what acts in training only: no dropout, no augmentation, BatchNorm's momentum at 0.1. "
        "If training falls now, bring them back bit by bit. None of them there? Check the labels of the training part.",
    )
    fair = _step(
        "measure_in_eval",
        "公平地比：每轮结束后在 eval 模式、不加增强的条件下再量一次训练损失（fit 的 metrics）。",
        "Compare fairly: measure the training loss after each epoch in eval mode, without augmentation, too.",
    )
    split = _step(
        "check_pairs",
        "查切分：验证集是不是太小、太容易，或者混进了训练样本？",
        "Check the split: is validation tiny, easy, or leaked?",
    )
    # A training loss that stays about as high as validation began is hindered by what acts in training only. One that
    # is low from the start has nothing left to learn: validation comes down to it, as evaluation mode's statistics do.
    hindered = curves.train[-1] > HINDERED * curves.valid[0]
    return [plain, fair, split] if hindered else [fair, plain, split]


def _memorising() -> list[Advice]:
    return [
        _step(
            "check_pairs",
            "先查数据：X 和 y 的行是否对得上（一起打乱）？两份数据的预处理、标签编码是否相同？打乱后再切分。",
            "Check the data: do rows and labels belong together, are both parts prepared alike, shuffled, then split?",
        ),
        _more_data(),
        _regularise(),
    ]


_STEPS = {
    "smooth": _keep,
    "staircase": _keep,
    "converging": _keep,
    "rising": _too_fast,
    "diverged": _too_fast,
    "jitter": _jitter,
    "overfitting": _overfitting,
    "plateau": _plateau,
    "memorising": _memorising,
}
