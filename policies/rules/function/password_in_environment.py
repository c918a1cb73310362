"""A variable that is named like a secret holds a literal.

A value under a name such as DB_PASSWORD that is neither an ARN nor a path, a name, a switch or a
placeholder is probably the password itself: readable in the template, the stack and the function's
configuration, the same in every stage, and rotated by nobody. Of tokens only what looks drawn at
random is reported. The value is not repeated here.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_PASSWORD: Tr0ub4dor
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          DB_PASSWORD_PARAMETER: /billing/db/password
```
"""

from collections.abc import Iterator

from policies.domain.credentials import credential_in
from policies.domain.limits import ENVIRONMENT_SIZE
from policies.domain.passwords import is_probable_secret
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "password-in-environment",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    given=("Environment",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    for key, value in variables.items():
        if not isinstance(value, str) or not ENVIRONMENT_SIZE.admits(len(value)):
            continue
        # What has an issuer's form is secret-in-environment's to tell.
        if is_probable_secret(key, value) and not credential_in(value):
            yield Finding(
                function,
                f"environment must hold no passwords, got a literal of {len(value)} characters in "
                f"{key}",
                "keep it in Secrets Manager or Parameter Store, pass its name and read it at run "
                "time",
                at=f"Environment.Variables.{key}",
            )
