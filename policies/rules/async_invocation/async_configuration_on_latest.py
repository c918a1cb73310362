"""Asynchronous events go to an alias, and the configuration is for $LATEST.

A configuration holds for the qualifier it names. Events that a rule, a topic or a bucket sends to
an alias are retried by Lambda's defaults and dropped after that, whatever the configuration of
$LATEST says: its failure destination stays empty. The CDK configures $LATEST when `on_failure` is
given to a Function; give it to the Alias instead.

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
  Lost:
    Type: AWS::SQS::Queue
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Lost.Arn
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: bill
          Arn: !Ref Live
          DeadLetterConfig:
            Arn: arn:aws:sqs:eu-west-1:123456789012:undelivered
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Live
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
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
  Lost:
    Type: AWS::SQS::Queue
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    DependsOn: Live
    Properties:
      FunctionName: !Ref Bill
      Qualifier: live
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Lost.Arn
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: bill
          Arn: !Ref Live
          DeadLetterConfig:
            Arn: arn:aws:sqs:eu-west-1:123456789012:undelivered
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Live
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls_of
from policies.template.function_target import LATEST
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.values import Unresolved


@rule(
    "async-configuration-on-latest",
    on=EventInvokeConfig,
    severity=Severity.WARNING,
    effect=Effect.DROPS_EVENTS,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-configuring.html",
    beside=("AWS::Lambda::Alias",),
)
def check(configuration: EventInvokeConfig) -> Iterator[Finding]:
    """Judge the configurations of one function."""
    function = configuration.function
    if function is None:
        return
    of_function = configuration.template.environment.related(
        EventInvokeConfig, "function", function
    )
    if of_function[0] is not configuration:
        return  # all configurations of a function are judged with the first
    targets = [each.target for each in of_function if each.target]
    of_latest = next((each for each in of_function if each.qualifier == LATEST), None)
    if of_latest is None or any(isinstance(each.qualifier, Unresolved) for each in of_function):
        return
    configured = {each.alias for each in targets}
    for call in calls_of(function):
        alias = call.target.alias
        if not call.is_asynchronous or alias is None or alias in configured:
            continue
        if alias.points_to_latest is False:
            yield Finding(
                of_latest,
                "an asynchronous configuration must be for the alias that is called, got $LATEST "
                f"while {call.caller.logical_id} calls {alias.logical_id}",
                f"set Qualifier to {alias.name if isinstance(alias.name, str) else 'its name'}",
                at="Qualifier",
            )
            return
