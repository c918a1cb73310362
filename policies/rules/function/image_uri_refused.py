"""The image is not where Lambda takes images from.

Lambda pulls from private repositories of ECR in the function's own region: not from public.ecr.aws,
Docker Hub or GitHub, not from a FIPS endpoint, not from another region. An image is named by a tag
or by a digest, not by both. All of these fail with the same "source image is not valid".

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: public.ecr.aws/example/billing:1.4
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
```
"""

from collections.abc import Iterator

from policies.domain.images import image_problem
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import Text


@rule(
    "image-uri-refused",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/images-create.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    uri = function.code.image_uri
    if not isinstance(uri, (str, Text)):
        return
    parts = uri.parts if isinstance(uri, Text) else (uri,)
    known = "".join(part if isinstance(part, str) else "*" for part in parts)
    found = image_problem(known, function.template.environment.region)
    if found:
        problem, fix = found
        yield Finding(function, problem, fix, at="Code.ImageUri")
