"""Does drawing lead from one state of a random generator to another?

A test that lends its generator draws on from where the student's code has left it. A state that was set instead could
make of every later draw, hidden inputs among them, what the student likes: zeros, or numbers that he knows. So what
comes back must lie ahead of what was lent. Where the distance can be computed, there is hardly a bound; where it has to
be walked, as for the Mersenne Twister, it is `WALK_CAP`. The half of an output, or of a pair of normal numbers, that
is kept for the next draw must come of an output on the way.
"""

from functools import cache

import numpy as np

JUMP_CAP = 2**48  # draws; no candidate's time is enough for more
WALK_CAP = 2**25  # draws; some 0.2 s
_CHUNK = 2**16
_BLOCK = 624  # words of a Mersenne Twister's state
# Of PCG64: one step is ``state * multiplier + inc``.
_MULTIPLIERS = {"PCG64": 0x2360ED051FC65DA44385DF649FCCF645, "PCG64DXSM": 0xDA942042E4DD58B5}


def leads(before: dict, after: dict) -> bool:
    """Whether drawing leads from one state of a numpy bit generator to another of its kind, both in proper form."""
    name = before["bit_generator"]
    if name == "MT19937":
        return words_between(_twister(before), _twister(after)) is not None
    steps = {"PCG64": _pcg_steps, "PCG64DXSM": _pcg_steps, "Philox": _philox_steps, "SFC64": _sfc_steps}[name]
    count = steps(before, after)
    return count is not None and _half_comes_of(before, after, count)


@cache
def _blank(name: str):
    return getattr(np.random, name)()


def _bits(state: dict):
    """Return a bit generator in this state: the same object each time, for making one takes longer than all else."""
    bits = _blank(state["bit_generator"])
    bits.state = state
    return bits


def _half_comes_of(before: dict, after: dict, count: int) -> bool:
    """Whether the kept upper half of an output is that of one of the last outputs between two states."""
    if not after["has_uint32"] or (before["has_uint32"] and after["uinteger"] == before["uinteger"]):
        return True
    bits, left = _bits(before), count
    if count > WALK_CAP:  # only generators that can jump come here
        blocks = (count - WALK_CAP) // 4 if before["bit_generator"] == "Philox" else count - WALK_CAP
        bits.advance(blocks)
        left = WALK_CAP + 8
    while left > 0:
        outputs = bits.random_raw(min(left, _CHUNK))
        if (outputs >> np.uint64(32) == after["uinteger"]).any():
            return True
        left -= _CHUNK
    return False


def _pcg_steps(before: dict, after: dict) -> int | None:
    """Return the number of steps, bit by bit: the lower n bits of a state repeat after 2**n steps."""
    multiplier, target = _MULTIPLIERS[before["bit_generator"]], after["state"]["state"]
    state, increment, bit, steps = before["state"]["state"], before["state"]["inc"], 1, 0
    if after["state"]["inc"] != increment:
        return None  # another sequence
    while state != target and bit < 2**128:
        if (state ^ target) & bit:
            state = (state * multiplier + increment) % 2**128
            steps |= bit
        bit <<= 1
        increment = (multiplier + 1) * increment % 2**128
        multiplier = multiplier * multiplier % 2**128
    return steps if state == target and steps < JUMP_CAP else None


def _philox_steps(before: dict, after: dict) -> int | None:
    """Return the number of outputs: four for each count, the block of the last one being the buffer."""
    old, new = before["state"], after["state"]
    start, end = (sum(int(word) << 64 * place for place, word in enumerate(s["counter"])) for s in (old, new))
    blocks, moved = (end - start) % 2**256, after["buffer_pos"] - before["buffer_pos"]
    if (old["key"] != new["key"]).any() or blocks >= JUMP_CAP or (not blocks and moved < 0):
        return None
    expected = before["buffer"]
    if blocks:
        bits = _bits({**before, "buffer_pos": 4})
        bits.advance(blocks - 1)
        expected = bits.random_raw(4)
    used_up = after["buffer_pos"] == 4
    return 4 * blocks + moved if used_up or (expected == after["buffer"]).all() else None


