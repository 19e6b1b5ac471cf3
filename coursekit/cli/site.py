"""``python -m coursekit.cli.site``: what `make site` runs; the chapters come from authoring, homework from grading."""

import tempfile
import time
from pathlib import Path

import typer

from coursekit.cli.common import console, project_root, run_alone
from coursekit.lang import tr


def main(out: Path = typer.Option(None, help=tr("写到哪里（默认 build/site）", "Where to (build/site)"))) -> None:
    """Write the students' site."""
    from coursekit.authoring.chapters import stale
    from coursekit.authoring.site.building import write_site

    began, root = time.process_time(), project_root()
    site = write_site(root, wheel(root), handouts(root), out)
    size, seconds = site.size / 1e6, time.process_time() - began
    told = [
        tr(f"已写好  {site.folder / 'index.html'}", f"written  {site.folder / 'index.html'}"),
        tr(
            f"{site.pages} 页，{len(site.chapters)} 章，{size:.1f} MB，{seconds:.0f} CPU 秒",
            f"{site.pages} pages, {len(site.chapters)} chapters, {size:.1f} MB, {seconds:.0f} CPU s",
        ),
    ]
    told += stale(root)
    if site.missing:
        names = ", ".join(site.missing)
        told.append(tr(f"还没有执行过，没有放上去：{names}", f"never executed, so not on it: {names}"))
    for line in told:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def wheel(root: Path):
    """Return the library for students, built anew."""
    from coursekit.authoring.site.pages import Download
    from coursekit.publishing.wheel import write_wheel

    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        path = write_wheel(root, folder)
        return Download(path.name, path.read_bytes())


def handouts(root: Path) -> list:
    """Return the archives of all homework that is in ``assignments/source``, each under its title."""
    from coursekit.authoring.pairs import read_notebook
    from coursekit.authoring.site.pages import Download
    from coursekit.authoring.structure import title_of
    from coursekit.grading.authoring import course
    from coursekit.grading.handouts import handout

    opened, found = course(root), []
    for name in opened.assignments():
        cells = [cell for path in opened.notebooks(name).values() for cell in read_notebook(path).cells]
        found.append(Download(f"{name}.zip", handout(opened, name), title_of(cells)))
    return found


if __name__ == "__main__":
    run_alone(main)
