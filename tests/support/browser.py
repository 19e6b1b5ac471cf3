"""A Chromium that is driven: pages opened, fields filled by real key strokes, what stands there read."""

import base64
import json
import subprocess
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from websocket import create_connection

from .chromium import FLAGS, require

PATIENCE = 120.0  # seconds; a backstop for a busy machine


class Page:
    """One tab of a browser, spoken to by the DevTools protocol."""

    def __init__(self, address: str):
        self.socket = create_connection(address, suppress_origin=True, timeout=PATIENCE)
        self.count = 0
        self.events: list[dict] = []  # what the browser told in between, of the domains that are enabled
        for domain in ("Page", "Runtime"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params):
        """Call a method of the protocol and return its result."""
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv())
            if "method" in answer:
                self.events.append(answer)
            if answer.get("id") == self.count:
                assert "error" not in answer, answer
                return answer["result"]

    def evaluate(self, expression: str):
        """Return the value of a JavaScript expression."""
        done = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def wait(self, condition: str):
        """Wait until a JavaScript expression is true, and return its value."""
        end = time.monotonic() + PATIENCE
        while not (value := self.evaluate(f"(() => {{ try {{ return {condition} }} catch {{ return null }} }})()")):
            assert time.monotonic() < end, f"never true: {condition}\n{self.text()[:2000]}"
            time.sleep(0.1)
        return value

    def open(self, url: str, until: str = "true", lands: str = "") -> None:
        """Open a page and wait for a condition on it; `lands` is where a redirecting address leads."""
        self.call("Page.navigate", url=url)
        there = f"location.href.startsWith({json.dumps(lands or url)}) && document.readyState === 'complete'"
        self.wait(f"{there} && ({until})")

    def text(self) -> str:
        """Return the text of the page as it is shown."""
        return self.evaluate("document.body.innerText")

    def type(self, selector: str, text: str) -> None:
        """Put text into a field as a person does: focus, key strokes, and on to the next field."""
        self.evaluate(f"(e => {{ e.focus(); e.select() }})(document.querySelector({json.dumps(selector)}))")
        self.call("Input.insertText", text=text)
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    def screenshot(self, path: Path) -> Path:
        """Save a picture of the whole page."""
        done = self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(done["data"]))
        return path


@contextmanager
def browser():
    """A page of a Chromium with a fresh profile; it is ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        flags = [flag for flag in FLAGS if not flag.startswith("--virtual-time")]
        command = [
            require(),
            *flags,
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
            "--window-size=1200,1400",
        ]
        process = subprocess.Popen(
            [*command, f"--user-data-dir={profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = _port(Path(profile, "DevToolsActivePort"), process)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=PATIENCE) as answer:
                (target,) = [one for one in json.load(answer) if one["type"] == "page"]
            yield Page(target["webSocketDebuggerUrl"])
        finally:
            process.kill()
            process.wait()


def _port(told: Path, process: subprocess.Popen) -> int:
    end = time.monotonic() + PATIENCE
    while not (told.is_file() and told.read_text().strip()):
        assert process.poll() is None, f"Chromium ended with status {process.returncode}"
        assert time.monotonic() < end, "Chromium did not come up"
        time.sleep(0.05)
    return int(told.read_text().split()[0])
