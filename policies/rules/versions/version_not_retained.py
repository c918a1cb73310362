"""The version that a release replaces is deleted at its end.

A version is replaced, not updated: the new one has a new logical id, and without `DeletionPolicy:
Retain` CloudFormation deletes the old one when the release is through. Whoever finds the bug an
hour later has nothing left to point the alias back to, and the way back is to build and deploy the
old code again.

Retained versions count towards the code storage of the account; delete old ones from time to time.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    DeletionPolicy: Retain
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.version import Version


@rule(
    "version-not-retained",
    on=Version,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html",
)
def check(version: Version) -> Iterator[Finding]:
    """Judge one version."""
    # What is published once is never replaced: version-never-republished's.
    if version.is_retained is False and not version.is_published_once:
        yield Finding(
            version,
            "a version should outlive the release that replaces it, got no DeletionPolicy: Retain",
            "add DeletionPolicy: Retain, or removal_policy=RemovalPolicy.RETAIN in "
            "current_version_options",
        )
