"""A room: a place imitated by a private file system, a private network and the variables that the place sets.

In a room ``/content`` or ``/kaggle`` is there, and nothing of it on the machine itself; there is no network but the
loopback, which kernels need. It takes Linux, and root or user namespaces.
"""

import fcntl
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

STUBS = Path(__file__).parent / "stubs"
VARIABLES = {
    "laptop": {},
    "colab": {
        "COLAB_RELEASE_TAG": "release-colab-external-images_20251211-060053_RC01",
        "COLAB_JUPYTER_TRANSPORT": "ipc",
        "COLAB_BACKEND_VERSION": "next",
        "COLAB_GPU": "",
        "CLOUDSDK_CONFIG": "/content/.config",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    },
    "kaggle": {
        "KAGGLE_KERNEL_RUN_TYPE": "Interactive",
        "KAGGLE_URL_BASE": "https://www.kaggle.com",
        "KAGGLE_CONTAINER_NAME": "kaggle_imitated",
        "KAGGLE_DATA_PROXY_URL": "https://dp.kaggle.net",
    },
}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "LOKY_MAX_CPU_COUNT"), "1")
KEPT = ("LANG", "LC_ALL", "TERM", "TZ")


def command() -> list[str]:
    """What starts a process in namespaces of its own."""
    mapped = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    return ["unshare", *mapped, "--mount", "--net", "--propagation", "private"]


def possible() -> bool:
    """Whether this machine lets anybody make a room."""
    try:
        return subprocess.run([*command(), "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def environment(place: str, python: Path, home: Path) -> dict[str, str]:
    """Return the variables of a place: nothing personal, one thread, caches of its own under `home`."""
    path = os.pathsep.join([str(python.parent), "/usr/local/bin", "/usr/bin", "/bin"])
    stubs = {"PYTHONPATH": str(STUBS)} if place == "colab" else {}
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        **ONE_THREAD,
        **VARIABLES[place],
        **stubs,
        "PATH": path,
        "HOME": str(home),
        "IPYTHONDIR": str(home / "ipython"),
        "MPLCONFIGDIR": str(home / "matplotlib"),
        "PYTHONHASHSEED": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def run(place: str, folder: Path, data: Path | None, words: list[str], variables: dict[str, str]) -> int:
    """Run a command in a room and return its exit status.

    Parameters
    ----------
    place : str
        ``laptop``, ``colab`` or ``kaggle``.
    folder : Path
        Becomes ``/content`` or ``/kaggle/working``; on a laptop it is where it is. The command starts there.
    data : Path or None
        Attached, to be read only, as a data set of Kaggle.
    words : list of str
        The command.
    variables : dict
        All of its environment.
    """
    script = [sys.executable, str(Path(__file__).resolve()), place, str(folder), str(data or "")]
    # Python itself is started with the variables that it needs; the command gets its own.
    packed = [f"{name}={value}" for name, value in variables.items()]
    return subprocess.run([*command(), *script, *packed, "--", *words], check=False).returncode


def enter(place: str, folder: str, data: str) -> None:
    """Set up the room, within the namespaces: the loopback, the folders of the place, the working directory."""
    raise_loopback()
    if place == "laptop":
        os.chdir(folder)
        return
    root = Path(folder).parent / "root"
    root.mkdir(exist_ok=True)
    mount("-t", "tmpfs", "tmpfs", str(root))
    for entry in Path("/").iterdir():
        if entry.is_symlink():
            (root / entry.name).symlink_to(entry.readlink())
        elif entry.is_dir() and entry.name not in ("content", "kaggle"):
            (root / entry.name).mkdir()
            mount("--rbind", str(entry), str(root / entry.name))
    working = root / ("content" if place == "colab" else "kaggle/working")
    working.mkdir(parents=True)
    mount("--bind", folder, str(working))
    if place == "kaggle":
        (root / "kaggle" / "input").mkdir()
    if data:
        attached = root / "kaggle" / "input" / "datasets" / "teacher" / "coursekit"
        attached.mkdir(parents=True)
        mount("--bind", data, str(attached))
        mount("-o", "remount,bind,ro", str(attached))
    os.chroot(root)
    os.chdir(Path("/") / working.relative_to(root))


def mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True)


def raise_loopback() -> None:
    """Kernels talk over 127.0.0.1, which is down in a new network."""
    with socket.socket() as any_socket:
        request = struct.pack("16sh14x", b"lo", 1)  # IFF_UP
        fcntl.ioctl(any_socket, 0x8914, request)  # SIOCSIFFLAGS


if __name__ == "__main__":
    here, there, attached_data, *rest = sys.argv[1:]
    cut = rest.index("--")
    enter(here, there, attached_data)
    os.execvpe(rest[cut + 1], rest[cut + 1 :], dict(word.split("=", 1) for word in rest[:cut]))
