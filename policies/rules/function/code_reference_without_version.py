"""Code is run from a bucket without saying which version of the object.

With `S3ObjectStorageMode: REFERENCE` Lambda keeps no copy and reads the object in place. It takes
that from versioned buckets only, and only with the version stated, so that an upload over the same
key cannot change what runs.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: artifacts
        S3Key: billing.zip
        S3ObjectStorageMode: REFERENCE
      Runtime: python3.13
      Handler: app.handler
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: artifacts
        S3Key: billing.zip
        S3ObjectVersion: L4kqtJlcpXroDTDmpUMLUo
        S3ObjectStorageMode: REFERENCE
      Runtime: python3.13
      Handler: app.handler
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function

_IN_PLACE: Final = "REFERENCE"


@rule(
    "code-reference-without-version",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    code = function.code
    if code.storage_mode == _IN_PLACE and code.object_version is None:
        yield Finding(
            function,
            "code in storage mode REFERENCE must state the version of its object, got no version",
            "set Code.S3ObjectVersion, or drop S3ObjectStorageMode",
            at="Code.S3ObjectStorageMode",
        )
