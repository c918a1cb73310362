"""A queue shows its messages again while the function may still be working on them.

Lambda refuses an event source mapping whose queue has a visibility timeout below the function's
timeout: the same message would be handled twice. The queue's default is 30 s, so a queue without
the property and a function with a timeout of a minute already fail. AWS recommends six times the
function's timeout plus the batching window, so that throttled batches can be tried again.

The function is found behind an alias or a version as well.

Avoid:

```yaml
Resources:
  Orders:
    Type: AWS::SQS::Queue
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

from policies.domain.limits import FUNCTION_TIMEOUT, QUEUE_VISIBILITY_TIMEOUT
from policies.domain.queues import recommended_visibility_seconds
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.event_source_mapping import EventSourceMapping


@rule(
    "queue-visibility-below-timeout",
    on=EventSourceMapping,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html",
    beside=("AWS::SQS::Queue",),
    supersedes=("cfn-lint::E3505",),
)
def check(mapping: EventSourceMapping) -> Iterator[Finding]:
    """Judge one mapping."""
    queue, target = mapping.queue, mapping.target
    if queue is None or target is None or not target.has_current_configuration:
        return
    visibility, timeout = queue.visibility_timeout_seconds, target.function.timeout_seconds
    if not isinstance(visibility, int) or not isinstance(timeout, int) or visibility >= timeout:
        return
    if target.function.broken(FUNCTION_TIMEOUT, timeout) or not QUEUE_VISIBILITY_TIMEOUT.admits(
        visibility
    ):
        return  # another rule says so, and any advice here would follow a wrong number
    window = mapping.batching_window_seconds
    wanted = recommended_visibility_seconds(timeout, window if isinstance(window, int) else 0)
    default = " (the default)" if queue.value("VisibilityTimeout") is None else ""
    yield Finding(
        queue,
        f"{QUEUE_VISIBILITY_TIMEOUT.label} must be at least the {timeout} s timeout of "
        f"{target.function.logical_id}, got {visibility} s{default}",
        f"set VisibilityTimeout to {wanted} s",
        at="VisibilityTimeout",
    )
