"""A function gets its own log events.

Each call writes log lines, the lines set off the next call, and that one writes more: an endless
loop that costs until somebody notices. Lambda's loop detection does not cover CloudWatch Logs.

Avoid:

```yaml
Resources:
  Ship:
    Type: AWS::Lambda::Function
  Logs:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: !Sub /aws/lambda/${Ship}
      RetentionInDays: 30
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Ship
      Action: lambda:InvokeFunction
      Principal: logs.amazonaws.com
      SourceArn: !GetAtt Logs.Arn
  ToShip:
    Type: AWS::Logs::SubscriptionFilter
    DependsOn: Invoke
    Properties:
      LogGroupName: !Ref Logs
      FilterPattern: ""
      DestinationArn: !GetAtt Ship.Arn
```

Prefer:

```yaml
Resources:
  Ship:
    Type: AWS::Lambda::Function
  Orders:
    Type: AWS::Logs::LogGroup
    Properties:
      LogGroupName: /shop/orders
      RetentionInDays: 30
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Ship
      Action: lambda:InvokeFunction
      Principal: logs.amazonaws.com
      SourceArn: !GetAtt Orders.Arn
  ToShip:
    Type: AWS::Logs::SubscriptionFilter
    DependsOn: Invoke
    Properties:
      LogGroupName: !Ref Orders
      FilterPattern: ""
      DestinationArn: !GetAtt Ship.Arn
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.log_groups import default_log_group_owner, log_group_of
from policies.template.resources.subscription_filter import SubscriptionFilter


@rule(
    "log-subscription-loop",
    on=SubscriptionFilter,
    severity=Severity.ERROR,
    effect=Effect.COSTS,
    source="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html",
)
def check(subscription: SubscriptionFilter) -> Iterator[Finding]:
    """Judge one subscription filter."""
    target = subscription.target
    # A pattern may leave out what the function itself writes; only one that takes all is certain.
    if target is None or subscription.filter_pattern not in ("", None):
        return
    name, own = subscription.log_group_name, subscription.log_group
    is_default = target.function.value("LoggingConfig", "LogGroup") is None
    writer = default_log_group_owner(name, subscription.template) if is_default else None
    if writer is target.function or (own is not None and log_group_of(target.function) is own):
        yield Finding(
            subscription,
            f"log group of a subscription to {target.function.logical_id} must be another's, got "
            "its own: each call causes the next",
            "subscribe the function to other log groups, or name a FilterPattern that its own "
            "lines never match",
            at="LogGroupName",
        )
