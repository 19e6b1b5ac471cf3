"""Random generators across the line: by state, which goes on at home where the student's draws have ended.

A state that comes back is a candidate's: it is plain data, and every number of it is checked before a library's own
generator takes it, for some of them index memory with it.
"""

import sys

from coursekit.grading.alarms import Misuse
from coursekit.grading.wire import WireError
from coursekit.lang import tr

_WORD = 2**32
_LONG = 2**64
_PCG = {"state": {"state": 2**128, "inc": 2**128}, "has_uint32": 2, "uinteger": _WORD}
# By bit generator: each integer below its bound, each array of so many 64-bit or 32-bit words.
_FORMS = {
    "PCG64": _PCG,
    "PCG64DXSM": _PCG,
    "MT19937": {"state": {"key": ("uint32", 624), "pos": 625}},
    "Philox": {
        "state": {"counter": ("uint64", 4), "key": ("uint64", 2)},
        "buffer": ("uint64", 4),
        "buffer_pos": 5,
        "has_uint32": 2,
        "uinteger": _WORD,
    },
    "SFC64": {"state": {"state": ("uint64", 4)}, "has_uint32": 2, "uinteger": _WORD},
}
_TORCH_FIELDS = [
    *[("seed", "<u8"), ("left", "<i4"), ("seeded", "<i4"), ("next", "<u8"), ("words", "<u8", 624)],
    *[("normal_x", "<f8"), ("kept", "<f8"), ("normal_rho", "<f8"), ("keeps", "<i4"), ("gap", "V4")],
    *[("float_kept", "<f4"), ("keeps_float", "?"), ("rest", "V3")],
]
_LEGACY = {**_FORMS["MT19937"], "has_gauss": 2, "gauss": float}


def kind_of(value) -> str | None:
    """Return ``numpy``, ``legacy`` (RandomState), ``torch`` or ``random`` for a generator that can cross, else None."""
    kind = type(value)
    numpy, torch, random = (sys.modules.get(name) for name in ("numpy", "torch", "random"))
    if numpy is not None and kind is numpy.random.Generator:
        return "numpy" if value.bit_generator.state["bit_generator"] in _FORMS else None
    if numpy is not None and kind is numpy.random.RandomState:
        return "legacy" if value.get_state(legacy=False)["bit_generator"] == "MT19937" else None
    if torch is not None and kind is torch.Generator:
        return "torch" if value.device.type == "cpu" else None
    return "random" if random is not None and kind is random.Random else None


def state_of(kind: str, generator):
    """Return a generator's state as plain values."""
    if kind == "numpy":
        return generator.bit_generator.state
    if kind == "legacy":
        return generator.get_state(legacy=False)
    if kind == "torch":
        return generator.get_state().numpy().tobytes()
    version, words, gauss = generator.getstate()
    return [version, list(words), gauss]


def make(kind: str, state):
    """Return a new generator in a state; of the examiner's, so it is not checked."""
    if kind == "numpy":
        import numpy as np

        generator = np.random.Generator(getattr(np.random, state["bit_generator"])())
    elif kind == "legacy":
        import numpy as np

        generator = np.random.RandomState()
    elif kind == "torch":
        import torch

        generator = torch.Generator()
    else:
        import random

        generator = random.Random()
    _set(kind, generator, state)
    return generator


def advance(kind: str, generator, state) -> None:
    """Put a generator into the state that its copy was left in.

    Raises
    ------
    WireError
        If that is no state of a generator of its kind.
    Misuse
        If drawing, so many numbers as anybody needs, does not lead to it.
    """
    _check_form(kind, generator, state)
    if not _is_ahead(kind, generator, state):
        raise Misuse(
            tr(
                "测试传入的随机数生成器没有按顺序用下去：它被重新设定（seed、manual_seed、改状态），"
                "或者一次抽了几千万个数。请只从它抽取随机数",
                "the random generator that the test passed was not just drawn from: it was set anew (seed, manual_seed"
                ", …), or tens of millions of numbers were drawn at once. Only draw from it",
            )
        )
    try:
        _set(kind, generator, state)
    except (ValueError, TypeError, RuntimeError, OverflowError) as error:  # the libraries look too
        raise WireError(f"a bad state of a generator: {error}") from None


