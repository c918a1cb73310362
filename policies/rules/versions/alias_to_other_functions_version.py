"""An alias of one function points to a version of another.

A version is a number, counted by each function for itself. The number of another function's version
means some other version of this one, or none: the deployment fails, or callers get code that nobody
chose. It comes from copying an alias and changing only one of its two references.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  Bill:
    Type: AWS::Lambda::Function
  BillVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt BillVersion1.Version
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
from policies.template.resources.version import Version


@rule(
    "alias-to-other-functions-version",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html",
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    function = alias.function
    if function is None:
        return
    meant = {"FunctionVersion": alias.version}
    meant |= {f"{each.at}.FunctionVersion": each.version for each in alias.weights}
    for at, version in meant.items():
        owner = version.function if isinstance(version, Version) else None
        if isinstance(version, Version) and owner is not None and owner is not function:
            yield Finding(
                alias,
                f"alias must point to a version of {function.logical_id}, got "
                f"{version.logical_id} of {owner.logical_id}",
                f"set it to the Version of a version of {function.logical_id}",
                at=at,
            )
