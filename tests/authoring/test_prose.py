"""Rules of Chinese typesetting: each is told with its line, and good prose is left alone."""

import pytest

from coursekit.authoring.prose import prose_faults

GOOD = """\
## 1.2 学习率 $\\eta$ 怎么选

先用 Adam，学习率取 0.01；损失 `loss` 降不动，再减半。
**为什么？** 步子太大会跨过谷底。
“再试一次！”他说，“换个种子。”
**交叉熵**（cross-entropy）的值是 $\\ln 3\\approx1.0986$，见[文档](https://example.org/a(b))。
他问：为什么（真的吗？）不行？

- **数据**。先看图，再看数；
- 第 3 章的 `X[:, 0]`、`y` 和 $x_1, x_2$；
- 95% 的样本，3:1 的比例，12:30 下课。

| 名称 | 值。备注。 |
|---|---|
| 宽度 | 10 |

$$f(x)=\\max(0, x)$$

```python
print("随便,写(都行)")  # 代码不管
```

<details>
<summary>答案</summary>

选 A。

</details>
"""


def test_good_prose_is_left_alone():
    """Mathematics, code, links, tables, lists, quotations and mark-up set off no rule."""
    assert prose_faults(GOOD) == []


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("用Adam训练。", "空一格"),
        ("训练 3轮。", "空一格"),
        ("变量`x`很大。", "空一格"),
        ("误差$e$很小。", "空一格"),
        ("先看图,再看数。", "全角标点"),
        ("先看图, 再看数。", "全角标点"),
        ("看 Adam, 它更快。", "全角标点"),
        ("为什么?", "全角标点"),
        ("先停下.", "全角标点"),
        ("网络(很深)能学。", "全角括号"),
        ("网络 (deep) 能学。", "全角括号"),
        ('他说"不行"。', "弯引号"),
        ("宽度--深度。", "破折号"),
        ("宽度 ，深度。", "不空格"),
        ("宽度， 深度。", "不空格"),
        ("太好了\U0001f600。", "表情符号"),
        ("对了 ✅。", "表情符号"),
        ("先停下。再看。", "一行只写一句"),
        ("对吗？不对。", "一行只写一句"),
        ("- 先停下。再看。", "一行只写一句"),
        ("**先停下**。再看。再想。", "一行只写一句"),
        ("值是 $x_{最大}$ 吗？", "不要写中文"),
        ("$$x_{最大}$$", "不要写中文"),
        ("| 图,数 | 值 |", "全角标点"),
    ],
)
def test_each_rule(line, word):
    """On the second of three lines, told with its number; and once."""
    faults = prose_faults(f"好。\n\n{line}\n\n好。")
    assert [number for number, _ in faults] == [2]
    assert word in faults[0][1]


def test_a_sentence_over_two_lines():
    """The browser would put a space between the Chinese characters."""
    assert [number for number, _ in prose_faults("网络先把输入\n乘上权重。")] == [0]
    assert [number for number, _ in prose_faults("- 网络先把输入，\n  乘上权重。")] == [0]
    assert prose_faults("三条：\n- 一\n- 二\n\n网络\n\n再说。") == []


def test_mathematics_over_several_lines():
    """A display formula is no prose; Chinese in it is a fault of its line."""
    assert prose_faults("$$\na(b)c\n$$\n好。") == []
    assert prose_faults("好。\n\n$$\nx_{最大}\n$$")[0][0] == 2


def test_comments_and_dollars_in_code_are_no_prose():
    assert prose_faults("<!-- 随便,写 -->\n用 `$HOME` 和 `中文$`。") == []
