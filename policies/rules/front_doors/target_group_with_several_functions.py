"""A target group has more than one function.

A target group of type lambda takes a single target. Elastic Load Balancing refuses the second and
the deployment fails. Weigh two target groups in the listener's action, or use one alias with two
versions.

Avoid:

```yaml
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: lambda
      Targets:
        - Id: arn:aws:lambda:eu-west-1:123456789012:function:shop:blue
        - Id: arn:aws:lambda:eu-west-1:123456789012:function:shop:green
```

Prefer:

```yaml
Resources:
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      TargetType: lambda
      Targets:
        - Id: arn:aws:lambda:eu-west-1:123456789012:function:shop:live
```
"""

from collections.abc import Iterator

from policies.domain.limits import TARGET_GROUP_FUNCTIONS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.target_group import TargetGroup


@rule(
    "target-group-with-several-functions",
    on=TargetGroup,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html",
    given=("Targets",),
)
def check(group: TargetGroup) -> Iterator[Finding]:
    """Judge one target group."""
    problem = TARGET_GROUP_FUNCTIONS.violation(group.certain_target_count)
    if group.is_of_function and problem:
        yield Finding(
            group, problem, "keep one target, and make a target group for each other", at="Targets"
        )
