"""SnapStart is turned on, but no version is published.

Lambda takes the snapshot when a version is published, and only callers of that version, or of an
alias of it, start from it. A function without a version has the setting and every cold start in
full, which is billed since August 2025. Publish a version and let callers use it through an alias.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      SnapStart:
        ApplyOn: PublishedVersions
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: java21
      SnapStart:
        ApplyOn: PublishedVersions
  BillingVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Billing
```
"""

from collections.abc import Iterator

from policies.domain.limits import SNAPSTART_OLDEST_RUNTIMES
from policies.domain.runtime_floors import is_below_floor
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias
from policies.template.resources.function import Function
from policies.template.resources.version import Version


@rule(
    "snapstart-without-version",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    given=("SnapStart",),
    supersedes=("cfn-lint::W2530",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.has_snapstart is not True or function.versions or function.aliases:
        return
    runtime, environment = function.runtime, function.template.environment
    if isinstance(runtime, str) and is_below_floor(runtime, SNAPSTART_OLDEST_RUNTIMES):
        return  # snapstart-on-unsupported-runtime says so
    # One of a function that cannot be told may be of this.
    others: list[Alias | Version] = [
        *environment.resources(Version),
        *environment.resources(Alias),
    ]
    if function.uses_capacity_provider is False and all(other.function for other in others):
        yield Finding(
            function,
            "function with SnapStart must have a published version, got none",
            "publish one (AWS::Lambda::Version) and call it through an alias, or drop SnapStart",
            at="SnapStart.ApplyOn",
        )
