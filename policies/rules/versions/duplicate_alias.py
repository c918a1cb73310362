"""Two aliases of one function have the same name.

An alias is a name, and a function has each name once. CloudFormation creates the first, is told
that the second exists already, and the deployment fails. Where the two are in different stacks, the
stack that comes later fails.

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
  Production:
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
from typing import TYPE_CHECKING

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function

if TYPE_CHECKING:
    from policies.template.resources.alias import Alias


@rule(
    "duplicate-alias",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html",
    beside=("AWS::Lambda::Alias",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    first: dict[str, Alias] = {}
    for alias in function.aliases:
        name = alias.name
        if not isinstance(name, str) or alias.is_certain is not True:
            continue
        if name in first:
            yield Finding(
                alias,
                f"an alias name must be unique for {function.logical_id}, got {name!r} here and on "
                f"{first[name].logical_id}",
                f"drop one of the two, or set Name to another than {name}",
                at="Name",
            )
        first.setdefault(name, alias)
