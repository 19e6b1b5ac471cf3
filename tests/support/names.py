"""Names of parametrised tests that are the same in every process: no addresses, no order by hash."""

import re


def steady(value: object) -> str:
    """Return a value's repr without the addresses in it, sets in a fixed order."""
    if isinstance(value, (set, frozenset)):
        return "{" + ", ".join(sorted(map(steady, value))) + "}"
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))
