"""Failed events are sent to a FIFO queue or a FIFO topic.

Lambda sends records of failed and of processed events to standard queues and standard topics only:
a record has no message group. With a FIFO destination or dead-letter queue the deployment fails.

Avoid:

```yaml
Resources:
  Bill:
    Type: AWS::Lambda::Function
  Lost:
    Type: AWS::SQS::Queue
    Properties:
      FifoQueue: true
  Async:
    Type: AWS::Lambda::EventInvokeConfig
    Properties:
      FunctionName: !Ref Bill
      Qualifier: $LATEST
      DestinationConfig:
        OnFailure:
          Destination: !GetAtt Lost.Arn
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

from policies.domain.asynchronous import fifo_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_invoke_config import EventInvokeConfig
from policies.template.resources.event_source_mapping import EventSourceMapping
from policies.template.resources.function import Function


@rule(
    "destination-is-fifo",
    on=(EventInvokeConfig, EventSourceMapping, Function),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
    given=(
        "DeadLetterConfig",
        "DestinationConfig",
    ),
)
def check(holder: EventInvokeConfig | EventSourceMapping | Function) -> Iterator[Finding]:
    """Judge one resource."""
    for sent_to in holder.destinations:
        if sent_to.flaw is None and sent_to.is_fifo is True:
            kind = "topic" if sent_to.service == "sns" else "queue"
            yield Finding(
                holder,
                fifo_problem(sent_to.service, sent_to.name),
                f"name a standard {kind}, or send from the function itself",
                at=sent_to.at,
            )
