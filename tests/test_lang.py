"""The language of messages."""

import pytest

from coursekit.lang import language, tr


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(None, "zh"), ("zh", "zh"), ("en", "en"), (" EN_US.UTF-8 ", "en"), ("fr", "zh"), ("", "zh")],
)
def test_chinese_unless_english_is_asked_for(monkeypatch, value, wanted):
    """COURSEKIT_LANG is read at each message; what names no language of ours counts as Chinese."""
    monkeypatch.delenv("COURSEKIT_LANG", raising=False)
    if value is not None:
        monkeypatch.setenv("COURSEKIT_LANG", value)
    assert language() == wanted
    assert tr("中文", "English") == {"zh": "中文", "en": "English"}[wanted]
