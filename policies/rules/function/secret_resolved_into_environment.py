"""A secret is resolved into the environment.

`{{resolve:secretsmanager:...}}` keeps the secret out of the template, not out of the function: its
configuration holds the value in clear text, each published version the value of its day. After a
rotation the function goes on with the old one until it is deployed again.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_PASSWORD: "{{resolve:secretsmanager:billing/db:SecretString:password}}"
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_SECRET: billing/db
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "secret-resolved-into-environment",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/with-secrets-manager.html",
    given=("Environment",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    for key, services in function.resolved_services.items():
        if "secretsmanager" in services:
            yield Finding(
                function,
                f"secrets should be read by the function, got one resolved into {key}",
                "pass the secret's name or ARN and read it in the function",
                at=f"Environment.Variables.{key}",
            )
