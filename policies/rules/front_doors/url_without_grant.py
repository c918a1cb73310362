"""A function URL for everybody lets nobody in.

AuthType NONE only says that Lambda asks for no signature. Whether a request may pass, the
function's resource-based policy decides, and CloudFormation writes none: all requests get 403. A
public URL needs two grants for `*`: `lambda:InvokeFunctionUrl` and, since October 2025,
`lambda:InvokeFunction` with InvokedViaFunctionUrl.

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
from policies.template.resources.url import Url
from policies.template.url_grants import BOTH, public_grants


@rule(
    "url-without-grant",
    on=Url,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    target = url.target
    if target is None or url.auth_type != "NONE":
        return
    granted = public_grants(target, url.template)
    if granted is not None and not granted:
        yield Finding(
            url,
            f"{' and '.join(BOTH)} must be granted to * with AuthType NONE, got neither",
            f"add an AWS::Lambda::Permission on {target.label} for each, Principal *, with "
            "FunctionUrlAuthType NONE and InvokedViaFunctionUrl true, or set AuthType to AWS_IAM",
            at="AuthType",
        )
