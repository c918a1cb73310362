"""A variable's value is a list or a map.

CloudFormation makes text of numbers and booleans, but not of lists and maps: "value of property
Variables must be an object with String (or simple type) properties". A parameter of a list type and
Fn::Split give lists; join them.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          SUBNETS: !Split [",", "subnet-1,subnet-2"]
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          SUBNETS: !Join [",", [subnet-1, subnet-2]]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "environment-value-not-text",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-environment.html",
    given=("Environment",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    for key, value in variables.items():
        if isinstance(value, (list, dict)):
            kind = "a list" if isinstance(value, list) else "a map"
            yield Finding(
                function,
                f"environment variable {key} must be text, got {kind}",
                "write it as text: !Join of a list, !ToJsonString of a map",
                at=f"Environment.Variables.{key}",
            )
