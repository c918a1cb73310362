"""A version provisions concurrency for itself and is kept after the next release.

Every release then leaves a version behind that nobody calls and whose environments stay ready: they
are billed around the clock, and they count against the function's reserved concurrency until it is
used up and a deployment fails. CloudFormation no longer knows of them; somebody has to delete each
by hand. On an alias, provisioned concurrency moves along with every release.

Avoid:

```yaml
Resources:
  Quote:
    Type: AWS::Lambda::Function
  QuoteVersion1:
    Type: AWS::Lambda::Version
    DeletionPolicy: Retain
    Properties:
      FunctionName: !Ref Quote
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
    DeletionPolicy: Retain
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
from policies.template.resources.version import Version


@rule(
    "provisioned-concurrency-on-retained-version",
    on=Version,
    severity=Severity.WARNING,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-version.html",
    given=("ProvisionedConcurrencyConfig",),
)
def check(version: Version) -> Iterator[Finding]:
    """Judge one version."""
    amount = version.provisioned_concurrency
    if isinstance(amount, int) and amount > 0 and version.is_retained is True:
        yield Finding(
            version,
            "provisioned concurrency must be on an alias where versions are retained, got "
            f"{amount} on a version that every release leaves behind",
            "move ProvisionedConcurrencyConfig to the alias that callers use",
            at="ProvisionedConcurrencyConfig",
        )
