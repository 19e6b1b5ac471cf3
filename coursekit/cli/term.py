"""``python -m coursekit.cli.term VERSION``: what `make release` runs to make a version that a term keeps."""

import hashlib
from pathlib import Path

import typer

from coursekit.cli.common import console, project_root, run_alone
from coursekit.errors import CourseError
from coursekit.lang import tr


def main(version: str = typer.Argument(..., help=tr("版本，如 0.2.0", "The version, 0.2.0 say"))) -> None:
    """Check that everything agrees, write the wheel and the students' folder, then tag the commit; push nothing."""
    from coursekit.authoring import chapters
    from coursekit.cli.publishing import student
    from coursekit.grading import authoring as assignments
    from coursekit.publishing import term
    from coursekit.publishing.wheel import write_wheel

    root = project_root()
    if not term.NUMBER.fullmatch(version):
        raise CourseError(tr("要写明版本：make release VERSION=0.2.0", "name the version: make release VERSION=0.2.0"))
    if found := [*term.obstacles(root, version), *assignments.stale(root), *chapters.stale(root)]:
        head = tr(f"{version} 还不能发布：", f"{version} cannot be released yet:")
        raise CourseError("\n".join([head, *(f"- {line}" for line in found)]))
    student(root / "build" / "student", None, True, None)
    (made,) = (root / "build" / "student").glob("*.whl")
    for old in (root / "dist").glob("coursekit-*.whl"):
        old.unlink()
    wheel = write_wheel(root, root / "dist")
    if wheel.read_bytes() != made.read_bytes():  # e.g. a file was saved meanwhile
        raise CourseError(tr("两次生成的 wheel 不同，请再运行一次。", "two builds of the wheel differ: run it again."))
    if left := term.obstacles(root, version):
        raise CourseError("\n".join(left))
    _tell(root, wheel, term.tag(root, version))


def _tell(root: Path, wheel: Path, tag: str) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lines = [
        f"{wheel.relative_to(root)}  {wheel.stat().st_size / 1e6:.1f} MB  sha256 {digest}",
        f"{Path('build', 'student')}",
        tr(f"标签 {tag} 打好了，什么都还没有推送。接下来：", f"{tag} is tagged, nothing is pushed. Left to do:"),
        f"git push origin HEAD {tag}",
        tr(
            f"学生的仓库：coursekit student --out 它的克隆；提交，打标签 {tag}，推送，把 wheel 附到它的发布页。",
            f"the students' repository: coursekit student --out its clone; commit, tag {tag}, push, attach the wheel "
            "to that tag's release page.",
        ),
    ]
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    run_alone(main)
