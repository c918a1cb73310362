"""The package is larger than Lambda unzips.

A function and all its layers together may have 250 MB (of 1,024 x 1,024 bytes) when they are
unzipped, a layer alone not more. The deployment fails after the upload. The 50 MB that are often
named besides are for uploading an archive straight to Lambda; what CDK and SAM deploy goes through
S3, where only the unzipped size counts.

The size is taken from the files in the cloud assembly; layers that are not in it, and files behind
links, are left out. Mostly it is a test suite, a second copy of boto3, or one large library; where
all of it is needed, a container image may have 10 GB.

Avoid:

```yaml
# 1f0c.zip holds score.py
# 1f0c.zip holds model.bin of 263000000 bytes
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: score.handler
      Code: {S3Bucket: assets, S3Key: 1f0c.zip}
```

Prefer:

```yaml
# 90d2.zip holds score.py
# 90d2.zip holds model.bin of 48000000 bytes
Resources:
  Score:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.14
      Handler: score.handler
      Code: {S3Bucket: assets, S3Key: 90d2.zip}
```
"""

from collections.abc import Iterator

from policies.domain.limits import PACKAGE_UNZIPPED
from policies.engine import Effect, Finding, Severity, rule
from policies.template.layers import layers_of
from policies.template.resources.function import Function
from policies.template.resources.layer_version import LayerVersion


@rule(
    "package-too-large",
    on=(Function, LayerVersion),
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
)
def check(holder: Function | LayerVersion) -> Iterator[Finding]:
    """Judge one function with its layers, or one layer alone."""
    own = holder.package.unzipped_bytes if holder.package is not None else 0
    layers = {} if isinstance(holder, LayerVersion) else _sizes(holder)
    if not all(map(PACKAGE_UNZIPPED.admits, layers.values())):
        return  # the layer itself is found
    problem = PACKAGE_UNZIPPED.violation(own + sum(layers.values()))
    if problem:
        parts = ", ".join(f"{name} {size}" for name, size in layers.items())
        yield Finding(
            holder,
            f"{problem}{f' (itself {own}, {parts})' if parts else ''}",
            "leave out what it does not need at run time, or make it a container image",
            at="Content" if isinstance(holder, LayerVersion) else "Code",
        )


def _sizes(function: Function) -> dict[str, int]:
    versions = [layer.resource for layer in layers_of(function) if layer.resource is not None]
    sizes = {each.logical_id: each.package.unzipped_bytes for each in versions if each.package}
    return {name: size for name, size in sizes.items() if size}
