"""A small site, built by Sphinx from a chapter that was executed."""

import os
import re
from importlib.util import find_spec

import pytest

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.site.building import write_site
from coursekit.authoring.site.pages import Download

# other packages' use of Sphinx
pytestmark = pytest.mark.filterwarnings("ignore:.*Check CHANGES for Sphinx API")

WHEEL = Download("coursekit-0-py3-none-any.whl", b"wheel")


@pytest.fixture(autouse=True)
def sphinx():
    """Sphinx is there, or the tests do without it and say so."""
    if not (find_spec("sphinx_book_theme") and find_spec("myst_nb")):
        text = "no Sphinx with its theme here: pip install 'coursekit[site]'"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(text)


def read(folder, name):
    """Return a page."""
    return (folder / name).read_text("utf-8")


def test_a_chapter_becomes_a_page(ran):
    """Outputs, alt text, formula, folded answer, the buttons; never the lecturer's cell, and the notebook stays."""
    before = ran.path.read_bytes()
    site = write_site(ran.root, WHEEL, [Download("hw.zip", b"zip", "作业")])
    assert site.folder == ran.root / "build" / "site" and not site.missing
    page = read(site.folder, "03_mini.html")
    assert '<html lang="zh-CN"' in page
    assert re.search(r'<img alt="红点"[^>]*style="width: 1px; height: 1px;"', page)
    assert "平均值 3.0" in page and "这里应当报错" in page
    assert '<span class="math">\\bar x</span>' in page
    assert "<details>\n<summary>答案</summary>" in page and 'href="downloads/03_mini.ipynb"' in page
    assert "文字 CC BY-SA 4.0" in page and "not set" not in page
    assert 'id="s-03-mini-3-1"' in page and "显示代码" in page
    assert not any(
        "讲 10 分钟" in path.read_text("utf-8", "ignore") for path in site.folder.rglob("*") if path.is_file()
    )
    assert ran.path.read_bytes() == before
    files = {path.name: path.read_bytes() for path in (site.folder / "downloads").iterdir()}
    assert files.pop("hw.zip") == b"zip" and files.pop(WHEEL.name) == b"wheel" and set(files) == {"03_mini.ipynb"}
    assert site.pages == 6 and site.size == sum(p.stat().st_size for p in site.folder.rglob("*") if p.is_file())


def test_lines_of_chinese_run_on_without_a_blank(ran):
    """The end of a source line is no blank between Chinese, and stays one between Latin words."""
    added = "第一行，\\n**第二行**\\n第三行 $x$\\n第四行 one\\ntwo。"
    ran.path.write_text(ran.path.read_text("utf-8").replace("平均值是和除以个数。", added), "utf-8")
    page = read(write_site(ran.root, WHEEL, []).folder, "03_mini.html")
    wanted = '第一行，<strong>第二行</strong>第三行 <span class="math">x</span>第四行 one\ntwo。'
    assert wanted in page


def test_a_link_that_leads_nowhere_ends_the_build(ran):
    """With Sphinx's words; the site before it stays."""
    (ran.root / "build" / "site").mkdir(parents=True)
    (ran.root / "build" / "site" / "old.html").write_text("old")
    ran.path.write_text(ran.path.read_text("utf-8").replace("平均值是和", "[平均值](nowhere.md)是和"), "utf-8")
    with pytest.raises(AuthoringError, match="nowhere"):
        write_site(ran.root, WHEEL, [])
    assert [path.name for path in (ran.root / "build" / "site").iterdir()] == ["old.html"]


def test_a_course_without_an_executed_chapter_has_no_site(project):
    """It says what to run."""
    with pytest.raises(AuthoringError, match="build --run"):
        write_site(project.root, WHEEL, [])
