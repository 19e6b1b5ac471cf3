"""Classes by their names: looked up in what is loaded, never imported."""

import io
import sys
import types
from collections import OrderedDict

from coursekit.grading.claims import claimed_class, claims_of, known_class


def test_no_module_is_imported_on_a_claim(monkeypatch):
    """A class is looked up in what is loaded; a lazy package is not asked."""

    class Lazy(types.ModuleType):
        def __getattr__(self, name):
            raise AssertionError("asked")

    monkeypatch.setitem(sys.modules, "lazy_package", Lazy("lazy_package"))
    assert known_class("lazy_package", "Thing") is None
    assert known_class("no_such_module", "Thing") is None
    assert known_class("io", "StringIO") is io.StringIO
    assert known_class("math", "pi") is None
    assert claimed_class([["lazy_package", "Thing"], ["builtins", "dict"]]) is dict
    assert claimed_class([]) is object
    assert claimed_class(claims_of(OrderedDict)) is OrderedDict
