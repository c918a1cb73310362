"""A function URL lets pages of every origin send their visitors' credentials.

Browsers refuse an answer that allows credentials and the origin `*`; and where the origin is sent
back as it came, any page may act with the cookies of whoever visits it. Name the origins that may
send credentials.

Avoid:

```yaml
Resources:
  Shop:
    Type: AWS::Lambda::Function
  Url:
    Type: AWS::Lambda::Url
    Properties:
      TargetFunctionArn: !Ref Shop
      AuthType: AWS_IAM
      Cors:
        AllowCredentials: true
        AllowOrigins: ["*"]
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
      Cors:
        AllowCredentials: true
        AllowOrigins: ["https://shop.example.com"]
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.url import Url


@rule(
    "url-credentials-for-every-origin",
    on=Url,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html",
    given=("Cors",),
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    origins = url.allowed_origins
    if url.allows_credentials is True and isinstance(origins, list) and "*" in origins:
        yield Finding(
            url,
            "origins that may send credentials must be named, got * with AllowCredentials true",
            "name the origins in AllowOrigins, or set AllowCredentials to false",
            at="Cors.AllowOrigins",
        )
