"""The function has subnets but no security groups, or the other way round.

Lambda takes both or neither. With one of them alone the deployment fails; CloudFormation's schema
does not say so. A VPC is not given by its id: it follows from the two.

Avoid:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [subnet-01, subnet-02]
```

Prefer:

```yaml
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [subnet-01, subnet-02]
        SecurityGroupIds: [sg-01]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.function import Function


@rule(
    "vpc-config-incomplete",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html",
    given=("VpcConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    subnets, groups = function.subnets, function.security_groups
    if not isinstance(subnets, list) or not isinstance(groups, list):
        return
    if certain_elements(subnets) and not groups:
        problem, missing = "subnets must come with security groups, got none", "SecurityGroupIds"
    elif certain_elements(groups) and not subnets:
        problem, missing = "security groups must come with subnets, got none", "SubnetIds"
    else:
        return
    yield Finding(function, problem, f"add {missing}, or take VpcConfig out", at="VpcConfig")
