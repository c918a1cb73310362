"""The layer lists more compatible runtimes than Lambda takes.

Fifteen is the bound, and a list of everything there is has long been above it. Nothing enforces the
list: it is what people and lists of layers are filtered by, so name what the layer was built and
tested for.

Avoid:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      CompatibleRuntimes:
        [python3.10, python3.11, python3.12, python3.13, python3.14, nodejs18.x, nodejs20.x,
         nodejs22.x, nodejs24.x, java11, java17, java21, java25, ruby3.3, ruby3.4, ruby4.0]
```

Prefer:

```yaml
Resources:
  Numbers:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content: {S3Bucket: packages, S3Key: numbers.zip}
      CompatibleRuntimes: [python3.13, python3.14]
```
"""

from collections.abc import Iterator

from policies.domain.limits import LAYER_COMPATIBLE_RUNTIMES
from policies.engine import Effect, Finding, Severity, rule
from policies.template.certain import certain_elements
from policies.template.resources.layer_version import LayerVersion


@rule(
    "too-many-compatible-runtimes",
    on=LayerVersion,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html",
)
def check(layer: LayerVersion) -> Iterator[Finding]:
    """Judge one layer version."""
    certain = len(certain_elements(layer.compatible_runtimes or []))
    problem = LAYER_COMPATIBLE_RUNTIMES.violation(certain)
    if problem:
        fix = f"name {LAYER_COMPATIBLE_RUNTIMES.maximum} or fewer: those it was built for"
        yield Finding(layer, problem, fix, at="CompatibleRuntimes")
