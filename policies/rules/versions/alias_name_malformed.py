"""The name of an alias is one that Lambda does not accept.

A name is up to 128 letters, digits, hyphens and underscores, and not only digits: `42` would read
as a version. A name with a dot or a slash, which a branch or a release often brings, fails the
deployment.

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
      Name: release/1.2
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
      Name: release-1-2
```
"""

from collections.abc import Iterator

from policies.domain.names import name_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "alias-name-malformed",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html",
    supersedes=("cfn-lint::E3031", "cfn-lint::E3033"),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    name = alias.name
    problem = name_problem(name) if isinstance(name, str) else None
    if problem:
        fix = "set Name to letters, digits, hyphens and underscores, such as live"
        yield Finding(alias, problem, fix, at="Name")
