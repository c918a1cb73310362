"""An API waits for the function longer than API Gateway can.

HTTP APIs wait 30 s at most, WebSocket APIs and edge-optimized REST APIs 29 s; the least is 50 ms.
API Gateway refuses other values, and the deployment fails. Regional and private REST APIs can wait
longer once AWS has raised the account's quota: api-timeout-above-quota tells of those.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: shop
      ProtocolType: HTTP
  Quote:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Shop
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt Function.Arn
      PayloadFormatVersion: "2.0"
      TimeoutInMillis: 60000
  Function:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Shop}/*
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: shop
      ProtocolType: HTTP
  Quote:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Shop
      IntegrationType: AWS_PROXY
      IntegrationUri: !GetAtt Function.Arn
      PayloadFormatVersion: "2.0"
      TimeoutInMillis: 30000
  Function:
    Type: AWS::Lambda::Function
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Function
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Shop}/*
```
"""

from collections.abc import Iterator

from policies.domain.limits import HTTP_API_TIMEOUT, REST_API_TIMEOUT, WEBSOCKET_API_TIMEOUT
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.http_api import HttpApi
from policies.template.resources.http_integration import HttpIntegration
from policies.template.resources.rest_api import RestApi
from policies.template.resources.rest_method import RestMethod

_LIMITS = {"HTTP": HTTP_API_TIMEOUT, "WEBSOCKET": WEBSOCKET_API_TIMEOUT}


@rule(
    "api-timeout-out-of-range",
    on=(RestMethod, RestApi, HttpIntegration, HttpApi),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
)
def check(caller: RestMethod | RestApi | HttpIntegration | HttpApi) -> Iterator[Finding]:
    """Judge what asks functions in one resource."""
    api = caller.api
    for each in caller.function_integrations:
        timeout = each.timeout_ms
        if not isinstance(timeout, int) or api is None:
            continue
        if isinstance(api, RestApi):
            limit = REST_API_TIMEOUT
            if api.is_edge_optimized is not True:
                limit = limit._replace(maximum=None)
        else:
            known = _LIMITS.get(str(api.protocol))
            if known is None:
                continue
            limit = known
        yield from out_of_bounds(caller, limit, timeout, at=each.timeout_at)
