"""A function from an archive has settings that only images have.

ImageConfig overrides what a Dockerfile says. With a .zip archive there is none, and Lambda refuses
the function.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: artifacts
        S3Key: billing.zip
      Runtime: python3.13
      Handler: app.handler
      ImageConfig:
        Command: [app.handler]
```

Prefer:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        S3Bucket: artifacts
        S3Key: billing.zip
      Runtime: python3.13
      Handler: app.handler
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.function_code import ZIP
from policies.template.resources.function import Function


@rule(
    "zip-with-image-config",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    given=("ImageConfig",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    code = function.code
    if (
        code.package_type == ZIP
        and code.image_uri is None
        and is_set(function.value("ImageConfig"))
    ):
        yield Finding(
            function,
            "image settings must not be set with package type Zip, got ImageConfig",
            "drop ImageConfig; Handler is what Command is to an image",
            at="ImageConfig",
        )
