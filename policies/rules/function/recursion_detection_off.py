"""A function may call itself without end.

Lambda stops a chain of itself, SQS, S3 and SNS after about 16 rounds. `RecursiveLoop: Allow` takes
that away: a function that writes to the bucket or queue it is called by scales to the account's
limit and bills until somebody sees it.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      RecursiveLoop: Allow
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      RecursiveLoop: Terminate
```

Where the loop is meant, reserve a little concurrency and acknowledge this with the reason.
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function

_UNLIMITED: Final = "Allow"


@rule(
    "recursion-detection-off",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
    given=("RecursiveLoop",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.text("RecursiveLoop") == _UNLIMITED:
        yield Finding(
            function,
            "recursive loops must be stopped, got RecursiveLoop Allow",
            "drop RecursiveLoop, which is Terminate then",
            at="RecursiveLoop",
        )
