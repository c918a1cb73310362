"""Which runtimes are too old, or of the wrong language, for what newer ones can do."""

import re
from typing import Final

from policies.domain.limits import FUNCTION_RUNTIME_FAMILIES, Allowed

_FAMILY: Final = r"[a-z]+"
_NUMBER: Final = r"\d+"


def runtime_family(runtime: str) -> str:
    """The language as the identifier begins: `python` of python3.13, `provided` of provided.al2."""
    letters = re.match(_FAMILY, runtime)
    return letters[0] if letters else ""


def is_below_floor(runtime: str, oldest: Allowed) -> bool:
    """True for a runtime that is older than the oldest of its language, or of another language.

    A language that Lambda did not have when this was written may have come with the feature.
    """
    family = runtime_family(runtime)
    if family not in FUNCTION_RUNTIME_FAMILIES:
        return False
    floors = [floor for floor in map(str, oldest.values) if runtime_family(floor) == family]
    return not any(_version(runtime) >= _version(floor) for floor in floors)


def _version(runtime: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(_NUMBER, runtime)))
