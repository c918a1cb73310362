"""A function URL is asked for a version.

A URL belongs to the function or to one of its aliases. Lambda refuses one for a version, and the
deployment fails; an alias is what a version's callers should use anyway.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      Qualifier: "3"
      AuthType: AWS_IAM
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      AuthType: AWS_IAM
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.url import Url


@rule(
    "url-on-version",
    on=Url,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html",
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    target = url.target
    if target is None:
        return
    number = target.qualifier
    is_number = isinstance(number, str) and number.isdecimal()
    if target.version is not None or is_number:
        name = target.version.logical_id if target.version else f"version {number}"
        yield Finding(
            url,
            f"function URL must be on a function or an alias, got {name}",
            f"set TargetFunctionArn to {target.function.logical_id} and Qualifier to an alias",
            at=url.qualifier_at,
        )
