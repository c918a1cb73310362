"""A layer with packages of Python, for the functions that can run it and the accounts that may."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from aws_cdk import RemovalPolicy
from aws_cdk import aws_lambda as lambda_

from constructs_lib.built_packages import asset_of, target_of, tell_of_package
from constructs_lib.errors import (
    ConstructError,
    construct_errors,
    require_count,
    require_length,
    require_list,
    require_type,
    seen,
)
from constructs_lib.function_parts import arm64, newest_python
from constructs_lib.packaging.layer_package import layer_package
from constructs_lib.packaging.shared import SharedCode
from constructs_lib.python_code import PythonCode
from constructs_lib.tokens import is_token
from policies.domain import limits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from constructs import Construct

    from constructs_lib.packaging.package import LayerContents

_T = TypeVar("_T")

_ORGANIZATION: Final = re.compile(r"o-[a-z0-9]{10,32}")
_EVERYBODY: Final = "*"


class PythonLayer(lambda_.LayerVersion):
    """A layer of what a directory depends on, and of its modules; each change is a new version.

    It is built as the code of a function is: see PythonCode. What is in it is imported like any
    package. A VersionedFunction with PythonCode that has the layer leaves out what the layer has,
    and refuses a layer for another runtime or architecture, or with another version of a package.
    It is a LayerVersion: functions of the CDK take it as well.

    What is compiled fits one version of Python and one architecture. Of several runtimes each finds
    its own part; a layer for both architectures has plain Python only.

    Attributes:
        packages: The version of each package in it, by name.
        unzipped_bytes: How much of the 250 MB of a function it takes.

    Args:
        scope: The stack, or a construct in it.
        construct_id: The layer's place in its scope.
        code: The directory, or a PythonCode.
        runtimes: What it is built for; by default the newest Python. At most 15.
        architectures: What it is built for; by default arm64.
        description: For the console, at most 256 characters.
        license_info: The name of its licence or the address of its text, at most 512 characters.
        layer_version_name: By default CloudFormation makes one.
        retain: Whether versions stay when another replaces them. Functions keep running without
            theirs, but nobody could set them up again with it: another stack or account, say.
        accounts: The accounts that may use it beside its own, 12 digits each.
        organization: The organization whose accounts may all use it, o-...

    Raises:
        ConstructError: A value is out of bounds or of another type, or the directory cannot become
            a layer.

    See: https://docs.aws.amazon.com/lambda/latest/dg/python-layers.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        code: PythonCode | SharedCode | str | Path,
        runtimes: Sequence[lambda_.Runtime] | None = None,
        architectures: Sequence[lambda_.Architecture] | None = None,
        description: str | None = None,
        license_info: str | None = None,
        layer_version_name: str | None = None,
        retain: bool = True,
        accounts: Sequence[str] = (),
        organization: str | None = None,
    ) -> None:
        runtimes = _listed("runtimes", runtimes, lambda_.Runtime, newest_python())
        architectures = _listed("architectures", architectures, lambda_.Architecture, arm64())
        require_count(limits.LAYER_COMPATIBLE_RUNTIMES, len(runtimes), prop="runtimes")
        require_length(limits.FUNCTION_DESCRIPTION, description, prop="description")
        require_length(limits.LAYER_LICENSE_INFO, license_info, prop="license_info")
        require_type("retain", retain, bool, "True or False")
        _require_sharing(accounts, organization)
        require_type(
            "code", code, (PythonCode, SharedCode, str, Path), "a directory or a PythonCode"
        )
        code = PythonCode(code) if isinstance(code, str | Path) else code
        name = code.name if isinstance(code, SharedCode) else construct_id
        with construct_errors():
            targets = [
                target_of(runtime, architecture)
                for runtime in runtimes
                for architecture in architectures
            ]
            built = layer_package(code, targets, name=name)

        keep = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE if retain else None
        super().__init__(
            scope,
            construct_id,
            code=asset_of(built.package),
            compatible_runtimes=runtimes,
            compatible_architectures=architectures,
            description=description,
            license=license_info,
            layer_version_name=layer_version_name,
            removal_policy=keep,
        )
        tell_of_package(self, built.package)
        self._name = name
        self._by_target = built.by_target
        [first, *_] = built.by_target.values()
        self.packages = {name: each.version for name, each in first.packages.items()}
        self.unzipped_bytes = built.package.size
        for number, account in enumerate(dict.fromkeys(accounts)):
            self._share(f"Account{number if is_token(account) else account}", account, keep)
        if organization is not None:
            self._share("Organization", _EVERYBODY, keep, organization_id=organization)

    def contents_for(
        self, runtime: lambda_.Runtime, architecture: lambda_.Architecture
    ) -> LayerContents:
        """What a function finds in it.

        Raises:
            ConstructError: It is for others.
        """
        with construct_errors():
            wanted = target_of(runtime, architecture)
        if wanted in self._by_target:
            return self._by_target[wanted]
        # It is for each runtime on each architecture: one of the two is not among its own.
        prop = "runtime" if wanted.runtime not in self._told("runtime") else "architecture"
        raise ConstructError(
            f"layers must be for {getattr(wanted, prop)}, the function's {prop}, "
            f"got {self._name} for {', '.join(self._told(prop))}"
        )

    def _told(self, prop: str) -> list[str]:
        return list(dict.fromkeys(getattr(target, prop) for target in self._by_target))

    def _share(
        self,
        name: str,
        principal: str,
        keep: RemovalPolicy | None,
        organization_id: str | None = None,
    ) -> None:
        permission = lambda_.CfnLayerVersionPermission(
            self,
            name,
            action="lambda:GetLayerVersion",
            layer_version_arn=self.layer_version_arn,
            principal=principal,
            organization_id=organization_id,
        )
        if keep is not None:  # a version that stays would be closed to them without it
            permission.apply_removal_policy(keep)


def _listed(prop: str, values: Sequence[_T] | None, of: type[_T], default: _T) -> list[_T]:
    if values is None:
        return [default]
    is_list = isinstance(values, list | tuple) and len(values) > 0
    if not is_list or not all(isinstance(each, of) for each in values):
        raise ConstructError(f"{prop} must be a list of {of.__name__}, got {seen(values)}")
    return list(values)


def _require_sharing(accounts: Sequence[str], organization: str | None) -> None:
    require_list("accounts", accounts, "accounts")
    for account in accounts:
        require_type("accounts", account, str, "strings of 12 digits")
        is_one = len(account) == limits.ACCOUNT_ID_DIGITS and account.isdecimal()
        if not is_one and not is_token(account):
            raise ConstructError(
                f"accounts must be strings of {limits.ACCOUNT_ID_DIGITS} digits, got {account!r}"
            )
    if organization is None:
        return
    require_type("organization", organization, str, "an id such as 'o-a1b2c3d4e5'")
    if not _ORGANIZATION.fullmatch(organization) and not is_token(organization):
        raise ConstructError(
            f"organization must be an id such as 'o-a1b2c3d4e5', got {organization!r}"
        )
