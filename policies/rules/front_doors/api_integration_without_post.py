"""A REST API calls the function with another method than POST.

Whatever the client's method is, Lambda's API is called by POST: IntegrationHttpMethod is that of
the call to Lambda and not that of the client. With GET, clients get a 500 and the function is
never called; without one, API Gateway refuses the integration.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Quote:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: GET
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.rest_api import RestApi
from policies.template.resources.rest_method import RestMethod


@rule(
    "api-integration-without-post",
    on=(RestMethod, RestApi),
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-create-api-as-simple-proxy-for-lambda.html",
)
def check(caller: RestMethod | RestApi) -> Iterator[Finding]:
    """Judge what asks functions in one resource."""
    for each in caller.function_integrations:
        if each.method is None or (isinstance(each.method, str) and each.method.upper() != "POST"):
            yield Finding(
                caller,
                f"method of an integration with a function must be POST, got "
                f"{each.method or 'none'}",
                f"set {each.method_at.rpartition('.')[-1]} to POST; HttpMethod stays the client's",
                at=each.method_at,
            )
