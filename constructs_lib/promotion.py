"""Which version of a function a release serves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from aws_cdk import CfnParameter
from aws_cdk import aws_ssm as ssm

from constructs_lib.errors import ConstructError, require_known, require_type, seen
from policies.domain.names import version_number_problem

if TYPE_CHECKING:
    from aws_cdk import Stack

# CloudFormation's own rule for logical ids: a parameter of the stack is set by this name.
_LOGICAL_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9]{0,254}")
# A name of levels is written in full: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
_SSM_NAME: Final = re.compile(r"[A-Za-z0-9_.-]+|(/[A-Za-z0-9_.-]+)+")


@dataclass(frozen=True, slots=True)
class Latest:
    """The version that this deployment publishes, or the last one when nothing changed."""

    def __str__(self) -> str:
        return "the latest version"


@dataclass(frozen=True, slots=True)
class Pinned:
    """The version of this number."""

    number: str

    def __str__(self) -> str:
        return f"version {self.number}"


@dataclass(frozen=True, slots=True)
class InParameter:
    """The version whose number a parameter of the stack has."""

    name: str
    default: str

    def __str__(self) -> str:
        return f"the version in parameter {self.name}"


@dataclass(frozen=True, slots=True)
class InSsm:
    """The version whose number the Parameter Store has when the stack is deployed."""

    name: str

    def __str__(self) -> str:
        return f"the version in {self.name}"


@dataclass(frozen=True, slots=True)
class Promotion:
    """What decides which version a release serves: one value, and the only one to change.

    To promote is to raise it, to roll back is to lower it; both go the way of the rollout. Plain
    values: equal promotions compare equal, and one may serve any number of releases.

    Raises:
        ConstructError: `source` is not what one of the methods below makes.

    See: https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html
    """

    source: Latest | Pinned | InParameter | InSsm

    def __post_init__(self) -> None:
        if not isinstance(self.source, Latest | Pinned | InParameter | InSsm):
            raise ConstructError(
                f"promotion must be one such as Promotion.latest(), got {seen(self.source)}"
            )

    @classmethod
    def latest(cls) -> Promotion:
        """Every version is released as soon as it is published."""
        return cls(Latest())

    @classmethod
    def pinned(cls, version: str) -> Promotion:
        """The version stays until this number is changed and deployed.

        The function counts its versions from 1, and from 1 again where CloudFormation replaces it,
        for a new name, say: until the number fits, deployments fail.

        Args:
            version: The number, such as "7". A new function's first version is "1".

        Raises:
            ConstructError: `version` is no number in a string, or a token.
        """
        _require_number("version", version)
        return cls(Pinned(version))

    @classmethod
    def parameter(cls, name: str, *, default: str) -> Promotion:
        """The version is a parameter of the stack, so that a deployment can promote without code.

        `cdk deploy Orders --parameters OrdersProdVersion=8` sets it. CloudFormation keeps the value
        for all later deployments: from then on `default` says nothing.

        Args:
            name: The parameter; letters and digits. Releases that share a name share a value.
            default: The number until somebody sets one. "1" suits a new function, whose first
                version the release waits for.

        Raises:
            ConstructError: `name` is no name of a parameter, or `default` no number.
        """
        require_type("parameter name", name, str, "a string")
        if not _LOGICAL_ID.fullmatch(name):
            require_known("parameter name", name)
            raise ConstructError(
                f"parameter name must be 1 to 255 letters and digits, first a letter, got {name!r}"
            )
        _require_number("default", default)
        return cls(InParameter(name, default))

    @classmethod
    def ssm(cls, name: str) -> Promotion:
        """The version is what the Parameter Store has under this name at each deployment.

        The parameter must exist before the stack does, in another one, say. To change it does
        nothing yet: the next deployment reads it, also one that changes nothing else.

        Args:
            name: The parameter's, such as "/orders/prod/version".

        Raises:
            ConstructError: `name` is no name of a parameter, or a token.

        See: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
        """
        require_type("ssm parameter name", name, str, "a string")
        if not _SSM_NAME.fullmatch(name):
            require_known("ssm parameter name", name)
            raise ConstructError(
                "ssm parameter name must be letters, digits and any of _.-, with a / before each "
                f"level, such as '/orders/prod/version', got {name!r}"
            )
        return cls(InSsm(name))

    @property
    def known_number(self) -> str | None:
        """The number, as far as it is known at synthesis: a parameter's is its default."""
        match self.source:
            case Pinned(number) | InParameter(default=number):
                return number
            case _:
                return None

    def number_in(self, stack: Stack) -> str | None:
        """The number as a template of the stack spells it; None where it follows the latest.

        Raises:
            ConstructError: A parameter of that name has another default, something else in the
                stack has its name, or the stack is nested and would not learn of a change.
        """
        match self.source:
            case Latest():
                return None
            case Pinned(number):
                return number
            case InParameter(name, default):
                return _parameter(stack, name, default).value_as_string
            case InSsm(name):
                _require_deployed_by_itself(stack, f"release of the version in {name}")
                return ssm.StringParameter.value_for_string_parameter(stack, name)

    def __str__(self) -> str:
        return str(self.source)


def _require_number(prop: str, value: object) -> None:
    require_type(prop, value, str, "a string such as '7'")
    problem = version_number_problem(str(value), label=prop)
    if problem:
        require_known(prop, value)  # no token has passed
        raise ConstructError(problem)


def _require_deployed_by_itself(stack: Stack, what: str) -> None:
    # Nobody passes a nested stack its parameters, and the CDK's command deploys a stack anew for
    # the Parameter Store's sake only where its own template has such a parameter.
    if stack.nested_stack_parent is not None:
        raise ConstructError(
            f"{what} must be of a stack that is deployed by itself, got a nested one"
        )


def _parameter(stack: Stack, name: str, default: str) -> CfnParameter:
    existing = stack.node.try_find_child(name)
    if existing is None:
        _require_deployed_by_itself(stack, f"parameter {name}")
        return CfnParameter(
            stack,
            name,
            default=default,
            allowed_pattern="[1-9][0-9]*",
            constraint_description="must be the number of a version",
            description="the version of a function that a release serves",
        )
    if not isinstance(existing, CfnParameter):
        raise ConstructError(
            f"parameter name must be free in its stack, got {name!r} of {seen(existing)}"
        )
    if existing.default != default:
        raise ConstructError(
            f"default of parameter {name} must be the same for all releases, got {default!r} "
            f"after {existing.default!r}"
        )
    return existing
