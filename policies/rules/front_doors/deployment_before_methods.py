"""A deployment of a REST API does not wait for the API's methods.

A deployment is a snapshot: it has the methods that exist when it is created. CloudFormation creates
it beside them unless it depends on them. Then the first deployment fails with "The REST API doesn't
contain any methods", or the stage answers 403 for the methods that came later.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Health:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration: { Type: MOCK }
  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Shop
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  Health:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: NONE
      Integration: { Type: MOCK }
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: Health
    Properties:
      RestApiId: !Ref Shop
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.dependencies import depends_on, to_wait_for
from policies.template.resources.rest_deployment import RestDeployment
from policies.template.resources.rest_method import RestMethod


@rule(
    "deployment-before-methods",
    on=RestDeployment,
    severity=Severity.WARNING,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-deployment.html",
    beside=("AWS::ApiGateway::Method",),
)
def check(deployment: RestDeployment) -> Iterator[Finding]:
    """Judge one deployment."""
    api = deployment.api
    if api is None:
        return
    early = [
        method.logical_id
        for method in api.template.environment.related(RestMethod, "api", api)
        if method.template is deployment.template and not depends_on(deployment, method)
    ]
    if early:
        named = f"{early[0]} and {len(early) - 1} more" if len(early) > 1 else early[0]
        yield Finding(
            deployment,
            f"deployment of {api.logical_id} must wait for its methods, got no dependency on "
            f"{named}",
            to_wait_for(deployment, *early),
            at="RestApiId",
        )
