import base64
import struct
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.grading import sanitize
from tests.support.sample_class import png

ANY_TEXT = st.text(st.characters(exclude_categories=()))
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 9 + b"\xff\xc0\x00\x11\x08\x00\x20\x00\x40\x03" + b"\x00" * 9


def packed(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


@pytest.mark.parametrize("character", "\x00\x1b\x7f\x85\xad\u200b\u200d\u202e\u2066\u2069\ufeff\U000e0041\ud800")
def test_hidden_characters_are_spelled_out(character):
    """Controls, joiners, bidirectional controls, tags and lone surrogates become their code points."""
    name = f"U+{ord(character):04X}"
    assert sanitize.plain(f"a{character}b") == f"a[{name}]b"
    assert sanitize.shown(f"a{character}b") == f'a<span class="hidden-char">{name}</span>b'


def test_ordinary_text_is_left_alone():
    """Chinese, Greek, accents, emoji, tabs and newlines are no hidden characters."""
    text = "学习率 η = 0.1\n\t« été » 🙂 العربية"
    assert sanitize.plain(text) == text
    assert sanitize.shown(text) == text


@given(ANY_TEXT)
def test_shown_text_has_no_markup_but_our_span(text):
    """Whatever the text, without our own spans no angle bracket is left, and it can be encoded."""
    html = str(sanitize.shown(text)).replace('<span class="hidden-char">', "").replace("</span>", "")
    assert "<" not in html and ">" not in html and '"' not in html
    html.encode("utf-8")


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="\u3164\uffa0\u115f\u1160")))
def test_shown_text_reads_as_it_was(text):
    """A text without hidden characters is shown unchanged."""
    assert unescape(str(sanitize.shown(text))) == text


def test_terminal_codes_disappear():
    """Colours, cursor moves and window titles of a terminal are no part of what was printed."""
    assert sanitize.printed("\x1b[1;31mRed\x1b[0m\x1b[2K\x1b]0;title\x07 end") == "Red end"


def test_progress_bars_show_their_last_state():
    """A carriage return overwrites its line; one before a newline only ends it."""
    assert sanitize.printed("10%\r50%\r100%\r\nnext\rlast\n") == "100%\nlast\n"


@given(ANY_TEXT, st.integers(8, 60))
def test_clipped_text_keeps_both_ends(text, limit):
    """A long text keeps its beginning and its end; a short one is untouched."""
    clipped = sanitize.clip(text, limit)
    if len(text) <= limit:
        assert clipped == text
    else:
        assert clipped.startswith(text[: limit * 3 // 4]) and clipped.endswith(text[-(limit - limit * 3 // 4) :])
        assert str(len(text) - limit) in clipped


@pytest.mark.parametrize(("value", "text"), [("a", "a"), (["a", "b"], "ab"), (["a", 1], "a"), (None, ""), ({}, "")])
def test_multiline_strings_of_any_shape(value, text):
    """nbformat's strings and lists of strings are joined; anything else is no text."""
    assert sanitize.joined(value) == text


def test_pictures_pass_with_their_size():
    """PNG and JPEG pass, base64 broken into lines too, and their size is read from the header."""
    uri, width, height = sanitize.picture("image/png", png(30, 20).replace("A", "A\n", 1), 10_000)
    assert uri == f"data:image/png;base64,{png(30, 20)}" and (width, height) == (30, 20)
    uri, width, height = sanitize.picture("image/jpeg", [packed(JPEG)], 10_000)
    assert uri == f"data:image/jpeg;base64,{packed(JPEG)}" and (width, height) == (64, 32)


HUGE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 60_000, 60_000) + b"\x08\x02\x00\x00\x00"


@pytest.mark.parametrize(
    ("mime", "data"),
    [
        ("image/svg+xml", "<svg onload=alert(1)>"),
        ("text/html", packed(b"<script>")),
        ("image/png", packed(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")),
        ("image/png", packed(b"<svg/>  " + base64.b64decode(png(4, 4))[8:])),
        ("image/png", packed(JPEG)),
        ("image/jpeg", png(4, 4)),
        ("image/png", png(4, 4) + '" onerror="alert(1)'),
        ("image/png", "%%%"),
        ("image/png", png(4, 4)[:20]),
        ("image/png", packed(HUGE)),
        ("image/png", packed(HUGE[:16] + struct.pack(">II", 0, 5) + b"\x00" * 9)),
        ("image/jpeg", packed(b"\xff\xd8\xff\xe0\x00\x00")),
        ("image/jpeg", packed(b"\xff\xd8\xff" + b"\xff" * 40)),
        ("image/png", "图" * 8),
        ("image/png", None),
        ("image/png", {"a": 1}),
    ],
)
def test_other_pictures_are_refused(mime, data):
    """A wrong type, wrong bytes, broken base64, an absurd size: refused with a reason."""
    with pytest.raises(ValueError, match=r"\S"):
        sanitize.picture(mime, data, 100_000)


def test_a_picture_over_the_cap_is_refused():
    """The cap counts decoded bytes."""
    size = len(base64.b64decode(png(60, 40)))
    assert sanitize.picture("image/png", png(60, 40), size)[1:] == (60, 40)
    with pytest.raises(ValueError, match="kB"):
        sanitize.picture("image/png", png(60, 40), size - 8)


@given(st.binary(max_size=80), st.sampled_from(["image/png", "image/jpeg"]))
def test_no_bytes_upset_the_reader_of_headers(raw, mime):
    """Any bytes after the right magic are a picture or a ValueError, nothing else."""
    try:
        uri, width, height = sanitize.picture(mime, packed(sanitize.MAGIC[mime] + raw), 1000)
    except ValueError:
        return
    assert uri.startswith(f"data:{mime};base64,") and width > 0 and height > 0
