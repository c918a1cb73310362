"""What several functions depend on alike, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from constructs import Construct

from constructs_lib.errors import ConstructError, require_list, require_type
from constructs_lib.packaging.shared import SharedCode
from constructs_lib.python_code import PythonCode
from constructs_lib.python_layer import PythonLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_lambda as lambda_

_FEWEST: Final = 2


class SharedDependencies(Construct):
    """The packages that several functions depend on are in one layer, and in no function twice.

    Give `layers=[shared.layer]` to the functions: each leaves out what the layer has. Only packages
    of the same version and build are shared. The modules of the directories are not; put what is to
    be shared of these into a package of its own.

    Attributes:
        layer: What has the packages.
        packages: The version of each, by name.

    Args:
        scope: The stack, or a construct in it.
        construct_id: The place of the layer in its scope.
        codes: The code of two functions or more, as they take it themselves.
        needed_by: How many of them have to need a package; by default all. With fewer, a function
            may get some that it does not need.
        runtime: What the functions run on; by default the newest Python.
        architecture: What they run on; by default arm64.
        description: For the console, at most 256 characters.
        retain: Whether versions stay when another replaces them.

    Raises:
        ConstructError: They share nothing, or depend on two versions of a package, or a directory
            cannot become a package.

    See: https://docs.aws.amazon.com/lambda/latest/dg/chapter-layers.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        codes: Sequence[PythonCode],
        *,
        needed_by: int | None = None,
        runtime: lambda_.Runtime | None = None,
        architecture: lambda_.Architecture | None = None,
        description: str | None = None,
        retain: bool = True,
    ) -> None:
        require_list("codes", codes, "PythonCode")
        for code in codes:
            require_type("codes", code, PythonCode, "a list of PythonCode")
        different = tuple(dict.fromkeys(codes))
        if len(different) < _FEWEST:
            raise ConstructError(f"codes must be at least {_FEWEST}, got {len(different)}")
        needed_by = len(different) if needed_by is None else needed_by
        require_type("needed_by", needed_by, int, "an int")
        if not _FEWEST <= needed_by <= len(different):
            raise ConstructError(
                f"needed_by must be {_FEWEST} to {len(different)} codes, got {needed_by}"
            )
        super().__init__(scope, construct_id)
        self.layer = PythonLayer(
            self,
            "Layer",
            code=SharedCode(construct_id, different, needed_by),
            runtimes=None if runtime is None else [runtime],
            architectures=None if architecture is None else [architecture],
            description=description,
            retain=retain,
        )
        self.packages = self.layer.packages
