"""A stage of an API keeps no access log.

The function's log shows what the function was asked. What never reached it, throttled, refused by
an authorizer, malformed or timed out, is in the access log alone, with the latency clients saw.

Avoid:

```yaml
Resources:
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: a1b2c3d4e5
      StageName: live
```

Prefer:

```yaml
Resources:
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: a1b2c3d4e5
      StageName: live
      AccessLogSettings:
        DestinationArn: arn:aws:logs:eu-west-1:123456789012:log-group:shop
        Format: '{"id": "$context.requestId", "status": "$context.status"}'
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.http_stage import HttpStage
from policies.template.resources.rest_stage import RestStage


@rule(
    "stage-without-access-log",
    on=(RestStage, HttpStage),
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    supersedes=("cfn-lint::ES2000",),
)
def check(stage: RestStage | HttpStage) -> Iterator[Finding]:
    """Judge one stage."""
    if stage.access_log_destination is None:
        yield Finding(
            stage,
            "access log of a stage must have a destination, got none",
            "set DestinationArn and Format of its access log settings",
            at=stage.access_log_at,
        )
