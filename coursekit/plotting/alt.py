"""The text that stands for a figure, made from the data that was drawn."""

import re
import weakref

# Commands of mathematics as the characters that a screen reader knows; others lose their backslash.
_SPOKEN = {"times": "×", "div": "÷", "cdot": "·", "geq": "≥", "leq": "≤", "sqrt": "√"}
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "eta": "η", "lambda": "λ", "mu": "μ", "sigma": "σ", "theta": "θ"}
_texts = weakref.WeakKeyDictionary()


def describe(ax, text: str):
    """Remember what was drawn on ``ax``, for somebody who cannot see it; return ``ax``."""
    _texts[ax] = spoken(text)
    return ax


def spoken(text: str) -> str:
    """Return a text with its mathematics in plain characters: ``$W^{(1)}$`` is W^(1)."""
    words = {**_SPOKEN, **_GREEK}
    return re.sub(r"\$([^$]*)\$", lambda formula: _plain(formula[1], words), text)


def _plain(formula: str, words: dict) -> str:
    formula = re.sub(r"\\([A-Za-z]+)", lambda command: words.get(command[1], command[1]), formula)
    return re.sub(r"\\.|[{}]", "", formula).replace("-", "−").strip()


def alt_text(target) -> str:
    """Return what the plotting functions know about a figure.

    Parameters
    ----------
    target : Axes, Figure, or an array of Axes

    Returns
    -------
    str
        A line for each Axes that a function of ``coursekit.plotting`` drew on; of several, each begins with its
        title. Empty where there is none.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.network((2, 3, 1))
    >>> print(plotting.alt_text(ax))
    全连接网络 2-3-1，相邻两层的单元两两相连，共 9 条边。
    >>> import matplotlib.pyplot as plt
    >>> plotting.alt_text(plt.figure())
    ''
    """
    from coursekit.plotting.display import figure_of

    texts = [(spoken(ax.get_title()).split("\n")[0], _texts[ax]) for ax in figure_of(target).axes if ax in _texts]
    titled = len(texts) > 1
    return "\n".join(f"{title}：{text}" if titled and not text.startswith(title) else text for title, text in texts)
