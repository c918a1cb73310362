"""A function from an image has settings that only archives have.

Runtime, Handler and Layers are inside an image: the base image is the runtime, CMD is the handler,
COPY is the layer. Lambda refuses the function when the template states any of them as well. Move
layers into the Dockerfile, and what the handler was into CMD or ImageConfig.Command.

Avoid:

```yaml
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      PackageType: Image
      Code:
        ImageUri: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/billing:1.4
      Handler: app.handler
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
      ImageConfig:
        Command: [app.handler]
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import is_set
from policies.template.function_code import IMAGE
from policies.template.resources.function import Function

_ZIP_ONLY: Final = ("Runtime", "Handler", "Layers")


@rule(
    "image-with-zip-settings",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
    given=("PackageType",),
    supersedes=("cfn-lint::E3685",),
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    if function.code.package_type != IMAGE:
        return
    values = {name: function.value(name) for name in _ZIP_ONLY}
    stated = [name for name, value in values.items() if is_set(value) and value != []]
    if stated:
        named = " and ".join(stated)
        yield Finding(
            function,
            f"settings of archives must not be set with package type Image, got {named}",
            f"drop {named}; the image brings its own",
            at=stated[0],
        )
