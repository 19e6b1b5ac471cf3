"""What is done to the pages that Sphinx wrote: Chinese where the theme has English, nothing that nobody asks for."""

import re
import shutil
from pathlib import Path

# Of the theme: for its developers, for services that are not used, and icons as scripts (they come as a font too).
_SUPERFLUOUS = (
    "*.map", "*.LICENSE.txt", "logo_*", "searchtools.js", "language_data.js", "plus.png", "minus.png", "file.png",
    "fontawesome.js", "fa-brands-*", ".buildinfo*",
)  # fmt: skip
_FOLDERS = ("_static/locales", "_sources")
_ICONS = re.compile(r'<script defer src="[^"]*fontawesome\.js[^>]*></script>')
# Names, signs and blanks have the colour of the code around them: more than half of all elements of a chapter.
_PLAIN_CODE = re.compile(r'<span class="(?:n|nn|p|w)">([^<]*)</span>')
# Words of the theme that it does not translate, and names that hide what stands on the element.
_WORDS = {
    ' aria-label="Toggle hidden content"': "",
    '"Toggle primary sidebar"': '"各章目录"',
    '"Toggle secondary sidebar"': '"本页目录"',
    'aria-label="Main"': 'aria-label="各章"',
    'aria-label="Page"': 'aria-label="本页"',
    '"Color mode"': '"浅色或深色"',
    "System Settings": "跟随系统",
    'title="Light"': 'title="浅色"',
    'title="Dark"': 'title="深色"',
    "</i>Light<": "</i>浅色<",
    "</i>Dark<": "</i>深色<",
}
_NAMED_TWICE = re.compile(r'(<button class="btn search-button-field[^"]*")[^>]*>')


def polish(folder: Path) -> None:
    """Polish every page in a folder, and delete what no page asks for."""
    for pattern in _SUPERFLUOUS:
        for path in list(folder.rglob(pattern)):
            path.unlink()
    for name in _FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)
    for path in folder.glob("*.html"):
        path.write_text(polished(path.read_text("utf-8")), "utf-8")


def polished(page: str) -> str:
    """Return a page with Chinese words, without icons as scripts, without elements that change nothing."""
    for english, chinese in _WORDS.items():
        page = page.replace(english, chinese)
    page = _NAMED_TWICE.sub(r"\1>", page)
    return _PLAIN_CODE.sub(r"\1", _ICONS.sub("", page))