def _sfc_steps(before: dict, after: dict) -> int | None:
    """Return the number of outputs, which the last word counts; the others tell no distance: they are walked to."""
    old, new = before["state"]["state"], after["state"]["state"]
    count = (int(new[3]) - int(old[3])) % 2**64
    if count > WALK_CAP:
        return None
    bits = _bits(before)
    bits.random_raw(count, output=False)
    return count if (bits.state["state"]["state"] == new).all() else None


def _twister(state: dict) -> tuple[np.ndarray, int]:
    return state["state"]["key"], state["state"]["pos"]


def _words(key: np.ndarray, pos: int, count: int) -> np.ndarray:
    """Return the next outputs of a Mersenne Twister, as 64-bit integers below 2**32."""
    return _bits({"bit_generator": "MT19937", "state": {"key": key, "pos": pos}}).random_raw(count)


def words_between(before: tuple[np.ndarray, int], after: tuple[np.ndarray, int]) -> int | None:
    """Return how many outputs of a Mersenne Twister lie between two states ``(key, position)``.

    Parameters
    ----------
    before, after : (uint32[624], int from 0 to 624)

    Returns
    -------
    int or None
        None where there are more than `WALK_CAP`, or the one does not lead to the other.
    """
    (key, pos), (target, end) = before, after
    if (key == target).all():
        return end - pos if end >= pos else None
    expected = _words(target, 0, _BLOCK)
    bits = _bits({"bit_generator": "MT19937", "state": {"key": key, "pos": _BLOCK}})
    passed, rows = 0, 1
    while passed < WALK_CAP // _BLOCK:
        blocks = bits.random_raw(rows * _BLOCK).reshape(rows, _BLOCK)
        for row in np.flatnonzero(blocks[:, 0] == expected[0]):
            if (blocks[row] == expected).all():
                return _BLOCK - pos + (passed + int(row)) * _BLOCK + end
        passed, rows = passed + rows, min(2 * rows, _CHUNK // _BLOCK)
    return None


def comes_of(kept: float, before: tuple[np.ndarray, int], count: int, second_of_pair) -> bool:
    """Whether the kept half of a pair of normal numbers comes of words that were drawn, the last ones first.

    Parameters
    ----------
    before : (uint32[624], int)
        The state of the Mersenne Twister before `count` words were drawn.
    second_of_pair : callable
        Makes of four arrays of words, which follow one another, the numbers that a library would keep.
    """
    drawn = _words(*before, count)
    for end in range(count - 3, 0, -_CHUNK):
        start = max(0, end - _CHUNK)
        with np.errstate(all="ignore"):
            found = second_of_pair(*(drawn[start + place : end + place] for place in range(4)))
        if np.isclose(found, kept, rtol=1e-9, atol=0.0).any():
            return True
    return False


def numpys_pair(a, b, c, d) -> np.ndarray:
    """Return what `RandomState` keeps: Marsaglia's polar method."""
    x, y = (2.0 * _real(*words) - 1.0 for words in ((a, b), (c, d)))
    square = x * x + y * y
    return np.where((square < 1.0) & (square > 0.0), np.sqrt(-2.0 * np.log(square) / square) * x, np.nan)


def pythons_pair(a, b, c, d) -> np.ndarray:
    """Return what `random.Random.gauss` keeps: the method of Box and Muller."""
    return np.sin(2.0 * np.pi * _real(a, b)) * np.sqrt(-2.0 * np.log(1.0 - _real(c, d)))


def torchs_pair(a, b, c, d) -> np.ndarray:
    """Return what torch's CPU generator keeps: the same method, the words put together otherwise."""
    angle, length = (((high << np.uint64(32) | low) % np.uint64(2**53)) * 2.0**-53 for high, low in ((a, b), (c, d)))
    return np.sqrt(-2.0 * np.log1p(-length)) * np.sin(2.0 * np.pi * angle)


def _real(high, low) -> np.ndarray:
    """Return doubles from 0 to 1, each of two words, as numpy and Python make them."""
    return ((high >> np.uint64(5)) * 67108864.0 + (low >> np.uint64(6))) / 9007199254740992.0
