"""While CodeDeploy shifts an alias, two versions share a reservation made for one.

During a release both versions serve: the old one with what is provisioned for it, the new one with
what Lambda can get ready beside it. Both come out of the reserved concurrency of the function, so a
reservation below twice what is provisioned leaves too little for the new version. Its share runs on
demand with cold starts, or is throttled, at the very moment at which its alarms decide about it.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 12
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
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 10
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: quote-live
```

Prefer:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
    Properties:
      ReservedConcurrentExecutions: 20
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
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 10
    UpdatePolicy:
      CodeDeployLambdaAliasUpdate:
        ApplicationName: releases
        DeploymentGroupName: quote-live
```
"""

from collections.abc import Iterator

from policies.domain.limits import PROVISIONED_CONCURRENCY
from policies.domain.provisioned_concurrency import shift_shortfall
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "provisioned-concurrency-doubled-above-reserved",
    on=Alias,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html",
    given=("ProvisionedConcurrencyConfig",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    function, own = alias.function, alias.least_provisioned_concurrency
    if (
        function is None
        or alias.shifts_traffic is not True
        or alias.is_certain is not True
        or not PROVISIONED_CONCURRENCY.admits(own)
    ):
        return
    reserved, all_of_them = function.reserved_concurrency, function.least_provisioned_concurrency
    # What does not even fit once is provisioned-concurrency-above-reserved's.
    if not isinstance(reserved, int) or all_of_them > reserved:
        return
    problem = shift_shortfall(alias.logical_id, own, provisioned=all_of_them, reserved=reserved)
    if problem:
        yield Finding(
            function,
            problem,
            f"set ReservedConcurrentExecutions to {all_of_them + own} or more, or provision less",
            at="ReservedConcurrentExecutions",
        )
