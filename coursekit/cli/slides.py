"""`coursekit slides`: a chapter as a deck in one file, and whether each slide fits the screen."""

from pathlib import Path

import typer

from coursekit.cli.common import JSON_OPTION, console, out, project_root, require_writable, write_json
from coursekit.lang import tr

MEGABYTE = 1_000_000


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "slides",
        help=tr(
            "把章节做成放映用的幻灯片，一个文件，不联网也能开。例：coursekit slides 05_ffn；coursekit slides --check",
            "Make decks of chapters, one file each, no network needed. "
            "Example: coursekit slides 05_ffn; coursekit slides --check",
        ),
    )(slides)


def slides(
    names: list[str] = typer.Argument(None, metavar="[NAME…]", help=tr("只做这几章（默认全部）", "Only these")),
    folder: Path = typer.Option(
        None,
        "--out",
        metavar="DIR",
        file_okay=False,
        help=tr("放进这个文件夹（默认 build/slides）", "Into this folder (build/slides by default)"),
    ),
    check: bool = typer.Option(
        False,
        "--check",
        help=tr("用 Chromium 量每一页，列出放不下的", "Measure every slide in Chromium and list what does not fit"),
    ),
    notes: bool = typer.Option(
        True,
        "--notes/--no-notes",
        help=tr("带不带教师备注；发给学生的不带", "With the lecturer's notes, or without for students"),
    ),
    json_file: str = JSON_OPTION,
) -> None:
    from coursekit.authoring.deck import write_decks
    from coursekit.authoring.deck_check import deck_faults

    require_writable(json_file)
    decks = write_decks(project_root(), names or None, folder, notes=notes)
    faults = {deck.name: deck_faults(deck) for deck in decks} if check else {}
    if json_file:
        write_json(json_file, [_record(deck, faults.get(deck.name)) for deck in decks])
    if json_file != "-":
        for deck in decks:
            _tell(deck)
            for fault in faults.get(deck.name, []):
                page = tr(f"第 {fault.number} 页：{fault.told}", f"slide {fault.number}: {fault.told}")
                out.print(f"{deck.text}:{fault.line}: {page}", markup=False, highlight=False, soft_wrap=True)
    count = sum(len(found) for found in faults.values())
    if count:
        console.print(tr(f"{count} 处要改。", f"{count} to mend."), highlight=False)
        raise typer.Exit(1)
    if check:
        console.print(tr("每一页都放得下。", "Every slide fits."))


def _tell(deck) -> None:
    path = deck.path.relative_to(Path.cwd()) if deck.path.is_relative_to(Path.cwd()) else deck.path
    count, size = len(deck.slides), f"{deck.size / MEGABYTE:.2f} MB"
    console.print(
        tr(f"已写好  {path}  {count} 页，{size}", f"written  {path}  {count} slides, {size}"),
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def _record(deck, faults: list | None) -> dict:
    """A deck for a program; `faults` is null where nobody looked."""
    found = None if faults is None else [{"slide": f.number, "line": f.line, "fault": f.told} for f in faults]
    return {
        "name": deck.name,
        "path": str(deck.path),
        "bytes": deck.size,
        "slides": [{"line": slide.line, "section": slide.section, "title": slide.title} for slide in deck.slides],
        "faults": found,
    }
