"""The runtime is deprecated: nobody patches it any more.

From its deprecation on, security updates of the language and of the operating system below it may
no longer reach the function, AWS support does not help with it, and certificates may run out.
Later Lambda refuses to create functions of the runtime, then to update them; the message has the
days. Changing while both runtimes can still be deployed leaves a way back: that of an alias which
points to the version before.

AWS moves these days. The message says how old our list of them is.

Avoid:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.9
```

Prefer:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
```
"""

from collections.abc import Iterator

from policies.domain.runtimes import Phase
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-deprecated",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    supersedes=("cfn-lint::W2531",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    lifecycle = function.lifecycle
    if lifecycle and lifecycle.phase(function.template.environment.today) is Phase.DEPRECATED:
        ends = lifecycle.update_blocked
        yield Finding(
            function,
            f"runtime must be one that Lambda patches, got {lifecycle.runtime}, deprecated since "
            f"{lifecycle.deprecated}{f', not updatable from {ends}' if ends else ''} "
            f"(as of {lifecycle.as_of})",
            f"set Runtime to {lifecycle.replacement}",
            at="Runtime",
        )
