"""A training on disk: written whole or not at all, and taken up again as if nothing had happened.

A file holds the state of every part of a training that the next epoch depends on, and of torch's random generators.
"""

import os
from pathlib import Path

from coursekit.training.errors import fail

FORMAT = 1


def save(path, parts: dict) -> None:
    """Write a checkpoint beside `path` and put it in its place: a crash leaves the old file or the new one.

    Parameters
    ----------
    path : str or Path
    parts : dict
        Everything with ``state_dict`` and ``load_state_dict``, by name; ``"model"``, ``"optimizer"`` and
        ``"history"`` at least.
    """
    import torch

    state = {
        "format": FORMAT,
        "kinds": {name: _kind(part) for name, part in parts.items() if name not in ("model", "history")},
        "parts": {name: part.state_dict() for name, part in parts.items()},
        "random": _random_state(parts["model"]),
    }
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with new.open("wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def load(path, parts: dict, curves) -> None:
    """Give every part, and torch's random generators, the state that they had when `path` was written.

    Parameters
    ----------
    path : str or Path
    parts : dict
        As for `save`, made anew for the same training.
    curves : collection of str
        The curves that this training records.

    Raises
    ------
    TrainingError
        Where the file is missing, is no checkpoint of `fit`, or belongs to another model, optimiser or schedule.
        Nothing has been changed then.
    """
    import torch

    state = _read(path)
    _require_same_model(state["parts"]["model"], parts["model"], path)
    for name, part in parts.items():
        if name in state["kinds"] or name in ("optimizer", "schedule"):
            _require_same_kind(name, state["kinds"].get(name), _kind(part), path)
    if "schedule" in state["kinds"] and "schedule" not in parts:
        _require_same_kind("schedule", state["kinds"]["schedule"], None, path)
    _require_same_curves(state["parts"]["history"]["curves"], curves, path)
    for name, part in parts.items():
        if name in state["parts"]:
            part.load_state_dict(state["parts"][name])
    torch.set_rng_state(state["random"]["cpu"])
    device = _device(parts["model"])
    if device.type == "cuda" and "cuda" in state["random"]:
        torch.cuda.set_rng_state(state["random"]["cuda"], device)


def _random_state(model) -> dict:
    import torch

    device = _device(model)
    state = {"cpu": torch.get_rng_state()}
    return state | ({"cuda": torch.cuda.get_rng_state(device)} if device.type == "cuda" else {})


def _kind(part) -> str:
    return getattr(part, "kind", type(part).__name__)


def _device(model):
    return next(model.parameters()).device


def _read(path) -> dict:
    import pickle
    import zipfile

    import torch

    if not Path(path).is_file():
        raise fail(
            f"没有断点文件 {path}。检查路径；第一次训练写 checkpoint=…, resume=True，没有文件时就从头开始",
            f"there is no checkpoint {path}: check the path; checkpoint=..., resume=True starts anew without one",
        )
    try:
        # Only tensors and plain values are read: a file from elsewhere cannot run code here.
        state = torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, zipfile.BadZipFile, RuntimeError, EOFError, ValueError, KeyError) as error:
        raise fail(
            f"断点文件 {path} 读不出来：它坏了，或者不是 fit 写的。删掉它，从头训练。原来的说法：{error}",
            f"the checkpoint {path} cannot be read: it is damaged or was not written by fit. {error}",
        ) from error
    if not isinstance(state, dict) or "parts" not in state or state.get("format") != FORMAT:
        raise fail(
            f"{path} 不是 fit 写的断点：里面没有优化器和训练记录。"
            "如果只存了权重，写 model.load_state_dict(torch.load(路径))，再重新训练",
            f"{path} is no checkpoint of fit; for mere weights: model.load_state_dict(torch.load(path))",
        )
    return state


def _require_same_model(saved: dict, model, path) -> None:
    here = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    there = {name: tuple(tensor.shape) for name, tensor in saved.items()}
    for name in [*here, *there]:
        if here.get(name) != there.get(name):
            ours, theirs = (shapes.get(name, "—") for shapes in (here, there))
            raise fail(
                f"断点 {path} 是另一个模型的：{name} 在文件里的形状是 {theirs}，在这个模型里是 {ours}。"
                "用原来的结构建模型，或者换一个断点文件",
                f"the checkpoint {path} belongs to another model: {name} is {theirs} there and {ours} here",
            )


def _require_same_kind(name: str, there: str | None, here: str | None, path) -> None:
    if there != here:
        raise fail(
            f"断点 {path} 里的 {name} 是 {there}，这次却是 {here}：接着训练要用同样的设置。"
            "改回去，或者换一个断点文件从头训练",
            f"in the checkpoint {path} {name} is {there}, here it is {here}: resume with the same settings",
        )


def _require_same_curves(there, here, path) -> None:
    if set(there) != set(here):
        raise fail(
            f"断点 {path} 记的曲线是 {'、'.join(there)}，这次要记的是 {'、'.join(here)}：valid 和 metrics 要和原来一样",
            f"the checkpoint {path} recorded {', '.join(there)}, this training records {', '.join(here)}: "
            "valid and metrics must be the same",
        )
