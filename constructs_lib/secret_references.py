"""Secrets that a function is told where to find, not what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.interfaces import has_property

if TYPE_CHECKING:
    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_secretsmanager as secretsmanager
    from aws_cdk import aws_ssm as ssm

    Secret: TypeAlias = secretsmanager.ISecret | ssm.IStringParameter


def secret_variables(
    secrets: Mapping[str, Secret], environment: Mapping[str, str]
) -> dict[str, str]:
    """The variables that say where each secret is: the ARN of a secret, a parameter's name.

    Raises:
        ConstructError: One is no secret or parameter, or a variable of the environment has its key.
    """
    require_type("secrets", secrets, Mapping, "a mapping of strings to secrets")
    for key, secret in secrets.items():
        require_type("secrets key", key, str, "a string")
        if not any(has_property(secret, each) for each in ("secret_arn", "parameter_name")):
            # Not what was seen: it may be the secret itself.
            raise ConstructError(
                f"secret of {key} must be a Secret or a StringParameter, got "
                f"{type(secret).__qualname__}"
            )
        if key in environment:
            raise ConstructError(f"environment key must be unique, got {key} in secrets as well")
    return {key: _place(secret) for key, secret in secrets.items()}


def grant_read(secrets: Mapping[str, Secret], role: iam.IRole) -> None:
    """The role may read each of them, and use the keys of this app that encrypt them."""
    for secret in secrets.values():
        secret.grant_read(role)


def _place(secret: Secret) -> str:
    if has_property(secret, "secret_arn"):
        return secret.secret_arn  # type: ignore[union-attr]
    return secret.parameter_name  # type: ignore[union-attr]
