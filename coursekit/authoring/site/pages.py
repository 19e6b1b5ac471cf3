"""The site's own pages as Markdown: the front page, the index of topics, the glossary, the downloads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from coursekit.authoring.glossary import Term, chapter_terms, first_uses
from coursekit.authoring.setup_cell import Home
from coursekit.authoring.site.course import Chapter, colab_address
from coursekit.authoring.site.staging import DOWNLOADS
from coursekit.authoring.topics import Topic, index_table

TITLE = "人工智能导论 · 模型训练与优化"

_HOME = """\
# {title}

一门讲模型训练的大学课程：线性回归、前馈网络、反向传播、优化器，一直到会看曲线、会诊断、会交出一份预测。
每一章是一个 Jupyter notebook：每个说法后面都有一格代码，把它算给你看。

## 各章

| 章 | 课时（分钟） | 打开 |
|---|---|---|
{chapters}

## 怎么用

- **在这里读**：文字、公式、代码、结果和图都在，手机上也能读。右上角可以换成深色。
- **动手做**：{hands_on}题目的按钮和滑块，要在 notebook 里运行才有。
- **先猜再看**：看到“先猜”，就停下来写一个数；课后题的答案折叠着，点一下才打开。
- **找东西**：按 Ctrl+K，或者用左边的搜索框，中文、英文、代码里的名字都找得到，结果直接到节。
  也可以查[主题索引](topics.md)和[术语表](glossary.md)。
- **做作业**：作业和检查它的 `coursekit` 都在[下载](downloads.md)里。提交之前，先运行 `coursekit check`。

这些页面不向别的网站要任何东西：把整个文件夹拷走，断网也能打开 `index.html`。

```{{toctree}}
:hidden:
:caption: 各章

{names}
```

```{{toctree}}
:hidden:
:caption: 查找

topics
glossary
downloads
```
"""
_DOWNLOADS = """\
# 下载

文件名后面是大小。拿到之后怎么用，看最后一节。

## 各章的 notebook

{notebooks}

## 作业

{handouts}

## coursekit

各章和作业都要用到它：

{wheel}

## 怎么用

```
pip install {wheel_name} jupyterlab
jupyter lab
```

在 JupyterLab 里打开下载的 notebook，从上到下运行。
作业先解压，在里面写答案，提交之前在终端里运行 `coursekit check 文件名.ipynb`。
"""


@dataclass(frozen=True)
class Download:
    """A file that the site hands out: its name, its content, and what it is."""

    name: str
    content: bytes
    title: str = ""


def home_page(chapters: list[Chapter], home: Home) -> str:
    """Return the front page: what the course is, its chapters with their minutes, how to use it, the contents."""
    rows = [
        f"| {_cell(_link(chapter.title, chapter.name))} | {chapter.minutes or ''} | {_open(chapter, home)} |"
        for chapter in chapters
    ]
    clouds = "每一章的开头有按钮，可以在 Colab、Kaggle 里打开，也可以下载到自己的电脑上。"
    hands_on = clouds if _on_github(home) else "每一章的开头可以下载 notebook，在自己的电脑上运行。"
    names = "\n".join(chapter.name for chapter in chapters)
    return _HOME.format(title=TITLE, chapters="\n".join(rows), hands_on=hands_on, names=names)


def topics_page(chapters: list[Chapter], topics: Iterable[Topic], handouts: Iterable[Download] = ()) -> str:
    """Return the index of topics: each section that teaches some, as a link to it, in the order of reading.

    Homework that teaches some stands behind the chapters; its sections lead to where it can be downloaded.
    """
    rank = {(c.name, place.text): n for c in chapters for n, place in enumerate(c.places)}
    homework = {handout.name.removesuffix(".zip"): handout.title for handout in handouts}
    taught = [topic for topic in topics if (topic.chapter, topic.section) in rank or topic.chapter in homework]
    taught.sort(key=lambda topic: rank.get((topic.chapter, topic.section), len(rank)))
    to_chapter = _linker(chapters)

    def link(name: str, heading: str) -> str:
        return f"[{heading}](downloads.md)" if name in homework else to_chapter(name, heading)

    table = index_table([*((c.name, c.title) for c in chapters), *homework.items()], taught, link=link)
    head, _, tables = table.partition("\n")
    told = f"{head}\n\n大纲里的 {len(taught)} 个主题，各在哪一节。主题用大纲的英文原名，编号也是大纲的。\n"
    return told.replace("课程索引", "主题索引") + tables


def glossary_page(chapters: list[Chapter]) -> str:
    """Return the glossary: each term by its English name, and as a link the section that introduces it."""
    terms = first_uses(term for chapter in chapters for term in chapter_terms(chapter.name, chapter.notebook.cells))
    link = _linker(chapters)
    rows = [_term(term, link) for term in terms]
    head = ["# 术语表", "", f"一共 {len(rows)} 个术语，按英文排列；最后一列是第一次讲到它的地方。", ""]
    return "\n".join([*head, "| 中文 | 英文 | 出处 |", "|---|---|---|", *rows]) + "\n"


def downloads_page(notebooks: list[Download], handouts: list[Download], wheel: Download) -> str:
    """Return the list of what can be downloaded."""
    return _DOWNLOADS.format(
        notebooks="\n".join(map(_file, notebooks)),
        handouts="\n".join(map(_file, handouts)) or "现在没有。",
        wheel=_file(wheel),
        wheel_name=wheel.name,
    )


def _linker(chapters: list[Chapter]) -> Callable[[str, str], str]:
    """Return what turns a chapter's name and a heading into a link to it; one that is nowhere stays as it is."""
    places = {(chapter.name, place.text): place for chapter in chapters for place in chapter.places}

    def link(name: str, heading: str) -> str:
        place = places.get((name, heading))
        return heading if place is None else _link(heading, name, place.anchor)

    return link


def _link(text: str, name: str, anchor: str = "") -> str:
    return f"[{text}]({name}.ipynb{'#' + anchor if anchor else ''})"


def _term(term: Term, link: Callable[[str, str], str]) -> str:
    english = f"{term.english}（{term.short}）" if term.short else term.english
    names = (term.chinese, english, link(term.chapter, term.section))
    return f"| {' | '.join(map(_cell, names))} |"


def _open(chapter: Chapter, home: Home) -> str:
    colab = colab_address(home, chapter.name)
    links = [f'<a href="{colab}">Colab</a>'] if colab else []
    label = f' aria-label="下载 {chapter.name}.ipynb"'
    return " · ".join([*links, f'<a href="{DOWNLOADS}/{chapter.name}.ipynb" download{label}>下载</a>'])


def _on_github(home: Home) -> bool:
    return bool(colab_address(home, "x"))


def _file(download: Download) -> str:
    size = len(download.content)
    told = f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, round(size / 1024))} KB"
    title = f"{download.title}：" if download.title else ""
    return f'- {title}<a href="{DOWNLOADS}/{download.name}" download>{download.name}</a>（{told}）'


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
