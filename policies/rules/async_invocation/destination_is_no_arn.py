"""Failed events are sent to what is no ARN.

Destinations and dead-letter targets are ARNs. `!Ref` gives the URL of a queue and the name of a
bucket, of an event bus and of a function; Lambda refuses those, and the deployment fails.

Avoid:

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
          Destination: !Ref Lost
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
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function


@rule(
    "destination-is-no-arn",
    on=(EventInvokeConfig, EventSourceMapping, Function),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_OnFailure.html",
    given=(
        "DeadLetterConfig",
        "DestinationConfig",
    ),
)
def check(holder: EventInvokeConfig | EventSourceMapping | Function) -> Iterator[Finding]:
    """Judge one resource."""
    for sent_to in holder.destinations:
        if sent_to.flaw and sent_to.resource:
            yield Finding(
                holder,
                f"a destination must be an ARN, got {sent_to.flaw}",
                f"set it to the Arn of {sent_to.resource.logical_id} with GetAtt",
                at=sent_to.at,
            )
