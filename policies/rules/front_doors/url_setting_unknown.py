"""A setting of a function URL has a value that Lambda does not know.

AuthType is AWS_IAM or NONE, InvokeMode BUFFERED or RESPONSE_STREAM. Lambda refuses any other word,
and the deployment fails.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      AuthType: IAM
```

Prefer:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      AuthType: AWS_IAM
```
"""

from collections.abc import Iterator
from typing import Final

from policies.domain.limits import URL_AUTH_TYPES, URL_INVOKE_MODES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.url import Url

_SETTINGS: Final = ((URL_AUTH_TYPES, "AuthType"), (URL_INVOKE_MODES, "InvokeMode"))


@rule(
    "url-setting-unknown",
    on=Url,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html",
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    for allowed, name in _SETTINGS:
        value = url.text(name)
        if isinstance(value, str) and value not in allowed:
            message = f"{allowed.label} must be {allowed.bounds}, got {value!r}"
            fix = f"set {name} to {allowed.nearest(value) or allowed.bounds}"
            yield Finding(url, message, fix, at=name)
