"""The assignments of a course as pairs: ``src/NAME.py`` is the source, ``source/NAME/NAME.ipynb`` generated from it."""

from pathlib import Path

from coursekit.authoring import building
from coursekit.authoring.building import BuildResult, build_pairs, choose, staleness
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import Pair
from coursekit.grading.course import Course
from coursekit.grading.course_config import CONFIG_NAME
from coursekit.grading.metadata_rules import metadata_faults
from coursekit.lang import tr


def assignment_pairs(root: str | Path) -> list[Pair]:
    """Return the pairs of a project or a course, of every text and of every notebook that bears the folder's name.

    Parameters
    ----------
    root : str or Path
        The project (that holds ``assignments/``) or the course directory itself.
    """
    course = _course_folder(Path(root))
    texts = {path.stem for path in (course / "src").glob("*.py")}
    notebooks = {path.stem for path in (course / "source").glob("*/*.ipynb") if path.parent.name == path.stem}
    return [
        Pair(course / "src" / f"{name}.py", course / "source" / name / f"{name}.ipynb")
        for name in sorted(texts | notebooks)
    ]


def course(root: str | Path) -> Course:
    """Return the course of a project, or the one that the root itself is."""
    return Course(_course_folder(Path(root)))


def build(root: str | Path, names: list[str] | None = None) -> list[BuildResult]:
    """Write the notebooks of the texts in ``src/``.

    Nothing is written unless every text is in order.

    Parameters
    ----------
    root : str or Path
        The project or the course directory.
    names : list of str, optional
        Only these assignments; all by default.

    Raises
    ------
    AuthoringError
        A text is missing or faulty (each fault with its line), or a notebook was edited and would be lost.
    """
    chosen = choose(assignment_pairs(root), names)
    return build_pairs([pair for pair in chosen if pair.text.is_file() or names], metadata_faults)


def build_from_notebook(root: str | Path, name: str) -> BuildResult:
    """Write the text of a notebook that was edited in JupyterLab; the text keeps its header.

    Raises
    ------
    AuthoringError
        There is no such notebook, both sides changed since they last agreed, or the notebook is faulty.
    """
    (pair,) = choose(assignment_pairs(root), [name])
    return building.from_notebook(pair, metadata_faults)


def stale(root: str | Path) -> list[str]:
    """List what must be built anew, one line each: by content, never by time. Empty where all is well."""
    return [line for pair in assignment_pairs(root) if (line := staleness(pair))]


def _course_folder(root: Path) -> Path:
    inner = root / "assignments"
    if (root / CONFIG_NAME).is_file() or (root / "src").is_dir():
        return root
    if inner.is_dir():
        return inner
    raise AuthoringError(tr(f"{root} 里没有 assignments/，也没有 src/。", f"{root} has neither assignments/ nor src/."))
