"""Everybody may download a layer.

Who may use a layer may download it, with all that is in it. A permission for `*` without an
organization is for every account of AWS. Name the account, or the organization.

Avoid:

```yaml
Resources:
  Tools:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content:
        S3Bucket: releases
        S3Key: tools-4f2a.zip
  Share:
    Type: AWS::Lambda::LayerVersionPermission
    Properties:
      LayerVersionArn: !Ref Tools
      Action: lambda:GetLayerVersion
      Principal: "*"
```

Prefer:

```yaml
Resources:
  Tools:
    Type: AWS::Lambda::LayerVersion
    Properties:
      Content:
        S3Bucket: releases
        S3Key: tools-4f2a.zip
  Share:
    Type: AWS::Lambda::LayerVersionPermission
    Properties:
      LayerVersionArn: !Ref Tools
      Action: lambda:GetLayerVersion
      Principal: "*"
      OrganizationId: o-a1b2c3d4e5
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.layer_version_permission import LayerVersionPermission

_EVERYBODY: Final = "*"


@rule(
    "layer-for-everybody",
    on=LayerVersionPermission,
    severity=Severity.WARNING,
    effect=Effect.EXPOSES,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html",
)
def check(permission: LayerVersionPermission) -> Iterator[Finding]:
    """Judge one permission."""
    if permission.principal == _EVERYBODY and not permission.has_organization:
        yield Finding(
            permission,
            "principal must be an account, or * with an organization, got * alone",
            "set OrganizationId, or Principal to the id of an account",
            at="Principal",
        )
