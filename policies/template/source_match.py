"""Whether the SourceArn of a permission can be that of the resource that calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from policies.domain.iam import has_wildcard
from policies.domain.service_principals import SERVICE_OF_TYPE
from policies.template.arn_match import may_cover
from policies.template.arns import components
from policies.template.certain import known_end
from policies.template.references import referenced
from policies.template.values import (
    PseudoParameter,
    Text,
    Unresolved,
    joined,
    known_text,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policies.template.arns import Component
    from policies.template.resource import Resource
    from policies.template.values import Value

_BUCKET: Final = "AWS::S3::Bucket"
# The property that names it, what stands before the name in the ARN and what follows it.
_NAMED: Final[Mapping[str, tuple[str, str, tuple[Component, ...]]]] = {
    "AWS::ElasticLoadBalancingV2::TargetGroup": (
        "Name",
        "targetgroup/",
        ("/", Unresolved("an id")),
    ),
    "AWS::Events::Rule": ("Name", "rule/", ()),
    "AWS::S3::Bucket": ("BucketName", "", ()),
    "AWS::SNS::Topic": ("TopicName", "", ()),
}


def is_of_another_source(arn: Value, source: Resource) -> bool:
    """True for an ARN or pattern that certainly is not that of the source."""
    if source.type == _BUCKET and _names_objects(arn):
        return True
    service = SERVICE_OF_TYPE.get(source.type)
    named = [each for each in referenced(arn) if SERVICE_OF_TYPE.get(each.type) == service]
    if service is not None and named:
        return source not in named
    return _spells_another(arn, source)


def _names_objects(arn: Value) -> bool:
    """True for what is in a bucket: S3 presents the ARN of the bucket itself."""
    return known_end(arn).endswith("/*")


def _spells_another(arn: Value, source: Resource) -> bool:
    """True for an ARN that is written out and ends in another name than the source has or gets."""
    parts, naming = components(arn), _NAMED.get(source.type)
    if parts is None or naming is None or source.value("EventBusName") is not None:
        return False
    key, before, after = naming
    name, last = source.value(key), parts[-1]
    if name is None:
        # CloudFormation makes a name up: no text that is known beforehand has it.
        return _is_spelled(last) and last not in ("", before) and not has_wildcard(known_text(last))
    if not isinstance(name, str | Text):
        return False
    return not may_cover(last, joined([before, name, *after]))


def _is_spelled(part: Component) -> bool:
    return all(isinstance(each, str | PseudoParameter) for each in parts_of(part))
