"""Why there is a new version, and why not, for those who read a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from constructs_lib.resources import resource_of

if TYPE_CHECKING:
    from aws_cdk import aws_lambda as lambda_

# The properties that the CDK leaves out of the digest in a version's logical id: Lambda applies
# them to the function as a whole.
_OF_THE_FUNCTION: Final = (
    "CodeSigningConfigArn",
    "ReservedConcurrentExecutions",
    "Tags",
    "TenancyConfig",
)


def explain(version: lambda_.Version, deployed: list[str]) -> None:
    """The version's metadata say which changes publish another one.

    Args:
        version: What has been published.
        deployed: The environment variables of which only the deployment knows the value.
    """
    resource_of(version).add_metadata(
        "keel:version",
        {
            "published-with-a-change-of": "any property of the function, and of its layers",
            "but-not-of": [
                *_OF_THE_FUNCTION,
                *(f"Environment.Variables.{name}, by the deployment alone" for name in deployed),
            ],
        },
    )
