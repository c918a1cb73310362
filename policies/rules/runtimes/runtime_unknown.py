"""The runtime is none that Lambda ever had.

CloudFormation refuses a Runtime that is not on its list: `nodejs24` lacks the `.x`, `Python3.14`
has a capital, and there never was a `java22`, because Lambda takes versions with long-term support
only.

A name that is newer than what we know of its language is not judged, nor is a language that we do
not know: Lambda may have them by now.

Avoid:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24
```

Prefer:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs24.x
```
"""

from collections.abc import Iterator

from policies.domain.runtimes import runtimes
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-unknown",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    runtime, known = function.runtime, runtimes()
    if isinstance(runtime, str) and known.is_impossible(runtime):
        instead = known.instead_of(runtime, function.template.environment.today)
        yield Finding(
            function,
            f"runtime must be one that Lambda has, got {runtime!r} (as of {known.as_of})",
            f"set Runtime to {instead or 'the identifier of a runtime'}",
            at="Runtime",
        )
