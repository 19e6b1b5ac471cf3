"""The kind of place a notebook runs at, and the folders for data and results there."""

import os
import sys
import tempfile
from pathlib import Path

from coursekit.errors import CourseError
from coursekit.lang import tr

PLACES = ("kaggle", "colab", "ci", "hub", "local")
WORDS = {
    "kaggle": ("Kaggle", "Kaggle"),
    "colab": ("Google Colab", "Google Colab"),
    "ci": ("自动测试（CI）", "continuous integration"),
    "hub": ("JupyterHub", "JupyterHub"),
    "local": ("自己的电脑", "a computer of one's own"),
}
KAGGLE = Path("/kaggle")
COLAB = Path("/content")


def where() -> str:
    """Return the kind of place that this code runs at.

    Returns
    -------
    str
        ``"kaggle"``, ``"colab"``, ``"ci"``, ``"hub"`` (a JupyterHub or Binder) or ``"local"`` (a laptop, a desktop).

    Examples
    --------
    >>> import os
    >>> from coursekit import runtime
    >>> os.environ["KAGGLE_KERNEL_RUN_TYPE"] = "Interactive"  # as Kaggle sets it
    >>> runtime.where()
    'kaggle'
    """
    if _is_kaggle():
        return "kaggle"
    if _is_colab():
        return "colab"
    if is_ci():
        return "ci"
    if any(os.environ.get(name) for name in ("JUPYTERHUB_USER", "JUPYTERHUB_SERVICE_PREFIX", "BINDER_SERVICE_HOST")):
        return "hub"
    return "local"


def is_ci() -> bool:
    """Return whether the variable CI says that a machine runs this."""
    return os.environ.get("CI", "").strip().lower() not in ("", "0", "false", "no")


def _is_kaggle() -> bool:
    # Kaggle's image is built on Colab's, so it must be asked first; /kaggle/input alone proves nothing, because
    # kagglehub mounts its downloads there on Colab too.
    return bool(os.environ.get("KAGGLE_KERNEL_RUN_TYPE")) or (KAGGLE / "working").is_dir()


def _is_colab() -> bool:
    if any(os.environ.get(name) for name in ("COLAB_RELEASE_TAG", "COLAB_JUPYTER_TRANSPORT", "COLAB_BACKEND_VERSION")):
        return True
    return "google.colab" in sys.modules


def data_folder() -> Path:
    """Return the folder that data sets lie in; it need not exist.

    COURSEKIT_DATA where it is set, Kaggle's input folder on Kaggle, else the cache of this user.

    Examples
    --------
    >>> import os
    >>> from coursekit import runtime
    >>> os.environ["COURSEKIT_DATA"] = "course-data"
    >>> (runtime.data_folder() / "train.csv").as_posix()
    'course-data/train.csv'
    """
    named = os.environ.get("COURSEKIT_DATA", "").strip()
    if named:
        return Path(named).expanduser()
    if where() == "kaggle":
        return KAGGLE / "input"
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    # Path.expanduser raises where there is no home, in a sandbox say; this leaves the "~".
    return Path(os.path.expanduser(cache)) / "coursekit"  # noqa: PTH111


def output_folder() -> Path:
    """Return a folder that results may be written to (``submission.csv``, saved parameters); it is made if need be.

    COURSEKIT_OUTPUT where it is set; on Kaggle its working folder and on Colab ``/content``, which are the ones their
    pages show; else the folder that the notebook runs in.

    Raises
    ------
    CourseError
        If nothing can be written there; the message names the folder and what to do.

    Examples
    --------
    >>> from coursekit import runtime
    >>> file = runtime.output_folder() / "submission.csv"
    >>> file.parent.is_dir()
    True
    """
    named = os.environ.get("COURSEKIT_OUTPUT", "").strip()
    shown = {"kaggle": KAGGLE / "working", "colab": COLAB}.get(where())
    if named:
        folder = Path(named).expanduser()
    elif shown is not None and shown.is_dir():
        folder = shown
    else:
        folder = Path.cwd()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CourseError(
            tr(
                f"不能往 {folder} 里写文件（{error.strerror}）：把环境变量 COURSEKIT_OUTPUT 设为一个能写的文件夹",
                f"cannot write in {folder} ({error.strerror}): set COURSEKIT_OUTPUT to a folder that can be written",
            )
        ) from None
    return folder
