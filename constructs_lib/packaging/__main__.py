"""`python -m constructs_lib.packaging DIRECTORY...`: build ahead, and see what makes it large."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from constructs_lib.packaging.errors import PackagingError
from constructs_lib.packaging.package import assembled, contents, shown
from constructs_lib.packaging.target import Target
from constructs_lib.python_code import PythonCode
from policies.domain.limits import FUNCTION_ARCHITECTURES, PACKAGE_UNZIPPED
from policies.domain.package_sizes import megabytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WIDTH: Final = 40
_MISUSE: Final = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Each directory is built and its parts are listed; 2 where one cannot be."""
    parser = argparse.ArgumentParser(prog="python -m constructs_lib.packaging", description=__doc__)
    parser.add_argument("directories", nargs="+", metavar="DIRECTORY")
    parser.add_argument("--runtime", default="python3.14", help="python3.14 by default")
    architectures = sorted(map(str, FUNCTION_ARCHITECTURES.values))
    parser.add_argument(
        "--architecture", default="arm64", choices=architectures, help="arm64 by default"
    )
    options = parser.parse_args(arguments)
    for directory in options.directories:
        try:
            target = Target.of(options.runtime, options.architecture)
            inside = contents(PythonCode(directory), target)
            package = assembled(inside)
        except PackagingError as error:
            sys.stderr.write(f"{error}\n")
            return _MISUSE
        most = PACKAGE_UNZIPPED.maximum or 0
        sys.stdout.write(
            f"{shown(inside.place)} for {target}: {megabytes(package.size)} of {megabytes(most)}\n"
        )
        sys.stdout.writelines(_lines(package.sizes))
        sys.stdout.writelines(f"  {note}\n" for note in package.notes)
    return 0


def _lines(sizes: Mapping[str, int]) -> list[str]:
    widest = max(map(len, sizes), default=0)
    largest = max(sizes.values(), default=0) or 1
    return [
        f"  {name:<{widest}}  {megabytes(size):>8}  {'#' * round(_WIDTH * size / largest)}".rstrip()
        + "\n"
        for name, size in sorted(sizes.items(), key=lambda part: (-part[1], part[0]))
    ]


if __name__ == "__main__":
    sys.exit(main())
