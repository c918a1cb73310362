"""An access log is text that a query must take apart.

CloudWatch Logs Insights finds the fields of a JSON line by itself: status, latency, caller. A line
of text needs an expression for each question, and the expression breaks with the format.

Avoid:

```yaml
Resources:
  Live:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: a1b2c3d4e5
      StageName: live
      AccessLogSettings:
        DestinationArn: arn:aws:logs:eu-west-1:123456789012:log-group:shop
        Format: $context.requestId $context.status
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
    "access-log-unstructured",
    on=(RestStage, HttpStage),
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html",
    supersedes=("cfn-lint::WS2001",),
    given=("AccessLogSetting", "AccessLogSettings"),
)
def check(stage: RestStage | HttpStage) -> Iterator[Finding]:
    """Judge one stage."""
    line = stage.access_log_format
    if isinstance(line, str) and not line.strip().startswith("{"):
        yield Finding(
            stage,
            f"format of an access log must be JSON, got text that starts with {line.split()[0]}"
            if line.split()
            else "format of an access log must be JSON, got nothing",
            'set Format to {"requestId": "$context.requestId", ...}',
            at=f"{stage.access_log_at}.Format",
        )
