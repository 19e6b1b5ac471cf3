"""The machine, its Python, torch, fonts and data, each with what to do where something is missing."""

import os
import platform
import shutil
import sys
import warnings
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from coursekit.errors import CourseError
from coursekit.lang import tr
from coursekit.runtime.device import device
from coursekit.runtime.places import WORDS, output_folder, where

OLDEST_PYTHON = (3, 11)
CJK_PROBE = "梯"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `status` is ``ok``, ``warn`` (works, with a lack) or ``bad``.

    Examples
    --------
    >>> from coursekit import runtime
    >>> finding = runtime.Finding("torch", "bad", "ImportError", advice="pip install torch")
    >>> finding.as_json()
    {'name': 'torch', 'status': 'bad', 'found': 'ImportError', 'advice': 'pip install torch'}
    """

    name: str
    status: str
    found: str
    advice: str = ""

    def as_json(self) -> dict:
        return asdict(self)


def examine_machine() -> list[Finding]:
    """Look at Python, place, device, packages, fonts, data, results and grading; never raises.

    Examples
    --------
    >>> from coursekit import runtime
    >>> findings = runtime.examine_machine()
    >>> [finding.name for finding in findings[:4]]
    ['Python', '机器', '环境', 'torch']
    """
    looked = [_python(), _machine(), _place(), _torch(), *_packages(), _fonts(), _data(), _outputs(), _grading()]
    return [*looked, _disk()]


def _python() -> Finding:
    found = f"{platform.python_version()}  {sys.executable}"
    if sys.version_info < OLDEST_PYTHON:
        advice = tr("需要 Python 3.11 或更新的版本", "Python 3.11 or newer is needed")
        return Finding("Python", "bad", found, advice)
    return Finding("Python", "ok", found)


def _machine() -> Finding:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return Finding(
        tr("机器", "machine"), "ok", tr(f"{platform.platform()}，{cores} 核", f"{platform.platform()}, {cores} cores")
    )


def _place() -> Finding:
    return Finding(tr("环境", "place"), "ok", tr(*WORDS[where()]))


def _outputs() -> Finding:
    name = tr("结果存放处", "results")
    try:
        return Finding(name, "ok", str(output_folder()))
    except CourseError as error:
        advice = tr("export COURSEKIT_OUTPUT=文件夹", "export COURSEKIT_OUTPUT=FOLDER")
        return Finding(name, "bad", str(error), advice)


def _torch() -> Finding:
    try:
        import torch
    except Exception as error:  # a broken installation raises OSError, ImportError or worse
        return Finding("torch", "bad", f"{type(error).__name__}: {error}", "pip install torch")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        device.cache_clear()  # a warning is given at the first call only
        kind = device().type
    names = {"mps": "MPS", "cpu": tr("只有 CPU（本课程够用）", "CPU only (enough for this course)")}
    found = f"{torch.__version__}  {names.get(kind) or torch.cuda.get_device_name(0)}"
    unusable = [str(one.message) for one in told if issubclass(one.category, UserWarning)]
    if kind == "cpu" and unusable:
        advice = tr(
            "装一个支持这块显卡的 torch，或换一块显卡", "install a torch that supports this card, or change the card"
        )
        return Finding("torch", "warn", f"{found}  {unusable[-1]}", advice)
    return Finding("torch", "ok", found)


def _packages() -> list[Finding]:
    groups = (
        (tr("科学计算", "scientific stack"), ("numpy", "pandas", "matplotlib", "seaborn", "scikit-learn"), "coursekit"),
        ("JupyterLab", ("jupyterlab", "ipykernel", "ipywidgets"), "coursekit[lab]"),
        (
            tr("作业与评分", "homework and grading"),
            ("nbgrader", "jupytext", "msgpack", "nbclient"),
            "coursekit[grading]",
        ),
    )
    return [_group(*group) for group in groups]


def _group(name: str, packages: tuple, extra: str) -> Finding:
    found, missing = [], []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            missing.append(package)
    if missing:
        lack = tr(f"缺 {', '.join(missing)}", f"missing: {', '.join(missing)}")
        return Finding(name, "warn", lack, f"pip install '{extra}'")
    return Finding(name, "ok", ", ".join(found))


def _fonts() -> Finding:
    name = tr("中文字体", "Chinese font")
    advice = tr(
        "coursekit 自带的字体坏了或不见了，图画不出中文：重装 coursekit",
        "coursekit's own font is broken or gone, figures cannot show Chinese: install coursekit again",
    )
    try:
        from coursekit.plotting import fonts

        drawn = CJK_PROBE in fonts.glyphs()
    except ImportError as error:
        return Finding(name, "bad", str(error), "pip install matplotlib")
    except Exception as error:  # the file is gone, or is no font: matplotlib raises OSError, RuntimeError or worse
        return Finding(name, "bad", str(error), advice)
    if not drawn:
        return Finding(name, "bad", tr(f"没有“{CJK_PROBE}”字", f"no glyph for {CJK_PROBE}"), advice)
    return Finding(name, "ok", tr(f"{fonts.FAMILY}（随 coursekit 安装）", f"{fonts.FAMILY} (comes with coursekit)"))


def _data() -> Finding:
    name = tr("房价数据", "house prices")
    try:
        from coursekit.data import house_prices

        source = house_prices().source
    except Exception as error:  # DataError says what to do; anything else is told as it is
        return Finding(name, "bad", str(error))
    if source.kind == "synthetic":
        advice = tr(
            "要用真实数据：从 Kaggle 下载后，把 COURSEKIT_DATA 设为那个文件夹",
            "for the real files: download them from Kaggle and set COURSEKIT_DATA to their folder",
        )
        return Finding(name, "warn", str(source), advice)
    return Finding(name, "ok", str(source))


def _grading() -> Finding:
    name = tr("批改", "grading")
    if not sys.platform.startswith("linux"):
        advice = tr("批改和演示请用 WSL、JupyterHub 或容器", "use WSL, a hub or a container for grade and demo")
        return Finding(name, "warn", tr("需要 Linux", "needs Linux"), advice)
    if find_spec("nbgrader") is None:
        return Finding(name, "warn", tr("没有 nbgrader", "no nbgrader"), "pip install 'coursekit[grading]'")
    return Finding(name, "ok", tr("可用", "available"))


def _disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free / 2**30
    status = "ok" if free > 2 else "warn"
    advice = "" if free > 2 else tr("不足 2 GB：批改和演示会写文件", "under 2 GB: grading and the demo write files")
    return Finding(tr("磁盘", "disk"), status, tr(f"剩余 {free:.0f} GB", f"{free:.0f} GB free"), advice)
