"""The environment refers to a secure string of Parameter Store.

CloudFormation resolves `{{resolve:ssm-secure:...}}` for a few properties of a few resources, and no
property of a function is among them: the deployment fails. Pass the parameter's name and read it in
the function.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          TOKEN: "{{resolve:ssm-secure:/billing/token}}"
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          TOKEN_PARAMETER: /billing/token
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "secure-string-in-environment",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html",
    given=("Environment",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for key, services in function.resolved_services.items():
        if "ssm-secure" in services:
            yield Finding(
                function,
                f"secure strings must not be resolved into a function, got ssm-secure in {key}",
                "pass the parameter's name and read it in the function",
                at=f"Environment.Variables.{key}",
            )
