"""An asynchronous configuration may be created before its alias.

CloudFormation creates what does not depend on each other side by side. A qualifier that is only the
alias's name is no dependency: whether the alias exists by then is chance, and the deployment fails
when it does not.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      MaximumRetryAttempts: 1
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  BillVersion:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Bill
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Bill
      FunctionVersion: !GetAtt BillVersion.Version
      Name: live
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    DependsOn: Live
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      MaximumRetryAttempts: 1
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.dependencies import depends_on, to_wait_for
from policies.template.resources.event_invoke_config import EventInvokeConfig


@rule(
    "async-configuration-before-alias",
    on=EventInvokeConfig,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
    beside=("AWS::Lambda::Alias",),
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge one configuration."""
    alias = configuration.target.alias if configuration.target else None
    if alias is None or alias.template is not configuration.template:
        return
    if not depends_on(configuration, alias):
        yield Finding(
            configuration,
            f"an asynchronous configuration must be created after {alias.logical_id}, got a "
            "Qualifier that is only its name",
            to_wait_for(configuration, alias.logical_id),
            at="Qualifier",
        )
