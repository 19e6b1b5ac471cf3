"""What makes a folder a course, what its nbgrader_config.py sets, and how it asks for our engine."""

from pathlib import Path

from coursekit.grading.errors import CourseError
from coursekit.lang import tr

CONFIG_NAME = "nbgrader_config.py"


def _require_course(folder: Path) -> None:
    if (folder / CONFIG_NAME).is_file() or (folder / "source").is_dir() or (folder / "src").is_dir():
        return
    inner = folder / "assignments"
    hint = tr(f"是不是 {inner}？", f"Is it {inner}?") if (inner / CONFIG_NAME).is_file() else ""
    lack = tr("没有 nbgrader_config.py，也没有 source/", "it has neither nbgrader_config.py nor source/")
    if not folder.is_dir():
        lack = tr("文件夹不存在", "there is no such folder")
    raise CourseError(
        tr(f"{folder} 不是课程目录：{lack}。{hint}", f"{folder} is not a course directory: {lack}. {hint}".rstrip())
    )


def load_config(folder: Path):
    """Run ``nbgrader_config.py`` and return its traitlets Config; an empty one where there is no such file.

    Raises
    ------
    CourseError
        The folder is no course directory, or the file cannot be run.
    """
    from traitlets.config.loader import Config, PyFileConfigLoader

    _require_course(folder)
    if not (folder / CONFIG_NAME).is_file():
        return Config()
    try:
        return PyFileConfigLoader(CONFIG_NAME, path=str(folder)).load_config()
    except Exception as error:  # the teacher's own code: anything can be wrong with it
        reason = f"{type(error).__name__}: {error}"
        raise CourseError(
            tr(f"读不了 {folder / CONFIG_NAME}：{reason}", f"cannot read {folder / CONFIG_NAME}: {reason}")
        ) from error


def use_engine(c) -> None:
    """Let ``nbgrader autograde``, and formgrader's button, grade with this engine; called in ``nbgrader_config.py``.

    Parameters
    ----------
    c : traitlets.config.Config
        What ``get_config()`` gave there.
    """
    door = "coursekit.grading.preprocessor"
    c.Autograde.pre_convert_hook = f"{door}.sync_gradebook"
    c.Autograde.exporter_class = f"{door}.BlankExporter"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [
        f"{door}.Examine",
        "nbgrader.preprocessors.SaveAutoGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]
