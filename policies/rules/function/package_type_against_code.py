"""The package type is not that of the code.

Lambda takes the package type at its word, and its default is Zip: an ImageUri without `PackageType:
Image` fails the deployment, as does an image type with an archive. It cannot be changed later
either: another type is another function.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
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

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.function_code import IMAGE, ZIP
from policies.template.resources.function import Function


@rule(
    "package-type-against-code",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    code = function.code
    has_image = is_set(code.image_uri)
    if code.package_type == ZIP and has_image:
        default = "" if is_set(function.value("PackageType")) else " (the default)"
        yield Finding(
            function,
            f"package type must be Image for code from Code.ImageUri, got Zip{default}",
            "set PackageType to Image",
            at="PackageType",
        )
    elif code.package_type == IMAGE and code.image_uri is None and code.has_archive:
        yield Finding(
            function,
            "package type must be Zip for code from an archive, got Image without Code.ImageUri",
            "drop PackageType, or set Code.ImageUri",
            at="PackageType",
        )
