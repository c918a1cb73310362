"""The CORS settings of a function URL are none that Lambda takes.

Browsers may keep the answer to a preflight request for a day at most (MaxAge), and AllowMethods
knows GET, PUT, HEAD, POST, PATCH, DELETE and `*`: Lambda answers OPTIONS itself and refuses it in
the list. The deployment fails.

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
        AllowMethods: [GET, OPTIONS]
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
        AllowMethods: [GET]
        MaxAge: 86400
```
"""

from collections.abc import Iterator

from policies.domain.limits import URL_METHODS, URL_PREFLIGHT_AGE
from policies.engine import Effect, Finding, Severity, out_of_bounds, rule
from policies.template.resources.url import Url


@rule(
    "url-cors-invalid",
    on=Url,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_Cors.html",
    given=("Cors",),
)
def check(url: Url) -> Iterator[Finding]:
    """Judge one function URL."""
    age, methods = url.preflight_age_seconds, url.allowed_methods
    if isinstance(age, int):
        yield from out_of_bounds(url, URL_PREFLIGHT_AGE, age, at="Cors.MaxAge")
    for method in methods if isinstance(methods, list) else ():
        if isinstance(method, str) and method not in URL_METHODS:
            yield Finding(
                url,
                f"{URL_METHODS.label} must be {URL_METHODS.bounds}, got {method}",
                f"remove {method} from AllowMethods; Lambda answers preflight requests itself"
                if method == "OPTIONS"
                else f"replace {method} in AllowMethods, in capitals",
                at="Cors.AllowMethods",
            )
