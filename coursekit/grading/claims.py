"""What the two sides say of classes: names, looked up in what is loaded, never imported."""

import sys

CLAIMS_CAP = 24


def claims_of(kind: type) -> list:
    """Return the ancestry of a class as ``[[module, name], …]``, from the class itself upwards."""
    return [[str(base.__module__), str(base.__qualname__)] for base in kind.__mro__[:CLAIMS_CAP]]


def is_ancestry(claims) -> bool:
    """Whether something has the form that `claims_of` gives."""
    return type(claims) is list and all(
        type(c) is list and len(c) == 2 and type(c[0]) is str and type(c[1]) is str for c in claims
    )


def known_class(module: str, name: str) -> type | None:
    """Return a class of a module that is loaded already, else None.

    Looked up in the dictionaries of modules and classes: `getattr` on a lazy package would import on a claim.
    """
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, "__dict__", {}).get(part)
    return found if isinstance(found, type) else None


def claimed_class(claims: list) -> type:
    """Return the first class of a claimed ancestry that is known here."""
    return next((found for module, name in claims if (found := known_class(module, name))), object)
