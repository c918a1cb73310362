"""A stage of an API has no throttle of its own.

Then one client may use up the account's whole request rate, of all its APIs, and the account's
whole concurrency of functions with it. A rate and a burst for every route bound what one API can
take; single routes may have their own.

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
      DefaultRouteSettings:
        ThrottlingRateLimit: 100
        ThrottlingBurstLimit: 200
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.http_stage import HttpStage
from policies.template.resources.rest_stage import RestStage


@rule(
    "stage-without-throttle",
    on=(RestStage, HttpStage),
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html",
    supersedes=("cfn-lint::ES2003",),
)
def check(stage: RestStage | HttpStage) -> Iterator[Finding]:
    """Judge one stage."""
    if stage.has_throttle_for_all is False:
        yield Finding(
            stage,
            "stage must bound the rate and burst of all its routes, got no throttle for all",
            "set ThrottlingRateLimit and ThrottlingBurstLimit for every route in "
            f"{stage.throttle_at}",
            at=stage.throttle_at,
        )
