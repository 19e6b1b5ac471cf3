"""Where am I: the machine, its Python, torch, fonts and data, each with what to do where something is missing.

Also who looks on (`interactive`), and the one place that seeds the generators (`seed_everything`).
"""

import os
import platform
import shutil
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from coursekit.lang import tr

OLDEST_PYTHON = (3, 11)
CJK_PROBE = "梯"


def interactive() -> bool:
    """Return whether somebody looks on: a live notebook or a terminal, not nbclient, nbval, a test run or CI.

    A live front end lets a cell ask for input; nbclient and nbval say in each request that nobody would answer.
    """
    if os.environ.get("CI", "").lower() not in ("", "0", "false") or "PYTEST_CURRENT_TEST" in os.environ:
        return False
    kernel = _kernel()
    if kernel is None:
        return sys.stderr is not None and sys.stderr.isatty()
    request = kernel.get_parent() or {}
    return bool(request.get("content", {}).get("allow_stdin", False))


def in_notebook() -> bool:
    """Return whether this code runs in a Jupyter kernel, looked on or not."""
    return _kernel() is not None


def _kernel():
    # Not imported here: where IPython is not loaded yet, this cannot be a kernel.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None)


def seed_everything(seed: int) -> None:
    """Seed Python's, NumPy's and torch's global generators, and make cuDNN choose deterministic algorithms.

    Parameters
    ----------
    seed : int
        From 0 to 2**32 - 1 (NumPy's range).

    Raises
    ------
    ValueError
        If the seed is not such a number.

    Notes
    -----
    The same seed gives the same numbers on the same machine with the same versions; another CPU may differ in the last
    digits. Python's string hashes are fixed only by PYTHONHASHSEED, before Python starts.
    """
    if isinstance(seed, bool) or not hasattr(seed, "__index__") or not 0 <= int(seed) < 2**32:
        raise ValueError(
            tr(
                f"随机种子应为 0 到 2**32 - 1 之间的整数，得到 {seed!r}",
                f"a seed must be a whole number from 0 to 2**32 - 1, got {seed!r}",
            )
        )
    import random

    import numpy as np
    import torch

    random.seed(int(seed))
    np.random.seed(int(seed))
    torch.manual_seed(int(seed))
    torch.backends.cudnn.deterministic = True
    torch.backends.cudnn.benchmark = False


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `status` is ``ok``, ``warn`` (works, with a lack) or ``bad``."""

    name: str
    status: str
    found: str
    advice: str = ""

    def as_json(self) -> dict:
        return asdict(self)


def examine_machine() -> list[Finding]:
    """Look at Python, packages, device, fonts, data, grading and sandbox; never raises."""
    return [_python(), _machine(), _torch(), *_packages(), _fonts(), _data(), _grading(), _sandbox(), _disk()]


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


def _torch() -> Finding:
    try:
        import torch
    except Exception as error:  # a broken installation raises OSError, ImportError or worse
        return Finding("torch", "bad", f"{type(error).__name__}: {error}", "pip install torch")
    if torch.cuda.is_available():
        device = torch.cuda.get_device_name(0)
    elif getattr(torch.backends, "mps", None) and torch.backends.mps.is_available():
        device = "MPS"
    else:
        device = tr("只有 CPU（本课程够用）", "CPU only (enough for this course)")
    return Finding("torch", "ok", f"{torch.__version__}  {device}")


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


def _sandbox() -> Finding:
    advice = tr(
        "学生的代码以你的身份运行：只批改信得过的提交，或在专用账号、容器、虚拟机里批改",
        "students' code runs as you: grade what you trust, or use an account, a container or a machine of its own",
    )
    return Finding(
        tr("沙箱", "sandbox"),
        "warn",
        tr("没有：这一版只有进程隔离和时间上限", "none yet: separate processes and clocks only"),
        advice,
    )


def _disk() -> Finding:
    free = shutil.disk_usage(Path.cwd()).free / 2**30
    status = "ok" if free > 2 else "warn"
    advice = "" if free > 2 else tr("不足 2 GB：批改和演示会写文件", "under 2 GB: grading and the demo write files")
    return Finding(tr("磁盘", "disk"), status, tr(f"剩余 {free:.0f} GB", f"{free:.0f} GB free"), advice)
