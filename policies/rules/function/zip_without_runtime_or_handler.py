"""A function from an archive does not say how to run it.

For a .zip archive Lambda needs a runtime and a handler, which the schema leaves optional because
images have neither. Without one of them the deployment fails.

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
from policies.template.function_code import ZIP
from policies.template.resources.function import Function


@rule(
    "zip-without-runtime-or-handler",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    supersedes=("cfn-lint::W2533", "cfn-lint::E3678"),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    code = function.code
    if code.package_type != ZIP or not code.has_archive or code.image_uri is not None:
        return
    settings = {"Runtime": function.runtime, "Handler": function.handler}
    missing = [name for name, value in settings.items() if value is None]
    if missing:
        named = " and no ".join(missing)
        yield Finding(
            function,
            f"runtime and handler must be set for a .zip archive, got no {named}",
            f"set {' and '.join(missing)}",
            at="Code",
        )
