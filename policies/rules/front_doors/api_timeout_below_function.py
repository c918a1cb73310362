"""An API stops waiting for the function before the function stops working.

The client gets 504 and tries again, while the first call runs on, bills on and does a second time
what it was asked for. API Gateway waits 29 or 30 s by default. A function behind it needs a timeout
just below; what takes longer belongs behind a queue.

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
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 60
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
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Timeout: 29
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

from policies.domain.limits import FUNCTION_TIMEOUT
from policies.engine import Effect, Finding, Severity, rule
from policies.template.api_waits import shortest_waits
from policies.template.environment import Environment


@rule(
    "api-timeout-below-function",
    on=Environment,
    severity=Severity.WARNING,
    effect=Effect.ADVICE,
    source="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
    beside=("AWS::Lambda::Function",),
)
def check(environment: Environment) -> Iterator[Finding]:
    """Judge the functions behind the APIs of one account and region."""
    for function, wait in shortest_waits(environment).items():
        timeout = function.timeout_seconds
        if not isinstance(timeout, int) or function.broken(FUNCTION_TIMEOUT, timeout):
            continue
        if timeout > wait.seconds:
            yield Finding(
                function,
                f"timeout of a function behind an API must be at most the {wait.seconds:g} s that "
                f"{wait.caller.logical_id} waits, got {timeout} s",
                f"set Timeout below {wait.seconds:g} s, and move what takes longer behind a queue",
                at="Timeout",
            )
