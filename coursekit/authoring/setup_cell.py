"""The set-up cell: the same in every chapter, generated from the one place that says where the course lives."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from coursekit import __version__
from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr

_CODE = """\
# 这一格由程序生成，每一章都相同：已经装好 coursekit 时，它什么也不做。
try:
    import coursekit
except ModuleNotFoundError:
    import re
    import subprocess
    import sys
    from pathlib import Path

    def version_of(wheel):  # 0.10 比 0.9 新，1.0 比 1.0rc1 新
        parts = re.findall(r"\\d+|[a-z]+", wheel.name.split("-")[1])
        return [(part.isdigit(), int(part) if part.isdigit() else part) for part in parts] + [(True, -1)]

    in_cloud = "google.colab" in sys.modules or Path("/kaggle").is_dir()
    attached = [*Path("/kaggle/input").rglob("coursekit-*.whl"), *Path.cwd().glob("coursekit-*.whl")]
    released = "{address}"
    wheel = str(max(attached, key=version_of)) if attached else released
    if not in_cloud or not wheel:
        raise ModuleNotFoundError({advice}) from None
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", wheel], check=True)
    import coursekit\
"""
_ADVICE = """
            "没有找到 coursekit，它的安装文件是 {name}。\\n"
            "{whence}\\n"
            "在自己的电脑上：在终端里运行 pip install {name}，再重启内核。\\n"
            "在 Colab：把它上传到左边的“文件”里，再运行这一格。\\n"
            "在 Kaggle：把它做成数据集，附加到这个 notebook，再运行这一格。"
        """


@dataclass(frozen=True)
class Home:
    """Where the course lives, as ``[tool.coursekit]`` of ``pyproject.toml`` says; empty while it lives nowhere.

    Attributes
    ----------
    repository : str
        Address of the students' repository, without a slash at the end.
    release : str
        The tag of the release whose wheel the chapters install, e.g. ``v0.1.0``.
    kaggle : str
        The Kaggle data set of the students' folder, ``owner/name``.
    """

    repository: str = ""
    release: str = ""
    kaggle: str = ""

    @property
    def wheel_name(self) -> str:
        return f"coursekit-{self.release.removeprefix('v') or __version__}-py3-none-any.whl"

    @property
    def wheel_address(self) -> str:
        """Address of the wheel, as GitHub and Gitee serve a release's files; empty while it is not known."""
        if not (self.repository and self.release):
            return ""
        return f"{self.repository}/releases/download/{self.release}/{self.wheel_name}"


def read_home(project: Path) -> Home:
    """Read where the course lives; nothing is set where the project has no ``pyproject.toml`` or no such table.

    Raises
    ------
    AuthoringError
        An unknown key, or a value that is no address or no tag.
    """
    path = project / "pyproject.toml"
    if not path.is_file():
        return Home()
    table = tomllib.loads(path.read_text("utf-8")).get("tool", {}).get("coursekit", {})
    table = {key: value for key, value in table.items() if key != "order"}  # of the chapters: `topics` reads it
    forms = {
        "repository": r"(https?://[\w./:~-]*[\w~-])?",
        "release": r"(v?\d[\w.]*)?",
        "kaggle": r"([\w-]+/[\w-]{3,50})?",
    }
    for key, value in table.items():
        if key not in forms or not isinstance(value, str) or not re.fullmatch(forms[key], value):
            raise AuthoringError(
                tr(
                    f"{path} 的 [tool.coursekit] 里，{key} = {value!r} 不对："
                    "只能有 repository（https://…，末尾没有斜杠）、release（如 v0.1.0）、kaggle（用户名/数据集）"
                    "和 order（各章的次序）。",
                    f"{path}: {key} = {value!r} in [tool.coursekit] is wrong: there are repository (https://…, "
                    "no slash at the end), release (v0.1.0, say), kaggle (owner/data-set) and order (of the chapters).",
                )
            )
    return Home(**table)


def setup_code(home: Home) -> str:
    """Return the code of the set-up cell.

    Where `coursekit` imports, it does nothing. On Colab and Kaggle it installs one wheel without its dependencies: the
    newest of those attached or uploaded, else the released one. Anywhere else, and while no release is known, it says
    what to do.
    """
    whence = f"到这里下载：{home.repository}/releases" if home.repository else "向老师要这个文件。"
    return _CODE.format(address=home.wheel_address, advice=_ADVICE.format(name=home.wheel_name, whence=whence))
