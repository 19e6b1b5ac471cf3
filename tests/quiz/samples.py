"""Questions that the tests of quiz share: one of each kind."""

from coursekit.quiz.bank import read

ONE = {
    "id": "t.one",
    "kind": "choice",
    "text": "$a<b$ 吗？\n选一个。",
    "option": [
        {"text": "是，`a < b`", "reason": "**对**，$a<b$。", "right": True},
        {"text": "否", "reason": "再看看 $a$。"},
        {"text": "不知道", "reason": "想一想。"},
    ],
}
SEVERAL = {
    "id": "t.several",
    "kind": "choice",
    "text": "哪些对？",
    "option": [
        {"text": "甲", "reason": "甲对。", "right": True},
        {"text": "乙", "reason": "乙错。"},
        {"text": "丙", "reason": "丙对。", "right": True},
    ],
}
NUMBER = {
    "id": "t.number",
    "kind": "number",
    "text": "$10/13$ 是多少？",
    "value": 0.769231,
    "tolerance": 0.001,
    "reason": "除一下。",
    "hint": "十除以十三。",
    "near": [{"value": 1.3, "reason": "反了。"}],
}

one, several, number = read(ONE), read(SEVERAL), read(NUMBER)
