"""The runtime will be deprecated within half a year.

AWS announces the end of a runtime at least 180 days before, by an email to whoever owns the
account, who is seldom whoever owns the function. From here on a change of the function is a good
moment to change the runtime too.

AWS moves these days. The message says how old our list of them is.

Avoid:

```yaml
Resources:
  Invoice:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: nodejs22.x
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

from policies.domain.limits import RUNTIME_DEPRECATION_NOTICE_DAYS
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "runtime-near-deprecation",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    lifecycle = function.lifecycle
    days = lifecycle.days_to_deprecation(function.template.environment.today) if lifecycle else None
    if lifecycle and days is not None and 0 < days <= RUNTIME_DEPRECATION_NOTICE_DAYS:
        yield Finding(
            function,
            f"runtime must have more than {RUNTIME_DEPRECATION_NOTICE_DAYS} days left, got "
            f"{lifecycle.runtime}, deprecated from {lifecycle.deprecated} in {days} days "
            f"(as of {lifecycle.as_of})",
            f"set Runtime to {lifecycle.replacement}",
            at="Runtime",
        )
