"""Random generators across the line: by state, which goes on at home where the student's draws have ended.

A state that comes back is a candidate's: it is plain data, and every number of it is checked before a library's own
generator takes it, for some of them index memory with it.
"""

import sys

from coursekit.grading.wire import WireError

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
# Of the generators that `default_rng` makes: one step is ``state * multiplier + inc``.
_MULTIPLIERS = {"PCG64": 0x2360ED051FC65DA44385DF649FCCF645, "PCG64DXSM": 0xDA942042E4DD58B5}
DRAWS_CAP = 2**48  # no candidate's time is enough for more
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
    """
    if kind == "numpy":
        name = generator.bit_generator.state["bit_generator"]
        _check(state, {**_FORMS[name], "bit_generator": name})
        if name in _MULTIPLIERS:
            _check_steps(generator.bit_generator.state["state"], state["state"], _MULTIPLIERS[name])
    elif kind == "legacy":
        _check(state, {**_LEGACY, "bit_generator": "MT19937"})
    elif kind == "torch":
        if type(state) is not bytes or len(state) != len(state_of(kind, generator)):
            raise WireError("a bad state of a torch generator")
    elif type(state) is not list or len(state) != 3 or state[0] != 3 or type(state[1]) is not list:
        raise WireError("a bad state of a generator")
    try:
        _set(kind, generator, state)
    except (ValueError, TypeError, RuntimeError, OverflowError) as error:  # the libraries look too
        raise WireError(f"a bad state of a generator: {error}") from None


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
        if gauss is not None and type(gauss) is not float:
            raise ValueError("gauss")
        generator.setstate((version, tuple(words), gauss))


def _check_steps(before: dict, after: dict, multiplier: int) -> None:
    """Refuse a state that drawing does not lead to: one of zeros draws nothing but zeros, hidden inputs among them."""
    if after["inc"] != before["inc"]:
        raise WireError("a state of another sequence")
    state, increment, bit, steps = before["state"], before["inc"], 1, 0
    # Bit by bit of the number of steps: the lower n bits of a state repeat after 2**n of them.
    while state != after["state"] and bit < 2**128:
        if (state ^ after["state"]) & bit:
            state = (state * multiplier + increment) % 2**128
            steps |= bit
        bit <<= 1
        increment = (multiplier + 1) * increment % 2**128
        multiplier = multiplier * multiplier % 2**128
    if state != after["state"] or steps >= DRAWS_CAP:
        raise WireError("a state that no drawing leads to")


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
