"""The licence of the layer is longer than Lambda takes.

LicenseInfo is for the name of a licence (`Apache-2.0`), the address of its text, or a text of at
most 512 characters. A whole licence belongs into a file of the layer.

Avoid:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      LicenseInfo: >-
        Permission is hereby granted, free of charge, to any person obtaining a copy of this
        software and associated documentation files (the Software), to deal in the Software
        without restriction, including without limitation the rights to use, copy, modify,
        merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
        permit persons to whom the Software is furnished to do so, subject to the following
        conditions. The above copyright notice and this permission notice shall be included in
        all copies or substantial portions of the Software.
```

Prefer:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      LicenseInfo: MIT
```
"""

from collections.abc import Iterator

from policies.domain.limits import LAYER_LICENSE_INFO
from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.layer_version import LayerVersion


@rule(
    "layer-license-too-long",
    on=LayerVersion,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html",
    given=("LicenseInfo",),
)
def check(layer: LayerVersion) -> Iterator[Finding]:
    """Judge one layer version."""
    text = layer.license_info
    problem = LAYER_LICENSE_INFO.violation(len(text)) if isinstance(text, str) else None
    if problem:
        fix = "set LicenseInfo to the licence's name, and put its text into the layer"
        yield Finding(layer, problem, fix, at="LicenseInfo")
