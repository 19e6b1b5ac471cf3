"""The course's index: topics by chapter in reading order, by section."""

from pathlib import Path

import pytest

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.topics import Topic, index_table, read_topics, reading_order, write_index

ROOT = Path(__file__).parents[2]
HEAD = "id,topic,chapter,section\n"


def cover(project, text: str) -> None:
    (project.root / "notebooks" / "coverage.csv").write_text(text, "utf-8")


def test_topics_stand_by_section_under_their_chapters_title(project):
    """A topic with a comma in quotes; a section once, whatever lies between its rows."""
    rows = 'C03-01,"mean, sum",03_mini,3.1 平均值\nC03-02,other,03_mini,3.2 别的\nC03-03,median,03_mini,3.1 平均值\n'
    cover(project, HEAD + rows)
    index = write_index(project.root)
    assert index == project.root / "build" / "index.md"
    lines = index.read_text("utf-8").split("\n")
    title = next(line.removeprefix("# # ") for line in project.text.read_text("utf-8").split("\n") if "# # " in line)
    assert lines[2] == f"## {title}"
    assert lines[6:8] == ["| 3.1 平均值 | mean, sum；median | C03-01, 03 |", "| 3.2 别的 | other | C03-02 |"]


def test_sections_follow_one_another_as_in_the_chapter(project):
    """Whatever the order of the rows."""
    project.text.write_text(project.text.read_text("utf-8") + "\n# %% [markdown]\n# ## 3.2 别的\n", "utf-8")
    cover(project, HEAD + "C03-01,late,03_mini,3.2 别的\nC03-02,early,03_mini,3.1 平均值\n")
    index = write_index(project.root).read_text("utf-8")
    assert index.index("early") < index.index("late")


def test_chapters_come_in_reading_order(project):
    """Those that the project orders first, the rest by name; a name without a chapter counts for nothing."""
    for name in ("01_a", "02_b", "04_d"):
        (project.text.parent / f"{name}.py").write_text("# %% [markdown]\n# # 标题\n", "utf-8")
    assert reading_order(project.root) == ["01_a", "02_b", "03_mini", "04_d"]
    (project.root / "pyproject.toml").write_text('[tool.coursekit]\norder = ["02_b", "09_z", "04_d"]\n', "utf-8")
    assert reading_order(project.root) == ["02_b", "04_d", "01_a", "03_mini"]


def test_homework_that_teaches_a_topic_stands_behind_the_chapters(project):
    """Under its own title, its sections in its own order; homework without a topic is not read."""
    folder = project.root / "assignments" / "src"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hw1.py").write_text("# %% [markdown]\n# # 作业一\n#\n# ## 1 数据\n#\n# ## 2 训练\n", "utf-8")
    (folder / "hw2.py").write_text("no cell", "utf-8")
    cover(project, HEAD + "H1-02,loop,hw1,2 训练\nH1-01,files,hw1,1 数据\nC03-01,mean,03_mini,3.1 平均值\n")
    index = write_index(project.root).read_text("utf-8")
    assert index.index("C03-01") < index.index("## 作业一") < index.index("| 1 数据 | files |")
    assert index.index("| 1 数据 |") < index.index("| 2 训练 |") and "hw2" not in index


def test_a_bar_does_not_break_the_table():
    """Section titles may hold an absolute value."""
    table = index_table([("01", "甲")], [Topic("C01-01", "norm", "01", "1.1 $|x|$"), Topic("H1-02", "a|b", "02", "x")])
    assert r"| 1.1 $\|x\|$ | norm | C01-01 |" in table
    assert "H1-02" not in table


def test_ids_of_two_prefixes_in_one_section():
    topics = [Topic(id, "t", "14", "s") for id in ("C14-01", "C14-02", "H1-03")]
    assert "| C14-01, 02；H1-03 |" in index_table([("14", "乙")], topics)


def test_no_table_is_no_topics(project):
    assert read_topics(project.root) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "第 1 行"), ("id,topic,section,chapter\n", "第 1 行"), (HEAD + "C03-01,mean, sum,03_mini,3.1\n", "第 2 行")],
)
def test_a_bad_row_is_named(project, text, told):
    cover(project, text)
    with pytest.raises(AuthoringError, match=told):
        read_topics(project.root)


def test_our_own_order_names_every_chapter_but_the_unwritten():
    """Each text of ours is placed by hand; tensors come before data."""
    import tomllib

    order = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["coursekit"]["order"]
    assert {path.stem for path in (ROOT / "notebooks" / "src").glob("*.py")} <= set(order)
    assert order.index("04_tensors") < order.index("03_data") and len(set(order)) == len(order)
