"""IPython in the teacher's cells: magics become plain Python as far as an examiner can run it; lines keep their number.

A cell magic hides its cell in a string, where no name and no hidden line can be found: so `%%time` and its kin are
taken off, and their cell runs as it stands.
"""

import re
import shlex
from functools import lru_cache
from pathlib import Path

from coursekit.lang import tr

_HARMLESS_CELL = re.compile(r"%%(?:time|timeit|capture|prun)\b[^\n]*")
_TIMED_LINE = re.compile(r"^([ \t]*)%time[ \t]+(?=\S)", re.M)
_SILENT = frozenset(["matplotlib", "config", "precision", "load_ext", "reload_ext", "autoreload", "pylab", "xmode"])
_OPTIONS = re.compile(r"^(?:-[nrtcpqov]\s*\d*\s+)*")


@lru_cache(maxsize=1024)
def python(source: str) -> str:
    """Return a cell's text as Python: IPython's magics and shell lines become calls, as in a notebook.

    Of the teacher's cells only, which are the same for every submission: hence the cache.
    """
    from IPython.core.inputtransformer2 import TransformerManager

    body = source.lstrip("\n")
    leading = source[: len(source) - len(body)]  # IPython drops blank lines at the top, and hidden lines would move
    magic = _HARMLESS_CELL.match(body)
    if magic:
        body = "pass" + body[magic.end() :]
    return leading + TransformerManager().transform_cell(_TIMED_LINE.sub(r"\1", body))


class ExamShell:
    """What `get_ipython()` gives in the examiner: the few magics that make sense where nobody looks.

    Parameters
    ----------
    namespace : dict
        Where the statements of `%timeit` run.
    """

    def __init__(self, namespace: dict):
        self.user_ns = namespace

    def run_line_magic(self, name: str, line: str, *_ignored):
        """Run ``%name line``; a statement to be timed runs once.

        Raises
        ------
        NotImplementedError
            For a magic that an examiner cannot run.
        """
        if name in ("time", "timeit", "prun"):
            code = _OPTIONS.sub("", line)
            try:
                return eval(compile(code, "<magic>", "eval"), self.user_ns)
            except SyntaxError:
                exec(compile(code, "<magic>", "exec"), self.user_ns)
                return None
        if name not in _SILENT:
            raise self._refusal(f"%{name}")
        return None

    def run_cell_magic(self, name: str, line: str, cell: str):
        """Run ``%%name``: files that the teacher's cells write are written; `NotImplementedError` for the rest."""
        if name in ("writefile", "file"):
            *options, target = shlex.split(line)
            with Path(target).open("a" if "-a" in options or "--append" in options else "w", encoding="utf-8") as file:
                file.write(cell)
            return
        if name not in ("html", "javascript", "js", "svg", "latex", "markdown"):
            raise self._refusal(f"%%{name}")

    def system(self, command: str):
        """Refuse a shell line: what it did at home it would not do here."""
        raise self._refusal(f"!{command}")

    getoutput = system

    @staticmethod
    def _refusal(what: str) -> NotImplementedError:
        return NotImplementedError(
            tr(
                f"评分进程不能运行 {what}：请改写成普通的 Python；读学生写出的文件用 checks.file",
                f"the examiner cannot run {what}: write plain Python; read a student's file by checks.file",
            )
        )


def display(*objects, **options) -> None:
    """Show nothing: nobody looks at an examiner's outputs."""
