"""The package has no file that the handler names.

Lambda does not look into a package when it deploys it. The first invocation fails, and so does
every other, with "Unable to import module" (Python), "Cannot find module" (Node.js), "cannot load
such file" (Ruby) or, for a runtime of your own, without a `bootstrap`. Mostly the folder that was
packaged is one level above or below what the handler is written for.

The files are those in the cloud assembly. Functions with layers, with a search path of their own or
with a wrapper are not judged, for these may supply the file; nor are Java and .NET.

Avoid:

```yaml
# 1f0c.zip holds app.py
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: src.app.handler
      Code: {S3Bucket: assets, S3Key: 1f0c.zip}
```

Prefer:

```yaml
# 1f0c.zip holds app.py
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: app.handler
      Code: {S3Bucket: assets, S3Key: 1f0c.zip}
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.handlers import handler_file
from policies.template.resources.function import Function


@rule(
    "handler-not-in-package",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    package = function.package
    wanted = handler_file(function) if package is not None else None
    if package is None or wanted is None or not package.is_whole or wanted.is_in(package):
        return
    found = wanted.elsewhere_in(package)
    if not wanted.function:
        fix = f"put {wanted} at the root of the package"
    elif found:
        fix = f"set Handler to {found}.{wanted.function}"
    else:
        fix = f"package the folder that holds {wanted.name}, or correct Handler"
    yield Finding(
        function,
        f"the package must hold {wanted}, which the handler is in, "
        f"got {f'only {found}' if found else 'none'}",
        fix,
        at="Handler" if wanted.function else "Code",
    )
