"""An HTTP API does not say which event the function gets.

HTTP APIs know two formats of the event, 1.0 as REST APIs send it and 2.0. CloudFormation has no
default: without PayloadFormatVersion API Gateway refuses the integration, and the deployment fails.

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
      IntegrationUri: arn:aws:lambda:eu-west-1:123456789012:function:quote
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
      IntegrationUri: arn:aws:lambda:eu-west-1:123456789012:function:quote
      PayloadFormatVersion: "2.0"
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.http_integration import HttpIntegration

# YAML may hand them on as numbers.
_VERSIONS: Final = frozenset({"1", "1.0", "2", "2.0"})


@rule(
    "http-integration-without-payload-version",
    on=HttpIntegration,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html",
)
def check(integration: HttpIntegration) -> Iterator[Finding]:
    """Judge one integration."""
    api = integration.api
    # Service integrations are AWS_PROXY too, and say so by a subtype.
    if api is None or api.protocol != "HTTP" or not integration.is_of_function:
        return
    version = integration.payload_format_version
    if version is None or (isinstance(version, str) and version not in _VERSIONS):
        yield Finding(
            integration,
            f"payload format version must be 1.0 or 2.0 on an HTTP API, got {version or 'none'}",
            'set PayloadFormatVersion to "2.0"',
            at="PayloadFormatVersion",
        )
