"""The environment sets a variable that Lambda keeps for itself.

Lambda sets region, credentials, function name and the like in every environment and refuses a
function that brings its own. The newest of these keys are missing in other linters' lists.

Avoid:

```yaml
Resources:
  Copy:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          AWS_REGION: eu-west-1
```

Prefer:

```yaml
Resources:
  Copy:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          SOURCE_REGION: eu-west-1
```
"""

from collections.abc import Iterator

from policies.domain.environment_variables import reserved_key_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "environment-key-reserved",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    given=("Environment",),
    supersedes=("cfn-lint::E3663",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    for key in variables:
        problem = reserved_key_problem(key)
        if problem:
            fix = f"rename {key}, or drop it and read what Lambda sets"
            yield Finding(function, problem, fix, at=f"Environment.Variables.{key}")
