"""A stage of a REST API is not traced.

A trace that starts at the API shows what the client waited for: authorizer, throttling, cold start
and function. Started at the function, it misses what came before. HTTP APIs cannot be traced.

Avoid:

```yaml
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: a1b2c3d4e5
      DeploymentId: f6g7h8
      StageName: live
```

Prefer:

```yaml
Resources:
  Live:
    Type: AWS::ApiGateway::Stage
    Properties:
      RestApiId: a1b2c3d4e5
      DeploymentId: f6g7h8
      StageName: live
      TracingEnabled: true
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.rest_stage import RestStage


@rule(
    "stage-without-tracing",
    on=RestStage,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html",
    supersedes=("cfn-lint::WS2002",),
)
def check(stage: RestStage) -> Iterator[Finding]:
    """Judge one stage."""
    if stage.is_traced is False:
        yield Finding(
            stage,
            "stage of a REST API must be traced, got TracingEnabled false or none",
            "set TracingEnabled to true",
            at="TracingEnabled",
        )
