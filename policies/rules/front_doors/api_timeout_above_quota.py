"""A REST API waits for the function longer than the account may allow.

29 s is the quota of an account and region. AWS raises it for Regional and private APIs, at the
price of a lower throttle; until then API Gateway refuses the method and the deployment fails.
Acknowledge this where the quota has been raised.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
      EndpointConfiguration:
        Types: [REGIONAL]
  Quote:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        TimeoutInMillis: 60000
        Uri: !Sub
          - arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations
          - Arn: !GetAtt Function.Arn
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
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
      EndpointConfiguration:
        Types: [REGIONAL]
  Quote:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        TimeoutInMillis: 29000
        Uri: !Sub
          - arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations
          - Arn: !GetAtt Function.Arn
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

from policies.domain.limits import REST_API_TIMEOUT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.rest_api import RestApi
from policies.template.resources.rest_method import RestMethod


@rule(
    "api-timeout-above-quota",
    on=(RestMethod, RestApi),
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html",
)
def check(caller: RestMethod | RestApi) -> Iterator[Finding]:
    """Judge what asks functions in one resource."""
    api, quota = caller.api, REST_API_TIMEOUT.maximum or 0
    # What is edge-optimized cannot wait longer at all: api-timeout-out-of-range says so.
    if api is not None and api.is_edge_optimized is True:
        return
    for each in caller.function_integrations:
        timeout = each.timeout_ms
        if isinstance(timeout, int) and timeout > quota:
            yield Finding(
                caller,
                f"{REST_API_TIMEOUT.label} must be at most {REST_API_TIMEOUT.quantity(quota)} "
                f"unless AWS has raised the account's quota, got {timeout} ms",
                f"set TimeoutInMillis to {quota} or less, or acknowledge the raised quota",
                at=each.timeout_at,
            )
