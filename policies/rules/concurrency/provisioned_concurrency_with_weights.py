"""An alias splits its traffic by weight and asks for provisioned concurrency.

Lambda manages provisioned concurrency only while an alias points to one version: "Alias with
weights can not be used with Provisioned Concurrency", and the deployment fails. Provision an alias
that points to one version and let CodeDeploy shift its traffic: the weights are then there for the
time of a release only.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  QuoteVersion2:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Quote
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Quote
      FunctionVersion: !GetAtt QuoteVersion1.Version
      Name: live
      RoutingConfig:
        AdditionalVersionWeights:
          - FunctionVersion: !GetAtt QuoteVersion2.Version
            FunctionWeight: 0.1
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
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
      ProvisionedConcurrencyConfig:
        ProvisionedConcurrentExecutions: 5
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.alias import Alias


@rule(
    "provisioned-concurrency-with-weights",
    on=Alias,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html",
    given=("ProvisionedConcurrencyConfig",),
    supersedes=("cfn-lint::E3020",),
)
def check(alias: Alias) -> Iterator[Finding]:
    """Judge one alias."""
    provisioned, weights = alias.provisioned_concurrency, alias.weights
    if isinstance(provisioned, int) and provisioned > 0 and weights:
        yield Finding(
            alias,
            f"provisioned concurrency must be on an alias of one version, got {provisioned} beside "
            "weights",
            "drop RoutingConfig and shift traffic with CodeDeploy, or drop "
            "ProvisionedConcurrencyConfig",
            at="ProvisionedConcurrencyConfig",
        )
