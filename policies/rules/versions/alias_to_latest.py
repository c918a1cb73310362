"""An alias points to $LATEST, so every upload is live at once.

Callers of an alias expect a release: something published, tried, and possible to go back to. Behind
this alias is whatever was uploaded last, also half of a deployment that is being rolled back. There
is no earlier version to return to, no traffic to shift, no provisioned concurrency. For a
development stage that is fine: allow this rule there.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: $LATEST
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
from policies.template.function_target import LATEST
from policies.template.resources.alias import Alias


@rule(
    "alias-to-latest",
    on=Alias,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html",
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    if alias.points_to_latest is not True:
        return
    # With these the deployment fails, or shifts nothing, and a rule of their own says so.
    if alias.provisioned_concurrency is not None or alias.scalable_target is not None:
        return
    if alias.weights or alias.shifts_traffic is True:
        return
    yield Finding(
        alias,
        f"alias should point to a published version, got {LATEST}",
        "publish a version (AWS::Lambda::Version) and set FunctionVersion to its Version",
        at="FunctionVersion",
    )
