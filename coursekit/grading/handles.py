"""Stand-ins in the examiner for what a candidate holds and cannot send by value.

An opaque stand-in would be truthy, unequal to everything and empty to numpy: each of these has passed a wrong answer.
So a handle forwards what is safe (call, public attributes, items, iteration, length) and raises an alarm on the rest.

Arithmetic is safe where the test itself has made the object, `Value(2.0) + Value(3.0)`, of a class that the teacher's
solution defines as a class: there it is as good as a method. What a function returns where a number should be could
answer ``abs(x - 3) < 1e-9`` as it likes; so it has no arithmetic, and the result of arithmetic has none that ends in a
value.
"""

import functools

from coursekit.grading.alarms import Misuse
from coursekit.grading.claims import claimed_class
from coursekit.lang import tr

ITERATION_CAP = 100_000
# How far arithmetic goes: not at all; to another handle; to a value.
OPAQUE, RESULT, MADE = range(3)
_READABLE = frozenset(["__name__", "__qualname__"])
# Methods of pandas and torch that are comparisons: of an opaque object they would be the student's own.
_COMPARING = frozenset(["allclose", "equal", "equals", "eq", "ge", "gt", "isclose", "le", "lt", "ne"])
_get = object.__getattribute__


def _refuse(what: str):
    def method(self, *args, **kwargs):
        known = claimed_class(_get(self, "_claims"))
        # A class of the student's own could be named after what a hidden test passed in: its name stays here.
        name = known.__name__ if known is not object else tr("自定义", "custom")
        message = tr(
            f"得到的是一个 {name} 对象，不能{what}：这里应当是数、文字、列表、数组或表",
            f"got a {name} object, unfit for this use: a number, text, list, array or table is expected here",
        )
        raise _get(self, "_link").alarm(Misuse(message))

    return method


_as_array = _refuse(tr("当作数组", "array"))
_no_membership = _refuse(tr("用 in 来查找", "membership"))
_no_context = _refuse(tr("放在 with 里", "with"))
_no_comparison = _refuse(tr("拿来比较", "comparison"))


def _operation(name: str, what: str, reflected: bool = False):
    refuse = _refuse(what)

    def method(self, *others):
        if _get(self, "_level") == OPAQUE:
            raise refuse(self)
        return self._link.operate(name, [*others, self] if reflected else [self, *others])

    return method


class Handle:
    """A reference to an object in the candidate.

    Its class is what the candidate claims, so tests must rest on values: `isinstance` and `repr` help a reader and
    prove nothing.
    """

    described_as = tr("自定义对象", "a custom object")

    def __init__(self, link, number: int, claims: list, ancestry: list | None = None):
        set_ = object.__setattr__
        set_(self, "_link", link)
        set_(self, "_number", number)
        set_(self, "_claims", claims)
        set_(self, "_ancestry", ancestry)
        set_(self, "_level", OPAQUE)
        set_(self, "_makes", False)

    @property
    def __class__(self):
        return claimed_class(_get(self, "_claims"))

    def __getattr__(self, name: str):
        if name in _READABLE:
            return self._link.text("getattr", self, name)
        if name == "__bases__" and self._ancestry is not None:  # `issubclass(Net, nn.Module)`
            return (claimed_class(self._ancestry),)
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _COMPARING and self._level == OPAQUE and not self._makes:
            _no_comparison(self)
        found = self._link.ask("getattr", self, name)
        if name == "score" and type(found) is Handle and self._ancestry is None:
            from coursekit.grading import scoring

            return scoring.method(self, found)
        return found

    def __setattr__(self, name: str, value) -> None:
        if name.startswith("_"):
            _no_private(self)
        self._link.ask("setattr", self, name, value)

    def __delattr__(self, name: str) -> None:
        if name.startswith("_"):
            _no_private(self)
        self._link.ask("delattr", self, name)

    def __call__(self, *args, **kwargs):
        made = self._link.ask("call", self, args, kwargs)
        if self._makes and type(made) is Handle:
            object.__setattr__(made, "_level", MADE)
        return made

    def __getitem__(self, key):
        return self._link.ask("getitem", self, key)

    def __setitem__(self, key, value):
        self._link.ask("setitem", self, key, value)

    def __delitem__(self, key):
        self._link.ask("delitem", self, key)

    def __contains__(self, item) -> bool:
        if self._level != MADE:
            _no_membership(self)
        return self._link.ask("contains", self, item) is True

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

    def __next__(self):
        """Return the next item of a student's generator; its end is told as itself, for the test has asked for it."""
        stopped, item = self._link.next(self)
        if stopped:
            raise StopIteration
        return item

    def __enter__(self):
        if self._level == OPAQUE:
            _no_context(self)
        return self._link.ask("enter", self)

    def __exit__(self, kind, error, trace) -> None:
        """Leave; whatever the student's object answers, an exception of the test's goes on."""
        self._link.ask("exit", self, kind is not None)

    def __repr__(self) -> str:
        return self._link.text("repr", self)

    def __str__(self) -> str:
        return self._link.text("str", self)

    def __instancecheck__(self, instance) -> bool:
        return self._link.ask("isinstance", instance, self) is True

    def __subclasscheck__(self, other) -> bool:
        return self._link.ask("issubclass", other, self) is True

    def __del__(self):
        _get(self, "_link").dropped.append(_get(self, "_number"))

    __bool__ = _refuse(tr("当作真假来判断", "truth"))
    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _no_comparison
    __hash__ = _refuse(tr("放进集合或作字典的键", "hash"))
    __array__ = __array_ufunc__ = __array_function__ = _refuse(tr("当作数组", "array"))
    # torch asks for a plain function here, and reads anything with a length and items as a sequence of numbers; it asks
    # for the CUDA interface before that, and drops the exception: the alarm has rung all the same.
    __torch_function__ = property(lambda self: functools.partial(_as_array, self))
    __cuda_array_interface__ = property(lambda self: _as_array(self))
    __float__ = __int__ = __index__ = __complex__ = _refuse(tr("当作数", "number"))
    __round__ = __trunc__ = __floor__ = __ceil__ = _refuse(tr("拿来计算", "arithmetic"))
    __copy__ = __deepcopy__ = __reduce_ex__ = _refuse(tr("在测试里复制", "copying"))


def _doc(self) -> str | None:
    text = self._link.ask("getattr", self, "__doc__")
    return text if type(text) is str else None


Handle.__doc__ = property(_doc)  # a student's docstring, not ours
_no_private = _refuse(tr("从测试里改它的私有属性", "assignment of private attributes"))
_ARITHMETIC = tr("拿来计算", "arithmetic")
_BITS = tr("拿来做位运算", "bit arithmetic")
for _name, _what in [
    *((name, _ARITHMETIC) for name in ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "divmod"]),
    *((name, _BITS) for name in ["and", "or", "xor", "lshift", "rshift"]),
]:
    setattr(Handle, f"__{_name}__", _operation(_name, _what))
    setattr(Handle, f"__r{_name}__", _operation(_name, _what, reflected=True))
for _name in ("neg", "pos", "abs", "invert"):
    setattr(Handle, f"__{_name}__", _operation(_name, _ARITHMETIC))
