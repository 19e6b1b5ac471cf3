"""Names of parametrised tests that are the same in every process: no addresses."""

import re


def steady(value: object) -> str:
    """Return a value's repr without the addresses in it."""
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))
