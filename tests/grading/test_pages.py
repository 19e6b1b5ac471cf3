import base64
import hashlib
import os
import re
from pathlib import Path

import pytest

from coursekit.grading import pages
from coursekit.grading.results import STATUSES
from coursekit.grading.summary import summarise


def one_page() -> str:
    empty = summarise([], {})
    return pages.render(
        "report.html.j2",
        "report.css",
        assignment="hw\u202e1",
        summary=empty,
        graded_at="",
        wall_seconds=None,
        workers=None,
    )


def test_every_status_has_a_word_in_both_languages(monkeypatch):
    """No status is shown by its identifier in Chinese, and no two share a word."""
    words = [pages.status_word(status) for status in STATUSES]
    assert len(set(words)) == len(STATUSES) and not any(word.isascii() for word in words)
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    words = [pages.status_word(status) for status in STATUSES]
    assert len(set(words)) == len(STATUSES) and all(word.isascii() for word in words)


def test_every_status_has_a_shape_and_a_colour():
    """The style sheet draws each status with a shape of its own: colour alone tells nothing."""
    sheet = (pages.TEMPLATES / "page.css").read_text(encoding="utf-8")
    shapes = dict(re.findall(r"\.s-(\w+) \{ --shape: (url\([^)]*\))", sheet))
    assert set(shapes) == set(STATUSES) and len(set(shapes.values())) == len(STATUSES)
    assert set(re.findall(r"\.s-(\w+)::before \{ background", sheet)) == set(STATUSES)
    assert set(re.findall(r"\.f-(\w+) \{ fill", sheet)) == {"plain", *STATUSES}


@pytest.mark.parametrize(
    ("value", "text"), [(2, "2"), (2.5, "2.5"), (1 / 3, "0.33"), (0, "0"), (20, "20"), (-0.0, "0")]
)
def test_points(value, text):
    """Points have two decimals at most and no trailing zeros."""
    assert pages.points(value) == text


@pytest.mark.parametrize(("value", "text"), [(0.0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1.0, "100%")])
def test_percent(value, text):
    """Only a full share is called full, only an empty one empty."""
    assert pages.percent(value) == text


def test_the_policy_admits_our_style_sheet_alone():
    """The policy forbids everything, then allows exactly the inlined style sheet and pictures as data."""
    html = one_page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    sheet = re.search(r"<style>(.*)</style>", html, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == "'none'"
    assert rules.pop("style-src") == f"'sha256-{digest}'" and rules.pop("img-src") == "data:"
    assert set(rules.values()) == {"'none'"}


def test_the_style_sheets_ask_for_nothing_outside():
    """No import, no font, no address but data in any style sheet."""
    for sheet in pages.TEMPLATES.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text and "@font-face" not in text and "</" not in text
        assert all(address.startswith('"data:image/svg+xml,') for address in re.findall(r"url\(([^)]*)", text))


def test_no_text_reaches_a_page_with_hidden_characters():
    """A template that forgets a filter still spells hidden characters out."""
    assert "\u202e" not in one_page() and "hw[U+202E]1" in one_page()


def test_a_page_is_written_whole_and_leaves_nothing_behind(tmp_path):
    """The folder is made, the page stands in it, and no unfinished file."""
    path = pages.write_page(tmp_path / "学生 1" / "hw.html", "<p>页面</p>")
    assert path.read_text(encoding="utf-8") == "<p>页面</p>"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_leaves_the_old_page(tmp_path, monkeypatch):
    """When the disk is full the error names the file and the reason, and the old page is intact."""
    path = pages.write_page(tmp_path / "hw.html", "old")
    real = os.fdopen

    def full(descriptor, *args, **kwargs):
        device = os.open("/dev/full", os.O_WRONLY)
        os.dup2(device, descriptor)
        os.close(device)
        return real(descriptor, *args, **kwargs)

    monkeypatch.setattr(os, "fdopen", full)
    with pytest.raises(pages.ReportError, match="hw.html.*No space left"):
        pages.write_page(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old" and list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_made_is_reported(tmp_path):
    """A file where the folder should be, or a folder where the page should be, gives a ReportError, an OSError."""
    (tmp_path / "file").write_text("")
    with pytest.raises(pages.ReportError, match="file"):
        pages.write_page(tmp_path / "file" / "hw.html", "x")
    (tmp_path / "hw.html").mkdir()
    with pytest.raises(OSError, match="hw.html"):
        pages.write_page(tmp_path / "hw.html", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "hw.html"]
