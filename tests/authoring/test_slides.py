"""A chapter's cells become slides: what shares a page, what is shown, what only the lecturer sees."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from coursekit.authoring.slides import chapter_slides
from coursekit.quiz import bank
from tests.support.sample_class import png

QUESTION = "ffn.edges"


def text(source, kind, tags=()):
    return new_markdown_cell(source, metadata={"slideshow": {"slide_type": kind}, "tags": list(tags)})


def code(source, kind, outputs=(), tags=()):
    metadata = {"slideshow": {"slide_type": kind}, "tags": list(tags)}
    return new_code_cell(source, metadata=metadata, outputs=list(outputs))


def printed(words):
    return new_output("stream", name="stdout", text=words)


def figure():
    return new_output("display_data", data={"image/png": png()}, metadata={"image/png": {"alt": "一条线"}})


def slides(*cells, **options):
    return chapter_slides(list(cells), lambda index: 10 * (index + 1), **options)


def shown(slide):
    return "\n".join(block.html for block in slide.blocks)


def test_a_slide_a_subslide_and_what_goes_on():
    """`slide` opens a column, `subslide` stands below, `-` and `fragment` share the page; each page knows its line."""
    found = slides(
        text("# 第 5 章 名", "slide"),
        text("## 5.1 节", "slide"),
        code("1", "-"),
        code("2", "fragment"),
        code("3", "-"),
        text("下一页", "subslide"),
    )
    assert [(slide.line, slide.below, len(slide.blocks)) for slide in found] == [
        (10, False, 1),
        (20, False, 4),
        (60, True, 1),
    ]
    assert [block.fragment for block in found[1].blocks] == [0, 0, 1, 1]
    assert [slide.section for slide in found] == ["第 5 章 名", "5.1 节", "5.1 节"]
    assert [slide.title for slide in found] == ["第 5 章 名", "5.1 节", "下一页"]


def test_skipped_cells_leave_no_trace():
    """Neither their text, nor their code, nor what they printed; a page of them alone is none."""
    found = slides(
        text("一", "slide"),
        code("secret = 1", "skip", [printed("秘密")]),
        text("自学", "skip"),
    )
    assert len(found) == 1 and "secret" not in shown(found[0]) and "秘密" not in shown(found[0])


def test_hidden_input_shows_its_output_only():
    """What only draws is not read out."""
    (found,) = slides(code("plt.plot()", "slide", [figure()], ["hide-input"]))
    assert [block.kind for block in found.blocks] == ["figure"]


def test_the_lecturers_cells_are_notes_of_their_section():
    """On the section's first slide and on the one that they follow, never on the slide itself."""
    found = slides(
        text("一", "slide"), text("二", "subslide"), text("三", "subslide"), text("先问，再讲", "notes", ["lecturer"])
    )
    assert [("先问，再讲" in "".join(slide.notes)) for slide in found] == [True, False, True]
    assert not any("先问，再讲" in shown(slide) for slide in found)


def test_notes_can_be_left_out():
    """For a deck that students get: neither notes nor answers."""
    cells = [text("一\n\n<details><summary>答案</summary>\n\n42\n</details>", "slide"), text("板书", "notes")]
    (with_notes,), (without,) = slides(*cells), slides(*cells, notes=False)
    assert "42" in "".join(with_notes.notes) and "板书" in "".join(with_notes.notes)
    assert without.notes == [] and "42" not in shown(without)


def test_a_folded_answer_goes_into_the_notes():
    """It would open over the edge of the page; what stands before and after stays."""
    (found,) = slides(text("第 1 题\n\n<details>\n<summary>答案</summary>\n\n$x=1$\n\n</details>\n\n第 2 题", "slide"))
    assert "第 1 题" in shown(found) and "第 2 题" in shown(found) and "答案" not in shown(found)
    assert '<span class="math inline">x=1</span>' in "".join(found.notes)


def test_a_question_shows_its_options_and_keeps_its_answer_for_the_lecturer():
    """No call, no sentence on calls; answer and reason from the bank are notes."""
    told = f'**问题**　多少条边？\n\n- **A**　40\n\n*运行这个单元* `quiz.answer("{QUESTION}", "字母")`'
    output = new_output("display_data", data={"text/markdown": told, "text/plain": "…"})
    (found,) = slides(code(f'quiz.ask("{QUESTION}")', "slide", [output]))
    assert [block.kind for block in found.blocks] == ["question"]
    assert "多少条边" in shown(found) and "40" in shown(found)
    assert "quiz." not in shown(found) and "运行" not in shown(found)
    assert "70" in "".join(found.notes) and QUESTION in "".join(found.notes)


def test_every_kind_of_question_has_an_answer_in_the_notes():
    """Whatever the bank holds."""
    for id in bank.ids():
        (found,) = slides(code(f'quiz.ask("{id}")', "slide", [printed("问题")]))
        assert id in "".join(found.notes), id


def test_code_beside_a_question_is_shown():
    """Only a cell that does nothing but ask loses its code."""
    (found,) = slides(code(f'x = 1\nquiz.ask("{QUESTION}")', "slide", [printed("问题")]))
    assert "code" in [block.kind for block in found.blocks]


@pytest.mark.parametrize("has_its_own", [False, True])
def test_a_slider_is_the_figure_that_the_notebook_keeps(has_its_own):
    """Its code says nothing to the class: the last figure before it stands in for it, unless it kept one itself."""
    live = "if runtime.interactive():\n    ipywidgets.interact(play)"
    outputs = [printed("这里是一个滑块"), *([figure()] if has_its_own else [])]
    first, found = slides(
        code("draw()", "slide", [figure()], ["hide-input"]), code(live, "subslide", outputs), code("5", "skip")
    )
    kinds = [block.kind for block in found.blocks]
    assert sorted(kinds) == ["figure", "output"] and "interact" not in shown(found)
    assert 'alt="一条线"' in shown(found)
