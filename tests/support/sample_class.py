"""A made-up class with every kind of verdict, for tests of the pages that people read after grading."""

import base64
import random
import struct
import zlib

from coursekit.grading.results import CellResult, NotebookResult

ASSIGNMENT = "hw1_house_prices"
TITLES = {
    "log_rmse": "1.1 对数均方根误差",
    "preprocess": "1.2 预处理：标准化与独热编码",
    "get_net": "2.1 多层感知机",
    "train": "2.2 训练循环与早停",
    "k_fold": "2.3 K 折交叉验证",
    "submission": "3.1 提交文件 submission.csv",
    "discussion": "3.2 讨论：学习率与过拟合",
}
POINTS = {"log_rmse": 3, "preprocess": 5, "get_net": 4, "train": 6, "k_fold": 5, "submission": 2, "discussion": 4}
MESSAGES = {
    "failed": "形状不对：得到 (32, 32)，应为 (32,)。检查 net(X) 的最后一维。",
    "partial": "“丢弃层”没有通过：验证时也在丢弃。先调用 net.eval()。",
    "error": "RuntimeError: mat1 and mat2 shapes cannot be multiplied (32x331 and 330x128)",
    "timeout": "用了 20.0 秒 CPU 还没有结束，上限是 20 秒。",
    "crashed": "运行这一题的进程意外退出。",
    "missing": "",
    "passed": "",
    "manual": "",
}
NAMES = (
    "陈思远",
    "李雨桐",
    "王子涵",
    "张梦琪",
    "刘浩然",
    "杨欣怡",
    "黄俊杰",
    "赵一鸣",
    "周佳宁",
    "吴天宇",
    "徐若曦",
    "孙博文",
)


def png(width: int = 420, height: int = 160) -> str:
    """Return a small PNG as base64: a falling curve on white."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            curve = 20 + (height - 40) * (1 - 2.0 ** (-x / 60))
            rows += b"\x00\x67\xa5" if abs(y - curve) < 1.6 else b"\xff\xff\xff"
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    parts = [
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in chunks
    ]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(parts)).decode("ascii")


def record(student: str, draw: random.Random, skill: float) -> NotebookResult:
    """Return one student's record; `skill` from 0 to 1, below 0 nothing was handed in."""
    cells = []
    for grade_id, full in POINTS.items():
        if skill < 0:
            status, score, seconds = "missing", 0.0, 0.0
        elif grade_id == "discussion":
            status, score, seconds = "manual", None, 0.0
        elif draw.random() < skill:
            status, score, seconds = "passed", float(full), draw.lognormvariate(-2.2, 0.7)
        else:
            status = draw.choices(("partial", "failed", "error", "timeout", "crashed"), (4, 6, 3, 1, 1))[0]
            score = full / 2 if status == "partial" else 0.0
            seconds = 20.0 if status == "timeout" else draw.lognormvariate(-2.2, 0.7)
        cells.append(CellResult(grade_id, score, full, status, MESSAGES[status], seconds))
    result = NotebookResult(student, ASSIGNMENT, ASSIGNMENT, cells)
    if skill < 0:
        result.notes.append("没有收到这次作业。")
    return result


def sample_class(size: int = 24) -> list[NotebookResult]:
    """Return the records of a class, always the same for one size."""
    draw = random.Random(7)
    results = []
    for index in range(size):
        skill = -1.0 if index % 12 == 10 else min(1.0, draw.betavariate(5, 1.4))
        results.append(record(f"2026{index + 1:04d}-{NAMES[index % len(NAMES)]}", draw, skill))
    results[3 % size].notes.append("单元格 train 在提交里出现了两次，评分以最后一个为准。")
    return results


def submission() -> list[dict]:
    """Return the cells of one submission: prose, code, text, an error, a figure, a duplicate, hidden characters."""

    def code(source: str, outputs: list | None = None, grade_id: str = "") -> dict:
        metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
        return {"cell_type": "code", "source": source, "outputs": outputs or [], "metadata": metadata}

    def markdown(source: str, grade_id: str = "") -> dict:
        return {"cell_type": "markdown", "source": source, "grade_id": grade_id}

    figure = {"image/png": png(), "text/plain": "<Figure size 420x160 with 1 Axes>"}
    trace = ["\x1b[31mRuntimeError\x1b[0m: mat1 and mat2 shapes cannot be multiplied (32x331 and 330x128)"]
    return [
        markdown("# 作业 1：房价预测\n\n姓名：李雨桐\n\n这份作业用一个多层感知机预测房价，评价指标是对数均方根误差。"),
        code("import numpy as np\nimport torch\nfrom torch import nn\n\ntorch.manual_seed(2026)"),
        markdown("## 1.1 对数均方根误差\n\n先取对数，再算均方根误差。"),
        code("def log_rmse(pred, y):\n    return 0", grade_id="train"),
        code(
            "def log_rmse(pred, y):\n"
            '    """Root mean squared error of the logarithms."""\n'
            "    pred = np.clip(pred, 1, None)  # 价格不会低于 1\n"
            "    return float(np.sqrt(np.mean((np.log(pred) - np.log(y)) ** 2)))"
        ),
        code(
            "assert abs(log_rmse(np.array([2.0, 3.0]), np.array([2.0, 3.0]))) < 1e-9, '完全相同的预测误差应为 0'",
            grade_id="log_rmse",
        ),
        code(
            "class Net(nn.Module):\n    def __init__(self, in_features, p=0.2):\n        super().__init__()\n"
            "        self.body = nn.Sequential(\n            nn.Linear(in_features, 128), nn.ReLU(), nn.Dropout(p),\n"
            "            nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 1),\n        )\n\n"
            "    def forward(self, x):\n        return self.body(x).squeeze(-1)",
        ),
        code("net = Net(330)\nnet(torch.zeros(32, 331))", [{"output_type": "error", "traceback": trace}], "get_net"),
        code(
            "for epoch in range(3):\n    loss = train_epoch(net, loader)\n    print(f'epoch {epoch}: {loss:.4f}')",
            [
                {
                    "output_type": "stream",
                    "name": "stdout",
                    "text": ["epoch 0: 0.5127\nepoch 1: 0.2210\n", "epoch 2: 0.1473\n"],
                },
                {
                    "output_type": "stream",
                    "name": "stderr",
                    "text": "UserWarning: lr_scheduler.step() 在 optimizer.step() 之前调用\n",
                },
            ],
            "train",
        ),
        code("plt.plot(losses);", [{"output_type": "display_data", "data": figure, "metadata": {}}]),
        code(
            "df.head(2)", [{"output_type": "execute_result", "data": {"text/html": "<table></table>"}, "metadata": {}}]
        ),
        code("if access != 'user\u202e \u2066# 管理员\u2069 \u2066':\n    print('ok')", grade_id="k_fold"),
        markdown(
            "学习率太大时损失会发散；太小时收敛很慢。我选了 0.003，验证损失在第 40 轮之后不再下降。", "discussion"
        ),
    ]
