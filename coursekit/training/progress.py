"""The bar of a training: shown where somebody looks, silent where a machine runs the notebook."""

from importlib.util import find_spec

from coursekit.runtime import in_notebook, interactive


class _Silent:
    """A bar that nobody sees."""

    def show(self, loss: float) -> None:
        pass

    def close(self) -> None:
        pass


class _Bar:
    def __init__(self, epochs: int):
        # The notebook's bar needs ipywidgets; tqdm would warn where they are missing.
        if in_notebook() and find_spec("ipywidgets"):
            from tqdm.notebook import tqdm
        else:
            from tqdm import tqdm
        self._bar = tqdm(total=epochs, unit="epoch")

    def show(self, loss: float) -> None:
        self._bar.set_postfix(loss=f"{loss:.4f}", refresh=False)
        self._bar.update()

    def close(self) -> None:
        self._bar.close()


def bar(epochs: int, wanted: bool | None):
    """Return a bar over the epochs; `wanted` None shows it only where somebody looks."""
    return _Bar(epochs) if (interactive() if wanted is None else wanted) else _Silent()
