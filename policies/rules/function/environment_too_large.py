"""The environment is larger than Lambda accepts.

Lambda measures all variables together: the whole map as compact JSON in UTF-8, with keys, quotes,
colons, commas and escapes. Adding up keys and values gives less than Lambda counts, so a function
can fail to deploy though every tool says there is room.

A value that only the deployment knows is counted at its least: the literal parts of a Join or a
Sub, nothing at all for a variable that may turn out to be AWS::NoValue. So a finding is certain and
the true size may be larger.

Avoid:

```yaml
Parameters:
  Rules:
    Type: String
    Default: 0123456789012345678901234567890123456789012345678901234567890123
Resources:
  Route:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          ROUTES: !Sub
            - "${A}${A}${A}${A}"
            - A: !Sub
                - "${B}${B}${B}${B}"
                - B: !Sub "${Rules}${Rules}${Rules}${Rules}"
```

Prefer:

```yaml
Resources:
  Route:
    Type: AWS::Lambda::Function
    Properties:
      Environment:
        Variables:
          ROUTES_PARAMETER: /route/routes
```
"""

from collections.abc import Iterator

from policies.domain.environment_variables import measured_bytes
from policies.domain.limits import ENVIRONMENT_SIZE
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import PerhapsAbsent, as_text


@rule(
    "environment-too-large",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
    given=("Environment",),
    supersedes=("cfn-lint::E3697",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    variables = function.environment_variables
    if not isinstance(variables, dict):
        return
    texts = {key: as_text(value) for key, value in variables.items()}
    least = measured_bytes(
        {
            key: text if isinstance(text, str) else text.known_text
            for key, text in texts.items()
            if not isinstance(text, PerhapsAbsent)
        }
    )
    if ENVIRONMENT_SIZE.admits(least):
        return
    at_least = "" if all(isinstance(text, str) for text in texts.values()) else "at least "
    yield Finding(
        function,
        f"environment must be {ENVIRONMENT_SIZE.bounds}, got {at_least}{least} bytes of JSON",
        f"take {least - (ENVIRONMENT_SIZE.maximum or 0)} bytes or more out of it, into "
        "SSM Parameter Store, AppConfig or a file of the package",
        at="Environment.Variables",
    )
