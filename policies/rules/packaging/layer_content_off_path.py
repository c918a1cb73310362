"""The files of the layer are where no runtime looks.

A layer is unpacked to /opt, and runtimes look into folders there: /opt/python, /opt/nodejs,
/opt/lib and their like. A layer that has modules at its root deploys, and nothing can be imported
from it: `pip install -t` and `npm install` have to go into a folder `python` or `nodejs` that is
packaged as a whole.

The files are those in the cloud assembly. Where a function sets PYTHONPATH or NODE_PATH, nothing is
said.

Avoid:

```yaml
# 1f0c.zip holds requests/__init__.py
# 1f0c.zip holds requests-2.32.5.dist-info/METADATA
Resources:
  Http:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: assets, S3Key: 1f0c.zip}
```

Prefer:

```yaml
# 90d2.zip holds python/requests/__init__.py
# 90d2.zip holds python/requests-2.32.5.dist-info/METADATA
Resources:
  Http:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: assets, S3Key: 90d2.zip}
```
"""

from collections.abc import Iterator

from policies.engine import Effect, Finding, Severity, rule
from policies.template.layer_content import missing_folder
from policies.template.resources.layer_version import LayerVersion


@rule(
    "layer-content-off-path",
    on=LayerVersion,
    severity=Severity.WARNING,
    effect=Effect.FAILS_INVOCATION,
    source="https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html",
)
def check(layer: LayerVersion) -> Iterator[Finding]:
    """Judge one layer version."""
    folder = missing_folder(layer)
    if folder is not None:
        yield Finding(
            layer,
            f"modules of a layer must be in a folder {folder}, got them at its root",
            f"move them into {folder}/ and package the folder above it",
            at="Content",
        )
