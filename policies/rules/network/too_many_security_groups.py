"""The function has more security groups than Lambda takes.

Five is the bound. The rules of all groups of a function add up, so two groups that are always used
together can be one.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-01, sg-02, sg-03, sg-04, sg-05, sg-06]
        SubnetIds: [subnet-01, subnet-02]
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SecurityGroupIds: [sg-01, sg-02]
        SubnetIds: [subnet-01, subnet-02]
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_SECURITY_GROUPS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "too-many-security-groups",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html",
    given=("VpcConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    certain = len(certain_elements(function.security_groups))
    problem = FUNCTION_SECURITY_GROUPS.violation(certain)
    if problem:
        fix = f"merge security groups until {FUNCTION_SECURITY_GROUPS.maximum} or fewer are left"
        yield Finding(function, problem, fix, at="VpcConfig.SecurityGroupIds")
