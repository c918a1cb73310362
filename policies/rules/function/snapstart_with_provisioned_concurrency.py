"""A version with SnapStart gets provisioned concurrency as well.

Both shorten cold starts, and Lambda takes one of them: it refuses provisioned concurrency for a
version that starts from a snapshot, and for every alias of one. Keep provisioned concurrency where
the first request of each environment has to be fast too, SnapStart everywhere else.

Avoid:

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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      Name: live
      FunctionName: !Ref Billing
      FunctionVersion: !GetAtt BillingVersion.Version
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
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
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      Name: live
      FunctionName: !Ref Billing
      FunctionVersion: !GetAtt BillingVersion.Version
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.provisioning import provisioning
from policies.template.resources.alias import Alias
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.version import Version


@rule(
    "snapstart-with-provisioned-concurrency",
    on=(Alias, Version, ScalableTarget),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html",
    anywhere=("SnapStart",),
)
def check(holder: Alias | Version | ScalableTarget) -> Iterator[Finding]:
    """Judge one alias, version or scalable target."""
    provisioned = provisioning(holder)
    if provisioned is not None and provisioned.function.has_snapstart is True:
        name = provisioned.function.logical_id
        yield Finding(
            holder,
            f"provisioned concurrency must not be set on a version with SnapStart, got "
            f"{provisioned.amount} on {name}",
            f"drop it, or drop SnapStart from {name}",
            at=provisioned.at,
        )
