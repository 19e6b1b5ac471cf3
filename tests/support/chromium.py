"""A headless Chromium for tests of pages: the DOM after scripts ran, screenshots, and the size of a layout."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from html import escape, unescape
from pathlib import Path

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--virtual-time-budget=2000",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
PROBE = """<script>addEventListener("load", () => parent.postMessage(
  [innerWidth, document.documentElement.scrollWidth, document.documentElement.scrollHeight], "*"))</script>"""


def require() -> str:
    """Return the browser's path; without one the test is skipped, or fails where CI=true."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        message = f"no Chromium here (looked for {', '.join(NAMES)}): install the Debian package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return found


def _run(page: Path, *flags: str) -> str:
    # A fresh profile each time: no state of one test reaches the next.
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [require(), *FLAGS, f"--user-data-dir={profile}", *flags, page.resolve().as_uri()]
        run = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return run.stdout.decode("utf-8", "replace")


def dump_dom(page: Path) -> str:
    """Return the document of a page after its scripts, if any, have run."""
    return _run(page, "--dump-dom")


def _frame(page: Path, width: int, height: int) -> str:
    source = escape(page.resolve().as_uri())
    return (
        '<!DOCTYPE html><meta charset="utf-8"><body style="margin:0;background:#fff">'
        "<script>addEventListener('message', event => "
        "document.body.dataset.layout = JSON.stringify(event.data))</script>"
        f'<iframe src="{source}" style="border:0;display:block;width:{width}px;height:{height}px"></iframe>'
    )


def layout(page: Path, width: int) -> tuple[int, int, int]:
    """Return the width given to a page, the width its content takes and its height, in CSS pixels.

    The page is shown in a frame, because Chromium's own window is never narrower than 500 pixels; a copy without its
    policy is measured by a script.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy, frame = Path(folder, "copy.html"), Path(folder, "frame.html")
        text = POLICY.sub("", page.read_text(encoding="utf-8"))
        copy.write_text(text.replace("</body>", f"{PROBE}</body>"), encoding="utf-8")
        frame.write_text(_frame(copy, width, 800), encoding="utf-8")
        found = re.search(r'data-layout="([^"]*)"', dump_dom(frame))
    assert found, "the page never reported its size"
    given, taken, height = json.loads(unescape(found[1]))
    return given, taken, height


def screenshot(page: Path, picture: Path, width: int, height: int) -> Path:
    """Save a picture of the page, `width` by `height` pixels."""
    with tempfile.TemporaryDirectory() as folder:
        frame = Path(folder, "frame.html")
        frame.write_text(_frame(page, width, height), encoding="utf-8")
        _run(frame, f"--screenshot={picture.resolve()}", f"--window-size={width},{height}")
    return picture
