"""A variable refers to another one, which Lambda does not expand.

There is no shell between the configuration and the process: `$PATH` in a value stays these five
characters. The search path then holds a folder of that name and lacks all that the runtime needs,
so programs, libraries or modules are not found, or the environment does not start.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          PATH: "/opt/tools:$PATH"
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          PATH: "/opt/tools:/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin"
```
"""

from collections.abc import Iterator

from policies.domain.limits import ENVIRONMENT_SEARCH_PATHS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "environment-reference-not-expanded",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html",
    given=("Environment",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    for key, value in variables.items():
        if key not in ENVIRONMENT_SEARCH_PATHS or not isinstance(value, str):
            continue
        parts = [part for part in value.split(":") if part.startswith("$")]
        if parts:
            yield Finding(
                function,
                f"environment variable {key} must be written out, got {parts[0]}, which stays as "
                "it is",
                f"write what {parts[0]} stands for, or extend {key} in the function",
                at=f"Environment.Variables.{key}",
            )
