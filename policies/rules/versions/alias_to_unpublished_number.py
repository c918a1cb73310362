"""An alias names a version by its number, and the template publishes none.

In a new stack the function has no versions, so number 1 is not there and the deployment fails. In
an old one the alias stays on that number whatever is deployed, until somebody edits the template by
hand. A version that the template publishes gives its number by `!GetAtt`.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: "1"
      Name: live
```

Prefer:

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
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "alias-to-unpublished-number",
    on=Alias,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html",
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    function, version = alias.function, alias.version
    if function is None or function.versions or not isinstance(version, str):
        return
    if version.isascii() and version.isdecimal():
        yield Finding(
            alias,
            f"alias must point to a version that exists, got number {version} of "
            f"{function.logical_id}, of which the template publishes none",
            "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version",
            at="FunctionVersion",
        )
