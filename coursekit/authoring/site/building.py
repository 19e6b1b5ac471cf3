"""`make site`: the pages are written by Sphinx into an empty folder, which then takes the place of ``build/site``."""

import io
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from coursekit.atomic import replaced_folder
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import serialise
from coursekit.authoring.setup_cell import read_home
from coursekit.authoring.site import pages
from coursekit.authoring.site.course import Chapter, read_chapters
from coursekit.authoring.site.pages import TITLE, Download
from coursekit.authoring.site.polishing import polish
from coursekit.authoring.site.search_index import search_script
from coursekit.authoring.site.staging import DOWNLOADS, alt_texts, staged
from coursekit.authoring.topics import read_topics
from coursekit.lang import tr

HERE = Path(__file__).parent
KATEX = HERE.parent / "deck_assets" / "katex"
FOLDER = Path("build") / "site"


@dataclass(frozen=True)
class Site:
    """A site that was written: its folder, the chapters on it, those left out because they were never executed."""

    folder: Path
    chapters: list[Chapter]
    missing: list[str]

    @property
    def pages(self) -> int:
        return len(list(self.folder.glob("*.html")))

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def write_site(root: str | Path, wheel: Download, handouts: list[Download], folder: str | Path | None = None) -> Site:
    """Write the students' site from the stored notebooks; nothing is executed.

    Parameters
    ----------
    root : str or Path
        The project.
    wheel : Download
        The library for students.
    handouts : list of Download
        The released homework.
    folder : str or Path, optional
        Where to, ``build/site`` of the project by default; what lies there is replaced once the site is whole.

    Raises
    ------
    AuthoringError
        No chapter was executed, or Sphinx warned of anything, a link that leads nowhere for example.
    """
    root = Path(root)
    folder = root / FOLDER if folder is None else Path(folder)
    chapters, missing = read_chapters(root)
    if not chapters:
        raise AuthoringError(
            tr("没有执行过的章：先运行 coursekit build --run。", "no chapter was executed: run coursekit build --run.")
        )
    with tempfile.TemporaryDirectory(prefix="site-") as work:
        source = Path(work, "source")
        _stage(source, root, chapters, wheel, handouts)
        with replaced_folder(folder) as new:
            _run_sphinx(source, new, _settings(root, chapters, source))
            polish(new)
    return Site(folder, chapters, missing)


def _stage(source: Path, root: Path, chapters: list[Chapter], wheel: Download, handouts: list[Download]) -> None:
    """Write what Sphinx reads: the chapters, our own pages, and under ``files/`` what goes on the site as it is."""
    home = read_home(root)
    notebooks = [Download(f"{c.name}.ipynb", serialise(c.notebook).encode(), c.title) for c in chapters]
    texts = {f"{chapter.name}.ipynb": serialise(staged(chapter, home)) for chapter in chapters}
    texts["index.md"] = pages.home_page(chapters, home)
    texts["topics.md"] = pages.topics_page(chapters, read_topics(root), handouts)
    texts["glossary.md"] = pages.glossary_page(chapters)
    texts["downloads.md"] = pages.downloads_page(notebooks, handouts, wheel)
    texts["static/search_data.js"] = search_script(chapters)
    for name, text in texts.items():
        _write(source / name, text.encode())
    for download in (*notebooks, *handouts, wheel):
        _write(source / "files" / DOWNLOADS / download.name, download.content)
    shutil.copytree(KATEX, source / "static" / "katex")


def _settings(root: Path, chapters: list[Chapter], source: Path) -> dict:
    alts = {digest: alt for chapter in chapters for digest, alt in alt_texts(chapter.notebook).items()}
    return {
        "project": TITLE,
        "language": "zh_CN",
        "extensions": ["myst_nb", "coursekit.authoring.site.extension"],
        "exclude_patterns": ["files/**", "static/**"],
        "course_alt_texts": alts,
        "nb_execution_mode": "off",
        "nb_render_markdown_format": "myst",
        "nb_code_prompt_show": "显示代码",
        "nb_code_prompt_hide": "收起代码",
        "nb_ipywidgets_js": {},
        "myst_enable_extensions": ["dollarmath", "strikethrough"],
        "myst_dmath_double_inline": True,
        # what MyST adds to Markdown and JupyterLab does not know
        "myst_disable_syntax": ["myst_role", "myst_line_comment", "myst_block_break"],
        "html_theme": "sphinx_book_theme",
        "html_title": TITLE,
        "html_math_renderer": "course",
        "templates_path": [str(HERE / "templates")],
        "html_static_path": [str(HERE / "static"), str(source / "static")],
        "html_extra_path": [str(source / "files")],
        "html_additional_pages": {"search": "search.html"},
        "html_css_files": ["katex/katex.min.css", "site.css"],
        "html_js_files": [("katex/katex.min.js", {"defer": "defer"}), ("site.js", {"defer": "defer"})],
        "html_sidebars": {"**": ["course-logo.html", "search-button-field.html", "sbt-sidebar-nav.html"]},
        "html_copy_source": False,
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_scaled_image_link": False,
        "html_use_index": False,
        "html_theme_options": {
            "use_download_button": False,
            "navbar_persistent": [],
            "home_page_in_toc": False,
            "show_toc_level": 2,
            "toc_title": "本页目录",
            "search_bar_text": "搜索：中文、英文、代码",
            "back_to_top_button": True,
            "footer_content_items": ["extra-footer"],
            "extra_footer": "文字 CC BY-SA 4.0，代码 MIT。",
            "pygments_light_style": "a11y-high-contrast-light",
            "pygments_dark_style": "a11y-high-contrast-dark",
        },
    }


def _run_sphinx(source: Path, target: Path, settings: dict) -> None:
    try:
        from sphinx.application import Sphinx
        from sphinx.util.docutils import docutils_namespace, patch_docutils
    except ModuleNotFoundError as error:
        raise AuthoringError(
            tr(
                f"没有 {error.name}：pip install 'coursekit[site]'。",
                f"no {error.name}: pip install 'coursekit[site]'.",
            )
        ) from error
    warnings = io.StringIO()
    with patch_docutils(), docutils_namespace():
        app = Sphinx(
            source, None, target, source.parent / "doctrees", "html", settings, status=None, warning=warnings
        )  # fmt: skip
        app.build(force_all=True)
    if warned := warnings.getvalue().strip():
        raise AuthoringError(tr(f"Sphinx 的警告：\n{warned}", f"Sphinx warned:\n{warned}"))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
