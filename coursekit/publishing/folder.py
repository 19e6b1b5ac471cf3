"""Writing the students' folder, whole or not at all."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coursekit.atomic import replaced_folder
from coursekit.authoring.chapters import FOLDER, stale
from coursekit.authoring.pairs import read_notebook, serialise
from coursekit.authoring.setup_cell import read_home
from coursekit.authoring.topics import read_topics
from coursekit.lang import tr
from coursekit.publishing.chapters import Published, glossary_page, index_page, published_chapters
from coursekit.publishing.errors import PublishingError
from coursekit.publishing.links import dead_links
from coursekit.publishing.pages import environment, kaggle_metadata, readme
from coursekit.publishing.proof import Taught, prove
from coursekit.publishing.wheel import write_wheel

OURS = {
    "README.md", "LICENSE", "environment.yml", "index.md", "glossary.md", "dataset-metadata.json",
    FOLDER, "assignments",
}  # fmt: skip
MOST_TOLD = 20


@dataclass(frozen=True)
class Written:
    """The files of a students' folder, sorted, and the entries of ``assignments/taught.toml`` that excused nothing."""

    files: list[Path]
    idle: list[Taught]


def write_folder(root: str | Path, target: str | Path, release: Callable[[Path], None]) -> Written:
    """Write what students may see into a folder, and prove that it gives nothing away (`prove`).

    The same project gives the same bytes. Of what lies in `target` already, only what begins with ``.git`` stays, so
    that it may be a clone of the public repository.

    Parameters
    ----------
    root : str or Path
        The project.
    target : str or Path
        The folder; it is replaced as a whole, or stays as it was.
    release : callable
        Writes the released assignments into the folder that it is given, ``NAME/…`` each. The engine does this, which
        the library does not know.

    Returns
    -------
    Written
        The files, and what is in ``taught.toml`` for nothing.

    Raises
    ------
    PublishingError
        A chapter is stale, `target` holds files of somebody else's, a link is dead, or something would be given away.
    """
    root, target = Path(root).resolve(), Path(target).absolute()
    _require_built(root)
    _require_ours(target)
    with replaced_folder(target) as new:
        _write(root, new, release)
        _refuse(tr("链接不通", "dead links"), dead_links(new))
        proof = prove(root, new)
        _refuse(tr("会泄露给学生", "given away to students"), [str(leak) for leak in proof.leaks])
        for kept in target.glob(".git*"):
            (shutil.copytree if kept.is_dir() else shutil.copyfile)(kept, new / kept.name)
    files = (path for path in target.rglob("*") if path.is_file())
    ours = sorted(path for path in files if not path.relative_to(target).parts[0].startswith(".git"))
    return Written(ours, proof.idle)


def _write(root: Path, new: Path, release: Callable[[Path], None]) -> None:
    home, chapters = read_home(root), published_chapters(root)
    (new / FOLDER).mkdir()
    for chapter in chapters:
        _text(new / chapter.path, serialise(chapter.notebook))
    (new / "assignments").mkdir()
    release(new / "assignments")
    homework = [
        Published(path.relative_to(new).as_posix(), read_notebook(path))
        for path in sorted((new / "assignments").rglob("*.ipynb"))
    ]
    wheel = write_wheel(root, new).name
    _text(new / "README.md", readme(home, wheel, chapters, homework))
    topics = read_topics(root)
    teaching = [one for one in homework if one.name in {topic.chapter for topic in topics}]
    _text(new / "index.md", index_page([*chapters, *teaching], topics))
    _text(new / "glossary.md", glossary_page([*chapters, *homework]))
    _text(new / "environment.yml", environment(root, wheel))
    if home.kaggle:
        _text(new / "dataset-metadata.json", kaggle_metadata(home))
    shutil.copyfile(root / "LICENSE", new / "LICENSE")


def _text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _require_built(root: Path) -> None:
    if found := stale(root):
        advice = tr("先运行 coursekit build --run。", "Run coursekit build --run first.")
        raise PublishingError("\n".join([*found, advice]))


def _require_ours(target: Path) -> None:
    """Refuse a folder that holds anything but a students' folder: replacing it would lose it."""
    if target.exists() and not target.is_dir():
        raise PublishingError(tr(f"{target} 不是文件夹。", f"{target} is no folder."))
    present = {path.name for path in target.iterdir()} if target.is_dir() else set()
    foreign = sorted(
        name
        for name in present - OURS
        if not name.startswith(".git") and not (name.startswith("coursekit-") and name.endswith(".whl"))
    )
    if foreign or (target / "assignments" / "src").exists():
        listed = ", ".join(foreign[:5] or ["assignments/src"])
        raise PublishingError(
            tr(
                f"{target} 里有别的文件（{listed}），没有覆盖它。请用 --out 换一个空文件夹。",
                f"{target} holds other files ({listed}) and was left alone. Name an empty folder with --out.",
            )
        )


def _refuse(what: str, found: list[str]) -> None:
    if found:
        more = f"\n  … {len(found)}" if len(found) > MOST_TOLD else ""
        listed = "\n".join(f"  {line}" for line in found[:MOST_TOLD])
        told = tr(f"没有生成学生文件夹，{len(found)} 处{what}：", f"nothing was written: {len(found)} {what}:")
        hint = tr(
            "正文确实要教的，在 assignments/taught.toml 里写明理由。",
            "What a chapter teaches by right stands in assignments/taught.toml, with the reason.",
        )
        raise PublishingError(f"{told}\n{listed}{more}\n{hint}")
