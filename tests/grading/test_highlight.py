import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.grading.highlight import python
from coursekit.grading.sanitize import plain

PIECES = st.sampled_from(
    ["'", '"', "'''", '"""', "\\", "#", "\n", "f", "rb", "@a", "def ", "if", "1e5", "%", " ", "<", "&", "变量"]
)


def spans(source: str) -> list[tuple[str, str]]:
    return [
        (kind, unescape(text)) for kind, text in re.findall(r'<span class="(\w)">(.*?)</span>', python(source), re.S)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1  # 注释 'no string'", [("n", "1"), ("c", "# 注释 'no string'")]),
        ("rb'a\\'b' + f\"c\"", [("s", "rb'a\\'b'"), ("s", 'f"c"')]),
        ('"""doc\n\'" #"""', [("s", '"""doc\n\'" #"""')]),
        ("'''never closed\\", [("s", "'''never closed\\")]),
        ("'open\nx", [("s", "'open")]),
        ("def 函数(x): return x", [("k", "def"), ("f", "函数"), ("k", "return")]),
        ("@torch.no_grad()\nclass Net: pass", [("f", "@torch.no_grad"), ("k", "class"), ("f", "Net"), ("k", "pass")]),
        ("%matplotlib inline\n!pip install x", [("m", "%matplotlib inline"), ("m", "!pip install x")]),
        ("a % b", []),
        ("important = notable", []),
    ],
)
def test_tokens(source, expected):
    """Comments, strings, definitions, keywords, numbers and magics are found; parts of names are not."""
    assert spans(source) == expected


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_the_text_survives(source):
    """Without the tags the text is the source, hidden characters spelled out; there is no other markup."""
    html = re.sub(r'<span class="(?:\w|hidden-char)">|</span>', "", str(python(source)))
    assert "<" not in html
    spelled = re.sub(r"\[(U\+[0-9A-F]+)\]", r"\1", unescape(html))
    assert spelled == re.sub(r"\[(U\+[0-9A-F]+)\]", r"\1", plain(source))
