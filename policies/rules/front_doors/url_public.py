"""A function URL answers everybody on the internet.

AuthType NONE and the grants for `*` are both there: no signature, no throttle of its own, no
firewall in front. Each request is an invocation that you pay for and that takes from the account's
concurrency. That is right for a webhook whose function checks the sender itself; acknowledge it
there, with reserved concurrency as its bound. Otherwise use AWS_IAM, or an API.

Avoid:

```yaml
Resources:
  Hook:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Hook
      AuthType: NONE
  ByUrl:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Hook
      Action: lambda:InvokeFunctionUrl
      Principal: "*"
      FunctionUrlAuthType: NONE
  Invoke:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Hook
      Action: lambda:InvokeFunction
      Principal: "*"
      InvokedViaFunctionUrl: true
```

Prefer:

```yaml
Resources:
  Hook:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Hook
      AuthType: AWS_IAM
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.permission import INVOKE_BY_URL
from policies.template.resources.url import Url
from policies.template.url_grants import public_grants


@rule(
    "url-public",
    on=Url,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    target = url.target
    if url.auth_type != "NONE":
        return
    granted = public_grants(target, url.template) if target else None
    # With one grant or none it is not reachable, and url-without-grant or -incomplete says so.
    if granted is not None and INVOKE_BY_URL in granted and len(granted) > 1:
        yield Finding(
            url,
            "authentication of a function URL must be AWS_IAM unless everybody may call it, got "
            "NONE",
            "set AuthType to AWS_IAM, or acknowledge that the function checks its callers",
            at="AuthType",
        )
