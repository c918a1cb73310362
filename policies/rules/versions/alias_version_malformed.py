"""An alias points to something that is no version number.

What goes there is a number, or $LATEST. `!Ref` of a version gives its ARN, which ends in the number
but is none, so Lambda refuses it and the deployment fails; `!GetAtt QuoteVersion1.Version` gives
the number. A version has no name of its own either (`v2`), and an alias cannot point to another
alias.

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
      FunctionVersion: !Ref QuoteVersion1
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
from policies.template.arns import components
from policies.template.function_target import LATEST
from policies.template.resources.alias import Alias
from policies.template.values import Reference, Value

_VERSION = "AWS::Lambda::Version"
# What functions of Lambda Managed Instances have in the place of $LATEST.
_PUBLISHED = f"{LATEST}.PUBLISHED"


@rule(
    "alias-version-malformed",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html",
    supersedes=("cfn-lint::E3031",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    for at, value in alias.version_texts.items():
        seen = _what_else(value)
        if seen:
            fix = "set it to !GetAtt VERSION.Version, of an AWS::Lambda::Version"
            yield Finding(alias, f"version must be a number or {LATEST}, got {seen}", fix, at=at)


def _what_else(value: Value) -> str | None:
    """What the value is when it is certainly no version, in words."""
    if isinstance(value, str):
        is_version = value in (LATEST, _PUBLISHED) or (value.isascii() and value.isdecimal())
        return None if is_version else repr(value)
    if isinstance(value, Reference) and value.resource.type == "AWS::Lambda::Alias":
        return f"the alias {value.resource.logical_id}"
    parts = components(value)
    if parts is None or len(parts) <= 1:
        return None
    last = parts[-1]
    named = isinstance(last, Reference) and last.resource.type == _VERSION
    return f"the ARN of {last.resource.logical_id}" if named else "an ARN"  # type: ignore[union-attr]  # named says so
