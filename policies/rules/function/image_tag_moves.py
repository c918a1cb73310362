"""The image is named by a tag that moves.

Lambda looks the tag up once, when it deploys, and keeps the digest. With `latest` the template
never changes: a new image is not deployed at all, until some other change deploys whatever the tag
means on that day, in each stage and region another. There is nothing to roll back to either, for
both deployments say `latest`.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:latest
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:2026-11-21
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import known_end
from policies.template.resources.function import Function

_MOVING: Final = "latest"


@rule(
    "image-tag-moves",
    on=Function,
    severity=Severity.WARNING,
    effect=Effect.UNSAFE_RELEASE,
    source="https://docs.aws.amazon.com/lambda/latest/dg/images-create.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    uri = function.code.image_uri
    _, slash, image = known_end(uri).rpartition("/")
    if not slash and not isinstance(uri, str):
        image = known_end(uri)
        if ":" not in image:
            return  # the tag may be in what is not known
    name, _, tag = image.partition(":")
    if not image or "@" in image or tag not in ("", _MOVING):
        return
    seen = f"the tag {tag}" if tag else f"no tag on {name}"
    yield Finding(
        function,
        f"image must be named by a digest or a tag that never moves, got {seen}",
        "name it by its digest (@sha256:...) or by a tag of this build, such as its commit",
        at="Code.ImageUri",
    )
