"""The runtime is one of which Lambda creates no new functions.

A function that is already deployed can still be updated for a while. A new one cannot be created:
the first deployment of the stack to another account or region fails, as does every change that
makes CloudFormation replace the function (a new name, a new logical id), and with it the way to
rebuild an environment that was lost. Which of the two a deployment is, a template does not say;
this is therefore a warning.

AWS moves these days. The message says how old our list of them is.

Avoid:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: go1.x
```

Prefer:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: provided.al2023
```
"""

from collections.abc import Iterator

from policies.domain.runtimes import Phase
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-creation-blocked",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    supersedes=("cfn-lint::E2531",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    lifecycle = function.lifecycle
    if lifecycle and lifecycle.phase(function.template.environment.today) is Phase.CREATION_BLOCKED:
        ends = lifecycle.update_blocked
        yield Finding(
            function,
            f"runtime must be one of which Lambda creates functions, got {lifecycle.runtime}, "
            f"blocked since {lifecycle.creation_blocked}"
            f"{f', for updates from {ends}' if ends else ''} (as of {lifecycle.as_of})",
            f"set Runtime to {lifecycle.replacement}",
            at="Runtime",
        )
