"""The size of /tmp is one that Lambda does not accept.

Lambda gives a function 512 to 10,240 MB of ephemeral storage. The schema allows 32,768 MB, which
the API grants together with an accelerator only; without one the deployment fails.

Avoid:

```yaml
Resources:
  Transcode:
    Type: AWS::Lambda::Function
    Properties:
      EphemeralStorage:
        Size: 20480
```

Prefer:

```yaml
Resources:
  Transcode:
    Type: AWS::Lambda::Function
    Properties:
      EphemeralStorage:
        Size: 10240
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_EPHEMERAL_STORAGE
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.function import Function


@rule(
    "ephemeral-storage-out-of-range",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html",
    given=("EphemeralStorage",),
    supersedes=("cfn-lint::E3034",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    size = function.ephemeral_storage_mb
    yield from out_of_bounds(function, FUNCTION_EPHEMERAL_STORAGE, size, at="EphemeralStorage.Size")
