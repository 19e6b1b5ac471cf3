"""A text to start from: a chapter that passes the lint, a homework that builds and releases."""

import re
from pathlib import Path

from coursekit.atomic import write_text
from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr

FOLDERS = {"chapter": Path("notebooks/src"), "assignment": Path("assignments/src")}
_NAMES = {"chapter": r"(\d\d[a-z]?)_[a-z0-9_]+", "assignment": r"[a-z][a-z0-9_]*"}
_EXAMPLES = {"chapter": "06_activation_loss", "assignment": "hw2_images"}
QUESTION = "ffn.edges"  # of the bank; stands where the author puts his own


def write_template(root: str | Path, kind: str, name: str) -> Path:
    """Write the text of a new chapter or assignment.

    Parameters
    ----------
    root : str or Path
        The project.
    kind : str
        ``chapter`` or ``assignment``.
    name : str
        A chapter's begins with its number, e.g. ``06_activation_loss``.

    Returns
    -------
    Path
        The text.

    Raises
    ------
    AuthoringError
        A name that does not fit, or one that is taken.
    """
    found = re.fullmatch(_NAMES[kind], name)
    if not found:
        example = _EXAMPLES[kind]
        raise AuthoringError(
            tr(
                f"名字 {name!r} 不行：只用小写字母、数字和下划线，章节以编号开头，如 {example}。",
                f"{name!r} is no name: lower-case letters, digits, underscores, a chapter's number first: {example}.",
            )
        )
    path = Path(root) / FOLDERS[kind] / f"{name}.py"
    if path.exists():
        raise AuthoringError(tr(f"{path} 已经有了。", f"{path} is there already."))
    template = (Path(__file__).parent / "templates" / f"{kind}.txt").read_text("utf-8")
    number = found[1].lstrip("0") or "0" if kind == "chapter" else ""
    write_text(path, template.replace("{number}", number).replace("{question}", QUESTION))
    return path
