"""A Jupyter server of a test's own: fresh folders for its state, a free port, ended afterwards."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from .browser import PATIENCE


@contextmanager
def jupyter(root, home, *options: str):
    """A Jupyter server on a folder, with its state under `home`; yields its address and the log-in page."""
    own = {f"JUPYTER_{kind}_DIR": str(home / kind) for kind in ("CONFIG", "RUNTIME", "DATA")}
    command = [sys.executable, "-m", "jupyter_server", "--allow-root", "--ServerApp.open_browser=False"]
    with running([*command, *options], root, {**os.environ, **own}, home) as addresses:
        yield addresses


@contextmanager
def running(command: list[str], folder, environment: dict[str, str], home):
    """The server that a command starts, on a free port; yields its address and the log-in page, and ends it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token, base = secrets.token_hex(16), f"http://127.0.0.1:{port}"
    # It stands for the server of a person at the keyboard, so nothing tells its kernels of a test.
    environment = {name: value for name, value in environment.items() if name not in ("CI", "PYTEST_CURRENT_TEST")}
    given = [f"--ServerApp.port={port}", f"--IdentityProvider.token={token}", "--ServerApp.ip=127.0.0.1"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, *given], cwd=folder, env=environment | {"HOME": str(home)}, stdout=log, stderr=log
        )
    try:
        _wait(f"{base}/api?token={token}", server)
        yield base, f"{base}/login?token={token}"
    finally:
        server.terminate()
        server.wait()


def _wait(address, server):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
            return
        except (urllib.error.URLError, ConnectionError):
            assert server.poll() is None, "the server has ended"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.1)
