"""Functions on EC2 instances that Lambda manages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from aws_cdk import aws_lambda as lambda_

from constructs_lib.errors import ConstructError, require, require_count, require_type, seen
from constructs_lib.tokens import is_token
from policies.domain import limits
from policies.domain.runtime_floors import is_below_floor

_EXAMPLE: Final = "a CapacityProvider"


@dataclass(frozen=True, slots=True)
class ManagedInstances:
    """The function runs on the instances of a capacity provider, several invocations at once.

    The handler must be safe for that. Lambda never takes the setting back: a function that has
    left its instances is another one.

    Args:
        capacity_provider: Whose instances they are.
        max_concurrency: Invocations in one environment at once, 1 to 1600. By default Lambda
            chooses by the runtime.
        memory_gib_per_vcpu: Memory for each vCPU, 2 to 8 GiB. By default Lambda chooses.

    Raises:
        ConstructError: A number is out of bounds, or `capacity_provider` is none of this app's.

    See: https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances.html
    """

    capacity_provider: lambda_.CapacityProvider
    max_concurrency: int | None = None
    memory_gib_per_vcpu: float | None = None

    def __post_init__(self) -> None:
        require_type(
            "capacity_provider", self.capacity_provider, lambda_.CapacityProvider, _EXAMPLE
        )
        require_count(
            limits.MANAGED_INSTANCES_CONCURRENCY, self.max_concurrency, prop="max_concurrency"
        )
        memory = self.memory_gib_per_vcpu
        if memory is None:
            return
        if isinstance(memory, bool) or not isinstance(memory, int | float):
            raise ConstructError(f"memory_gib_per_vcpu must be a number, got {seen(memory)}")
        problem = limits.MANAGED_INSTANCES_MEMORY_PER_VCPU.violation(
            memory, label="memory_gib_per_vcpu"
        )
        if problem and not is_token(memory):
            require(problem)

    def require_for(self, runtime: lambda_.Runtime) -> None:
        """The runtime runs there.

        Raises:
            ConstructError: It does not.
        """
        if is_below_floor(runtime.name, limits.MANAGED_INSTANCES_OLDEST_RUNTIMES):
            raise ConstructError(
                "runtime on Lambda Managed Instances must be "
                f"{limits.MANAGED_INSTANCES_OLDEST_RUNTIMES.bounds} or later, got {runtime.name}"
            )

    def add(self, function: lambda_.Function) -> None:
        """The function runs there from now on."""
        self.capacity_provider.add_function(
            function,
            per_execution_environment_max_concurrency=self.max_concurrency,
            execution_environment_memory_gib_per_v_cpu=self.memory_gib_per_vcpu,
        )
