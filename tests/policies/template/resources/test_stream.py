from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policies.template.resources.stream import Stream
from policies.template.values import Unresolved

if TYPE_CHECKING:
    from tests.policies.conftest import TemplateOf


def test_the_largest_record_is_known_absent_or_unresolved(
    template_of: TemplateOf, unknown: Any
) -> None:
    def size(properties: dict[str, Any]) -> Any:
        resources = {"Stream": {"Type": "AWS::Kinesis::Stream", "Properties": properties}}
        return template_of(resources).of(Stream)[0].maximum_record_size_kib

    assert size({"MaxRecordSizeInKiB": "4096"}) == 4096
    assert size({}) is None
    assert isinstance(size({"MaxRecordSizeInKiB": unknown}), Unresolved)
