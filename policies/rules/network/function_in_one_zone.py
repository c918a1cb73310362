"""All subnets of the function are in one availability zone.

Lambda spreads a function over the zones of its subnets. With one zone, the function is gone while
that zone is, and nothing that calls it notices before. A function outside a VPC has all zones of
the region by itself.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-01]
        SubnetIds: [subnet-01]
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-01]
        SubnetIds: [subnet-01, subnet-02]
```
"""

from collections.abc import Iterator

from policies.domain.limits import RECOMMENDED_AVAILABILITY_ZONES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.network import subnets_of
from policies.template.resources.function import Function


@rule(
    "function-in-one-zone",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html",
    given=("VpcConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    ids = function.subnets
    if not isinstance(ids, list) or not ids:
        return
    if len(ids) == 1 and certain_elements(ids):
        seen = "one subnet"
    else:
        zones = {subnet.zone for subnet in subnets_of(function) or ()}
        only = zones.pop() if len(zones) == 1 else None
        if not isinstance(only, str):
            return
        seen = f"{len(ids)} subnets in {only}"
    yield Finding(
        function,
        f"availability zones must be at least {RECOMMENDED_AVAILABILITY_ZONES}, got {seen}",
        f"list subnets of {RECOMMENDED_AVAILABILITY_ZONES} availability zones or more",
        at="VpcConfig.SubnetIds",
    )
