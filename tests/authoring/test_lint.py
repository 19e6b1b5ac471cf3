"""The lint as a whole: over texts, notebooks and all chapters."""

from coursekit.authoring.lint import chapter_faults, text_faults, write_glossary
from tests.authoring.conftest import CHAPTER


def test_a_good_chapter_has_no_fault(ran):
    assert chapter_faults(ran.root) == []


def test_faults_of_text_code_and_outputs_have_file_and_line(ran):
    """One of each kind, in the order of the lines."""
    ran.edit("# - 求平均值。", "# - 求平均值,再画图。")
    ran.edit("assert (1 + 2 + 6) / 3 == 3", "pass")

    def warn(notebook):
        notebook.cells[7].outputs.append({"output_type": "stream", "name": "stderr", "text": "小心"})

    ran.edit_notebook(warn)
    faults = chapter_faults(ran.root)
    lines = ran.text.read_text("utf-8").split("\n")
    told = [lines[int(fault.removeprefix(f"{ran.text}:").split(": ")[0]) - 1] for fault in faults]
    assert told == ["# - 求平均值,再画图。", '# %% slideshow={"slide_type": "fragment"}']
    assert "全角标点" in faults[0] and "小心" in faults[1]


def test_a_missing_proof_is_found_in_the_outputs(ran):
    """The notebook on disk says what is printed."""

    def without(notebook):
        notebook.cells[4].source = notebook.cells[4].source.replace("assert", "assert_ =")

    ran.edit_notebook(without)
    assert any("没有 assert" in fault for fault in chapter_faults(ran.root))


def test_a_term_that_is_introduced_twice():
    text = CHAPTER.replace("# 平均值是和除以个数。", "# **平均值**（mean）是和除以个数。")
    ((line, told),) = text_faults(text)
    assert "介绍过" in told and text.split("\n")[line - 1].startswith("# **平均值**（mean）是")


def test_another_style_of_markers_is_told_with_the_line_as_it_should_be():
    """Keys in the order of the alphabet, as `build --from-notebook` writes them."""
    right = '# %% slideshow={"slide_type": "skip"} tags=["setup"]'
    wrong = '# %% tags=["setup"] slideshow={"slide_type": "skip"}'
    ((line, told),) = text_faults(CHAPTER.replace(right, wrong))
    assert right in told and CHAPTER.split("\n")[line - 1] == right


def test_variants_across_chapters_are_faults(ran):
    """Also where only the other chapter is built."""
    ran.text.with_name("04_other.py").write_text(CHAPTER.replace("（mean）", "（average）"), "utf-8")
    (fault,) = chapter_faults(ran.root, ["03_mini"])
    assert "mean（03_mini）" in fault and "average（04_other）" in fault


def test_the_glossary_is_written(ran):
    """Homework introduces terms too."""
    (ran.root / "assignments" / "src" / "hw.py").write_text("# %% [markdown]\n# **方差**（variance）。\n", "utf-8")
    table = write_glossary(ran.root).read_text("utf-8")
    assert "| mean |  | 平均值 | 03_mini | 3.1 平均值 |" in table
    assert "| variance |  | 方差 | hw |" in table
