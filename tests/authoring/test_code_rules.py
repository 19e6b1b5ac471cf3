"""Code of a chapter: numbers are proved, the students' edition stands on its own."""

import nbformat
import pytest

from coursekit.authoring.code_rules import code_faults, unproved_numbers


def markdown(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, out=None, **metadata):
    outputs = [nbformat.v4.new_output("stream", text=out)] if out else []
    return nbformat.v4.new_code_cell(source, outputs=outputs, metadata=metadata)


def test_a_section_that_prints_numbers_must_assert_one():
    """Sections are those of level 2 and 3: the proof of one does not serve the next."""
    cells = [
        markdown("## 1 甲"),
        code("print(3)", "3\n"),
        code("assert True"),
        markdown("### 1.1 乙"),
        code("f()", "4"),
    ]
    assert [index for index, *_ in unproved_numbers(cells)] == [4]


@pytest.mark.parametrize("proof", ["assert f() == 4", "checks.close(f(), 4)", "%time f()\nassert 1"])
def test_proofs(proof):
    assert unproved_numbers([markdown("## 甲"), code("f()", "4"), code(proof)]) == []


def test_what_needs_no_proof():
    """Text without numbers, pictures, and what a question prints."""
    picture = code("show()")
    data = {"image/png": "AAAA", "text/plain": "3 条线"}
    picture.outputs = [nbformat.v4.new_output("display_data", data=data)]
    assert unproved_numbers([code("f()", "好"), picture, code('quiz.ask("a.b")', "1. 83")]) == []


def test_numbers_in_results_count():
    """A frame's or an array's text is printed too."""
    cell = code("x")
    cell.outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": "array([1, 2])"})]
    assert unproved_numbers([cell])


def test_syntax_errors_have_their_line():
    ((index, line, told),) = code_faults([code("x = 1\ny = = 2")])
    assert (index, line) == (0, 1) and "语法错误" in told


def test_magics_are_no_syntax_errors():
    assert code_faults([code("%matplotlib inline\n!pip list\nx = 1"), code("%%bash\nls | wc")]) == []


def test_chinese_in_the_mathematics_of_a_string():
    """A title that mixes both is right; Chinese between the dollars is not."""
    assert code_faults([code("ax.set_title('损失 $L$ 与 $\\\\eta$')")]) == []
    assert "不要写中文" in code_faults([code("\nax.set_title('$损失$')")])[0][2]


def test_names_of_the_lecturers_cells():
    """The students' edition drops those cells, so nothing else may use what only they bind."""
    teacher = code("import secret\nplan, x = 1, 2", tags=["lecturer"])
    cells = [code("x = 1"), teacher, code("print(x)\nprint(plan)"), code("plan_b = secret.f", tags=["lecturer"])]
    ((index, line, told),) = code_faults(cells)
    assert (index, line) == (2, 1) and "plan" in told
