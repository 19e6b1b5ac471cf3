"""The IPython shell of a candidate: made once in the warm process, used after the fork; outputs in nbformat's form."""

import ast
import base64
import io
import sys
import traceback
import warnings

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

OUTPUT_CAP = 1_000_000  # characters of one cell's outputs
_PROMPTS = (">>>", "...", "In [")  # what IPython strips from lines that were copied out of a session


class Outputs:
    """The outputs of the running cell, capped: what is over the cap is dropped, and a line says so."""

    def __init__(self):
        self.items: list[dict] = []
        self.size = 0

    def clear(self) -> None:
        self.items, self.size = [], 0

    def add(self, item: dict, size: int) -> None:
        if self.size >= OUTPUT_CAP:
            return
        self.size += size
        self.items.append(item)
        if self.size >= OUTPUT_CAP:
            self.items.append({"output_type": "stream", "name": "stderr", "text": "… (output cut here)\n"})

    def write(self, name: str, text: str) -> None:
        last = self.items[-1] if self.items else None
        if last and last["output_type"] == "stream" and last["name"] == name and self.size < OUTPUT_CAP:
            self.size += len(text)
            last["text"] += text[:OUTPUT_CAP]
        else:
            self.add({"output_type": "stream", "name": name, "text": text[:OUTPUT_CAP]}, len(text))


outputs = Outputs()


class Stream(io.TextIOBase):
    """stdout or stderr of a cell."""

    encoding = "utf-8"

    def __init__(self, name: str):
        self.name = name

    def writable(self) -> bool:
        return True

    def write(self, text) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        outputs.write(self.name, text)
        return len(text)


def _bundle(data: dict) -> dict:
    return {k: base64.b64encode(v).decode() if isinstance(v, bytes) else v for k, v in data.items()}


class Publisher(DisplayPublisher):
    """Keeps what `display` shows."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **kwargs):
        item = {"output_type": "display_data", "data": _bundle(data), "metadata": metadata or {}}
        outputs.add(item, sum(len(str(v)) for v in item["data"].values()))

    def clear_output(self, wait=False):
        outputs.clear()


class Hook(DisplayHook):
    """Keeps the value of a cell's last expression."""

    def write_output_prompt(self):
        """Print no ``Out[1]:``."""

    def write_format_data(self, format_dict, md_dict=None):
        item = {"output_type": "execute_result", "data": _bundle(format_dict), "metadata": md_dict or {}}
        outputs.add(item, sum(len(str(v)) for v in item["data"].values()))

    def finish_displayhook(self):
        """End no line."""


class Shell(InteractiveShell):
    """An IPython shell without history, terminal or coloured tracebacks (they cost 16 to 55 ms each)."""

    display_pub_class = Type(Publisher)
    displayhook_class = Type(Hook)
    usual_transforms: list[list]

    def enable_gui(self, gui=None):
        """There is no event loop to join."""

    def ask_exit(self):
        """`exit` and `quit` in a cell end nothing, as in a notebook that is run again from the start."""

    def showtraceback(self, exc_tuple=None, **kwargs):
        kind, error, trace = exc_tuple or sys.exc_info()
        lines = "".join(traceback.format_exception(kind, error, trace)).splitlines()
        item = {"output_type": "error", "ename": kind.__name__, "evalue": str(error), "traceback": lines}
        outputs.add(item, sum(map(len, lines)))

    def showsyntaxerror(self, filename=None, running_compiled_code=False):
        self.showtraceback()

    def transform_cell(self, raw_cell):
        """Turn IPython's syntax into Python; a cell that is Python already is not tokenised for that."""
        if self._has_own_transforms() or not _is_plain_python(raw_cell):
            return super().transform_cell(raw_cell)
        return raw_cell if raw_cell.endswith("\n") else raw_cell + "\n"

    def _has_own_transforms(self) -> bool:
        """Whether a cell has asked for further transformations."""
        return self._transforms() != self.usual_transforms

    def _transforms(self) -> list[list]:
        manager = self.input_transformer_manager
        lists = manager.cleanup_transforms, manager.line_transforms, manager.token_transformers
        return [list(one) for one in (*lists, self.input_transformers_post)]

    def should_run_async(self, raw_cell, **about) -> bool:
        """Whether a cell awaits something at its top level; without the words there is nothing to compile for it."""
        text = about.get("transformed_cell") or raw_cell
        return ("await" in text or "async" in text) and super().should_run_async(raw_cell, **about)

    def _format_exception_for_storage(self, exception, **about) -> dict:
        """IPython would render each error once more, in colours, for a history that nobody reads (15 ms)."""
        return {"ename": type(exception).__name__, "evalue": "", "traceback": []}


def _is_plain_python(cell: str) -> bool:
    """Whether IPython's transformations would leave a cell as it is.

    They change what is no Python, and besides: a single line, which may name a magic; blank beginnings; prompts.
    """
    if cell[:1].isspace() or "\n" not in cell.strip() or any(prompt in cell for prompt in _PROMPTS):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the cell will be compiled once more, and tell then
            ast.parse(cell)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # what it raises on hostile text
        return False
    return True


def make_shell() -> Shell:
    """Return the one shell of this process, warmed so that the first cell costs what later ones do."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    shell = Shell.instance(config=config)
    shell.usual_transforms = shell._transforms()  # IPython's own
    shell.run_cell("1/0")
    shell.run_cell("import traceback; traceback.format_stack()")  # reads the sources on the stack, IPython's too
    shell.run_cell("%precision 3\n[1.0]\n%precision")
    shell.reset(new_session=True)
    outputs.clear()
    return shell
