"""Which key of the assembly encrypts what a resource keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from policies.template.values import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.resource import Resource
    from policies.template.resources.kms_key import Key

_KEY: Final = "AWS::KMS::Key"
_ALIAS: Final = "AWS::KMS::Alias"
# Where a resource names its key, for what Lambda polls or sends to.
_PROPERTY: Final[Mapping[str, tuple[str, ...]]] = {
    "AWS::Kinesis::Stream": ("StreamEncryption", "KeyId"),
    "AWS::SNS::Topic": ("KmsMasterKeyId",),
    "AWS::SQS::Queue": ("KmsMasterKeyId",),
}


def key_of(resource: Resource) -> Key | None:
    """The key that encrypts the resource, also behind an alias; None when it is not here."""
    path = _PROPERTY.get(resource.type)
    value = resource.value(*path) if path else None
    if isinstance(value, Reference) and value.resource.type == _ALIAS:
        value = value.resource.value("TargetKeyId")
    if isinstance(value, Reference) and value.resource.type == _KEY:
        return cast("Key", value.resource)
    return None
