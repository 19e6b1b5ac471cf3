"""What a student does, within a lane: the chapters, the questions, the checks; told as JSON.

It runs under the Python of the lane, which has no pytest and knows this repository only by the students' folder.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

CELL_SECONDS = 300
WARNING = re.compile(r"^(.*?):(\d+): (\w*Warning): (.*)$", re.MULTILINE)
WIDGET = "application/vnd.jupyter.widget-view+json"
BIN = Path(sys.executable).parent


def freeze() -> list[str]:
    """All that is installed but coursekit."""
    done = subprocess.run([sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True, check=True)
    return [line for line in done.stdout.splitlines() if not line.startswith("coursekit")]


def execute(notebook, folder: str = ".") -> None:
    """Run a notebook as nbclient does, errors kept."""
    NotebookClient(
        notebook,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": folder}},
        allow_errors=True,
        store_widget_state=False,
    ).execute()


def chapter(path: Path) -> dict:
    """Run a chapter and say which cells failed, what our code warned of, and how many texts differ from the stored."""
    stored = nbformat.read(path, 4)
    notebook = nbformat.read(path, 4)
    execute(notebook, str(path.parent))
    errors, warned, differ = [], [], 0
    for index, (cell, before) in enumerate(zip(notebook.cells, stored.cells, strict=True)):
        if cell.cell_type != "code":
            continue
        failed = [one for one in cell.outputs if one.output_type == "error"]
        if bool(failed) != ("raises-exception" in cell.metadata.get("tags", [])):
            told = f"{failed[0].ename}: {failed[0].evalue}" if failed else "was to raise, and did not"
            errors.append(f"{path.stem} cell {index}: {told[:400]}")
        known = text_of(before, "stderr")
        warned += [f"{path.stem} cell {index}: {line}" for line in ours(text_of(cell, "stderr")) if line not in known]
        differ += text_of(cell, "stdout") != text_of(before, "stdout")
    return {"errors": errors, "warnings": warned, "differ": differ}


def text_of(cell, name: str) -> str:
    return "".join(one.text for one in cell.outputs if one.output_type == "stream" and one.name == name)


def ours(text: str) -> list[str]:
    """The warnings that coursekit or a cell gave, without the place, which differs from one run to the next."""
    found = []
    for place, _, kind, told in WARNING.findall(text):
        if "coursekit" in place or "ipykernel_" in place or "<ipython-input" in place:
            found.append(f"{Path(place).name}: {kind}: {told}" if "coursekit" in place else f"{kind}: {told}")
    return found


class Kernel:
    """A kernel as a live front end has it: somebody could answer, widgets can talk."""

    def __enter__(self):
        self.manager, self.client = start_new_kernel(kernel_name="python3")
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code: str, live: bool = True) -> list[dict]:
        """Run code and return the messages that it gave."""
        return self.until_idle(self.client.execute(code, allow_stdin=live))

    def send(self, comm: str, data: dict) -> list[dict]:
        """Send a widget what a page would, and return what comes back."""
        message = self.client.session.msg("comm_msg", {"comm_id": comm, "data": data})
        self.client.shell_channel.send(message)
        return self.until_idle(message["header"]["msg_id"])

    def until_idle(self, asked: str) -> list[dict]:
        found = []
        while True:
            message = self.client.get_iopub_msg(timeout=CELL_SECONDS)
            if message["parent_header"].get("msg_id") != asked:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return found
            found.append(message)

    def printed(self, code: str, live: bool = True) -> str:
        """What code printed; the text of its error, were there one."""
        texts = []
        for message in self.run(code, live):
            content = message["content"]
            if message["msg_type"] == "stream":
                texts.append(content["text"])
            elif message["msg_type"] == "error":
                texts.append(f"\n{content['ename']}: {content['evalue']}")
        return "".join(texts)


TRY_FORM = """
import ipywidgets
from coursekit import quiz
from coursekit.quiz import bank, form

def below(box):
    for child in getattr(box, "children", ()):
        yield child
        yield from below(child)

def try_form(name):
    asked = quiz.question(name)
    made = form.make_form(asked)
    reply, parts = made.children[-1], list(below(made))
    for field in parts:
        if isinstance(field, ipywidgets.Text):
            field.value = "1"
        elif isinstance(field, ipywidgets.Checkbox):
            field.value = True
    for button in parts:
        if isinstance(button, ipywidgets.Button):
            reply.value = ""
            button.click()
            if not reply.value and asked.kind != "order":
                print(name, "answers nothing to", button.description)

