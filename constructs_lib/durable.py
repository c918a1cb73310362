"""Functions whose executions outlive an invocation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require_type
from constructs_lib.quantities import require_days, require_seconds
from policies.domain import limits
from policies.domain.needed_rights import DURABLE_EXECUTION
from policies.domain.runtime_floors import is_below_floor

if TYPE_CHECKING:
    from constructs_lib.function import VersionedFunction

_EXAMPLE: Final = "a DurableConfig such as DurableConfig(execution_timeout=Duration.hours(1))"


def require_durable(durable: lambda_.DurableConfig | None, runtime: lambda_.Runtime) -> None:
    """Lambda can run durable executions of the function.

    Raises:
        ConstructError: A time is out of bounds, or the runtime has no durable functions.
    """
    if durable is None:
        return
    require_type("durable", durable, lambda_.DurableConfig, _EXAMPLE)
    require_seconds(
        limits.DURABLE_EXECUTION_TIMEOUT, durable.execution_timeout, prop="execution_timeout"
    )
    require_days(limits.DURABLE_RETENTION, durable.retention_period, prop="retention_period")
    if is_below_floor(runtime.name, limits.DURABLE_OLDEST_RUNTIMES):
        raise ConstructError(
            "runtime of a durable function must be "
            f"{limits.DURABLE_OLDEST_RUNTIMES.bounds} or later, got {runtime.name}"
        )


def grant_durable_execution(owner: VersionedFunction) -> None:
    """The role may save and read the state of this function's executions, of every version.

    The managed policy would let it do so for every function.

    See: https://docs.aws.amazon.com/lambda/latest/dg/durable-security.html
    """
    # A policy of its own: the function waits for the role's, which then cannot name the function.
    policy = iam.Policy(
        owner,
        "DurableExecution",
        roles=[owner.role],
        statements=[
            iam.PolicyStatement(
                actions=list(DURABLE_EXECUTION), resources=[f"{owner.function.function_arn}:*"]
            )
        ],
    )
    owner.version.node.add_dependency(policy)
