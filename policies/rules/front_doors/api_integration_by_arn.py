"""A REST API is given the ARN of a function where it takes the path that invokes it.

The Uri of an integration is a path of Lambda's API, with the ARN in the middle of it; only HTTP
APIs take the plain ARN. API Gateway refuses it with "AWS ARN for integration must contain path or
action", and the deployment fails.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Quote:
    Type: AWS::Lambda::Function
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !GetAtt Quote.Arn
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Quote
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Shop}/*
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Quote:
    Type: AWS::Lambda::Function
  Get:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: AWS_IAM
      Integration:
        Type: AWS_PROXY
        IntegrationHttpMethod: POST
        Uri: !Sub >-
          arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Quote.Arn}/invocations
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Quote
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Shop}/*
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.arns import components
from policies.template.resources.rest_method import RestMethod


@rule(
    "api-integration-by-arn",
    on=RestMethod,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html",
    given=("Integration",),
)
def check(method: RestMethod) -> Iterator[Finding]:
    """Judge one method."""
    match components(method.value("Integration", "Uri")):
        case ("arn", _, "lambda", *_):
            yield Finding(
                method,
                "uri of an integration must be a path of Lambda's API, got the ARN of a function",
                "write arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/, the ARN and "
                "/invocations",
                at="Integration.Uri",
            )
