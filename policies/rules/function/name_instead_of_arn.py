"""A property that takes an ARN gets a name or an id.

`!Ref` gives the id of a key and of an access point and the name of a role, not their ARNs. Lambda
matches the value against the form of an ARN and refuses it with that expression, which says nothing
of the cause.

Avoid:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      KmsKeyArn: !Ref Key
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
```

Prefer:

```yaml
Resources:
  Billing:
    Type: AWS::Lambda::Function
    Properties:
      KmsKeyArn: !GetAtt Key.Arn
  Key:
    Type: AWS::KMS::Key
    Properties:
      EnableKeyRotation: true
```
"""

from collections.abc import Iterator
from typing import Final

from policies.engine import Effect, Finding, Severity, rule
from policies.template.resources.function import Function
from policies.template.values import Reference, Unresolved, Value

_ARNS: Final = (
    ("CodeSigningConfigArn",),
    ("Code", "SourceKMSKeyArn"),
    ("DurableConfig", "KMSKeyArn"),
    ("KmsKeyArn",),
    ("Role",),
)
# What Ref gives for these is an id or a name, and Arn the attribute that is wanted.
_REFERRED_BY_NAME: Final = frozenset(
    {"AWS::EFS::AccessPoint", "AWS::EFS::FileSystem", "AWS::IAM::Role", "AWS::KMS::Key"}
)


@rule(
    "name-instead-of-arn",
    on=Function,
    severity=Severity.ERROR,
    effect=Effect.FAILS_DEPLOY,
    source="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
)
def check(function: Function) -> Iterator[Finding]:
    """Judge one function."""
    written = function.property_names
    given = {".".join(path): function.value(*path) for path in _ARNS if path[0] in written}
    for system in function.elements("FileSystemConfigs"):
        given[f"{system.at}.Arn"] = system.value("Arn")
    for at, value in given.items():
        seen = _name_in(value)
        if seen:
            yield Finding(
                function,
                f"property {at} must be an ARN, got {seen}",
                _fix(value),
                at=at,
            )


def _name_in(value: Value) -> str | None:
    if isinstance(value, Reference):
        name, kind = value.resource.logical_id, value.resource.type
        is_name = not value.attribute and kind in _REFERRED_BY_NAME
        return f"what Ref gives of {name}: its id or name" if is_name else None
    if isinstance(value, Unresolved) or not isinstance(value, str) or not value:
        return None
    return None if value.startswith("arn:") else repr(value)


def _fix(value: Value) -> str:
    if isinstance(value, Reference):
        return f"write !GetAtt {value.resource.logical_id}.Arn"
    return "write the ARN, which begins with arn:"
