"""A function that isolates tenants uses what works without tenants only.

With `TenancyConfig` every invocation names its tenant. Function URLs and event source mappings
cannot name one, and environments that are made ahead, by provisioned concurrency or SnapStart,
belong to none: Lambda refuses all four. Call the function directly or through API Gateway. The
isolation is set when the function is created; dropping it replaces the function.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      TenancyConfig:
        TenantIsolationMode: PER_TENANT
  Url:
    Type: AWS::Lambda::Url
    Properties:
      AuthType: AWS_IAM
      TargetFunctionArn: !GetAtt Billing.Arn
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      TenancyConfig:
        TenantIsolationMode: PER_TENANT
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.provisioning import provisioning
from policies.template.resources.alias import Alias
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function
from policies.template.resources.scalable_target import ScalableTarget
from policies.template.resources.url import Url
from policies.template.resources.version import Version


@rule(
    "tenant-isolation-with-unsupported-feature",
    on=(Function, Alias, Version, ScalableTarget, Url, EventSourceMapping),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/tenant-isolation.html",
    anywhere=("TenancyConfig",),
)
def check(
    user: Function | Alias | Version | ScalableTarget | Url | EventSourceMapping,
) -> Iterator[Finding]:
    """Judge a function, or what calls or provisions one."""
    feature, at, function = _used(user)
    if function is not None and function.isolates_tenants is True:
        name = function.logical_id
        yield Finding(
            user,
            f"function that isolates tenants must not have {feature}, got it on {name}",
            f"drop it, or drop TenancyConfig from {name}, which replaces the function",
            at=at,
        )


def _used(
    user: Function | Alias | Version | ScalableTarget | Url | EventSourceMapping,
) -> tuple[str, str, Function | None]:
    if isinstance(user, Function):
        return "SnapStart", "SnapStart.ApplyOn", user if user.has_snapstart is True else None
    if isinstance(user, Url):
        return "a function URL", "TargetFunctionArn", user.function
    if isinstance(user, EventSourceMapping):
        return "an event source mapping", "FunctionName", user.function
    provisioned = provisioning(user)
    if provisioned is None:
        return "", "", None
    return "provisioned concurrency", provisioned.at, provisioned.function
