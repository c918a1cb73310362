"""What a package is built for: a Python on an architecture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from constructs_lib.packaging.errors import PackagingError
from policies.domain.limits import FUNCTION_ARCHITECTURES
from policies.domain.python_runtimes import glibc, python_version

if TYPE_CHECKING:
    from typing import Self

# As `uv pip install --python-platform` calls them; each takes the wheels of those before it.
_MACHINES: Final = {"arm64": "aarch64", "x86_64": "x86_64"}
_GLIBC: Final = ((2, 17), (2, 28), *((2, minor) for minor in range(31, 41)))


@dataclass(frozen=True, slots=True)
class Target:
    """Where a package runs.

    Attributes:
        runtime: As Lambda names it, python3.14.
        architecture: As Lambda names it, arm64 or x86_64.
        python: The version of the language, 3.14.
        platform: Which wheels run there, as uv names it.
    """

    runtime: str
    architecture: str
    python: str
    platform: str

    @classmethod
    def of(cls, runtime: str, architecture: str) -> Self:
        """What a runtime has on an architecture.

        Raises:
            PackagingError: The runtime is not one of Python, or there is no such architecture.
        """
        version = python_version(runtime)
        if version is None:
            raise PackagingError(
                f"runtime must be one of Python for PythonCode and PythonLayer, got {runtime}"
            )
        if architecture not in _MACHINES:
            raise PackagingError(
                f"architecture must be {FUNCTION_ARCHITECTURES.bounds}, got {architecture}"
            )
        major, minor = max(known for known in _GLIBC if known <= glibc(runtime))
        platform = f"{_MACHINES[architecture]}-manylinux_{major}_{minor}"
        return cls(runtime, architecture, version, platform)

    def __str__(self) -> str:
        return f"{self.runtime} on {self.architecture}"