print(*bank.ids())
"""
NO_WIDGETS = "import sys; sys.modules['ipywidgets'] = None\nfrom coursekit import quiz\nquiz.ask('{name}')"


def questions() -> list[str]:
    """Ask the questions as a page does, press a button, and do without widgets; return the faults."""
    faults = []
    with Kernel() as kernel:
        names = kernel.printed(TRY_FORM).split()
        for name in names:  # one at a time: a kernel drops what is not read while thousands of messages come
            if told := kernel.printed(f"try_form({name!r})"):
                faults.append(f"the form of {name}: {told[-600:]}")
        first = kernel.printed("print(next(n for n in bank.ids() if quiz.question(n).kind == 'choice' "
                               "and not quiz.question(n).several))").strip()  # fmt: skip
        messages = kernel.run(f"quiz.ask('{first}')")
        shown = [one["content"]["data"] for one in messages if one["msg_type"] == "display_data"]
        if len(shown) != 1 or not {WIDGET, "text/markdown", "text/plain"} <= set(shown[0]):
            faults.append(f"quiz.ask shows {[sorted(one) for one in shown]}")
        buttons = [
            one["content"]["comm_id"]
            for one in messages
            if one["msg_type"] == "comm_open"
            and one["content"]["data"]["state"].get("_model_name") == "ButtonModel"
            and one["content"]["data"]["state"].get("description") == "A"
        ]
        answered = str(kernel.send(buttons[0], {"method": "custom", "content": {"event": "click"}})) if buttons else ""
        if "✓" not in answered and "✗" not in answered:
            faults.append(f"a pressed button answers nothing: {answered[-300:]}")
        for live, code in ((False, f"quiz.ask('{first}')"), (True, NO_WIDGETS.format(name=first))):
            shown = [one["content"]["data"] for one in kernel.run(code, live) if one["msg_type"] == "display_data"]
            if [set(one) for one in shown] != [{"text/markdown", "text/plain"}]:
                faults.append(f"without a page that shows forms: {[sorted(one) for one in shown]}")
    return faults


def exercise(name: str, released: Path, solved: Path) -> list[str]:
    """Check a homework as a student does, from a cell as it was released and from a terminal solved; return the faults.

    The one has checks that fail, with words; the other passes; nothing breaks.
    """
    faults = []
    with Kernel() as kernel:
        said = kernel.printed(f"from coursekit import checks\nfound = checks.run({str(released)!r})\nprint(found)\n"
                              "print(len(found.cells), found.ok, found.problems)")  # fmt: skip
    last = re.search(r"^(\d+) (True|False) (\[.*\])\s*$", said, re.MULTILINE)
    if not last or int(last[1]) == 0 or last[2] == "True" or last[3] != "[]" or "还有问题" not in said:
        faults.append(f"checks.run of {name} as released: {said[-900:]}")
    command = [BIN / "coursekit", "check", solved.name]
    done = subprocess.run(command, cwd=solved.parent, capture_output=True, text=True, check=False)
    if done.returncode or "公开测试全部通过" not in done.stdout or done.stderr:
        faults.append(f"coursekit check of {name} solved: {done.returncode} {done.stdout[-500:]} {done.stderr[-900:]}")
    return faults


def place_told(place: str) -> list[str]:
    """What the library takes the place for, and where it would write."""
    wanted = {"colab": ("colab", "/content"), "kaggle": ("kaggle", "/kaggle/working")}
    expected = wanted.get(place, ("local", os.getcwd()))  # noqa: PTH109 - no link is to be followed
    with Kernel() as kernel:
        told = kernel.printed("from coursekit import runtime; print(runtime.where(), runtime.output_folder())").split()
    done = subprocess.run([BIN / "coursekit", "doctor"], capture_output=True, text=True, check=False)
    faults = [] if tuple(told) == expected else [f"runtime: {told}, expected {expected}"]
    if "Traceback" in done.stderr or "■" in done.stdout.replace("■ 要处理", ""):
        faults.append(f"coursekit doctor: {done.stdout[-1500:]} {done.stderr[-900:]}")
    return faults


def main(job: dict) -> dict:
    """Do a job and return what was found."""
    write_profile(job["place"])
    report: dict = {"chapters": {}, "faults": [], "replaced": []}
    before = freeze()
    for name in job["chapters"]:
        print(f"  {name}", flush=True)
        report["chapters"][name] = chapter(Path(job["notebooks"]) / f"{name}.ipynb")
    report["replaced"] = sorted(set(before) ^ set(freeze()))
    print("  questions", flush=True)
    report["faults"] += place_told(job["place"]) + questions()
    for name in job["exercises"]:
        print(f"  {name}", flush=True)
        place = Path(name) / f"{name}.ipynb"
        report["faults"] += exercise(name, Path("released") / place, Path("solved") / place)
    return report


def write_profile(place: str) -> None:
    """Settings of the kernel: what the place imports before the first cell, and warnings of ours shown."""
    profile = Path(os.environ["IPYTHONDIR"]) / "profile_default"
    (profile / "startup").mkdir(parents=True, exist_ok=True)
    loaded = "import google.colab\n" if place == "colab" else ""
    shown = 'import warnings\nwarnings.filterwarnings("default", module=r"coursekit(\\.|$)")\ndel warnings\n'
    (profile / "startup" / "place.py").write_text(loaded + shown, "utf-8")
    inline = "c.IPKernelApp.matplotlib = 'inline'\n" if place == "kaggle" else ""
    (profile / "ipython_config.py").write_text(f"c = get_config()\n{inline}", "utf-8")


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    Path(asked["report"]).write_text(json.dumps(main(asked), ensure_ascii=False, indent=1), "utf-8")