def _check_form(kind: str, generator, state) -> None:
    """Compare a state with what the libraries make of one; raise WireError where it differs."""
    if kind == "numpy":
        name = generator.bit_generator.state["bit_generator"]
        _check(state, {**_FORMS[name], "bit_generator": name})
    elif kind == "legacy":
        _check(state, {**_LEGACY, "bit_generator": "MT19937"})
    elif kind == "torch":
        if type(state) is not bytes or len(state) != len(state_of(kind, generator)):
            raise WireError("a bad state of a torch generator")
    else:
        _check_random(state)


def _check_random(state) -> None:
    words = state[1] if type(state) is list and len(state) == 3 and state[0] == 3 else None
    if type(words) is not list or len(words) != 625 or not all(type(word) is int for word in words):
        raise WireError("a bad state of a generator")
    if not all(0 <= word < _WORD for word in words) or words[624] > 624:
        raise WireError("a state of a generator with a number out of range")
    if state[2] is not None and type(state[2]) is not float:
        raise WireError("a bad state of a generator")


def _set(kind: str, generator, state) -> None:
    if kind == "numpy":
        generator.bit_generator.state = state
    elif kind == "legacy":
        generator.set_state(state)
    elif kind == "torch":
        import torch

        generator.set_state(torch.frombuffer(bytearray(state), dtype=torch.uint8))
    else:
        version, words, gauss = state
        generator.setstate((version, tuple(words), gauss))


def _is_ahead(kind: str, generator, state) -> bool:
    """Whether drawing alone leads from the state of a generator to another one, in proper form."""
    from coursekit.grading import drawing

    before = state_of(kind, generator)
    if kind == "numpy":
        return drawing.leads(before, state)
    if kind == "torch":
        return _torch_is_ahead(before, state)
    if kind == "legacy":
        start, end = ((s["state"]["key"], s["state"]["pos"]) for s in (before, state))
        kept = [state["gauss"]] if state["has_gauss"] else []
        known, pair = [before["gauss"]] if before["has_gauss"] else [], drawing.numpys_pair
    else:
        start, end = (_twister_of_words(s[1]) for s in (before, state))
        kept, known = ([] if s[2] is None else [s[2]] for s in (state, before))
        pair = drawing.pythons_pair
    count = drawing.words_between(start, end)
    return count is not None and (kept in ([], known) or drawing.comes_of(*kept, start, count, pair))


def _twister_of_words(words: list) -> tuple:
    import numpy as np

    return np.array(words[:624], np.uint32), words[624]


def _torch_is_ahead(before: bytes, after: bytes) -> bool:
    """Compare two states of torch's CPU generator: seed, words left, whether seeded, next word, words, what is kept."""
    from coursekit.grading import drawing

    if before == after:
        return True
    import numpy as np

    form = np.dtype(_TORCH_FIELDS)
    if len(before) != form.itemsize:
        return False
    old, new = (np.frombuffer(state, form)[0] for state in (before, after))
    start, end = (_torch_twister(state) for state in (old, new))
    fixed = ("seed", "seeded", "float_kept", "keeps_float")  # none of torch's functions keeps a single float
    if start is None or end is None or any(old[name].tobytes() != new[name].tobytes() for name in fixed):
        return False
    count = drawing.words_between(start, end)
    if count is None or new["keeps"] not in (0, 1):
        return False
    same = old["keeps"] and old["kept"] == new["kept"]
    return not new["keeps"] or same or drawing.comes_of(float(new["kept"]), start, count, drawing.torchs_pair)


def _torch_twister(state) -> tuple | None:
    """Return key and position of a torch generator's Mersenne Twister; None where they contradict each other."""
    left, following, words = int(state["left"]), int(state["next"]), state["words"]
    if not (left == 1 and following in (0, 624)) and not (left + following == 625 and 0 < following < 624):
        return None
    return (words.astype("uint32"), 624 if left == 1 else following) if (words < _WORD).all() else None


def _check(state, form) -> None:
    """Compare a state with its form, key by key."""
    if isinstance(form, dict):
        if type(state) is not dict or state.keys() != form.keys():
            raise WireError("a state of a generator with other keys")
        for key, inner in form.items():
            _check(state[key], inner)
        return
    if isinstance(form, int):
        fits = type(state) is int and 0 <= state < form
    elif isinstance(form, tuple):
        fits = type(state).__name__ == "ndarray" and (str(state.dtype), state.shape) == (form[0], (form[1],))
    elif form is float:
        fits = type(state) is float
    else:
        fits = type(state) is str and state == form
    if not fits:
        raise WireError("a state of a generator with a number out of range")
