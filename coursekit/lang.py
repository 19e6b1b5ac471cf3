"""The language of messages: Chinese unless COURSEKIT_LANG says English."""

import os

LANGUAGES = ("zh", "en")


def language() -> str:
    """Return ``"zh"`` or ``"en"``: COURSEKIT_LANG where it names one of them, else ``"zh"``."""
    wanted = os.environ.get("COURSEKIT_LANG", "zh").strip().lower()[:2]
    return wanted if wanted in LANGUAGES else "zh"


def tr(zh: str, en: str) -> str:
    """Return the text in the language in force.

    Both texts stand side by side where they are used, so that neither is forgotten when one changes.
    """
    return en if language() == "en" else zh
