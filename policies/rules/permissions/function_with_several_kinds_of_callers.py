"""Several services call one function.

Events of two services have two shapes, two ways to fail and two loads. A function for both starts
with a switch, shares its concurrency and its timeout between a client that waits and a queue that
does not, and its role may do what both need. A function per kind of event is simpler to release
and to throttle.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::Lambda::Function
  ByTopic:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Orders
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: arn:aws:sns:eu-west-1:123456789012:orders
  ByRule:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Orders
      Action: lambda:InvokeFunction
      Principal: events.amazonaws.com
      SourceArn: arn:aws:events:eu-west-1:123456789012:rule/orders
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::Lambda::Function
  ByTopic:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Orders
      Action: lambda:InvokeFunction
      Principal: sns.amazonaws.com
      SourceArn: arn:aws:sns:eu-west-1:123456789012:orders
```
"""

from collections.abc import Iterator

from policies.domain.service_principals import service_of
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.resources.permission import Permission


@rule(
    "function-with-several-kinds-of-callers",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html",
    supersedes=("cfn-lint::WS1002",),
    beside=("AWS::Lambda::Permission",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    permissions = function.template.environment.related(Permission, "function", function)
    principals = [each.principal for each in permissions]
    services = {service_of(each) for each in principals if isinstance(each, str)} - {None}
    if len(services) > 1:
        yield Finding(
            function,
            f"function must have one kind of caller, got {len(services)}: "
            f"{', '.join(sorted(map(str, services)))}",
            "split it into a function per service",
        )
