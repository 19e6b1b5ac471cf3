"""Run a chapter's notebook in a kernel of its own, the same way on every machine."""

import copy
import os
import re
import subprocess
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr

CELL_SECONDS = 300  # a chapter has 15 CPU seconds in all: this only ends what hangs
# What would make an execution depend on who runs it: data, credentials, the look of figures and messages.
_PERSONAL = ("COURSEKIT_DATA", "COURSEKIT_OUTPUT", "KAGGLE_USERNAME", "KAGGLE_KEY", "KAGGLE_API_TOKEN", "PYTHONSTARTUP",
             "PYTHONWARNINGS", "FORCE_COLOR", "MPLSTYLE", "CUDA_LAUNCH_BLOCKING", "CI")  # fmt: skip
_THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "LOKY_MAX_CPU_COUNT",
)


class CellFailed(AuthoringError):
    """A cell did not do what it was to do.

    Attributes
    ----------
    index, line : int
        The cell, and the line in it, both from 0.
    """

    def __init__(self, index: int, told: str, line: int = 0):
        super().__init__(told)
        self.index, self.line = index, line


def kernel_environment(project: Path) -> dict[str, str]:
    """Return the environment in which chapters run, the same for `run` and for nbval.

    One thread, fixed string hashes, Chinese messages, inline figures, no GPU; configuration and caches in
    ``build/kernel``, so that neither the user's settings nor data of his are found.
    """
    own = project / "build" / "kernel"
    places = {
        "IPYTHONDIR": "ipython",
        "XDG_CACHE_HOME": "cache",
        "KAGGLEHUB_CACHE": "kagglehub",
        "KAGGLE_CONFIG_DIR": "kaggle",
    }
    for folder in places.values():
        (own / folder).mkdir(parents=True, exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if name not in _PERSONAL}
    library = str(Path(__file__).parents[2])
    return {
        **environment,
        **{name: str(own / folder) for name, folder in places.items()},
        **_matplotlib_places(),
        **dict.fromkeys(_THREADS, "1"),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join([library, *filter(None, [environment.get("PYTHONPATH")])]),
        "COURSEKIT_LANG": "zh",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "CUDA_VISIBLE_DEVICES": "",
        "NO_COLOR": "1",
        "TZ": "UTC",
        "COLUMNS": "80",
    }


def _matplotlib_places() -> dict[str, str]:
    """Give matplotlib its own settings, not the user's, and a list of fonts that is ready.

    Where the list has to be made first, and that takes long, matplotlib would say so in the output of a cell.
    """
    import matplotlib
    from matplotlib import font_manager  # noqa: F401 - makes the list

    settings = Path(matplotlib.get_data_path()) / "matplotlibrc"
    return {"MPLCONFIGDIR": matplotlib.get_cachedir(), "MATPLOTLIBRC": str(settings)}


def run(notebook: NotebookNode, folder: Path, environment: dict[str, str]) -> tuple[NotebookNode, float]:
    """Execute all code cells in a fresh kernel.

    Parameters
    ----------
    notebook : NotebookNode
        Stays as it is.
    folder : Path
        The working directory: where the notebook lies.
    environment : dict
        The kernel's, see `kernel_environment`.

    Returns
    -------
    tuple of NotebookNode and float
        The executed copy, and the CPU seconds of the kernel, imports included.

    Raises
    ------
    CellFailed
        A cell failed that is not tagged ``raises-exception``, one so tagged did not, or a cell hung.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    ran = copy.deepcopy(notebook)
    for cell in ran.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    clock = new_code_cell("import time as _time; print(_time.process_time())")
    ran.cells.append(clock)
    client = NotebookClient(
        ran,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        coalesce_streams=True,
        store_widget_state=False,
    )
    index = 0
    try:
        # the kernel's own stderr tells of its transport, at each start; what cells write there comes as output
        with client.setup_kernel(env=environment, stderr=subprocess.DEVNULL):
            for index, cell in enumerate(ran.cells):
                client.execute_cell(cell, index)
                if expects_error(cell) and not failed(cell):
                    raise CellFailed(index, tr("这一格应当报错，却没有", "the cell was to raise, and did not"))
    except CellTimeoutError as error:
        late = tr(f"{CELL_SECONDS} 秒还没有结束", f"did not end within {CELL_SECONDS} s")
        raise CellFailed(index, late) from error
    except CellExecutionError as error:
        text = re.sub(r"\x1b\[[0-9;]*m", "", error.traceback)
        arrow = re.search(r"^-+> ?(\d+)", text, re.MULTILINE)  # of the cell: a library's frames come after it
        raise CellFailed(index, f"{error.ename}: {error.evalue}", int(arrow[1]) - 1 if arrow else 0) from error
    except DeadKernelError as error:
        raise CellFailed(index, tr("内核崩溃了", "the kernel died")) from error
    ran.cells.pop()
    return ran, float(clock.outputs[0].text)


def expects_error(cell: NotebookNode) -> bool:
    return "raises-exception" in cell.metadata.get("tags", [])


def failed(cell: NotebookNode) -> bool:
    """Return whether an executed cell ended in an error."""
    return any(output.output_type == "error" for output in cell.get("outputs", []))
