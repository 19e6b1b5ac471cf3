"""A version that a term keeps: what must agree before it is tagged.

Each of these has been got wrong by somebody: two wheels under one number, a change log without the date, a set-up cell
that installs last term's wheel, a tag on a tree that was never committed.
"""

import datetime
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.setup_cell import read_home
from coursekit.lang import tr
from coursekit.publishing.errors import PublishingError

NUMBER = re.compile(r"\d+\.\d+\.\d+")
VERSION_LINE = re.compile(r'^__version__ = "([^"]*)"$', re.M)
HEADING = re.compile(r"^## +(.*?)\s*$", re.M)
DATED = re.compile(r"(\d+\.\d+\.\d+) - (\d{4}-\d{2}-\d{2})")
WHEEL = re.compile(r"coursekit-(\d+\.\d+\.\d+)-py3-none-any\.whl")
SOURCE = "coursekit/__init__.py"  # the one place of the version
LOG = "CHANGELOG.md"
PAGES = ("README.md", "README.zh-CN.md")


@dataclass(frozen=True)
class Log:
    """A change log: ``open`` is what stands under "Unreleased", ``dated`` each version with its date and its text,
    newest first, ``odd`` the headings that are neither."""

    open: str
    dated: dict[str, tuple[str, str]]
    odd: list[str]


def read_log(text: str) -> Log:
    """Read a change log whose versions are headings like ``## 0.2.0 - 2027-02-22``."""
    parts = HEADING.split(text)[1:]
    opened, dated, odd = "", {}, []
    for heading, body in zip(parts[::2], parts[1::2], strict=True):
        if heading == "Unreleased":
            opened = body.strip()
        elif (found := DATED.fullmatch(heading)) and _is_date(found[2]):
            dated[found[1]] = (found[2], body.strip())
        else:
            odd.append(heading)
    return Log(opened, dated, odd)


def version_of(root: Path) -> str:
    """Return the version of the library in a checkout, without importing it; empty where there is none."""
    path = root / SOURCE
    found = VERSION_LINE.search(path.read_text("utf-8")) if path.is_file() else None
    return found[1] if found else ""


def disagreements(root: Path) -> list[str]:
    """List where the version, the change log, the set-up cell and the pages contradict each other, one line each.

    A version that has its date is finished: what comes after it stands under "Unreleased" and has a new number.
    """
    root = Path(root)
    version, log = version_of(root), read_log((root / LOG).read_text("utf-8"))
    found = [
        tr(
            f"{LOG}：标题“{heading}”不是“Unreleased”，也不是“0.2.0 - 2027-02-22”这样的版本和日期。",
            f"{LOG}: the heading {heading!r} is neither Unreleased nor a version with its date, like "
            "0.2.0 - 2027-02-22.",
        )
        for heading in log.odd
    ]
    if not NUMBER.fullmatch(version):
        found.append(
            tr(f"{SOURCE}：版本要写成 0.2.0 的样子，现在是 {version!r}。", f"{SOURCE}: {version!r} is no version.")
        )
        return found
    if log.dated and list(log.dated) != sorted(log.dated, key=_parts, reverse=True):
        found.append(tr(f"{LOG}：版本要从新到旧。", f"{LOG}: the newest version comes first."))
    newest = max(log.dated, key=_parts, default="")
    if newest and _parts(version) < _parts(newest):
        found.append(
            tr(
                f"{SOURCE} 是 {version}，{LOG} 已经到了 {newest}。",
                f"{SOURCE} says {version}, {LOG} has come to {newest}.",
            )
        )
    if log.open and version in log.dated:
        found.append(
            tr(
                f"{version} 已经发布，Unreleased 里却有新内容：把 {SOURCE} 的版本加一。",
                f"{version} is released, yet there are changes under Unreleased: raise the version in {SOURCE}.",
            )
        )
    return [*found, *_pages(root, version)]


def obstacles(root: Path, version: str) -> list[str]:
    """List everything that forbids to tag this checkout as a version, one line each, with what to do.

    Parameters
    ----------
    root : Path
        The checkout.
    version : str
        The version that is to be released, e.g. ``0.2.0``.
    """
    root = Path(root)
    found, tag = disagreements(root), f"v{version}"
    log = read_log((root / LOG).read_text("utf-8"))
    if version_of(root) != version:
        found.append(
            tr(
                f"{SOURCE} 是 {version_of(root)}，不是 {version}：改好，再运行 make notebooks。",
                f"{SOURCE} says {version_of(root)}, not {version}: change it, then run make notebooks.",
            )
        )
    if version not in log.dated:
        found.append(
            tr(
                f"{LOG} 里没有“## {version} - 日期”：把 Unreleased 下面的内容移到这个标题下。",
                f"{LOG} has no heading '## {version} - DATE': move what stands under Unreleased to it.",
            )
        )
    found += _home(root, tag)
    if _git(root, "tag", "--list", tag):
        found.append(
            tr(
                f"标签 {tag} 已经有了：发布过的版本不改，请用下一个版本号。",
                f"there is a tag {tag} already: a released version stays as it is, take the next number.",
            )
        )
    if changed := _git(root, "status", "--porcelain"):
        listed = ", ".join(line[3:] for line in changed.splitlines()[:5])
        found.append(tr(f"还有没提交的改动：{listed}", f"not committed: {listed}"))
    return found


def tag(root: Path, version: str) -> str:
    """Tag the last commit as a version, with its part of the change log as the message; return the tag.

    Raises
    ------
    PublishingError
        Git refuses: no name of an author is set, say.
    """
    _, text = read_log((Path(root) / LOG).read_text("utf-8")).dated[version]
    name = f"v{version}"
    _git(Path(root), "tag", "--annotate", "--cleanup=verbatim", "--message", f"{name}\n\n{text}\n", name)
    return name


def _home(root: Path, tag: str) -> list[str]:
    """The set-up cell takes the wheel from the tag that is being made."""
    try:
        home = read_home(root)
    except AuthoringError as error:
        return [str(error)]
    if home.release == tag or not (home.release or home.repository):
        return []
    return [
        tr(
            f"pyproject.toml 的 [tool.coursekit] 里 release = {home.release!r}，各章会安装它的 wheel：改成 {tag!r}，"
            "再运行 make notebooks。",
            f"release = {home.release!r} in [tool.coursekit] of pyproject.toml, so the chapters install its wheel: "
            f"write {tag!r}, then run make notebooks.",
        )
    ]


def _pages(root: Path, version: str) -> list[str]:
    """The READMEs name the wheel that this version builds."""
    found = []
    for page in PAGES:
        text = (root / page).read_text("utf-8") if (root / page).is_file() else ""
        for other in sorted({number for number in WHEEL.findall(text) if number != version}):
            found.append(
                tr(
                    f"{page} 里的 wheel 是 {other}，不是 {version}。",
                    f"{page} names the wheel of {other}, not {version}.",
                )
            )
    return found


def _git(root: Path, *command: str) -> str:
    named = ["git", "-C", root, "-c", "core.quotepath=false", *command]
    run = subprocess.run(named, check=False, capture_output=True, text=True, encoding="utf-8")
    if run.returncode:
        raise PublishingError(f"git {command[0]}: {run.stderr.strip()}")
    return run.stdout.rstrip("\n")


def _parts(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
