"""A queue shows messages again before Lambda has had time to retry them.

Lambda keeps a throttled batch and tries it again while its messages are hidden. AWS recommends a
visibility timeout of six timeouts of the function plus the batching window; below that, messages
come back while they are still in Lambda's hands, are handled twice, and use up their receive count
until they land in the dead-letter queue without a fault of their own.

A visibility timeout below the function's timeout does not even deploy: that is
queue-visibility-below-timeout.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 60
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 60
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```

Prefer:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 360
  Bill:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 60
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Orders.Arn
      FunctionName: !Ref Bill
```
"""

from collections.abc import Iterator

from policies.domain.limits import FUNCTION_TIMEOUT, QUEUE_VISIBILITY_TIMEOUT, VISIBILITY_TIMEOUTS
from policies.domain.queues import recommended_visibility_seconds
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "queue-visibility-below-recommended",
    on=EventSourceMapping,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    beside=("AWS::SQS::Queue",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    queue, target = mapping.queue, mapping.target
    if queue is None or target is None or not target.has_current_configuration:
        return
    visibility, timeout = queue.visibility_timeout_seconds, target.function.timeout_seconds
    if not isinstance(visibility, int) or not isinstance(timeout, int) or visibility < timeout:
        return  # below the timeout it is queue-visibility-below-timeout's to tell
    if target.function.broken(FUNCTION_TIMEOUT, timeout):
        return
    window = mapping.batching_window_seconds
    wanted = recommended_visibility_seconds(timeout, window if isinstance(window, int) else 0)
    if visibility < wanted:
        default = " (the default)" if queue.value("VisibilityTimeout") is None else ""
        yield Finding(
            queue,
            f"{QUEUE_VISIBILITY_TIMEOUT.label} should be at least {wanted} s, "
            f"{VISIBILITY_TIMEOUTS} timeouts of {target.function.logical_id} and the batching "
            f"window, got {visibility} s{default}",
            f"set VisibilityTimeout to {wanted} s",
            at="VisibilityTimeout",
        )
