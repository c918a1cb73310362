"""The runtime is in preview.

Lambda accepts a runtime before its language has reached long-term support. Until then the language
may still change in ways that break programs, and Lambda applies such updates by itself: a function
that nobody deployed stops working. Take it for trying out, and the newest supported one for
production.

Avoid:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.15
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

from policies.domain.runtimes import Phase, runtimes
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-in-preview",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    lifecycle, today = function.lifecycle, function.template.environment.today
    if lifecycle and lifecycle.phase(today) is Phase.PREVIEW:
        instead = runtimes().instead_of(lifecycle.runtime, today) or lifecycle.replacement
        yield Finding(
            function,
            f"runtime must be past its preview, got {lifecycle.runtime} (as of {lifecycle.as_of})",
            f"set Runtime to {instead}",
            at="Runtime",
        )
