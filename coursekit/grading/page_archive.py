"""All feedback pages in one archive, as learning platforms take it: a folder for each student, the pages inside."""

import re
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

_TIME = (1980, 1, 1, 0, 0, 0)  # the first that the format knows: the same pages make the same bytes
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def write_archive(pages: Mapping[tuple[str, str], Path], path: Path) -> None:
    """Write a zip file of pages by (student, notebook), whole or not at all, under names that Windows takes.

    Raises
    ------
    OSError
        A page cannot be read, or the archive not be written; an older one stays as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    folders = safe_names(sorted({student for student, _ in pages}))
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as work:
        partial = Path(work, "archive")
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
            for (student, notebook), page in sorted(pages.items()):
                about = zipfile.ZipInfo(f"{folders[student]}/{safe_name(notebook)}.html", _TIME)
                about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
                archive.writestr(about, page.read_bytes())
        partial.chmod(0o644)
        partial.replace(path)


def safe_names(names: list[str]) -> dict[str, str]:
    """Return a name for each that Windows takes and that differs from all others there, where case does not count."""
    found, taken = {}, set()
    for name in names:
        plain, number = safe_name(name), 1
        made = plain
        while made.casefold() in taken:
            number += 1
            made = f"{plain}~{number}"
        taken.add(made.casefold())
        found[name] = made
    return found


def safe_name(name: str) -> str:
    """Return a name without what Windows forbids: characters, endings, and the names of its devices."""
    made = _FORBIDDEN.sub("_", name).rstrip(". ") or "_"
    return f"_{made}" if _RESERVED.fullmatch(made) else made
