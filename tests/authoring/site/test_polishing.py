"""What is done to the pages that Sphinx wrote."""

from coursekit.authoring.site.polishing import polish, polished


def test_the_themes_words_are_chinese():
    """Names of buttons too; a summary is known by what stands on it, a search button by its words."""
    page = (
        '<button title="Toggle primary sidebar"></button><summary aria-label="Toggle hidden content">显示</summary>'
        '<button class="btn search-button-field x" title="搜索" aria-label="搜索">搜索 Ctrl+K</button>'
    )
    wanted = (
        '<button title="各章目录"></button><summary>显示</summary>'
        '<button class="btn search-button-field x">搜索 Ctrl+K</button>'
    )
    assert polished(page) == wanted


def test_code_keeps_what_has_a_colour():
    """Names, signs and blanks lose their elements, the text stays."""
    page = (
        '<pre><span class="k">def</span><span class="w"> </span><span class="n">f</span><span class="p">(</span></pre>'
    )
    assert polished(page) == '<pre><span class="k">def</span> f(</pre>'


def test_icons_come_as_a_font_only():
    """The script that would draw them is not asked for."""
    assert polished('<a></a><script defer src="_static/scripts/fontawesome.js?digest=1"></script>') == "<a></a>"


def test_what_nobody_asks_for_is_deleted(tmp_path):
    """Maps of sources, other languages; pages and their styles stay."""
    for name in ("index.html", "_static/a.css", "_static/a.css.map", "_static/locales/de/x.mo", "_sources/x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Dark")
    polish(tmp_path)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"index.html", "_static/a.css"}
