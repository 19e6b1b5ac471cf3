"""What the HTML pages share: templates, style, content security policy, words, and writing a file in one step."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coursekit import atomic
from coursekit.grading import sanitize
from coursekit.grading.figures import percent, points, seconds, status_word
from coursekit.lang import language, tr

TEMPLATES = Path(__file__).with_name("templates")


class ReportError(OSError):
    """A page could not be written; the message names the file and the reason."""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Whatever text reaches a page, no character in it stays hidden.
        finalize=lambda value: sanitize.plain(value) if type(value) is str else value,
    )
    environment.globals |= {"tr": tr, "status_word": status_word}
    environment.filters |= {"points": points, "seconds": seconds, "percent": percent, "shown": sanitize.shown}
    return environment


@cache
def _style(names: tuple[str, ...]) -> tuple[Markup, str]:
    """Return the style sheets as one text, and the policy that admits this text and pictures as data alone."""
    sheet = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    return Markup(sheet), policy


def get_ready(template: str) -> None:
    """Compile a template and what it imports, so that the first page costs what later ones do."""
    environment = _environment()
    environment.get_template(template)
    environment.get_template("_parts.html.j2")


def render(template: str, sheet: str, **context: object) -> str:
    """Return a page: the template filled in, with ``page.css`` and the named sheet inlined."""
    css, policy = _style(("page.css", sheet))
    tag = "en" if language() == "en" else "zh-CN"
    return _environment().get_template(template).render(css=css, policy=policy, html_lang=tag, **context)


def write_page(path: Path, html: str) -> Path:
    """Write a page in one step, so that a reader finds the old page or the new one, never a torn one.

    Raises
    ------
    ReportError
        If the folder or the file cannot be written; an older page is left as it was.
    """
    try:
        atomic.write_text(path, html)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReportError(
            tr(
                f"写不了页面 {path}：{reason}。请检查磁盘空间和文件夹的写权限，然后重新运行；已有的旧页面没有改动。",
                f"cannot write the page {path}: {reason}. Check disk space and the folder's permissions and run again; "
                "an older page is unchanged.",
            )
        ) from error
    return path
