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

SIZE = {
    "id": "t.size",
    "kind": "size",
    "text": "$XW$ 几行几列？",
    "value": [3, 4],
    "reason": "行随前，列随后。",
    "hint": "看行数和列数。",
    "near": [{"value": [4, 3], "reason": "转置了。"}],
}
ORDER = {
    "id": "t.order",
    "kind": "order",
    "text": "排出次序。",
    "value": "BCA",
    "reason": "先买菜，再洗，再炒。",
    "option": [
        {"text": "炒", "reason": "没有洗过。"},
        {"text": "买", "reason": "没有买过。"},
        {"text": "洗", "reason": "洗要先有菜。"},
    ],
}
TEXT = {
    "id": "t.text",
    "kind": "text",
    "text": "这是哪种平均？",
    "value": ["调和平均", "Harmonic mean"],
    "reason": "倒数的平均的倒数。",
    "hint": "想想倒数。",
    "near": [{"value": ["算术平均"], "reason": "那是直接平均。"}],
}

one, several, number = read(ONE), read(SEVERAL), read(NUMBER)
size, order, text = read(SIZE), read(ORDER), read(TEXT)
