"""A version is published once, and later changes of its function never are.

CloudFormation publishes a version when it creates the resource. A new package or setting updates
the function, which is $LATEST; the version keeps its logical id and its properties, so nothing is
published, the alias stays where it is, and callers go on with the code of the first deployment.
Every deployment succeeds.

Make the logical id change with the code: SAM does it for AutoPublishAlias, CDK for
`function.current_version`, a build can write the release into it.

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
        S3Key: quote-1.2.zip
  QuoteVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion.Version
      Name: live
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
        S3Key: quote-1.2.zip
  QuoteVersion1x2:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1x2.Version
      Name: live
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.version import Version


@rule(
    "version-never-republished",
    on=Version,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-version.html",
)
def check(version: Version) -> Iterator[Finding]:
    """Judge one version."""
    function = version.function
    # Where the code is not of this template, what publishes it is not known either.
    if function is None or function.value("Code") is None or not version.is_published_once:
        return
    yield Finding(
        version,
        "a version must change with its function, got nothing that differs from one release to "
        "the next",
        f"put a hash or number of the release of {function.logical_id} into the logical id, or use "
        "CDK's current_version or SAM's AutoPublishAlias",
    )
