"""The runtime is one whose functions Lambda no longer updates.

Sixty days or more after a runtime is deprecated, Lambda refuses to create functions of it and to
change the code or the configuration of those that exist. They still run, so nobody notices, until
a deployment touches one: it fails, and a fix that has to go out now waits for an upgrade of the
language. The one change that is still accepted is to a newer runtime, and there may be no way back
from it.

AWS moves these days. The message says how old our list of them is.

Avoid:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs12.x
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

from policies.domain.runtimes import Phase
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-update-blocked",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    supersedes=("cfn-lint::E2533",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    lifecycle = function.lifecycle
    if lifecycle and lifecycle.phase(function.template.environment.today) is Phase.UPDATE_BLOCKED:
        yield Finding(
            function,
            f"runtime must be one whose functions Lambda updates, got {lifecycle.runtime}, "
            f"blocked since {lifecycle.update_blocked} (as of {lifecycle.as_of})",
            f"set Runtime to {lifecycle.replacement}",
            at="Runtime",
        )
