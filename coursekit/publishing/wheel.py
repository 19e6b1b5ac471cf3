"""The library's wheel, the same bytes whenever nothing in it has changed."""

import tomllib
from pathlib import Path

from coursekit.lang import tr
from coursekit.publishing.errors import PublishingError


def write_wheel(root: str | Path, folder: str | Path) -> Path:
    """Build the wheel of a project into a folder and return its path; hatchling is asked directly, without a network.

    The wheel is the one of ``make wheel``, the engine included: `coursekit check` needs none of it, but two wheels
    under one version would be told apart by nobody, and the engine's safety does not rest on being secret.

    Raises
    ------
    PublishingError
        The project has no ``pyproject.toml`` with a wheel to build.
    """
    from hatchling.builders.wheel import WheelBuilder

    root = Path(root)
    settings = root / "pyproject.toml"
    if not settings.is_file() or "project" not in tomllib.loads(settings.read_text("utf-8")):
        raise PublishingError(
            tr(
                f"{settings} 里没有 [project]，做不出 wheel。",
                f"no [project] in {settings}: there is no wheel to build.",
            )
        )
    (path,) = WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"])
    return Path(path)
