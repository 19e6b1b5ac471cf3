"""Stand-ins in the examiner for what a candidate holds and cannot send by value.

An opaque stand-in would be truthy, unequal to everything and empty to numpy: each of these has passed a wrong answer.
So a handle forwards what is safe (call, public attributes, items, iteration, length) and raises an alarm on the rest.
"""

import functools
import sys

from coursekit.grading.alarms import Misuse
from coursekit.lang import tr

ITERATION_CAP = 100_000


def known_class(module: str, name: str) -> type | None:
    """Return a class of a module that is loaded already, else None.

    Looked up in the dictionaries of modules and classes: `getattr` on a lazy package would import on a claim.
    """
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, "__dict__", {}).get(part)
    return found if isinstance(found, type) else None


def claimed_class(claims: list) -> type:
    """Return the first class of a claimed ancestry that the examiner knows already."""
    return next((found for module, name in claims if (found := known_class(module, name))), object)


def _refuse(what: str):
    def method(self, *args, **kwargs):
        known = claimed_class(object.__getattribute__(self, "_claims"))
        # A class of the student's own could be named after what a hidden test passed in: its name stays here.
        name = known.__name__ if known is not object else tr("自定义", "custom")
        message = tr(
            f"得到的是一个 {name} 对象，不能{what}：这里应当是数、文字、列表、数组或表",
            f"got a {name} object, unfit for this use: a number, text, list, array or table is expected here",
        )
        raise object.__getattribute__(self, "_link").alarm(Misuse(message))

    return method


_as_array = _refuse(tr("当作数组", "array"))


class Handle:
    """A reference to an object in the candidate.

    Its class is what the candidate claims, so tests must rest on values: `isinstance` and `repr` help a reader and
    prove nothing.
    """

    described_as = tr("自定义对象", "a custom object")

    def __init__(self, link, number: int, claims: list):
        set_ = object.__setattr__
        set_(self, "_link", link)
        set_(self, "_number", number)
        set_(self, "_claims", claims)

    @property
    def __class__(self):
        return claimed_class(object.__getattribute__(self, "_claims"))

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._link.ask("getattr", self, name)

    def __call__(self, *args, **kwargs):
        return self._link.ask("call", self, args, kwargs)

    def __getitem__(self, key):
        return self._link.ask("getitem", self, key)

    def __setitem__(self, key, value):
        self._link.ask("setitem", self, key, value)

    def __len__(self) -> int:
        length = self._link.ask("len", self)
        if type(length) is not int or length < 0:
            raise self._link.alarm(Misuse(tr("len() 的结果不是非负整数", "len() is no non-negative integer")))
        return length

    def __iter__(self):
        iterator = self._link.ask("iter", self)
        for _ in range(ITERATION_CAP):
            stopped, item = self._link.next(iterator)
            if stopped:
                return
            yield item
        message = tr(f"迭代超过 {ITERATION_CAP} 个元素", f"an iteration of more than {ITERATION_CAP} elements")
        raise self._link.alarm(Misuse(message))

    def __repr__(self) -> str:
        return self._link.text("repr", self)

    def __str__(self) -> str:
        return self._link.text("str", self)

    def __instancecheck__(self, instance) -> bool:
        return self._link.ask("isinstance", instance, self) is True

    def __del__(self):
        object.__getattribute__(self, "_link").dropped.append(object.__getattribute__(self, "_number"))

    __bool__ = _refuse(tr("当作真假来判断", "truth"))
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse(tr("拿来比较", "comparison"))
    __hash__ = _refuse(tr("放进集合或作字典的键", "hash"))
    __contains__ = _refuse(tr("用 in 来查找", "membership"))
    __array__ = __array_ufunc__ = __array_function__ = _refuse(tr("当作数组", "array"))
    # torch asks for a plain function here, and reads anything with a length and items as a sequence of numbers; it asks
    # for the CUDA interface before that, and drops the exception: the alarm has rung all the same.
    __torch_function__ = property(lambda self: functools.partial(_as_array, self))
    __cuda_array_interface__ = property(lambda self: _as_array(self))
    __float__ = __int__ = __index__ = __complex__ = _refuse(tr("当作数", "number"))
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__ = __rmatmul__ = __truediv__ = (
        __rtruediv__
    ) = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __divmod__ = __rdivmod__ = __pow__ = __rpow__ = _refuse(
        tr("拿来计算", "arithmetic")
    )
    __neg__ = __pos__ = __abs__ = __round__ = __trunc__ = __floor__ = __ceil__ = _refuse(tr("拿来计算", "arithmetic"))
    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __invert__ = __lshift__ = __rlshift__ = __rshift__ = (
        __rrshift__
    ) = _refuse(tr("拿来做位运算", "bit arithmetic"))
    __next__ = _refuse(tr("直接用 next()（请先用 iter()）", "next() without iter()"))
    __enter__ = _refuse(tr("放在 with 里", "with"))
    __delitem__ = _refuse(tr("从测试里删除它的元素", "deletion of items"))
    __setattr__ = __delattr__ = _refuse(tr("从测试里改它的属性", "attribute assignment"))
    __copy__ = __deepcopy__ = __reduce_ex__ = _refuse(tr("在测试里复制", "copying"))
