"""The texts of the students' folder: README, environment.yml, dataset-metadata.json."""

import json
import tomllib
from pathlib import Path

from coursekit.authoring.setup_cell import Home
from coursekit.publishing.chapters import Published

_GITHUB = "https://github.com/"
_COLAB = "https://colab.research.google.com/github/"
_README = """\
# 人工智能导论 · 模型训练与优化

[English](#english)

这里是课程给学生的全部文件：各章的 notebook、作业，和它们要用的库 `coursekit`。

## 在自己的电脑上开始

要有 Python 3.11、3.12 或 3.13；没有的话，到 Python 官网下载安装包，Windows 上安装时勾选“Add python.exe to PATH”。
不用连任何国外网站：整个文件夹可以下载压缩包，也可以用 U 盘拷。
在这个文件夹里打开终端：

```
python -m venv .venv
source .venv/bin/activate          # Windows：.venv\\Scripts\\activate
pip install "./{wheel}[lab]"
coursekit lab
```

最后一行打开中文界面的 JupyterLab，从第一页的目录点进各章和作业。

- 在 macOS 和 Linux 上，第一行的 `python` 写成 `python3`；Debian 和 Ubuntu 还要先装 `python3-venv`。
- 第三行要下载约 1 GB（主要是 PyTorch）。
  网慢的话，先给 pip 配一个国内镜像：`pip config set global.index-url <镜像地址>`，地址到你学校或镜像站的帮助页里找。
- 用 conda 的话，前三行换成：`conda env create -f environment.yml`，再 `conda activate coursekit`。
- 习惯用 `jupyter lab` 也可以：界面是英文的，在菜单 Settings → Language 里换成中文。

{cloud}
## 章节

| 章 | 打开 |
|---|---|
{chapters}
按主题查找：[课程索引](index.md)。查英文说法：[术语表](glossary.md)。

## 作业

| 作业 | 文件 |
|---|---|
{homework}
写完以后自查一遍，再把 notebook 交到老师指定的地方：

```
coursekit check {example}
```

它在全新的内核里从头运行，告诉你哪些公开的检查通过了。
交上去以后还有隐藏的检查，用的是别的数。
在 Colab 或 Kaggle 上做作业：把任意一章的第一格代码复制过来，放在作业的最前面，先运行它。
做完再运行一格 `from coursekit import checks; checks.export()`：它自查一遍，写出要交的一个文件 `…-export.ipynb`。
读不到 notebook 的时候，它会告诉你怎么下载。

## 许可

代码（`coursekit` 和 notebook 里的代码）：MIT。
文字：CC BY-SA 4.0。
字体：SIL OFL 1.1，在 wheel 里附有许可。
全文见 [LICENSE](LICENSE)。

## English

All that students need of the course 人工智能导论 · 模型训练与优化 (training models, in Chinese):
the chapters as notebooks, the homework, and the library `coursekit` that they import.

```
python -m venv .venv
source .venv/bin/activate          # Windows: .venv\\Scripts\\activate
pip install "./{wheel}[lab]"
coursekit lab
```

The last line opens JupyterLab with a page to start from. Before handing in a homework, run `coursekit check` on it.
`COURSEKIT_LANG=en` turns the library's messages to English.
Code: MIT. Texts: CC BY-SA 4.0. See [LICENSE](LICENSE).
"""
_CLOUD = """\
## 在 Colab 和 Kaggle 上

每章的第一格代码会自己装好 `coursekit`。
Kaggle：把这个文件夹（或其中的 `{wheel}`）做成数据集，附加到 notebook；不用打开 Internet。
Colab：{colab}
"""
_ENVIRONMENT = """\
# conda env create -f environment.yml
name: coursekit
channels:
  - conda-forge
dependencies:
  - python{python}
  - pip
  - pip:
      - "./{wheel}[lab]"
"""
_LICENSE_NOTE = "Code: MIT. Texts: CC BY-SA 4.0. Font within the wheel: SIL OFL 1.1. See LICENSE."


def readme(home: Home, wheel: str, chapters: list[Published], homework: list[Published]) -> str:
    """Return the students' README.

    Parameters
    ----------
    home : Home
        Where the course lives; links to Colab stand there only where it is a repository of GitHub.
    wheel : str
        The wheel's file name.
    chapters, homework : list of Published
        What the folder holds, in order.
    """
    colab = "点下表里的 Colab。" if _colab(home, "") else f"打开 notebook，把 `{wheel}` 上传到左边的“文件”里。"
    return _README.format(
        wheel=wheel,
        cloud=_CLOUD.format(wheel=wheel, colab=colab),
        chapters="".join(f"| {_cell(one.title)} | {_open(home, one)} |\n" for one in chapters),
        homework="".join(f"| {_cell(one.title)} | {_open(home, one)} |\n" for one in homework),
        example=homework[0].path if homework else "作业.ipynb",
    )


def environment(root: Path, wheel: str) -> str:
    """Return the students' ``environment.yml``: the Python that the project asks for, and the wheel."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return _ENVIRONMENT.format(python=project["requires-python"], wheel=wheel)


def kaggle_metadata(home: Home) -> str:
    """Return ``dataset-metadata.json``, as the Kaggle API documents it, for the data set that `home` names."""
    fields = {
        "title": "coursekit: 人工智能导论 课程文件",  # 6 to 50 characters
        "subtitle": "Notebooks, homework and library of a Chinese course on training models",  # 20 to 80
        "description": f"人工智能导论 · 模型训练与优化：各章的 notebook、作业和 coursekit。\n\n{_LICENSE_NOTE}",
        "id": home.kaggle,
        "licenses": [{"name": "other"}],  # exactly one is allowed; `other` is the one that the description specifies
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"


def _open(home: Home, one: Published) -> str:
    link = f"[{one.name}.ipynb]({one.path})"
    address = _colab(home, one.path)
    return f"{link} · [Colab]({address})" if address else link


def _colab(home: Home, path: str) -> str:
    """Address that opens a notebook in Colab; empty where the course lives elsewhere than on GitHub, or nowhere."""
    if not (home.repository.startswith(_GITHUB) and home.release):
        return ""
    return f"{_COLAB}{home.repository.removeprefix(_GITHUB)}/blob/{home.release}/{path}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
