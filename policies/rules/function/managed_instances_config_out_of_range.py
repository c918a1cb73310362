"""Settings for Lambda Managed Instances are ones that Lambda does not accept.

One execution environment runs 1 to 1,600 invocations at once and has 2 to 8 GiB per vCPU. Of
execution environments there are 0 to 15,000: the smallest and the largest number are set together,
and the smallest is 0 only where the largest is, which turns the function off.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      CapacityProviderConfig:
        LambdaManagedInstancesCapacityProviderConfig:
          CapacityProviderArn: arn:aws:lambda:eu-west-1:123456789012:capacity-provider:shared
      FunctionScalingConfig:
        MinExecutionEnvironments: 0
        MaxExecutionEnvironments: 20
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      CapacityProviderConfig:
        LambdaManagedInstancesCapacityProviderConfig:
          CapacityProviderArn: arn:aws:lambda:eu-west-1:123456789012:capacity-provider:shared
      FunctionScalingConfig:
        MinExecutionEnvironments: 3
        MaxExecutionEnvironments: 20
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain import limits
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.function import Function

_INSTANCES: Final = ("CapacityProviderConfig", "LambdaManagedInstancesCapacityProviderConfig")
_SCALING: Final = "FunctionScalingConfig"
_LEAST: Final = "MinExecutionEnvironments"
_MOST: Final = "MaxExecutionEnvironments"


@rule(
    "managed-instances-config-out-of-range",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-scaling.html",
    given=(
        "FunctionScalingConfig",
        "CapacityProviderConfig",
    ),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for limit, path in (
        (
            limits.MANAGED_INSTANCES_CONCURRENCY,
            (*_INSTANCES, "PerExecutionEnvironmentMaxConcurrency"),
        ),
        (
            limits.MANAGED_INSTANCES_MEMORY_PER_VCPU,
            (*_INSTANCES, "ExecutionEnvironmentMemoryGiBPerVCpu"),
        ),
        (limits.MANAGED_INSTANCES_ENVIRONMENTS, (_SCALING, _LEAST)),
        (limits.MANAGED_INSTANCES_ENVIRONMENTS, (_SCALING, _MOST)),
    ):
        value = function.integer(*path)
        if value is not None:
            yield from out_of_bounds(function, limit, value, at=".".join(path))
    least, most = function.integer(_SCALING, _LEAST), function.integer(_SCALING, _MOST)
    problem = None
    if (least is None and isinstance(most, int)) or (most is None and isinstance(least, int)):
        missing = _LEAST if least is None else _MOST
        problem = f"execution environments must have both bounds, got no {missing}"
    elif isinstance(least, int) and isinstance(most, int) and (least > most or (most > 0 == least)):
        problem = (
            f"least execution environments must be 1 to {_MOST}, or both 0, got {least} to {most}"
        )
    if problem:
        fix = f"set {_LEAST} and {_MOST}, the first at least 1 and at most the second"
        yield Finding(function, problem, fix, at=_SCALING)
