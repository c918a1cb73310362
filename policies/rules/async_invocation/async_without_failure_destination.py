"""Asynchronous events of a function are dropped when it has failed on them.

Lambda tries an event up to three times within six hours and throws it away then. Nobody learns what
it was. A failure destination for what is called, or a dead-letter queue of the function, keeps it;
the destination's record has the error and the function's answer as well.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets:
        - Id: bill
          Arn: !GetAtt Bill.Arn
          DeadLetterConfig:
            Arn: arn:aws:sqs:eu-west-1:123456789012:undelivered
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Bill
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```

Prefer:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
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
          Arn: !GetAtt Bill.Arn
          DeadLetterConfig:
            Arn: arn:aws:sqs:eu-west-1:123456789012:undelivered
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref Bill
      Principal: events.amazonaws.com
      SourceArn: !GetAtt Nightly.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.calls import calls_of
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.function import Function


@rule(
    "async-without-failure-destination",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.dead_letter_target is not None:
        return
    configured = function.template.environment.related(EventInvokeConfig, "function", function)
    if any(each.failure_destination for each in configured):
        return  # for another qualifier: async-configuration-on-latest
    call = next((each for each in calls_of(function) if each.is_asynchronous), None)
    if call:
        yield Finding(
            function,
            f"a function that is called asynchronously should keep what fails, got no failure "
            f"destination while {call.caller.logical_id} calls it",
            "add an AWS::Lambda::EventInvokeConfig with DestinationConfig.OnFailure, or set "
            "DeadLetterConfig",
        )
