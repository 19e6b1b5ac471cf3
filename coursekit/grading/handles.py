"""Stand-ins in the examiner for what a candidate holds and cannot send by value.

An opaque stand-in would be truthy, unequal to everything and empty to numpy: each of these has passed a wrong answer.
So a handle forwards what is safe (call, public attributes, items, iteration, length) and raises an alarm on the rest.
"""

import sys

from coursekit.grading.alarms import Misuse
from coursekit.lang import tr

ITERATION_CAP = 100_000


def claimed_class(claims: list) -> type:
    """Return the first class of a claimed ancestry that the examiner knows already; nothing is imported for it."""
    for module, name in claims:
        found = sys.modules.get(module)
        for part in name.split("."):
            found = getattr(found, part, None)
        if isinstance(found, type):
            return found
    return object


def _refuse(what: str):
    def method(self, *args, **kwargs):
        known = claimed_class(object.__getattribute__(self, "_claims"))
        # A class of the student's own could be named after what a hidden test passed in: its name stays here.
        name = known.__name__ if known is not object else tr("自定义", "custom")
        message = tr(
            f"得到的是一个 {name} 对象，不能{what}：这里应当是数、文字、列表、数组或表",
            f"got a {name} object, which cannot be used this way: a number, text, list, array or table is expected here",
        )
        raise object.__getattribute__(self, "_link").alarm(Misuse(message))

    return method


class Handle:
    """A reference to an object in the candidate.

    Its class is what the candidate claims, so tests must rest on values: `isinstance` and `repr` help a reader and
    prove nothing.
    """

    described_as = tr("自定义对象", "a custom object")
    __array_ufunc__ = None  # numpy: operators with arrays raise TypeError instead of wrapping the handle

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
    __array__ = __array_function__ = __torch_function__ = _refuse(tr("当作数组", "array"))
    __float__ = __int__ = __index__ = __complex__ = _refuse(tr("当作数", "number"))
    __setattr__ = __delattr__ = _refuse(tr("从测试里改它的属性", "attribute assignment"))
    __copy__ = __deepcopy__ = __reduce_ex__ = _refuse(tr("在测试里复制", "copying"))
