"""Does each slide fit? Asked of a real Chromium, which opens the deck once and measures every slide."""

import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from coursekit.authoring.deck import Deck
from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
FLAGS = (
    "--headless",
    "--no-sandbox",  # the page is our own, and a container knows no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,720",
    "--virtual-time-budget=60000",
)
PATIENCE = 120  # seconds; a backstop for a busy machine
LEAST_TEXT, LEAST_CODE = 24, 18  # pixels on a stage of 1280 by 720


@dataclass(frozen=True)
class SlideFault:
    """A slide that does not fit: its number in the deck, its line in the text, and what to mend."""

    number: int
    line: int
    told: str


def measure(page: Path) -> list[dict]:
    """Open a deck in Chromium and return what it measured of each slide.

    Returns
    -------
    list of dict
        ``number``, ``line``; ``down``, pixels over the lower edge; ``wide``, triples of element, pixels over the right
        edge and the line to blame; ``letters``, the smallest of ``text`` and ``code`` in pixels (None where there is
        none); ``formulas`` that KaTeX could not read.

    Raises
    ------
    AuthoringError
        There is no Chromium, or the deck never came to its end in it.
    """
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        raise AuthoringError(
            tr(
                f"检查要用 Chromium，这里没有（找过 {'、'.join(BROWSERS)}）：Debian 上安装软件包 chromium。",
                f"the check needs Chromium, looked for {', '.join(BROWSERS)}: install Debian's package chromium.",
            )
        )
    # a fresh profile each time: nothing of one run reaches the next
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [browser, *FLAGS, f"--user-data-dir={profile}", "--dump-dom", page.resolve().as_uri()]
        try:
            run = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            text = tr(f"Chromium {PATIENCE} 秒没有打开 {page}。", f"Chromium did not open {page} in {PATIENCE} s.")
            raise AuthoringError(text) from None
    found = re.search(r'<html[^>]*\sdata-slides="([^"]*)"', run.stdout.decode("utf-8", "replace"))
    if found is None:
        raise AuthoringError(tr(f"{page} 在 Chromium 里没有显示完。", f"{page} did not come to its end in Chromium."))
    return json.loads(unescape(found[1]))


def deck_faults(deck: Deck, measured: list[dict] | None = None) -> list[SlideFault]:
    """List what does not fit in a deck: clipped below or on the right, letters too small, formulas not understood.

    Parameters
    ----------
    deck : Deck
        As it was written.
    measured : list of dict, optional
        What `measure` gave; measured now by default.
    """
    faults = []
    for slide in measure(deck.path) if measured is None else measured:
        faults += [SlideFault(slide["number"], slide["line"], told) for told in _told(slide)]
    return faults


def _told(slide: dict) -> list[str]:
    told = []
    if down := slide["down"] > 1 and slide["down"]:
        text = tr(f"高出 {down} 像素：拆成两页，或缩短", f"{down} px too high: split the slide or shorten it")
        told.append(text)
    for element, over, line in slide["wide"]:
        text = tr(f"<{element}> 宽出 {over} 像素：{line}", f"<{element}> is {over} px too wide: {line}")
        told.append(text)
    for kind, least in (("text", LEAST_TEXT), ("code", LEAST_CODE)):
        size = slide["letters"][kind]
        if size is not None and size < least - 0.01:
            word = {"text": tr("文字", "text"), "code": tr("代码", "code")}[kind]
            told.append(tr(f"{word}只有 {size:g} 像素，至少 {least}", f"{word} of {size:g} px, at least {least}"))
    told += [tr(f"公式读不懂：{text}", f"a formula that KaTeX cannot read: {text}") for text in slide["formulas"]]
    return told
