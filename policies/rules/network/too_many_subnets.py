"""The function is in more subnets than Lambda takes.

Sixteen is the bound. A function needs one subnet in each availability zone it shall survive the
loss of; several subnets of one zone add nothing but addresses.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-0a1]
        SubnetIds:
          [subnet-01, subnet-02, subnet-03, subnet-04, subnet-05, subnet-06, subnet-07, subnet-08,
           subnet-09, subnet-10, subnet-11, subnet-12, subnet-13, subnet-14, subnet-15, subnet-16,
           subnet-17]
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-0a1]
        SubnetIds: [subnet-01, subnet-02, subnet-03]
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_SUBNETS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "too-many-subnets",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html",
    given=("VpcConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    problem = FUNCTION_SUBNETS.violation(len(certain_elements(function.subnets)))
    if problem:
        fix = f"take out subnets until {FUNCTION_SUBNETS.maximum} or fewer are left"
        yield Finding(function, problem, fix, at="VpcConfig.SubnetIds")
