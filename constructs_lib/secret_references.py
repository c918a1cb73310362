"""Secrets that a function is told where to find, not what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from aws_cdk import aws_iam as iam

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.interfaces import has_property
from constructs_lib.pseudo_parameters import region

if TYPE_CHECKING:
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
        if has_property(secret, "secret_arn"):
            grant_secret(secret, role)  # type: ignore[arg-type]  # it has an ARN
        else:
            secret.grant_read(role)


def grant_secret(secret: secretsmanager.ISecret, grantee: iam.IGrantable) -> None:
    """The grantee may read the secret, and use its key for that.

    The CDK names the grantee in the key's policy: with a key of another stack, which the grantee's
    stack waits for, both would wait for each other.
    """
    key = secret.encryption_key
    if key is None:
        secret.grant_read(grantee)
        return
    # Of what is imported by the beginning of its ARN the end is six characters.
    secret_arn = secret.secret_full_arn or f"{secret.secret_arn}-??????"
    iam.Grant.add_to_principal(
        grantee=grantee,
        actions=["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        resource_arns=[secret_arn],
    )
    iam.Grant.add_to_principal(
        grantee=grantee,
        actions=["kms:Decrypt"],
        resource_arns=[key.key_arn],
        conditions={"StringEquals": {"kms:ViaService": f"secretsmanager.{region()}.amazonaws.com"}},
    )


def _place(secret: Secret) -> str:
    if has_property(secret, "secret_arn"):
        return secret.secret_arn  # type: ignore[union-attr]
    return secret.parameter_name  # type: ignore[union-attr]
