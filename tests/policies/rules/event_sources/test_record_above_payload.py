from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from policies.rules.event_sources.record_above_payload import check as rule

if TYPE_CHECKING:
    from tests.policies.conftest import Judge


UNKNOWN = {"Ref": "Unknown"}
LOST = {"OnFailure": {"Destination": "arn:aws:s3:::lost"}}


def scene(kib: Any, **properties: Any) -> Any:
    size = {} if kib is None else {"MaxRecordSizeInKiB": kib}
    own = {"EventSourceArn": {"Fn::GetAtt": ["Readings", "Arn"]}, "FunctionName": "detector"}
    return {
        "Readings": {"Type": "AWS::Kinesis::Stream", "Properties": size},
        "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": own | properties},
    }


def test_a_record_above_four_and_a_half_mib_does_not_fit(judge: Judge) -> None:
    [finding] = judge(rule, scene(4609))

    assert finding.message == (
        "a record must be at most 4608 KiB to fit into an invocation as base64, got up to 4609 KiB "
        "for Mapping, which has no destination for failures"
    )
    assert finding.fix == (
        "set MaxRecordSizeInKiB to 4608 or less, or DestinationConfig.OnFailure of Mapping"
    )
    assert finding.at == "MaxRecordSizeInKiB"


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(scene(None), id="the default"),
        pytest.param(scene(4608), id="just fits"),
        pytest.param(scene(UNKNOWN), id="known at deployment only"),
        pytest.param(scene(10240, DestinationConfig=LOST), id="what does not fit is kept"),
        pytest.param(scene(10240, DestinationConfig=UNKNOWN), id="perhaps kept"),
        pytest.param(scene(10240, EventSourceArn=UNKNOWN), id="perhaps not polled"),
        pytest.param(scene(10240, Enabled=False), id="not polled"),
    ],
)
def test_silent(judge: Judge, resources: Any) -> None:
    assert judge(rule, resources) == []
