"""A version is published of an object in S3 whose own version is left open.

CloudFormation compares what the template says. With the same bucket and key it sees no change,
however often somebody uploads another package there: the function is not updated, no version is
published, and the deployment succeeds with the old code. When something else changes the function,
whatever lies in the bucket by then goes out with it.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      Handler: quote.handler
      Runtime: python3.13
      Role: arn:aws:iam::123456789012:role/quote
      Code:
        S3Bucket: releases
        S3Key: quote.zip
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      Handler: quote.handler
      Runtime: python3.13
      Role: arn:aws:iam::123456789012:role/quote
      Code:
        S3Bucket: releases
        S3Key: quote.zip
        S3ObjectVersion: 3HL4kqtJvjVBH40Nrjfkd
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function


@rule(
    "version-of-unversioned-object",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html",
    beside=("AWS::Lambda::Version",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    key, bucket = function.code.key, function.code.bucket
    if not isinstance(key, str) or bucket is None or function.code.object_version is not None:
        return
    # Digits may be a hash, a date or a number that a build writes. A version that is published
    # once does not follow the function at all: version-never-republished's.
    if any(character.isdigit() for character in key):
        return
    if any(not version.is_published_once for version in function.versions):
        yield Finding(
            function,
            "code of a published version must be one certain object, got the key "
            f"{key!r} without S3ObjectVersion",
            "set Code.S3ObjectVersion, or put a hash or number of the release into Code.S3Key",
            at="Code.S3Key",
        )
