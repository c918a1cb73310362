"""A function URL streams from a function in a VPC.

Function URLs do not stream responses of functions in a VPC. Clients get nothing until the function
is done, or an error where it relies on streaming. Let the function out of the VPC, or call it by
InvokeWithResponseStream through an interface endpoint.

Avoid:

```yaml
Resources:
  Chat:
    Type: AWS::Lambda::Function
    Properties:
      VpcConfig:
        SubnetIds: [subnet-0a, subnet-0b]
        SecurityGroupIds: [sg-0a]
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Chat
      AuthType: AWS_IAM
      InvokeMode: RESPONSE_STREAM
```

Prefer:

```yaml
Resources:
  Chat:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Chat
      AuthType: AWS_IAM
      InvokeMode: RESPONSE_STREAM
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.url import Url


@rule(
    "url-streaming-in-vpc",
    on=Url,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html",
    given=("InvokeMode",),
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    target = url.target
    if target is None or url.invoke_mode != "RESPONSE_STREAM":
        return
    subnets = target.function.subnets
    if isinstance(subnets, list) and subnets:
        yield Finding(
            url,
            f"function of a streaming URL must be outside a VPC, got {target.function.logical_id} "
            f"in {len(subnets)} subnet{'s' if len(subnets) > 1 else ''}",
            "remove VpcConfig of the function, or set InvokeMode to BUFFERED",
            at="InvokeMode",
        )
