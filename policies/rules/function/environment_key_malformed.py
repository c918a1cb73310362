"""The environment has a key that is no name to Lambda.

A key is a letter, then one or more letters, digits or underscores: two characters at least, no
hyphen, no dot, no leading digit. CloudFormation's schema states this expression without anchors,
so `1ST` and `LOG-LEVEL` pass there and fail at deployment.

Avoid:

```yaml
Resources:
  Copy:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          LOG-LEVEL: INFO
```

Prefer:

```yaml
Resources:
  Copy:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          LOG_LEVEL: INFO
```
"""

from collections.abc import Iterator

from policies.domain.environment_variables import malformed_key_problem, reserved_key_problem
from policies.domain.limits import ENVIRONMENT_KEY_LENGTH
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "environment-key-malformed",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    given=("Environment",),
    supersedes=("cfn-lint::E3002",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    for key in variables:
        problem = malformed_key_problem(key)
        if problem and not reserved_key_problem(key):
            fix = (
                f"rename it with {ENVIRONMENT_KEY_LENGTH.minimum} or more letters, digits and "
                "underscores, a letter first"
            )
            yield Finding(function, problem, fix, at=f"Environment.Variables.{key}")
